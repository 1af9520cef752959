"""Files that appear under their name only when they are complete."""

import os
import stat
from pathlib import Path

import pytest

from pointsman.batch.files.drafts import drafted
from pointsman.batch.files.problems import BadFileError


def _fail(target: Path, error: BaseException) -> None:
    with drafted(target) as file:
        file.write(b"half")
        raise error


def test_the_name_appears_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    with drafted(target) as file:
        file.write(b"whole")
        file.flush()
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["out.bin"]


@pytest.mark.parametrize(
    "error", [ValueError, KeyboardInterrupt, SystemExit], ids=lambda it: it.__name__
)
def test_a_failure_leaves_nothing_behind(error: type[BaseException], tmp_path: Path) -> None:
    with pytest.raises(error):
        _fail(tmp_path / "out.bin", error())
    assert os.listdir(tmp_path) == []


def test_a_failure_leaves_what_was_there_before(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"before")
    with pytest.raises(ValueError, match="no"):
        _fail(target, ValueError("no"))
    assert target.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["out.bin"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "out.bin", tmp_path / "link"
    target.write_bytes(b"before")
    target.chmod(0o640)
    link.symlink_to(target)
    with drafted(link) as file:
        file.write(b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_device_is_written_directly() -> None:
    with drafted(Path(os.devnull)) as file:
        assert file.write(b"gone") == 4
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_file_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BadFileError) as caught, drafted(tmp_path / "no" / "out.bin"):
        pytest.fail("it cannot be opened")
    assert caught.value.code == "unwritable-file"
    assert caught.value.message.endswith("cannot be written: no such file or directory")


def test_a_pipe_without_a_reader_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), drafted(tmp_path / "out.bin"):
        raise BrokenPipeError
    assert os.listdir(tmp_path) == []
