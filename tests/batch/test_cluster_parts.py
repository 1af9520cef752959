"""What workers do, without any worker: shipping programs, columns, files, bad rows, threads."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import daft
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve

from pointsman.batch.binding import BadColumnsError
from pointsman.batch.cluster import (
    FrameColumnsError,
    OtherVersionError,
    decide_dataframe,
    decide_parquet,
    numbered_parquet,
    replay_dataframe,
)
from pointsman.batch.cluster.bad_rows import bad_row, spread, with_problems
from pointsman.batch.cluster.buckets import BucketReplay
from pointsman.batch.cluster.columns import frame_schema, frame_type
from pointsman.batch.cluster.files import ParquetFile, find_files
from pointsman.batch.cluster.parquet import Decisions, NumberedRows
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.cluster.sources import Part
from pointsman.batch.decide import RowProblem, decide_table
from pointsman.batch.files.problems import BadFileError
from pointsman.batch.replay.accounts import BadAccountColumnsError
from pointsman.batch.results.schema import decision_schema
from pointsman.engine.problems import Problem
from pointsman.programs import load_shipped, shipped_names
from tests.batch.cluster_tables import (
    many_accounts,
    many_purchases,
    named_accounts,
    with_accounts,
)
from tests.batch.replay_cases import account, program, purchase
from tests.batch.replay_streams import table_of

PROBLEM = Problem("bad-number", "/authorization/amount", "`amount` is odd", "write another")


class TestShipping:
    @pytest.mark.parametrize("name", shipped_names())
    def test_a_program_arrives_as_it_was_sent(self, name: str) -> None:
        sent = load_shipped(name)
        arrived = pickle.loads(pickle.dumps(ShippedProgram.of(sent))).program  # noqa: S301
        assert arrived == sent
        assert arrived.digest == sent.digest
        assert str(arrived.zone) == str(sent.zone)
        assert arrived.plan == sent.plan

    def test_a_process_has_one_decider_of_it(self) -> None:
        first, second = (ShippedProgram.of(load_shipped("world-elite")) for _ in range(2))
        assert first == second
        assert first.decider is second.decider

    def test_it_is_small(self) -> None:
        assert len(pickle.dumps(ShippedProgram.of(load_shipped("world-elite")))) < 20_000

    def test_another_version_is_refused(self) -> None:
        shipped = evolve(ShippedProgram.of(program()), version="0.0.1")
        with pytest.raises(OtherVersionError, match=r"comes from 0\.0\.1: install the same"):
            shipped.decider  # noqa: B018


class TestColumns:
    @pytest.mark.parametrize(
        ("kind", "as_daft_has_it"),
        [
            (pa.string(), pa.large_string()),
            (pa.dictionary(pa.int8(), pa.string()), pa.large_string()),
            (pa.list_(pa.string()), pa.large_list(pa.large_string())),
            (pa.struct([("a", pa.string())]), pa.struct([("a", pa.large_string())])),
            (pa.decimal128(38, 2), pa.decimal128(38, 2)),
            (pa.bool_(), pa.bool_()),
        ],
    )
    def test_types(self, kind: pa.DataType, as_daft_has_it: pa.DataType) -> None:
        assert frame_type(kind) == as_daft_has_it
        found = daft.DataType.from_arrow_type(frame_type(kind)).to_arrow_dtype()
        assert found == as_daft_has_it

    def test_columns_are_checked_before_anything_runs(self) -> None:
        frame = daft.from_pydict({"id": ["P-1"], "authorization.amount": [1.5], "colour": ["red"]})
        with pytest.raises(BadColumnsError) as told:
            decide_dataframe(program(), frame)
        codes = {problem.code for problem in told.value.problems}
        assert codes == {"binary-float", "unknown-column", "missing-column"}

    def test_kept_columns_need_not_be_facts_but_must_be_there(self) -> None:
        frame = daft.from_arrow(with_accounts(many_purchases(3)))
        with pytest.raises(
            FrameColumnsError, match="the frame has no column `colour`: it has `id`"
        ):
            decide_dataframe(program(), frame, keep=["colour"])
        with pytest.raises(FrameColumnsError, match="`id` is a column of decisions"):
            decide_dataframe(program(), frame, keep=["id"])

    def test_facts_may_be_kept_too(self) -> None:
        frame = daft.from_arrow(with_accounts(many_purchases(3)))
        decided = decide_dataframe(program(), frame, keep=["account.status"])
        names = ["account.status", *decision_schema(program()).names]
        assert decided.column_names == names

    def test_a_replay_checks_columns_first(self) -> None:
        held, bought = map(table_of, ((account("A-1"),), (purchase("A-1", 1),)))
        bought = bought.append_column("row", pa.array([1]))
        frames = [daft.from_arrow(held), daft.from_arrow(bought)]
        coloured = [each.with_column("colour", daft.lit("red")) for each in frames]
        with pytest.raises(BadAccountColumnsError, match="`colour` is no fact"):
            replay_dataframe(program(), coloured[0], frames[1], row="row")
        with pytest.raises(BadColumnsError, match="`colour` is no fact"):
            replay_dataframe(program(), frames[0], coloured[1], row="row")
        with pytest.raises(FrameColumnsError, match="has no column `number`"):
            replay_dataframe(program(), *frames, row="number")
        with pytest.raises(FrameColumnsError, match="`buckets` is 0"):
            replay_dataframe(program(), *frames, row="row", buckets=0)


class TestFiles:
    @pytest.fixture
    def file(self, tmp_path: Path) -> ParquetFile:
        path = tmp_path / "b.parquet"
        pq.write_table(pa.table({"n": range(100)}), path, row_group_size=30)
        return ParquetFile(str(path))

    @pytest.mark.parametrize(
        ("rows", "parts"),
        [
            (1, [range(1, 31), range(31, 61), range(61, 91), range(91, 101)]),
            (31, [range(1, 61), range(61, 101)]),
            (1_000, [range(1, 101)]),
        ],
    )
    def test_parts_are_whole_row_groups(
        self, file: ParquetFile, rows: int, parts: list[range]
    ) -> None:
        assert file.parts(rows) == parts

    @pytest.mark.parametrize("batch_rows", [7, 30, 64, 1_000])
    def test_a_part_has_its_rows_and_no_other(self, file: ParquetFile, batch_rows: int) -> None:
        for part in file.parts(31):
            batches = list(file.batches(part, batch_rows))
            assert [n for each in batches for n in each.numbers] == list(part)
            values = [n for each in batches for n in each.columns["n"].to_pylist()]
            assert values == [row - 1 for row in part]

    def test_a_folder_is_its_files_in_order(self, file: ParquetFile) -> None:
        folder = Path(file.name).parent
        (folder / "a").mkdir()
        (folder / "a/x.parquet").write_bytes(Path(file.name).read_bytes())
        (folder / "notes.txt").write_text("no table")
        found = [str(Path(it.name).relative_to(folder)) for it in find_files([str(folder)])]
        assert found == ["a/x.parquet", "b.parquet"]
        assert find_files([folder.as_uri()])[1].name == Path(file.name).as_uri()
        assert [it.parts(100) for it in find_files([folder.as_uri()])] == [[range(1, 101)]] * 2

    def test_what_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(BadFileError, match="cannot be read"):
            find_files([str(tmp_path / "none.parquet")])
        with pytest.raises(BadFileError, match=r"holds no file that ends in `\.parquet`"):
            find_files([str(tmp_path)])
        (tmp_path / "x.parquet").write_text("no table")
        with pytest.raises(BadFileError, match="is no Parquet file"):
            decide_parquet(program(), str(tmp_path))

    def test_numbers_go_on_from_file_to_file(self, file: ParquetFile) -> None:
        frame = numbered_parquet([file.name, file.name])
        assert frame.column_names == ["row", "n"]
        numbers = NumberedRows(pa.schema([("row", pa.int64())]))
        [batch] = numbers.batches(Part(file, range(61, 101), before=100))
        assert batch.to_pydict() == {"row": list(range(161, 201))}

    def test_files_may_not_have_numbers_already(self, tmp_path: Path) -> None:
        pq.write_table(pa.table({"row": [1]}), tmp_path / "x.parquet")
        with pytest.raises(FrameColumnsError, match="has a column `row` of its own"):
            numbered_parquet(str(tmp_path / "x.parquet"))

    def test_files_with_other_columns_are_named(self, file: ParquetFile) -> None:
        work = Decisions(pa.schema([]), ShippedProgram.of(program()), skip_bad=False)
        with pytest.raises(BadColumnsError, match=r"b\.parquet`: the column `n` is no fact"):
            list(work.batches(Part(file, range(1, 101), 0)))


class TestBadRows:
    def test_a_row_is_told_of_by_all_that_is_known(self) -> None:
        error = bad_row(RowProblem(7, "P-7", (PROBLEM,)), {"file": "x.parquet", "row": 7})
        assert str(error) == (
            "a purchase (file `x.parquet`, row 7, id `P-7`): "
            "/authorization/amount: `amount` is odd (write another)"
        )
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301

    def test_or_as_one_without_an_id(self) -> None:
        told = str(bad_row(RowProblem(7, None, (PROBLEM,)), {}))
        assert told.startswith("a purchase without an id: /authorization/amount")

    @pytest.mark.parametrize("bad", [[], [0], [1, 3], [0, 1, 2, 3]])
    def test_every_row_has_a_decision_or_problems(self, bad: list[int]) -> None:
        rows = with_accounts(many_purchases(4))
        good = [row for row in range(4) if row not in bad]
        decisions = decide_table(
            load_shipped("world-elite"), rows.take(pa.array(good, pa.int64()))
        ).combine_chunks()
        batch = pa.RecordBatch.from_arrays(
            [each.combine_chunks() for each in decisions.columns], schema=decisions.schema
        )
        problems = [RowProblem(10 + row, f"P-{row}", (PROBLEM,)) for row in bad]
        schema = with_problems(frame_schema(batch.schema))
        arrays = spread(batch, 4, problems, 10)
        told = dict(zip(schema.names, arrays, strict=True))
        assert told["id"].to_pylist() == [f"P-{row}" for row in range(4)]
        without = [at for at, reason in enumerate(told["reason"].to_pylist()) if reason is None]
        assert without == bad
        expected = [[PROBLEM.to_json()] if row in bad else None for row in range(4)]
        assert told["problems"].to_pylist() == expected


class TestThreads:
    """Daft hands batches to several threads of one process, with one decider for all."""

    def test_many_at_once_decide_the_same(self, tmp_path: Path) -> None:
        opened = load_shipped("world-elite")
        rows = with_accounts(many_purchases(120_000, odd_every=5_003))
        pq.write_table(rows, tmp_path / "x.parquet", row_group_size=5_000)
        file = ParquetFile(str(tmp_path / "x.parquet"))
        schema = frame_schema(decision_schema(opened))
        work = Decisions(schema, ShippedProgram.of(opened), skip_bad=False)
        parts = [Part(file, rows, 0) for rows in file.parts(5_000)] * 2
        with ThreadPoolExecutor(8) as threads:
            batches = threads.map(lambda part: list(work.batches(part)), parts)
            decided = pa.Table.from_batches([each for some in batches for each in some])
        expected = decide_table(opened, rows).cast(schema)
        assert decided.slice(0, 120_000).equals(expected)
        assert decided.slice(120_000).equals(expected)

    def test_many_buckets_at_once_replay_the_same(self) -> None:
        bought = named_accounts(many_purchases(3_000))
        work = _work(bought)
        columns = [daft.Series.from_arrow(each) for each in _bucket(work, bought)]
        expected = work.replay(columns).to_arrow()
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda _: work.replay(columns).to_arrow(), range(8)))
        assert all(each.equals(expected) for each in found)
        assert pickle.loads(pickle.dumps(work)) == work  # noqa: S301


def _work(bought: pa.Table) -> BucketReplay:
    return BucketReplay(
        ShippedProgram.of(load_shipped("world-elite")),
        accounts=frame_schema(many_accounts().schema),
        purchases=frame_schema(bought.schema),
        order=pa.int64(),
        buckets=1,
        skip_bad=False,
    )


def _bucket(work: BucketReplay, bought: pa.Table) -> list[pa.Array]:
    held = many_accounts().cast(work.accounts).to_struct_array().combine_chunks()
    rows = bought.cast(work.purchases).to_struct_array().combine_chunks()
    order = pa.array([*range(len(rows)), *[None] * len(held)], pa.int64())
    return [
        order,
        pa.concat_arrays([rows, pa.nulls(len(held), rows.type)]),
        pa.concat_arrays([pa.nulls(len(rows), held.type), held]),
    ]
