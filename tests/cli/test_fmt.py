"""`pointsman fmt`."""

import json
import re
from pathlib import Path

import pytest

from pointsman.cli.exit_status import ExitStatus
from tests.cli.conftest import BAD, GOOD, Command

SQUEEZED = re.sub(" +", " ", GOOD).replace("{\n", "{ # opens\n")


@pytest.fixture
def squeezed(files: Path) -> Path:
    path = files / "squeezed.points"
    path.write_text(SQUEEZED)
    return path


class TestInPlace:
    def test_a_file_in_the_style_is_not_touched(self, command: Command, files: Path) -> None:
        before = (files / "good.points").stat()
        result = command("fmt", "good.points")
        assert (result.status, result.out, result.err) == (0, "", "")
        assert (files / "good.points").stat().st_ino == before.st_ino

    def test_a_file_is_rewritten_once(self, command: Command, squeezed: Path) -> None:
        result = command("fmt", "squeezed.points", "good.points")
        assert (result.status, result.out) == (0, "formatted squeezed.points\n")
        assert squeezed.read_text() != SQUEEZED
        assert squeezed.read_text().count("# opens") == SQUEEZED.count("# opens")
        assert command("fmt", "squeezed.points").out == ""

    def test_the_digest_stays(self, command: Command, squeezed: Path) -> None:
        before = command("convert", "--to", "json", squeezed).out
        command("fmt", squeezed)
        assert command("convert", "--to", "json", squeezed).out == before

    def test_a_file_with_a_syntax_error_stays(self, command: Command, files: Path) -> None:
        broken = SQUEEZED.replace("version", "vrsion")
        (files / "broken.points").write_text(broken)
        result = command("fmt", "broken.points")
        assert (result.status, result.out) == (1, "")
        assert result.err.startswith("error[")
        assert (files / "broken.points").read_text() == broken

    def test_a_program_that_does_not_load_is_formatted(self, command: Command, files: Path) -> None:
        (files / "bad.points").write_text(re.sub(" +", " ", BAD))
        assert command("fmt", "bad.points").status is ExitStatus.WELL
        assert (files / "bad.points").read_text() != re.sub(" +", " ", BAD)
        assert command("fmt", "--check", "bad.points").status is ExitStatus.WELL


class TestLookOnly:
    def test_check_names_what_would_change(self, command: Command, squeezed: Path) -> None:
        result = command("fmt", "--check", "squeezed.points", "good.points")
        assert (result.status, result.out) == (1, "would change squeezed.points\n")
        assert squeezed.read_text() == SQUEEZED
        assert command("fmt", "--check", "good.points").status is ExitStatus.WELL

    @pytest.mark.parametrize("more", [(), ("--check",)])
    def test_diff_shows_what_would_change(
        self, more: tuple[str, ...], command: Command, squeezed: Path
    ) -> None:
        result = command("fmt", "--diff", *more, "squeezed.points")
        assert result.status is ExitStatus.INPUT_WRONG
        assert result.out.startswith("--- squeezed.points\n+++ squeezed.points (formatted)\n@@ ")
        assert "\n- version 1\n" in result.out
        assert squeezed.read_text() == SQUEEZED

    def test_a_diff_has_colour_when_asked_for(self, command: Command, squeezed: Path) -> None:
        result = command("fmt", "--diff", "--color", "always", squeezed)
        assert "\x1b[1;31m- version 1\x1b[0m\n" in result.out

    def test_a_diff_never_steers_the_terminal(self, command: Command) -> None:
        result = command("fmt", "--diff", "-", stdin=GOOD.replace("\n", "\r\n"))
        assert result.status is ExitStatus.INPUT_WRONG
        assert "\r" not in result.out


class TestStandardInput:
    def test_goes_to_standard_output(self, command: Command) -> None:
        result = command("fmt", "-", stdin=SQUEEZED.replace(" # opens", ""))
        assert (result.status, result.out, result.err) == (0, GOOD, "")
        assert command("fmt", "-", stdin=GOOD).out == GOOD

    def test_can_be_looked_at_only(self, command: Command) -> None:
        assert command("fmt", "--check", "-", stdin=GOOD).status is ExitStatus.WELL
        result = command("fmt", "--check", "-", stdin=SQUEEZED)
        assert (result.status, result.out) == (1, "would change <stdin>\n")

    def test_that_is_no_text(self, command: Command) -> None:
        result = command("fmt", "-", stdin=b"\xff")
        assert (result.status, result.out) == (1, "")


class TestJson:
    def test_what_changed(self, command: Command, squeezed: Path) -> None:
        result = command("fmt", "--json", "squeezed.points", "good.points")
        assert json.loads(result.out) == {"changed": ["squeezed.points"], "diagnostics": []}
        assert squeezed.read_text() != SQUEEZED

    def test_what_could_not_be_read(self, command: Command, files: Path) -> None:
        (files / "bad.points").write_text("?")
        result = command("fmt", "--json", "bad.points", "missing.points")
        assert result.status is ExitStatus.CALL_WRONG
        assert json.loads(result.out)["diagnostics"][0]["file"] == "bad.points"
        assert json.loads(result.err)["error"]["code"] == "no-such-file"


def test_only_points_are_formatted(command: Command, files: Path) -> None:
    (files / "a.yaml").write_text("program: x\n")
    result = command("fmt", "a.yaml")
    assert result.status is ExitStatus.CALL_WRONG
    assert result.err == (
        "error[not-points]: `a.yaml` is not a .points file\n"
        "help: write it as one: pointsman convert --to points a.yaml\n"
    )
