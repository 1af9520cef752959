import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pointsman.tui.model.files import Stamp
from pointsman.tui.model.recovery import RecoveredWork, Recovery, Work

STAMP = Stamp(12, 3, "abc")


@pytest.fixture
def state(tmp_path: Path) -> str:
    return str(tmp_path / "state")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.points"
    path.write_text("saved")
    return path


def files(state: str) -> list[str]:
    return sorted(one.suffix for one in (Path(state) / "recovery").iterdir())


def die(recovery: Recovery) -> None:
    """Give up the lock without removing anything, as the end of a process does."""
    assert recovery._lock is not None
    os.close(recovery._lock)
    recovery._lock = None


def found(recovery: Recovery, path: Path | None) -> RecoveredWork:
    one = recovery.found(path)
    assert one is not None
    return one


def test_what_a_dead_process_left_is_found_whole(state: str, path: Path) -> None:
    dead = Recovery(state)
    work = Work("ré\r\n\ud800\u202e[red]", "amount: 1", path, STAMP, "a.points", "b.yaml")
    assert dead.write(work)
    die(dead)
    assert found(Recovery(state), path).work == work


def test_it_is_found_by_any_name_of_the_file(
    state: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "", path))
    die(dead)
    (tmp_path / "link").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    assert found(Recovery(state), tmp_path / "link").work.rules == "mine"
    assert found(Recovery(state), Path("a.points")).work.rules == "mine"
    assert Recovery(state).found(tmp_path / "b.points") is None
    assert Recovery(state).found(None) is None


def test_a_path_is_kept_whole_wherever_the_process_stood(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dead = Recovery(state)
    dead.write(Work("mine", "", Path("a.points")))
    die(dead)
    monkeypatch.chdir("/")
    assert found(Recovery(state), tmp_path / "a.points").work.path == tmp_path / "a.points"


def test_a_text_that_was_never_saved(state: str, path: Path) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "amount: 1"))
    die(dead)
    assert found(Recovery(state), None).work == Work("mine", "amount: 1")
    assert Recovery(state).found(path) is None


def test_nothing_is_left_after_a_save(state: str, path: Path) -> None:
    recovery = Recovery(state)
    recovery.write(Work("mine", "", path))
    recovery.forget()
    assert files(state) == []
    recovery.forget()
    recovery.write(Work("more", "", path))
    assert files(state) == [".json", ".lock"]


def test_a_process_has_one_file(state: str, path: Path) -> None:
    recovery = Recovery(state)
    recovery.write(Work("one", "", path))
    recovery.write(Work("two", "", None))
    assert files(state) == [".json", ".lock"]
    die(recovery)
    assert [one.work.rules for one in Recovery(state).all_found()] == ["two"]


def test_it_is_the_users_alone(state: str, path: Path) -> None:
    Recovery(state).write(Work("mine", "", path))
    folder = Path(state) / "recovery"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}


def test_the_newest_is_offered_first(state: str, path: Path) -> None:
    for second, text in ((5, "older"), (9, "newest"), (7, "old")):
        dead = Recovery(state)
        dead.write(Work(text, "", path))
        os.utime(Path(state) / "recovery" / f"{dead._name}.json", (second, second))
        die(dead)
    assert [one.work.rules for one in Recovery(state).all_found()] == ["newest", "old", "older"]
    newest = found(Recovery(state), path)
    assert newest.written.isoformat() == "1970-01-01T00:00:09+00:00"
    assert Recovery(state).discard(newest)
    assert found(Recovery(state), path).work.rules == "old"
    assert files(state) == [".json", ".json", ".lock", ".lock"]


def test_two_in_one_process_do_not_take_each_others_for_left(state: str, path: Path) -> None:
    one, other = Recovery(state), Recovery(state)
    one.write(Work("one", "", path))
    other.write(Work("other", "", path))
    assert one.found(path) is None
    assert other.found(path) is None
    die(one)
    assert found(other, path).work.rules == "one"


LIVES = """
import sys
from pathlib import Path
from pointsman.tui.model.recovery import Recovery, Work
recovery = Recovery(sys.argv[1])
print(recovery.write(Work("theirs", "", Path(sys.argv[2]))), flush=True)
sys.stdin.read()
"""


@contextmanager
def process(state: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process with unsaved work, until its standard input ends or it is killed."""
    command = [sys.executable, "-c", LIVES, state, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "True\n"
        yield running
        running.kill()


def test_the_work_of_another_process_is_offered_once_it_was_killed(state: str, path: Path) -> None:
    ours = Recovery(state)
    with process(state, path) as other:
        ours.write(Work("ours", "", path))
        assert ours.found(path) is None
        other.kill()
        other.wait()
        assert found(ours, path).work.rules == "theirs"
    assert files(state) == [".json", ".json", ".lock", ".lock"]


def test_a_crash_while_writing_leaves_what_was_kept_before(
    state: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Recovery(state)
    dead.write(Work("before", "", path))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert not dead.write(Work("after", "", path))
    die(dead)
    assert found(Recovery(state), path).work.rules == "before"
    assert files(state) == [".json", ".lock"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        b'{"layout": 2}',
        b'{"layout": 1, "rules": 3, "facts": "", "rules_name": "", "facts_name": ""}',
    ],
)
def test_what_we_did_not_write_is_not_offered(state: str, path: Path, data: bytes) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "", path))
    (Path(state) / "recovery" / f"{dead._name}.json").write_bytes(data)
    die(dead)
    assert Recovery(state).all_found() == ()


def test_a_file_of_a_later_form_keeps_what_can_be_read(state: str, path: Path) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "", path, STAMP))
    file = Path(state) / "recovery" / f"{dead._name}.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"more": 1, "stamp": "?"}))
    die(dead)
    assert found(Recovery(state), path).work == Work("mine", "", path)


def test_a_file_that_others_may_write_is_not_trusted(state: str, path: Path) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "", path))
    (Path(state) / "recovery" / f"{dead._name}.json").chmod(0o622)
    die(dead)
    assert Recovery(state).all_found() == ()


@pytest.mark.parametrize("where", [None, "file"])
def test_without_a_folder_nothing_is_kept_and_nothing_fails(
    tmp_path: Path, where: str | None
) -> None:
    (tmp_path / "file").write_text("")
    recovery = Recovery(None if where is None else str(tmp_path / where))
    assert not recovery.write(Work("mine", ""))
    assert recovery.all_found() == ()
    recovery.forget()


def test_a_lock_that_cannot_be_had(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def fail(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    assert not Recovery(state).write(Work("mine", ""))


def test_a_file_that_goes_while_it_is_looked_at(
    state: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = Recovery(state)
    dead.write(Work("mine", "", path))
    die(dead)
    ours = Recovery(state)
    one = found(ours, path)
    Path(one.file).unlink()
    assert ours._read(one.file) is None
    assert not ours.discard(one)
    assert files(state) == []
