"""JSON lines as columns: a line means here what it means to `pointsman decide` by itself."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.binding import row_facts
from pointsman.batch.files.formats import Format
from pointsman.batch.files.json_blocks import BlockReader
from pointsman.batch.files.json_reading import read_line
from pointsman.batch.files.json_shape import nested_schema
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import RowBatch
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from pointsman.feeds.ndjson import MAX_LINE, read_lines
from tests.batch.files.purchases import flat_texts, lines, program, purchase, purchases

PROGRAM = program()
FIELDS = PROGRAM.facts_context.fields


def read(data: bytes, **options: Any) -> list[RowBatch]:
    """All batches of some lines."""
    with open_batches(io.BytesIO(data), Format.NDJSON, fields=FIELDS, **options) as source:
        return list(source.batches())


def meanings(data: bytes) -> dict[int, str]:
    """What each line comes to by way of columns: its decision, or its problems."""
    found = {}
    for batch in read(data):
        for at, number in enumerate(batch.numbers):
            found[number] = meaning(row_facts(batch.columns, at))
        for unfit in batch.unfit:
            found[unfit.number] = (
                f"{[str(it) for it in unfit.problems]}" if unfit.problems else meaning(unfit.data)
            )
    return found


def meaning(facts: Any) -> str:
    """The decision on facts, or what is wrong with them."""
    try:
        return str(PROGRAM.decide(facts))
    except BadFactsError as error:
        return str([str(it) for it in error.problems])


def expected(data: bytes) -> dict[int, str]:
    """The same without columns."""
    found = {}
    for line in read_lines(io.BytesIO(data)):
        if line.data is None:
            found[line.number] = str([str(line.problem)])
            continue
        try:
            facts = native(line.data)
        except BadFactsError as error:
            found[line.number] = str([str(it) for it in error.problems])
        else:
            found[line.number] = meaning(facts)
    return found


GOOD = json.dumps(purchase(1))
HARD_LINES = [
    GOOD,
    "",
    "  ",
    "nope",
    "[1]",
    "null",
    "{}",
    '{"id": "a", "id": "b"}',
    GOOD.replace('"USD"', "840"),
    GOOD.replace('"USD"', '"840"'),
    GOOD.replace('"USD"', "36"),
    GOOD.replace('"USD"', '"36"'),
    json.dumps(purchase(2, country=32)),
    json.dumps(purchase(2, country="32")),
    json.dumps(purchase(2, mcc=742)),
    json.dumps(purchase(2, merchant={})),
    json.dumps(purchase(2, merchant=None)),
    json.dumps(purchase(2, merchant="x")),
    json.dumps(purchase(2, channel=True)),
    json.dumps(purchase(2, channel=["chip"])),
    json.dumps(purchase(2, amount=None)),
    json.dumps(purchase(2)).replace('"14.02"', "14.02"),
    json.dumps(purchase(2)).replace('"14.02"', "1e2"),
    json.dumps(purchase(2)).replace('"14.02"', "NaN"),
    json.dumps(purchase(2)).replace('"14.02"', "-1"),
    json.dumps(purchase(2)).replace('"14.02"', "1234567890123456.10"),
    json.dumps(purchase(2)).replace('"14.02"', "014.02"),
    json.dumps({**purchase(2), "post_purchase": {}}),
    json.dumps({**purchase(2), "post_purchase": None}),
    json.dumps({**purchase(2), "post_purchase": {"after": None, "requested_at": None}}),
    json.dumps({**purchase(2), "authorization": {}}),
    json.dumps({**purchase(2), "account": {}}),
    json.dumps({**purchase(2), "account": 5}),
    json.dumps({**purchase(2), "id": "\ud800"}),
    json.dumps({**purchase(2), "id": "\x00"}),
    json.dumps({**purchase(2), "id": 7}),
    json.dumps({**purchase(2), "other": 7}),
    json.dumps({**purchase(2), "id": "Ünï-東京"}, ensure_ascii=False),
    GOOD + GOOD,
    GOOD[:-1],
    GOOD[1:],
    GOOD + ",",
    f"[{GOOD}]",
    "{" * 5000,
    '{"a":' * 5000,
]


class TestLines:
    @pytest.mark.parametrize("line", HARD_LINES, ids=range(len(HARD_LINES)))
    def test_mean_what_they_mean_alone(self, line: str) -> None:
        data = f"{GOOD}\n{line}\n{GOOD}\n".encode()
        assert meanings(data) == expected(data)

    def test_mean_the_same_all_together(self) -> None:
        data = "\n".join(HARD_LINES).encode()
        assert meanings(data) == expected(data)

    @given(st.lists(st.sampled_from(HARD_LINES), max_size=6), st.sampled_from(["\n", "\r\n"]))
    def test_mean_the_same_in_any_order(self, chosen: list[str], end: str) -> None:
        data = end.join(chosen).encode()
        assert meanings(data) == expected(data)

    @given(st.lists(st.text('{}[],:"\\ \n\t0a', max_size=30).map(str.encode), max_size=4))
    def test_of_nonsense_mean_the_same(self, chosen: list[bytes]) -> None:
        data = b"\n".join([GOOD.encode(), *chosen])
        assert meanings(data) == expected(data)

    def test_that_are_not_utf8_are_bad_rows(self) -> None:
        data = GOOD.encode() + b"\n" + GOOD.replace("A-1", "\xff").encode("latin-1") + b"\n"
        assert meanings(data) == expected(data)
        assert "line-not-utf8" in str(read(data)[0].unfit)

    def test_with_dotted_names(self) -> None:
        rows = purchases(20)
        found = meanings(lines(flat_texts(row) for row in rows))
        assert list(found.values()) == [meaning(row) for row in rows]

    def test_that_name_a_fact_twice_are_bad_rows(self) -> None:
        twice = {**purchase(1), "authorization.amount": "5"}
        around = {"id.x": "1", **purchase(1)}
        for row in (twice, around):
            assert "unknown-key" not in meanings(lines([purchase(1)]))[1]
            assert "is not a key of" in meanings(lines([row]))[1]

    def test_in_other_forms(self, root: Any) -> None:
        names = ("authorization.json", "iso8583.json")
        rows = [
            json.loads((root / "examples" / name).read_text(encoding="utf-8")) for name in names
        ]
        data = lines([*rows, purchase(1)])
        assert meanings(data) == expected(data)
        assert not any(batch.unfit for batch in read(data))


class TestBlocks:
    def test_of_plain_lines_are_read_at_once(self) -> None:
        block = lines(purchases(50))
        reader = BlockReader(nested_schema(FIELDS), FIELDS)
        found = reader.read(block)
        assert found is not None
        assert found.num_rows == 50
        assert reader.read(block.replace(b"\n", b"\n\n", 1)) is None
        assert reader.read(block + b'{"id": 1}\n') is None

    def test_are_cut_into_batches(self) -> None:
        batches = read(lines(purchases(250)), rows=100)
        assert [batch.columns.num_rows for batch in batches] == [100, 100, 50]
        assert [batch.numbers[0] for batch in batches] == [1, 101, 201]

    def test_line_by_line_are_cut_too(self) -> None:
        batches = read(b"\n" + lines(purchases(250)) + b"x\n", rows=100)
        assert [batch.columns.num_rows for batch in batches] == [100, 100, 50]
        assert batches[0].numbers[0] == 2
        assert [unfit.number for unfit in batches[2].unfit] == [252]

    def test_end_between_lines_wherever_they_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = lines(purchases(40)) + b"x\n\n" + lines(purchases(3))
        whole = meanings(data)
        for size in (1, 7, 300, 1000):
            monkeypatch.setattr("pointsman.batch.files.json_reading._BLOCK", size)
            assert meanings(data) == whole

    def test_with_a_line_that_is_too_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pointsman.batch.files.json_reading._BLOCK", MAX_LINE // 2)
        long = json.dumps({"id": "x" * (4 * MAX_LINE)}).encode() + b"\n"
        found = meanings(lines([purchase(1)]) + long + lines([purchase(2)]))
        assert sorted(found) == [1, 2, 3]
        assert "a line has at most" in found[2]


class TestOneLine:
    @pytest.mark.parametrize("number", [1, 2, 4])
    def test_is_found_by_its_number(self, number: int) -> None:
        stream = io.BytesIO(b'{"id": "1"}\n{"id": "2"}\n\n{"id": "4"}')
        line = read_line(stream, number)
        assert line is not None
        assert (line.number, line.data) == (number, {"id": str(number)})

    def test_may_be_blank_bad_or_not_there(self) -> None:
        data = b"\nx\n" + b" " * (MAX_LINE + 5) + b'\n{"id": "4"}\n'
        blank, bad, long, good, none = (read_line(io.BytesIO(data), it) for it in range(1, 6))
        assert (blank and blank.data, blank and blank.problem) == (None, None)
        assert bad is not None
        assert bad.problem is not None
        assert (bad.number, bad.problem.code) == (2, "not-json")
        assert long is not None
        assert long.problem is not None
        assert long.problem.code == "line-too-long"
        assert good is not None
        assert good.data == {"id": "4"}
        assert none is None
