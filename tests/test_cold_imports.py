"""What a command imports before it answers; how long that takes, `benchmarks/` measures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.cold_start import ONE_PURCHASE, home_in, program_of_200_lines
from pointsman.programs import load

# What reads a program, and what shows its mistakes: a program that was kept needs none of it.
READERS = {
    "lark", "jsonschema", "yaml", "cattrs", "rfc8785", "wcwidth", "pointsman.dsl.reading",
    "pointsman.dsl.structure", "pointsman.dsl.diagnostics", "pointsman.dsl.rendering",
}  # fmt: skip
NOT_FOR_ONE_PURCHASE = {
    "iso8583", "iso18245", "numpy", "numba", "pyarrow", "msgspec", "daft", "ray",
    "importlib.resources", "importlib.metadata", "pathlib", "tempfile", "runpy", "traceback",
    "difflib", "pointsman.batch", "pointsman.feeds.api", "pointsman.feeds.iso8583_message",
    "pointsman.programs.book", "pointsman.programs.shipped", "pointsman.engine.explanation",
    "pointsman.engine.redemptions",
}  # fmt: skip


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cold") / "two-hundred-lines.points"
    path.write_text(program_of_200_lines(), encoding="utf-8")
    return path


def imported_after(code: str, **env: str) -> set[str]:
    """The modules that Python imports to run some code."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True, text=True, check=True, env={**os.environ, **env},
    )  # fmt: skip
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines[1:]}


def imported_by(*arguments: str, **env: str) -> set[str]:
    """The modules that Python imports when the command runs with these arguments."""
    code = f"import sys; sys.argv[1:] = {list(arguments)!r}; from pointsman.cli import main; main()"
    return imported_after(code, **env)


def test_the_version_needs_nothing_but_python() -> None:
    loaded = imported_by("--version")
    assert loaded.isdisjoint({"click", "attr", "lark", "jsonschema", "yaml", "importlib.metadata"})
    assert {name for name in loaded if name.startswith("pointsman.")} == {
        "pointsman.cli",
        "pointsman.cli.release",
        "pointsman.engine",
        "pointsman.engine.version",
    }


def test_the_help_needs_no_grammar() -> None:
    loaded = imported_by("--help")
    assert loaded.isdisjoint({"lark", "jsonschema", "yaml", "cattrs", "wcwidth", "iso8583"})


def test_checking_points_needs_no_yaml_and_no_other_command(program: Path) -> None:
    loaded = imported_by("check", str(program))
    assert loaded.isdisjoint(
        {"yaml", "wcwidth", "iso8583", "iso18245", "pointsman.cli.commands.fmt"}
    )


def test_one_purchase_on_a_program_that_is_kept_needs_nothing_that_reads_programs(
    program: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "one.ndjson"
    facts.write_text(ONE_PURCHASE, encoding="utf-8")
    call, home = ("decide", str(program), str(facts)), home_in(tmp_path)
    first, again = imported_by(*call, **home), imported_by(*call, **home)
    assert first >= {"lark", "jsonschema", "pointsman.dsl.reading"}
    assert again.isdisjoint(READERS)
    assert again.isdisjoint(NOT_FOR_ONE_PURCHASE)
    assert again >= {"click", "pointsman.engine.program"}


def test_importing_the_engine_imports_nothing() -> None:
    loaded = imported_after("import pointsman.engine")
    assert loaded - imported_after("pass") <= {"pointsman", "pointsman.engine"}


def test_importing_what_decides_needs_attrs_and_the_standard_library() -> None:
    loaded = imported_after("import pointsman.engine.program")
    assert loaded.isdisjoint(READERS | NOT_FOR_ONE_PURCHASE | {"click", "hashlib", "zoneinfo"})


def test_opening_programs_as_a_library_does_not_look_for_kept_ones() -> None:
    loaded = imported_after("import pointsman.programs")
    assert loaded.isdisjoint(READERS | {"hashlib", "hmac", "pointsman.programs.kept"})


def test_the_program_that_is_measured_is_a_program_of_200_lines(program: Path) -> None:
    assert program.read_text(encoding="utf-8").count("\n") == 200
    assert load(program).plan.overrides
