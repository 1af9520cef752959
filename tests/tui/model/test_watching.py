import os
from pathlib import Path

import pytest

from pointsman.tui.model import watching
from pointsman.tui.model.files import NO_FILE, Stamp, save_text_file, stamp_of
from pointsman.tui.model.watching import Change, Watch


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.points"
    path.write_text("one")
    return path


@pytest.fixture
def watch(path: Path) -> Watch:
    stamp = stamp_of(path)
    assert isinstance(stamp, Stamp)
    return Watch(path, stamp)


def test_as_it_was(watch: Watch) -> None:
    assert watch.look() is Change.NONE


def test_a_change_is_told_once(watch: Watch) -> None:
    watch.path.write_text("other")
    assert watch.look() is Change.CHANGED
    assert watch.look() is Change.NONE
    watch.path.write_text("yet another")
    assert watch.look() is Change.CHANGED


def test_a_touch_is_none_and_is_read_once(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(watch.path, ns=(1, 1))
    assert watch.look() is Change.NONE
    monkeypatch.setattr(watching, "stamp_of", lambda _: pytest.fail("read again"))
    assert watch.look() is Change.NONE


def test_gone_and_back(watch: Watch) -> None:
    watch.path.unlink()
    assert watch.look() is Change.GONE
    assert watch.look() is Change.NONE
    watch.path.write_text("one")
    assert watch.look() is Change.CHANGED


def test_a_file_that_appears(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "new.points", NO_FILE)
    assert watch.look() is Change.NONE
    watch.path.write_text("")
    assert watch.look() is Change.CHANGED


def test_what_cannot_be_read_now_is_looked_at_again(watch: Watch) -> None:
    watch.path.unlink()
    watch.path.mkdir()
    assert watch.look() is Change.NONE
    watch.path.rmdir()
    watch.path.write_text("theirs")
    assert watch.look() is Change.CHANGED


def test_a_file_in_place_of_its_folder_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")
    assert Watch(tmp_path / "folder" / "a", NO_FILE).look() is Change.NONE


def test_what_we_write_ourselves_is_no_change(watch: Watch) -> None:
    stamp = save_text_file(watch.path, "ours", None)
    assert isinstance(stamp, Stamp)
    watch.accept(stamp)
    assert watch.look() is Change.NONE
