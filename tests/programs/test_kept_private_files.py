import os
import stat
from pathlib import Path

import pytest

from pointsman.programs.kept import private_files
from pointsman.programs.kept.private_files import (
    is_private_folder,
    made_private_folder,
    read_private,
    remove,
    write_private,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "ours"
    path.mkdir(mode=0o700)
    return path


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestWriting:
    def test_a_file_is_the_users_alone(self, folder: Path) -> None:
        assert write_private(str(folder), "entry", b"data")
        assert (folder / "entry").read_bytes() == b"data"
        assert mode_of(folder / "entry") == 0o600

    def test_what_is_there_is_replaced(self, folder: Path) -> None:
        (folder / "entry").write_bytes(b"something longer, by somebody")
        assert write_private(str(folder), "entry", b"data")
        assert (folder / "entry").read_bytes() == b"data"
        assert os.listdir(folder) == ["entry"]

    def test_a_link_is_replaced_and_not_followed(self, folder: Path, tmp_path: Path) -> None:
        target = tmp_path / "target"
        target.write_bytes(b"precious")
        (folder / "entry").symlink_to(target)
        assert write_private(str(folder), "entry", b"data")
        assert target.read_bytes() == b"precious"
        assert not (folder / "entry").is_symlink()

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        assert not write_private(str(tmp_path / "nowhere"), "entry", b"data")

    def test_a_full_disk_leaves_nothing_behind(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        assert not write_private(str(folder), "entry", b"data")
        assert os.listdir(folder) == []


class TestReading:
    def test_what_was_written(self, folder: Path) -> None:
        write_private(str(folder), "entry", b"data")
        assert read_private(str(folder / "entry"), 4) == b"data"
        assert read_private(str(folder / "entry"), 4, secret=True) == b"data"

    def test_a_file_that_is_too_long(self, folder: Path) -> None:
        write_private(str(folder), "entry", b"data")
        assert read_private(str(folder / "entry"), 3) is None

    @pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
    def test_a_file_that_others_can_write(self, folder: Path, mode: int) -> None:
        write_private(str(folder), "entry", b"data")
        (folder / "entry").chmod(mode)
        assert read_private(str(folder / "entry"), 4) is None

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o610])
    def test_a_secret_that_others_can_read(self, folder: Path, mode: int) -> None:
        write_private(str(folder), "entry", b"data")
        (folder / "entry").chmod(mode)
        assert read_private(str(folder / "entry"), 4) == b"data"
        assert read_private(str(folder / "entry"), 4, secret=True) is None

    def test_a_file_of_another_user(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write_private(str(folder), "entry", b"data")
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        assert read_private(str(folder / "entry"), 4) is None

    def test_a_link(self, folder: Path, tmp_path: Path) -> None:
        write_private(str(tmp_path), "elsewhere", b"data")
        (folder / "entry").symlink_to(tmp_path / "elsewhere")
        assert read_private(str(folder / "entry"), 4) is None

    def test_a_folder_a_pipe_and_nothing(self, folder: Path) -> None:
        (folder / "folder").mkdir()
        os.mkfifo(folder / "pipe", 0o600)
        assert read_private(str(folder / "folder"), 4) is None
        assert read_private(str(folder / "pipe"), 4) is None
        assert read_private(str(folder / "nothing"), 4) is None

    def test_a_disk_that_fails(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: int) -> bytes:
            raise OSError(5, "Input/output error")

        write_private(str(folder), "entry", b"data")
        monkeypatch.setattr(os, "read", fail)
        found = read_private(str(folder / "entry"), 4)
        monkeypatch.undo()
        assert found is None


class TestFolders:
    def test_it_is_made_with_those_above_it(self, folder: Path) -> None:
        made = folder / "a" / "b" / "c"
        assert made_private_folder(str(made))
        assert [mode_of(path) for path in (made, *made.parents[:2])] == [0o700] * 3
        assert made_private_folder(str(made)), "it is there already"

    @pytest.mark.parametrize("mode", [0o770, 0o707, 0o722, 0o777])
    def test_a_folder_that_others_can_write(self, folder: Path, mode: int) -> None:
        folder.chmod(mode)
        assert not is_private_folder(str(folder))
        assert not made_private_folder(str(folder))

    def test_a_folder_that_others_can_read(self, folder: Path) -> None:
        folder.chmod(0o755)
        assert is_private_folder(str(folder))

    def test_a_folder_of_another_user(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        assert not is_private_folder(str(folder))
        assert not made_private_folder(str(folder / "below"))
        assert os.listdir(folder) == []

    def test_a_link_to_a_folder(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(folder)
        assert not is_private_folder(str(tmp_path / "link"))
        assert not made_private_folder(str(tmp_path / "link"))
        (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
        assert not made_private_folder(str(tmp_path / "dangling"))

    def test_a_file_in_the_way(self, folder: Path) -> None:
        (folder / "file").write_bytes(b"")
        assert not is_private_folder(str(folder / "file"))
        assert not made_private_folder(str(folder / "file"))
        assert not made_private_folder(str(folder / "file" / "below"))

    def test_a_disk_that_cannot_be_written(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(os, "mkdir", refuse)
        assert not made_private_folder(str(folder / "below"))

    def test_another_process_was_faster(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.mkdir

        def late(path: str, mode: int) -> None:
            real(path, mode)
            raise FileExistsError(17, "File exists")

        monkeypatch.setattr(os, "mkdir", late)
        assert made_private_folder(str(folder / "below"))

    def test_there_is_nothing_above_the_root(self) -> None:
        assert not made_private_folder("")


def test_removing(folder: Path) -> None:
    (folder / "file").write_bytes(b"")
    assert remove(str(folder / "file"))
    assert not remove(str(folder / "file"))
    assert not remove(str(folder))


def test_where_files_have_no_owners(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private_files, "_HAS_OWNERS", False)
    write_private(str(folder), "entry", b"data")
    (folder / "entry").chmod(0o666)
    assert read_private(str(folder / "entry"), 4, secret=True) == b"data"
