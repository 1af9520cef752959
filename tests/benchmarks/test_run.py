"""The command line of the benchmarks."""

import json
import subprocess
from pathlib import Path

import msgspec
import pytest

from benchmarks import run
from benchmarks.figures import Agreement, Figure, Section
from benchmarks.sections.registry import SECTIONS
from benchmarks.settings import PEERS, Settings

SECTION = Section("kept", "A section", "", (Figure("a figure", 1.0, "µs", 1.0, 1.0),), chart=True)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, Settings]]:
    """Nothing is measured: what would have been is kept."""
    asked: list[tuple[str, Settings]] = []

    def in_a_process(key: str, settings: Settings) -> bytes:
        asked.append((key, settings))
        return msgspec.json.encode((Agreement("all", 1),) if key == run.VERIFY else SECTION)

    monkeypatch.setattr(run, "_in_a_process", in_a_process)
    monkeypatch.setattr(run, "DOCS", tmp_path)
    return asked


def test_a_whole_run_writes_the_page(measured: list[tuple[str, Settings]], tmp_path: Path) -> None:
    assert run.main([]) == 0
    assert [key for key, _ in measured] == [run.VERIFY, *SECTIONS]
    assert {settings for _, settings in measured} == {Settings()}
    assert "a figure" in (tmp_path / "benchmarks.md").read_text("utf-8")
    assert "a figure" in (tmp_path / "pictures" / "benchmarks.svg").read_text("utf-8")


def test_a_quick_run_prints_it(
    measured: list[tuple[str, Settings]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--quick", "--only", "kept", "--json", str(tmp_path / "run.json")]) == 0
    assert [key for key, _ in measured] == [run.VERIFY, "kept"]
    assert "a figure" in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["run.json"]
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert told["sections"][0]["figures"][0]["name"] == "a figure"
    assert measured[0][1].rounds < Settings().rounds


def test_only_the_peers_that_are_named_take_part(measured: list[tuple[str, Settings]]) -> None:
    assert run.main(["--only", "zen", "--only", "polars", "--full"]) == 0
    assert [key for key, _ in measured] == [run.VERIFY, *SECTIONS]
    ((_, settings), *_) = measured
    assert settings.peers == {"zen", "polars"}
    assert settings.full
    assert settings.taking_part(*PEERS) == ["zen", "polars"]


def test_what_there_is_not_cannot_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["--only", "nothing"])
    assert ended.value.code == 2
    assert "invalid choice: 'nothing'" in capsys.readouterr().err


def test_a_section_that_fails_ends_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(key: str, settings: Settings) -> bytes:
        raise subprocess.CalledProcessError(3, f"{key}, {settings.rounds} rounds")

    monkeypatch.setattr(run, "_in_a_process", fails)
    monkeypatch.setattr(run, "DOCS", tmp_path)
    assert run.main([]) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_section_is_measured_in_a_process_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--quick", "--only", "kept", "--only", "zen"]) == 0
    told = capfd.readouterr()
    assert "| a kept decision of Pointsman |" in told.out
    assert "| zen-engine | 4,000 |" in told.out
    assert "kept: round 2 of 2" in told.err
