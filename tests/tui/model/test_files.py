import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from pointsman.dsl.source_limits import MAX_BYTES
from pointsman.tui.model.files import (
    NO_FILE,
    FileProblem,
    Stamp,
    TextFile,
    Trouble,
    changed,
    read_text_file,
    save_text_file,
    stamp_of,
    with_line_ends,
)


def read(path: Path) -> TextFile:
    file = read_text_file(path)
    assert isinstance(file, TextFile)
    return file


def problem(outcome: object) -> FileProblem:
    assert isinstance(outcome, FileProblem)
    return outcome


def saved(outcome: object) -> Stamp:
    assert isinstance(outcome, Stamp)
    return outcome


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.points"
    path.write_bytes(b"one\ntwo\n")
    return path


class TestReading:
    @pytest.mark.parametrize(
        ("data", "newline"),
        [
            (b"a\nb\n", "\n"),
            (b"a\r\nb", "\r\n"),
            (b"a\rb", "\r"),
            (b"", "\n"),
            (b"a", "\n"),
            (b"a\nb\r\n", "\r\n"),
        ],
    )
    def test_a_text_keeps_its_line_ends(self, path: Path, data: bytes, newline: str) -> None:
        path.write_bytes(data)
        file = read(path)
        assert file.text.encode() == data
        assert file.newline == newline
        saved(save_text_file(path, file.text, file.stamp))
        assert path.read_bytes() == data

    @pytest.mark.parametrize(
        ("text", "even"),
        [
            ("", True),
            ("a", True),
            ("a\n", True),
            ("a\n\n", True),
            ("a\r\nb\r\n", True),
            ("a\rb\r", True),
            ("a\nb\r\n", False),
            ("a\u2028b\n", False),
            ("a\x0cb\n", False),
            ("a\x85", False),
        ],
    )
    def test_it_tells_whether_an_editor_by_lines_keeps_it(
        self, path: Path, text: str, even: bool
    ) -> None:
        path.write_bytes(text.encode())
        assert read(path).even is even

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"program \xff", "the byte 0xff does not belong to UTF-8 text"),
            ("program".encode("utf-16"), "this file is UTF-16, and only UTF-8 is read"),
            (b"a" * (MAX_BYTES + 1), "this file is larger than 1 MiB (1,048,576 bytes)"),
        ],
    )
    def test_what_is_no_text_is_one_problem_and_no_half_text(
        self, path: Path, data: bytes, says: str
    ) -> None:
        path.write_bytes(data)
        found = problem(read_text_file(path))
        assert found == FileProblem(Trouble.NOT_TEXT, f"`{path}` cannot be opened: {says}", path)

    def test_the_largest_file_is_read_whole(self, path: Path) -> None:
        path.write_bytes(b"#" * MAX_BYTES)
        assert len(read(path).text) == MAX_BYTES

    def test_characters_that_no_program_may_have_are_shown_in_the_editor(self, path: Path) -> None:
        text = "# \u202e\x1b[31m [red]x[/red]\ufeff\n"
        path.write_bytes(text.encode())
        assert read(path).text == text

    def test_nothing_there(self, path: Path) -> None:
        path.unlink()
        found = problem(read_text_file(path))
        assert (found.trouble, found.message) == (Trouble.MISSING, f"`{path}` is not there")

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        found = problem(read_text_file(tmp_path))
        assert found.message == f"`{tmp_path}` cannot be read: is a directory"

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert problem(read_text_file(pipe)).message.endswith("cannot be read: not a regular file")

    def test_a_file_in_place_of_the_folder(self, path: Path) -> None:
        found = problem(read_text_file(path / "b.points"))
        assert found.trouble is Trouble.UNREADABLE
        assert found.message.endswith("cannot be read: not a directory")

    def test_no_path_at_all(self) -> None:
        assert (
            problem(read_text_file("a\0b")).message
            == "`a\\u{0}b` cannot be read: embedded null byte"
        )

    def test_hostile_names_are_shown_as_text(self, tmp_path: Path) -> None:
        found = problem(read_text_file(tmp_path / "\x1b[31m\u202e[red]x"))
        assert found.message.endswith("\\u{1b}[31m\\u{202e}[red]x` is not there")


class TestStamps:
    def test_a_file_that_is_as_it_was(self, path: Path) -> None:
        assert not changed(path, read(path).stamp)

    def test_a_touch_is_no_change(self, path: Path) -> None:
        stamp = read(path).stamp
        os.utime(path, ns=(1, 1))
        assert not changed(path, stamp)

    def test_other_bytes_of_the_same_size_and_time(self, path: Path) -> None:
        stamp = read(path).stamp
        path.write_bytes(b"one\nTWO\n")
        os.utime(path, ns=(stamp.mtime_ns, stamp.mtime_ns))
        assert changed(path, stamp)

    def test_gone(self, path: Path) -> None:
        stamp = read(path).stamp
        path.unlink()
        assert changed(path, stamp)
        assert stamp_of(path) == NO_FILE
        assert not changed(path, NO_FILE)

    def test_what_cannot_be_read_counts_as_changed(self, path: Path) -> None:
        stamp = read(path).stamp
        path.unlink()
        path.mkdir()
        assert changed(path, stamp)
        assert problem(stamp_of(path)).trouble is Trouble.UNREADABLE


class TestSaving:
    def test_the_stamp_is_that_of_the_new_file(self, path: Path) -> None:
        stamp = saved(save_text_file(path, "new\n", read(path).stamp))
        assert path.read_bytes() == b"new\n"
        assert stamp == stamp_of(path) == read(path).stamp

    def test_also_of_a_file_too_large_to_be_opened_again(self, path: Path) -> None:
        stamp = saved(save_text_file(path, "a" * (MAX_BYTES + 9), None))
        assert path.stat().st_size == MAX_BYTES + 9
        assert not changed(path, stamp)

    def test_nothing_is_written_over_what_another_program_wrote(self, path: Path) -> None:
        stamp = read(path).stamp
        path.write_bytes(b"theirs")
        found = problem(save_text_file(path, "mine", stamp))
        assert found.trouble is Trouble.CHANGED
        assert found.message == f"`{path}` was changed by another program"
        assert path.read_bytes() == b"theirs"
        assert sorted(path.parent.iterdir()) == [path]

    def test_unless_told(self, path: Path) -> None:
        path.write_bytes(b"theirs")
        saved(save_text_file(path, "mine", None))
        assert path.read_bytes() == b"mine"

    def test_a_new_file_is_not_written_over_one_that_is_there(self, path: Path) -> None:
        found = problem(save_text_file(path, "mine", NO_FILE))
        assert found.message == f"`{path}` is there already"
        assert path.read_bytes() == b"one\ntwo\n"

    def test_a_new_file(self, tmp_path: Path) -> None:
        saved(save_text_file(tmp_path / "new.points", "a", NO_FILE))
        assert (tmp_path / "new.points").read_bytes() == b"a"

    def test_a_file_that_was_removed_is_written_again(self, path: Path) -> None:
        stamp = read(path).stamp
        path.unlink()
        saved(save_text_file(path, "mine", stamp))
        assert path.read_bytes() == b"mine"

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
    def test_permissions_stay(self, path: Path, mode: int) -> None:
        path.chmod(mode)
        saved(save_text_file(path, "mine", read(path).stamp))
        assert stat.S_IMODE(path.stat().st_mode) == mode

    def test_a_private_file_has_no_draft_that_others_can_read(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path.chmod(0o600)
        modes = []
        kept = os.fsync

        def fsync(descriptor: int) -> None:
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
            kept(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        saved(save_text_file(path, "mine", None))
        assert modes == [0o600]

    def test_a_link_keeps_pointing_where_it_does(self, path: Path, tmp_path: Path) -> None:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        link = folder / "link.points"
        link.symlink_to(path)
        saved(save_text_file(link, "mine", read(link).stamp))
        assert link.is_symlink()
        assert path.read_bytes() == b"mine"
        assert list(folder.iterdir()) == [link]

    def test_a_link_to_nothing_makes_the_file(self, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(tmp_path / "target")
        saved(save_text_file(link, "mine", NO_FILE))
        assert (tmp_path / "target").read_bytes() == b"mine"

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(link)
        found = problem(save_text_file(link, "mine", None))
        assert found.message == f"`{link}` cannot be written: the link leads to itself"
        assert link.is_symlink()

    def test_a_crash_before_the_last_step_leaves_the_old_file_whole(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*_: object) -> NoReturn:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            save_text_file(path, "mine", None)
        assert path.read_bytes() == b"one\ntwo\n"
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.parametrize("step", ["replace", "fsync"])
    def test_a_step_that_fails_is_told_and_leaves_no_draft(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def fail(*_: object) -> NoReturn:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, step, fail)
        found = problem(save_text_file(path, "mine", None))
        assert found.message == f"`{path}` cannot be written: no space left on device"
        assert path.read_bytes() == b"one\ntwo\n"
        assert list(path.parent.iterdir()) == [path]

    def test_no_folder(self, tmp_path: Path) -> None:
        found = problem(save_text_file(tmp_path / "no" / "a.points", "mine", None))
        assert found.message.endswith("cannot be written: no such file or directory")

    def test_a_file_in_place_of_the_folder(self, path: Path) -> None:
        found = problem(save_text_file(path / "b", "mine", None))
        assert found.message.endswith("cannot be written: not a directory")

    def test_a_read_only_file_is_not_replaced(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # A test may run as root, whom no mode stops.
        monkeypatch.setattr(os, "access", lambda *_: False)
        found = problem(save_text_file(path, "mine", None))
        assert found.message == f"`{path}` cannot be written: the file is read-only"
        assert path.read_bytes() == b"one\ntwo\n"

    def test_a_pipe_is_not_replaced(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert problem(save_text_file(pipe, "mine", None)).trouble is Trouble.UNWRITABLE
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_half_a_character_cannot_be_written(self, path: Path) -> None:
        found = problem(save_text_file(path, "a\ud800", None))
        assert found.message.endswith(
            "cannot be written: the text holds U+D800, which is not a character"
        )
        assert path.read_bytes() == b"one\ntwo\n"

    def test_the_longest_name_leaves_room_for_the_draft(self, tmp_path: Path) -> None:
        long = tmp_path / ("a" * 255)
        saved(save_text_file(long, "mine", NO_FILE))
        assert long.read_bytes() == b"mine"


def test_line_ends_of_a_kind() -> None:
    assert with_line_ends("a\r\nb\rc\nd", "\r\n") == "a\r\nb\r\nc\r\nd"
    assert with_line_ends("a\r\nb\rc\nd", "\n") == "a\nb\nc\nd"
