from pathlib import Path

import pytest

from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_program
from pointsman.programs import ProgramError, load, load_text, program_of
from pointsman.programs.places import PlaceNames
from tests.programs.small_programs import program_text, purchase

TEXT = program_text(3, "2026-01-01", timezone="Asia/Tokyo")

YAML = """\
program: Small
version: 3
effective: {from: 2026-01-01}
timezone: Asia/Tokyo
currency: USD
points: {name: Points, precision: whole}
conversion:
  base: {rate: 0.01}
redemption: {full: true}
"""


class TestLoad:
    def test_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "small.points"
        path.write_text(TEXT, encoding="utf-8")
        program = load(path)
        assert (program.name, program.version) == ("Small", 3)
        assert str(program.zone) == "Asia/Tokyo"
        assert program.digest.startswith("sha256:")
        assert load(str(path)) == program

    def test_the_ending_tells_the_form(self, tmp_path: Path) -> None:
        for ending in (".yaml", ".yml"):
            path = tmp_path / f"small{ending}"
            path.write_text(YAML, encoding="utf-8")
            assert load(path) == load_text(TEXT)

    def test_an_ending_that_tells_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "small.txt"
        path.write_text(TEXT, encoding="utf-8")
        with pytest.raises(ProgramError, match="does not tell how the file is written"):
            load(path)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            load(tmp_path / "small.points")

    def test_a_loaded_program_decides(self) -> None:
        decision = load_text(TEXT).decide(purchase(time="2026-03-07T12:30:00Z"))
        assert str(decision.points) == "10000"
        assert decision.to_json()["program"] == load_text(TEXT).identity()


class TestText:
    def test_the_form_may_be_told(self) -> None:
        assert load_text(YAML, "anything", "yaml") == load_text(TEXT)

    def test_layout_and_comments_change_nothing(self) -> None:
        other = "# a comment\n" + TEXT.replace("\n", "\n\n")
        assert load_text(other).digest == load_text(TEXT).digest
        assert load_text(other) == load_text(TEXT)

    def test_another_program_has_another_digest(self) -> None:
        assert load_text(program_text(4)).digest != load_text(program_text(3)).digest


class TestErrors:
    def test_an_error_shows_every_mistake_at_its_place(self) -> None:
        text = program_text(1, conversion="base at 0").replace("USD", "USX")
        with pytest.raises(ProgramError) as refused:
            load_text(text, "small.points")
        shown = str(refused.value)
        assert len(refused.value.diagnostics) == 2
        assert "--> small.points:3:12" in shown
        assert "error[unknown-currency]" in shown
        assert "`USX`" in shown
        assert "\x1b" not in shown, "an exception has no colour"

    def test_warnings_are_no_errors(self) -> None:
        tiers = "base { up to 500.00 at 0.01  above at 0.012 }"
        reading = read_program(program_text(conversion=tiers), "small.points")
        assert [each.code for each in reading.diagnostics] == ["cliff"]
        assert program_of(reading).name == "Small"

    def test_a_reading_with_errors_is_no_program(self) -> None:
        reading = read_program("program", "small.points")
        with pytest.raises(ProgramError) as refused:
            program_of(reading)
        assert refused.value.diagnostics == reading.diagnostics


class TestPlaces:
    def test_a_rule_has_the_line_of_its_statement(self) -> None:
        places = load_text(TEXT, "programs/small.points").places
        assert places["/version"] == "small.points:2"
        assert places["/effective"] == "small.points:3"
        assert places["/conversion/base"] == "small.points:7"
        assert places["/redemption"] == "small.points:8"

    def test_a_rule_of_yaml_has_its_line_there(self) -> None:
        places = load_text(YAML, "small.yaml").places
        assert places["/conversion/base"] == "small.yaml:8"

    def test_places_are_a_mapping(self) -> None:
        reading = read_program(TEXT, "small.points")
        places = PlaceNames.of(reading.source, reading.places)
        assert dict(places) == {pointer: places[pointer] for pointer in reading.places}
        assert len(places) == len(reading.places) > 8
        assert places.get("/nowhere") is None
        assert PlaceNames.of(Source("x.points", ""), {}) == {}
