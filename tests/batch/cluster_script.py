"""What the tests of frames run in a process of its own, on one of Daft's two runners.

python -m tests.batch.cluster_script native|ray FOLDER

Prints one JSON object: what was found, by the name of each question below.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import daft
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from daft import Expression, col

from pointsman.batch.cluster import (
    BadRowInFrameError,
    arrow_table,
    decide_dataframe,
    decide_parquet,
    numbered_parquet,
    replay_dataframe,
)
from pointsman.batch.cluster.columns import frame_schema
from pointsman.batch.decide import decide_table
from pointsman.batch.replay import replay_tables
from pointsman.programs import load_shipped, load_text
from tests.batch.cluster_tables import (
    many_accounts,
    many_purchases,
    named_accounts,
    texts,
    with_accounts,
)
from tests.batch.replay_cases import account, program, purchase
from tests.batch.replay_streams import draw_stream
from tests.strategies.choices import seeded
from tests.strategies.documents import build_document
from tests.strategies.facts import build_facts
from tests.strategies.text import points_text

Json = dict[str, Any]

ROWS = 120_000
"""More than are decided before the loop is compiled."""


def main() -> None:
    """Answer all questions."""
    runner, folder = sys.argv[1], Path(sys.argv[2])
    _set_runner(runner)
    _write(folder)
    told = {each.__name__: each(folder) for each in QUESTIONS}
    print(json.dumps(told), flush=True)
    # Now and then Daft's threads are still busy with Python at the end, which then aborts.
    os._exit(0)


def parquet_as_on_one_machine(folder: Path) -> Json:
    """Many row groups of two files, in their order, by threads that share a decider."""
    opened = load_shipped("world-elite")
    decided = arrow_table(opened, decide_parquet(opened, str(folder / "purchases")))
    rows = decided["row"].to_pylist()
    files = [Path(name).name for name in pc.unique(decided["file"]).to_pylist()]
    expected = decide_table(opened, _purchases())
    return {
        "same": _same(decided.drop_columns(["file", "row"]), expected),
        "types": decided.schema.field("reason").type == expected.schema.field("reason").type,
        "metadata": decided.schema.metadata == expected.schema.metadata,
        "rows": rows == [*range(1, ROWS // 2 + 1)] * 2,
        "files": files,
        "reasons": len(pc.unique(decided["reason"].cast(pa.string()))) > 5,
    }


def frame_as_on_one_machine(folder: Path) -> Json:
    """Any frame, with a column carried along."""
    opened = load_shipped("world-elite")
    files = sorted(map(str, (folder / "purchases").iterdir()))
    frame = daft.read_parquet(files).with_column("number", _number_of(col("id")))
    # Rows come in any order.
    frame = decide_dataframe(opened, frame, keep=["number"]).sort("number")
    decided = arrow_table(opened, frame)
    return {
        "same": _same(decided.drop_columns(["number"]), decide_table(opened, _purchases())),
        "numbers": len(set(decided["number"].to_pylist())) == ROWS,
    }


def parts_of_a_plan(folder: Path) -> Json:
    """What Daft leaves out of a plan is left out, and what it filters by is there."""
    opened = load_shipped("world-elite")
    frame = decide_parquet(opened, [str(folder / "purchases" / "part-1.parquet")])
    redeemed = frame.where(col("points") > 0)
    points = redeemed.select("points").sum("points").to_pylist()[0]["points"]
    expected = decide_table(opened, _purchases().slice(ROWS // 2))
    return {
        "filtered": points == pc.sum(expected["points"]).as_py(),
        "counted": frame.count_rows() == ROWS // 2,
        "first": frame.limit(3).select("row").to_pydict()["row"],
    }


def drawn_programs(_: Path) -> list[int]:
    """The seeds whose purchases come out otherwise than on one machine: none."""
    return [seed for seed in range(24) if not _drawn_agrees(seed)]


def drawn_replays(_: Path) -> list[int]:
    """Likewise of replays."""
    return [seed for seed in range(10) if not _replay_agrees(seed)]


def replay_as_on_one_machine(folder: Path) -> Json:
    """Many purchases of many accounts, in buckets that several threads replay at once."""
    opened = load_shipped("world-elite")
    bought, held = named_accounts(many_purchases(20_000)), many_accounts()
    expected = replay_tables(opened, held, bought)
    for at in range(2):
        part = bought.slice(at * 9_000, 9_000 + at * 2_000)
        pq.write_table(part, folder / f"bought-{at}.parquet", row_group_size=4_000)
    rows = numbered_parquet([str(folder / f"bought-{at}.parquet") for at in range(2)])
    done = replay_dataframe(opened, daft.from_arrow(held), rows, row="row", buckets=7)
    decisions = arrow_table(opened, done.decisions.sort("row"))
    return {
        "decisions": _same(decisions.drop_columns(["row"]), expected.decisions),
        "accounts": _same(
            done.accounts.sort("account_id").to_arrow(),
            expected.accounts.sort_by("account_id"),
        ),
        "shared instants": pc.max(decisions["turn"]).as_py() > 10,
    }


def bad_rows_of_a_frame(_: Path) -> Json:
    """The first ends the run; skipped ones are told of in their rows."""
    opened, rows = program(), texts(_some_bad())
    frame = daft.from_arrow(rows.append_column("line", pa.array([10, 11, 12, 13])))
    decided = decide_dataframe(opened, frame, keep=["line"], skip_bad=True).to_pydict()
    return {
        "error": _error(lambda: decide_dataframe(opened, frame, keep=["line"]).collect()),
        "line": decided["line"],
        "id": decided["id"],
        "reason": decided["reason"],
        "codes": [each and [it["code"] for it in each] for each in decided["problems"]],
        "message": decided["problems"][1][0]["message"],
    }


def bad_rows_of_a_file(folder: Path) -> Json:
    """They have numbers."""
    opened, file = program(), folder / "bad.parquet"
    rows = texts(_some_bad())
    pq.write_table(rows, file, row_group_size=2)
    decided = decide_parquet(opened, str(file), skip_bad=True).to_pydict()
    told = _error(lambda: decide_parquet(opened, str(file)).collect())
    return {
        "error": told[told.index("a purchase") :].replace(str(folder), "") if told else None,
        "row": decided["row"],
        "reason": decided["reason"],
        "problems": [each is not None for each in decided["problems"]],
    }


def bad_rows_of_a_replay(_: Path) -> Json:
    """A purchase of no account, two accounts of one id."""
    opened = program()
    held = texts([account("A-1"), account("A-2", "9000")])
    bought = [purchase("A-1", 3), purchase("A-7", 2), purchase("A-2", 1)]
    rows = texts([{**it, "id": f"P-{at}"} for at, it in enumerate(bought)])
    rows = rows.append_column("number", pa.array(range(3)))
    frames = daft.from_arrow(held), daft.from_arrow(rows)
    done = replay_dataframe(opened, *frames, row="number", skip_bad=True, buckets=2)
    decided = done.decisions.sort("number").to_pydict()
    twice = daft.from_arrow(texts([account("A-1"), account("A-1")]))
    ours = frames[1].where(col("account_id") == "A-1")
    return {
        "error": _error(lambda: replay_dataframe(opened, *frames, row="number")),
        "twice": _error(lambda: replay_dataframe(opened, twice, ours, row="number")),
        "number": decided["number"],
        "reason": decided["reason"],
        "codes": [each and [it["code"] for it in each] for each in decided["problems"]],
    }


QUESTIONS: tuple[Callable[[Path], Any], ...] = (
    parquet_as_on_one_machine,
    frame_as_on_one_machine,
    parts_of_a_plan,
    drawn_programs,
    drawn_replays,
    replay_as_on_one_machine,
    bad_rows_of_a_frame,
    bad_rows_of_a_file,
    bad_rows_of_a_replay,
)


def _set_runner(runner: str) -> None:
    if runner == "native":
        daft.set_runner_native()
        return
    import ray

    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        object_store_memory=256 * 2**20,
        _node_ip_address="127.0.0.1",
    )
    daft.set_runner_ray()


def _purchases() -> pa.Table:
    return with_accounts(many_purchases(ROWS))


def _write(folder: Path) -> None:
    (folder / "purchases").mkdir()
    whole = _purchases()
    for number in range(2):
        part = whole.slice(number * ROWS // 2, ROWS // 2)
        pq.write_table(part, folder / "purchases" / f"part-{number}.parquet", row_group_size=9_000)


def _number_of(ids: Expression) -> Expression:
    """The number in an id such as `P-17`."""
    return ids.substr(2).cast(daft.DataType.int64())


def _drawn_agrees(seed: int) -> bool:
    choices = seeded(seed)
    document = build_document(choices)
    opened = load_text(points_text(document, choices), "drawn.points")
    table = texts([build_facts(choices, document) for _ in range(40)])
    decided = arrow_table(opened, decide_dataframe(opened, daft.from_arrow(table)))
    return _same(decided, decide_table(opened, table))


def _replay_agrees(seed: int) -> bool:
    stream = draw_stream(seeded(seed))
    opened, held, bought = stream.program, texts(stream.accounts), texts(stream.purchases)
    expected = replay_tables(opened, held, bought)
    rows = bought.append_column("row", pa.array(range(bought.num_rows)))
    done = replay_dataframe(
        opened, daft.from_arrow(held), daft.from_arrow(rows), row="row", buckets=3
    )
    decided = arrow_table(opened, done.decisions.sort("row")).drop_columns(["row"])
    ends = done.accounts.sort("account_id").to_arrow()
    return _same(decided, expected.decisions) and _same(
        ends, expected.accounts.sort_by("account_id")
    )


def _same(found: pa.Table, expected: pa.Table) -> bool:
    """Row for row, every column; words as text, for dictionaries may be in any order."""
    schema = frame_schema(expected.schema)
    return bool(found.cast(schema).equals(expected.cast(schema)))


def _some_bad() -> list[Json]:
    good = {**purchase("", 1), "account": {"status": "GOOD_STANDING", "balance": "1"}}
    del good["account_id"]
    bad = {**good, "authorization": {**good["authorization"], "amount": "-1.00"}}
    rows = [good, bad, good, {**bad, "account": {"balance": "1", "status": "LOST"}}]
    return [{"id": f"P-{at}", **row} for at, row in enumerate(rows)]


def _error(run: Callable[[], object]) -> str:
    """The message of the error that a run ends with; on Ray, of what its worker raised."""
    try:
        run()
    except BadRowInFrameError as error:
        return str(getattr(error, "cause", error))
    except Exception as error:
        return str(error)
    raise AssertionError("there was no error")


if __name__ == "__main__":
    main()
