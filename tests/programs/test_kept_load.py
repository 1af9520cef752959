"""Keeping as users meet it: `load`, the command, and two of them at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pointsman.programs import ProgramError, load, load_shipped, load_text, shipped_path
from tests.cli.processes import COMMAND
from tests.programs.keeping import DATA, NAME, TEXT, Home, files_below

LINE = (
    '{"id": "A-1", "authorization": {"amount": "100.00", "currency": "USD", "response_code": "00",'
    ' "time": "2026-03-07T12:30:00Z"}, "account": {"status": "GOOD_STANDING", "balance": "12000",'
    ' "preferences": {"mode": "ALL"}}}\n'
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home folder of this process, with keeping turned on."""
    (tmp_path / "home").mkdir(mode=0o700)
    for variable in ("POINTSMAN_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(DATA)
    return path


def decide(source: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The command, on one purchase."""
    return subprocess.run(
        [*COMMAND, "decide", source],
        input=LINE, capture_output=True, text=True, check=False, env={**os.environ, **env},
    )  # fmt: skip


class TestLoad:
    def test_nothing_is_written_unasked(self, home: Home, source: Path) -> None:
        assert load(source) == load_text(TEXT) == load(source, keep=False)
        assert load_shipped("world-elite") == load(shipped_path("world-elite"))
        assert files_below(home.path) == []

    def test_nothing_is_read_unasked(self, home: Home, source: Path) -> None:
        home.keep().write_bytes(b"odd")
        before = files_below(home.path)
        assert load(source) == load_text(TEXT)
        assert files_below(home.path) == before

    def test_asked_to_it_keeps_and_finds(
        self, home: Home, source: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        expected = load(source, keep=True)
        assert len(home.names()) == 1
        monkeypatch.setattr("pointsman.dsl.reading.read_program", None)
        assert load(str(source), keep=True) == expected
        assert load(source, keep=True).places == expected.places

    def test_a_program_that_does_not_load_is_not_kept(self, home: Home, tmp_path: Path) -> None:
        bad = tmp_path / "bad.points"
        bad.write_text(TEXT.replace("USD", "USX"), encoding="utf-8")
        for _ in range(2):
            with pytest.raises(ProgramError, match="USX"):
                load(bad, keep=True)
        assert files_below(home.path) == []

    def test_a_name_that_tells_no_form(self, home: Home, tmp_path: Path) -> None:
        path = tmp_path / "small.txt"
        path.write_bytes(DATA)
        with pytest.raises(ProgramError, match="does not tell how the file is written"):
            load(path, keep=True)
        assert files_below(home.path) == []

    def test_a_changed_source_is_read(self, home: Home, source: Path) -> None:
        assert load(source, keep=True).version == 3
        source.write_text(TEXT.replace("version 3", "version 5"), encoding="utf-8")
        assert load(source, keep=True).version == 5
        assert len(home.names()) == 2


class TestTheCommand:
    def test_it_keeps_and_answers_the_same(self, home: Home, source: Path) -> None:
        answers = [decide(source) for _ in range(2)]
        assert [answer.returncode for answer in answers] == [0, 0]
        assert answers[0].stdout == answers[1].stdout != ""
        assert answers[0].stderr == answers[1].stderr == ""
        assert len(home.names()) == 1

    @pytest.mark.parametrize("spoilt", [b"", b"odd", b"0" * 64 + b"\n{}"])
    def test_an_odd_entry_changes_nothing_and_is_replaced(
        self, home: Home, source: Path, spoilt: bytes
    ) -> None:
        expected = decide(source).stdout
        (name,) = home.names()
        whole = (home.entries / name).read_bytes()
        (home.entries / name).write_bytes(spoilt)
        answer = decide(source)
        assert (answer.stdout, answer.stderr, answer.returncode) == (expected, "", 0)
        assert (home.entries / name).read_bytes() == whole

    def test_it_can_be_turned_off(self, home: Home, source: Path) -> None:
        answer = decide(source, POINTSMAN_CACHE="off")
        assert answer.returncode == 0
        assert files_below(home.path) == []

    @pytest.mark.parametrize("where", ["", "/dev/null", "/proc", "relative"])
    def test_a_home_that_cannot_be_used(self, home: Home, source: Path, where: str) -> None:
        expected = decide(source, POINTSMAN_CACHE="off").stdout
        answer = decide(source, HOME=where)
        assert (answer.stdout, answer.stderr, answer.returncode) == (expected, "", 0)
        assert files_below(home.path) == []

    def test_a_program_that_does_not_load_is_told_every_time(
        self, home: Home, tmp_path: Path
    ) -> None:
        bad = tmp_path / "bad.points"
        bad.write_text(TEXT.replace("USD", "USX"), encoding="utf-8")
        answers = [decide(bad) for _ in range(2)]
        assert [answer.returncode for answer in answers] == [1, 1]
        assert answers[0].stderr == answers[1].stderr
        assert "unknown-currency" in answers[0].stderr
        assert files_below(home.path) == []

    def test_explanations_name_the_file_that_was_opened(self, home: Home, source: Path) -> None:
        decide(source)
        copy = source.with_name("copy.points")
        copy.write_bytes(DATA)
        facts = source.with_name("facts.json")
        facts.write_text(LINE, encoding="utf-8")
        told = subprocess.run(
            [*COMMAND, "explain", copy, facts], capture_output=True, text=True, check=True
        ).stdout
        assert "copy.points:" in told
        assert "small.points" not in told
        assert len(home.names()) == 1


def test_many_at_once(home: Home, source: Path) -> None:
    """They make the key and the entry at the same time; each answers, and the next one finds."""
    expected = decide(source, POINTSMAN_CACHE="off").stdout
    code = (
        "import sys; from pathlib import Path; from pointsman.programs.kept import kept_programs\n"
        "from pointsman.programs import load_text\n"
        "data = Path(sys.argv[1]).read_bytes(); program = load_text(data.decode())\n"
        "sys.stdin.read(1); kept = kept_programs()\n"
        "for _ in range(100):\n"
        "    kept.keep(program, data, 'points')\n"
        "    found = kept.find(data, 'small.points', 'points')\n"
        "    assert found in (None, program)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, source], stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    ended = [process.communicate(b"!") for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], ended
    assert len(home.names()) == 1
    assert home.find() is not None
    assert os.listdir(home.state) == [home.key.name]
    assert decide(source).stdout == expected
