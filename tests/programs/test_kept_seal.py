import os
from pathlib import Path

import pytest

from pointsman.programs.kept.seal import (
    KEY_BYTES,
    KEY_FILE,
    SEAL_BYTES,
    make_key,
    read_key,
    sealed,
    unsealed,
)

KEY = bytes(range(32))
CONTENT = b'{"a": 1}'


class TestSeals:
    def test_a_sealed_content_comes_back(self) -> None:
        entry = sealed(KEY, "name", CONTENT)
        assert len(entry) == SEAL_BYTES + len(CONTENT)
        assert unsealed(KEY, "name", entry) == CONTENT
        assert unsealed(KEY, "name", sealed(KEY, "name", b"")) == b""

    def test_the_seal_is_of_the_key_and_the_name(self) -> None:
        entry = sealed(KEY, "name", CONTENT)
        assert unsealed(bytes(32), "name", entry) is None
        assert unsealed(KEY, "other", entry) is None
        assert unsealed(KEY, "nam", b"e" + entry) is None

    def test_every_bit_counts(self) -> None:
        entry = sealed(KEY, "name", CONTENT)
        for at in range(len(entry)):
            for bit in range(8):
                changed = bytearray(entry)
                changed[at] ^= 1 << bit
                assert unsealed(KEY, "name", bytes(changed)) is None

    def test_a_part_is_not_enough(self) -> None:
        entry = sealed(KEY, "name", CONTENT)
        assert all(unsealed(KEY, "name", entry[:end]) is None for end in range(len(entry)))
        assert unsealed(KEY, "name", entry + b" ") is None

    def test_where_the_name_ends_is_sealed_too(self) -> None:
        entry = sealed(KEY, "name", b"s" + CONTENT)
        moved = entry[:SEAL_BYTES] + entry[SEAL_BYTES + 1 :]
        assert unsealed(KEY, "names", moved) is None


class TestKeys:
    def test_a_key_is_made_once(self, tmp_path: Path) -> None:
        folder = tmp_path / "state"
        assert read_key(str(folder)) is None
        key = make_key(str(folder))
        assert key is not None
        assert len(key) == KEY_BYTES
        assert make_key(str(folder)) == key == read_key(str(folder))
        assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_two_users_have_two_keys(self, tmp_path: Path) -> None:
        assert make_key(str(tmp_path / "ann")) != make_key(str(tmp_path / "bob"))

    @pytest.mark.parametrize("length", [0, 1, 31, 33, 1000])
    def test_a_key_of_another_length_is_made_anew(self, tmp_path: Path, length: int) -> None:
        tmp_path.chmod(0o700)
        path = tmp_path / KEY_FILE
        path.write_bytes(bytes(length))
        path.chmod(0o600)
        assert read_key(str(tmp_path)) is None
        assert make_key(str(tmp_path)) == path.read_bytes() != bytes(32)

    def test_a_key_that_others_could_read_is_made_anew(self, tmp_path: Path) -> None:
        known = make_key(str(tmp_path / "state"))
        path = tmp_path / "state" / KEY_FILE
        path.chmod(0o644)
        assert read_key(str(path.parent)) is None
        assert make_key(str(path.parent)) != known
        assert path.stat().st_mode & 0o777 == 0o600

    def test_a_key_that_is_a_link_is_made_anew(self, tmp_path: Path) -> None:
        planted = tmp_path / "planted"
        planted.write_bytes(KEY)
        planted.chmod(0o600)
        (tmp_path / "state").mkdir(mode=0o700)
        (tmp_path / "state" / KEY_FILE).symlink_to(planted)
        assert make_key(str(tmp_path / "state")) != KEY
        assert planted.read_bytes() == KEY

    def test_no_key_in_a_folder_that_others_can_write(self, tmp_path: Path) -> None:
        folder = tmp_path / "state"
        folder.mkdir()
        folder.chmod(0o777)
        assert make_key(str(folder)) is None
        assert os.listdir(folder) == []

    def test_no_key_where_none_can_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(os, "replace", refuse)
        assert make_key(str(tmp_path / "state")) is None
