"""Bad facts, and everything that `pointsman explain` says about them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.group import run
from tests.bad.built import BUILT_FACTS
from tests.bad.goldens import GOLDEN, Goldens, golden_of, without_golden

BAD = Path(__file__).parent
FACTS = BAD / "facts"
BUILT = FACTS / "built"
PROGRAM = BAD / "facts_program.points"
FILES = sorted(path for path in FACTS.iterdir() if path.suffix in {".yaml", ".json"})

Explain = Callable[[str], str]


@pytest.fixture
def explain(monkeypatch: pytest.MonkeyPatch) -> Explain:
    """What the command says about facts in the folder it is in, which it must refuse."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def call(name: str) -> str:
        with CliRunner().isolation() as (out, err, *_):
            status = run(["explain", str(PROGRAM), name])
        assert (status, out.getvalue()) == (ExitStatus.INPUT_WRONG, b"")
        return err.getvalue().decode()

    return call


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file(
    path: Path, goldens: Goldens, explain: Explain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    goldens.check(golden_of(path), explain(path.name))


@pytest.mark.parametrize("name", BUILT_FACTS)
def test_a_built_one(
    name: str, goldens: Goldens, explain: Explain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(BUILT_FACTS[name]())
    goldens.check(golden_of(BUILT / name), explain(name))


def test_there_are_enough() -> None:
    assert len(list(FACTS.rglob(f"*{GOLDEN}"))) >= 80


def test_every_output_has_an_input() -> None:
    inputs = [*FILES, *(BUILT / name for name in BUILT_FACTS)]
    assert without_golden(inputs, FACTS) == ([], [])
