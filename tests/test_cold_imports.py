"""What a command imports before it answers; how long that takes, `benchmarks/` measures."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.cold_start import program_of_200_lines
from pointsman.programs import load


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cold") / "two-hundred-lines.points"
    path.write_text(program_of_200_lines(), encoding="utf-8")
    return path


def imported_by(*arguments: str) -> set[str]:
    """The modules that Python imports when the command runs with these arguments."""
    code = f"import sys; sys.argv[1:] = {list(arguments)!r}; from pointsman.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines[1:]}


def test_the_version_needs_nothing_but_python() -> None:
    loaded = imported_by("--version")
    assert loaded.isdisjoint({"click", "attr", "lark", "jsonschema", "yaml", "importlib.metadata"})
    assert {name for name in loaded if name.startswith("pointsman.")} == {
        "pointsman.cli",
        "pointsman.cli.release",
    }


def test_the_help_needs_no_grammar() -> None:
    loaded = imported_by("--help")
    assert loaded.isdisjoint({"lark", "jsonschema", "yaml", "cattrs", "wcwidth", "iso8583"})


def test_checking_points_needs_no_yaml_and_no_other_command(program: Path) -> None:
    loaded = imported_by("check", str(program))
    assert loaded.isdisjoint(
        {"yaml", "wcwidth", "iso8583", "iso18245", "pointsman.cli.commands.fmt"}
    )


def test_the_program_that_is_measured_is_a_program_of_200_lines(program: Path) -> None:
    assert program.read_text(encoding="utf-8").count("\n") == 200
    assert load(program).plan.overrides
