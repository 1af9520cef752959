import json
import stat
from pathlib import Path

import pytest

from pointsman.tui.model.recents import AT_MOST, RecentFile, Recents


@pytest.fixture
def recents(tmp_path: Path) -> Recents:
    return Recents(str(tmp_path / "state"))


def test_the_newest_comes_first_and_each_once(recents: Recents, tmp_path: Path) -> None:
    a, b = tmp_path / "a.points", tmp_path / "b.points"
    a.write_text("")
    for path in (a, b, a):
        assert recents.add(path)
    assert recents.files() == (RecentFile(a, missing=False), RecentFile(b, missing=True))


def test_a_relative_path_is_kept_whole(
    recents: Recents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recents.add("a.points")
    assert [one.path for one in recents.files()] == [tmp_path / "a.points"]


def test_there_are_twenty_at_most(recents: Recents, tmp_path: Path) -> None:
    for number in range(25):
        recents.add(tmp_path / str(number))
    names = [one.path.name for one in recents.files()]
    assert names == [str(number) for number in range(24, 4, -1)]
    assert len(names) == AT_MOST


def test_several_processes_add_to_one_list(recents: Recents, tmp_path: Path) -> None:
    other = Recents(recents.folder)
    recents.add(tmp_path / "a")
    other.add(tmp_path / "b")
    recents.add(tmp_path / "c")
    assert [one.path.name for one in other.files()] == ["c", "b", "a"]


def test_one_can_be_dropped(recents: Recents, tmp_path: Path) -> None:
    recents.add(tmp_path / "a")
    recents.add(tmp_path / "b")
    assert recents.drop(tmp_path / "b")
    assert [one.path.name for one in recents.files()] == ["a"]


def test_it_is_the_users_alone(recents: Recents, tmp_path: Path) -> None:
    recents.add(tmp_path / "a")
    file = tmp_path / "state" / "recent-files.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "data", [b"", b"{", b"{}", b"\xff", b"[" * 100_000, b'[1, null, "relative"]']
)
def test_what_is_no_list_is_an_empty_one(recents: Recents, tmp_path: Path, data: bytes) -> None:
    recents.add(tmp_path / "a")
    (tmp_path / "state" / "recent-files.json").write_bytes(data)
    assert recents.files() == ()
    assert recents.add(tmp_path / "b")
    assert len(recents.files()) == 1


def test_names_that_nobody_can_look_up(recents: Recents, tmp_path: Path) -> None:
    recents.add(tmp_path / "a")
    named = ["/" + "a" * 5000, "/a\0b", "/\udcff[red]"]
    (tmp_path / "state" / "recent-files.json").write_text(json.dumps(named))
    assert [one.missing for one in recents.files()] == [True, True, True]


@pytest.mark.parametrize("where", [None, "file"])
def test_without_a_folder_nothing_is_remembered(tmp_path: Path, where: str | None) -> None:
    (tmp_path / "file").write_text("")
    recents = Recents(None if where is None else str(tmp_path / where))
    assert not recents.add(tmp_path / "a")
    assert recents.files() == ()
