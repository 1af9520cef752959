"""`pointsman convert`."""

import json
from pathlib import Path

import pytest
import yaml

from pointsman.cli.exit_status import ExitStatus
from tests.cli.conftest import GOOD, Command

DOCUMENT = {
    "program": "Everyday",
    "version": "1",
    "currency": "USD",
    "points": {"name": "Points", "precision": "whole"},
    "conversion": {"base": {"rate": "0.01"}},
    "redemption": {"partial": {"step": "10.00"}},
}


class TestForms:
    def test_json(self, command: Command, files: Path) -> None:
        result = command("convert", "--to", "json", "good.points")
        assert (result.status, result.err) == (0, "")
        assert json.loads(result.out) == DOCUMENT
        assert result.out.endswith("}\n")

    def test_yaml(self, command: Command, files: Path) -> None:
        result = command("convert", "--to", "yaml", "good.points")
        assert yaml.load(result.out, Loader=yaml.BaseLoader) == DOCUMENT  # noqa: S506

    @pytest.mark.parametrize("form", ["points", "yaml", "json"])
    def test_there_and_back(self, form: str, command: Command, files: Path) -> None:
        there = command("convert", "--to", form, "good.points").out
        back = command("convert", "--to", "points", "--form", form, "-", stdin=there)
        assert (back.status, back.out) == (0, GOOD)

    def test_comments_are_no_part_of_a_program(self, command: Command, files: Path) -> None:
        assert command("convert", "--to", "points", "untidy.points").out == GOOD

    def test_text_is_utf_8(self, command: Command) -> None:
        text = GOOD.replace("Everyday", "Größe")
        assert '"Größe"' in command("convert", "--to", "json", "-", stdin=text.encode()).out


class TestOutput:
    @pytest.mark.parametrize("name", ["new.yaml", "new.yml", "new.json", "new.points"])
    def test_the_name_tells_the_form(self, name: str, command: Command, files: Path) -> None:
        result = command("convert", "good.points", "-o", name)
        assert (result.status, result.out, result.err) == (0, "", "")
        assert command("check", name).status is ExitStatus.WELL

    def test_to_goes_before_the_name(self, command: Command, files: Path) -> None:
        command("convert", "good.points", "--to", "json", "--output", "new.txt")
        assert json.loads((files / "new.txt").read_text()) == DOCUMENT

    def test_an_error_writes_nothing(self, command: Command, files: Path) -> None:
        (files / "new.json").write_text("old")
        result = command("convert", "bad.points", "-o", "new.json")
        assert (result.status, result.out) == (1, "")
        assert result.err.endswith("\n2 errors\n")
        assert (files / "new.json").read_text() == "old"

    def test_errors_as_json(self, command: Command, files: Path) -> None:
        result = command("convert", "--to", "yaml", "--json", "bad.points")
        assert result.status is ExitStatus.INPUT_WRONG
        assert len(json.loads(result.out)) == 2

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "say the form with `--to points`, `--to yaml` or `--to json`"),
            (("-o", "new.txt"), "`new.txt` does not tell its form"),
            (("-o", "missing/new.json"), "`missing/new.json` cannot be written: no such file"),
            (("--to", "xml"), "'xml' is not one of"),
        ],
    )
    def test_wrong_calls(
        self, arguments: tuple[str, ...], message: str, command: Command, files: Path
    ) -> None:
        result = command("convert", "good.points", *arguments)
        assert (result.status, result.out) == (2, "")
        assert message in result.err
