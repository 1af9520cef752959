"""The files in `examples/`: each is read, decided, and worth what its comment says."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import iso8583
import pytest
from jsonschema import Draft202012Validator

from pointsman.dsl.reading import read_document, read_program
from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.feeds.iso8583_spec import ASCII_WITH_HEX, specification
from pointsman.feeds.ndjson import Line, read_lines
from pointsman.programs import load_shipped, shipped_path
from tests.model import decide


@pytest.fixture
def program() -> Program:
    return load_shipped("world-elite")


@pytest.fixture
def examples(root: Path) -> Path:
    return root / "examples"


def document(path: Path) -> dict[str, Any]:
    located = read_document(path.read_bytes(), path.name)
    assert located.diagnostics == []
    assert isinstance(located.document, dict)
    return located.document


@pytest.mark.parametrize(
    ("name", "decided"),
    [
        ("purchase.yaml", ("A-1001", "REDEEMED_PARTIAL", "7000", "70.00", "650")),
        ("authorization.json", ("A-1002", "REDEEMED_FULL", "10000", "100.00", "2000")),
        ("iso8583.json", ("A-1003", "REDEEMED_PARTIAL", "7000", "70.00", "650")),
    ],
)
def test_one_purchase_in_each_form(
    name: str, decided: tuple[str, ...], examples: Path, program: Program
) -> None:
    found = program.decide(native(document(examples / name))).to_json()
    keys = ("id", "reason", "points", "credit", "balance_after")
    assert tuple(found[key] for key in keys) == decided


def test_the_native_form_is_as_its_schema_says(examples: Path) -> None:
    schema = json.loads((files("pointsman.dsl") / "schemas/facts.schema.json").read_text("utf-8"))
    assert Draft202012Validator(schema).is_valid(document(examples / "purchase.yaml"))


def test_the_message_is_one_that_the_library_writes(examples: Path) -> None:
    """Decoded and encoded again it is the same message, to the last character."""
    message = document(examples / "iso8583.json")["iso8583"].encode("ascii")
    layout = specification(ASCII_WITH_HEX)
    elements, _ = iso8583.decode(message, layout)
    again, _ = iso8583.encode(
        {key: value for key, value in elements.items() if key not in {"p", "1", "h"}}, layout
    )
    assert bytes(again) == message
    assert elements["t"] == "0110"
    assert (elements["6"], elements["51"], elements["39"]) == ("000000010000", "840", "00")


class TestPurchases:
    @pytest.fixture
    def lines(self, examples: Path) -> list[Line]:
        with (examples / "purchases.ndjson").open("rb") as stream:
            return list(read_lines(stream))

    def test_there_are_a_dozen_and_all_can_be_read(self, lines: list[Line]) -> None:
        assert len(lines) == 12
        assert [each.number for each in lines if each.problem is not None] == []

    def test_they_come_out_in_many_ways(self, lines: list[Line], program: Program) -> None:
        decisions = [program.decide(each.data or {}) for each in lines]
        assert len({decision.reason for decision in decisions}) >= 6
        assert len({decision.to_json()["rule"] for decision in decisions}) >= 5

    def test_the_independent_model_agrees(self, lines: list[Line], program: Program) -> None:
        path = shipped_path("world-elite")
        written = read_program(path.read_bytes(), str(path)).document
        assert written is not None
        for each in lines:
            assert each.data is not None
            ours = program.decide(each.data).to_json()
            ours["program"] = {"name": program.name, "version": program.version}
            assert ours == decide(written, each.data)
