import os
import shutil
from pathlib import Path

import pytest

from pointsman.engine.program import Program
from pointsman.programs import load_text
from pointsman.programs.kept import kept_programs, store
from pointsman.programs.kept.seal import read_key, sealed
from tests.programs.keeping import DATA, NAME, OTHER, TEXT, Home, files_below
from tests.programs.shipped_programs import FORMS, NAMES, program
from tests.programs.small_programs import program_text, purchase


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "home").mkdir(mode=0o700)
    return Home(tmp_path / "home")


def assert_same(found: Program | None, expected: Program) -> None:
    """That a kept program is the one that reading gives, in all that anybody can see of it."""
    assert found is not None
    assert (found.rules, found.digest) == (expected.rules, expected.digest)
    assert dict(found.places) == dict(expected.places)
    assert found.zone is expected.zone
    assert found.plan == expected.plan


class TestFinding:
    def test_what_is_kept_is_found_again(self, home: Home) -> None:
        assert home.find() is None
        home.keep()
        assert_same(home.find(), load_text(TEXT, NAME))

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("name", NAMES)
    def test_every_program_that_ships(self, home: Home, name: str, form: str) -> None:
        expected = program(name, form)
        assert home.kept.keep(expected, b"its source", form)
        assert_same(home.kept.find(b"its source", f"{name}.{form}", form), expected)

    def test_it_decides_and_explains_as_the_source_does(self, home: Home) -> None:
        home.keep()
        found, read = home.find(), load_text(TEXT, NAME)
        facts = purchase(time="2026-03-07T12:30:00Z")
        assert found is not None
        assert found.decide(facts).to_json() == read.decide(facts).to_json()
        assert str(found.explain(facts)) == str(read.explain(facts))
        assert "small.points:8" in str(found.explain(facts))

    def test_under_another_name_it_is_explained_by_that_name(self, home: Home) -> None:
        home.keep()
        found = home.find(name="elsewhere/copy.points")
        assert_same(found, load_text(TEXT, "elsewhere/copy.points"))
        assert found is not None
        assert found.places["/version"] == "copy.points:2"
        assert len(home.names()) == 1

    def test_another_source_is_another_program(self, home: Home) -> None:
        home.keep()
        assert home.find(OTHER) is None
        assert home.find(DATA + b" ") is None
        assert home.kept.find(DATA, NAME, "yaml") is None

    def test_nothing_but_private_files(self, home: Home) -> None:
        entry = home.keep()
        for path in (entry, home.key):
            assert path.stat().st_mode & 0o777 == 0o600
            assert path.parent.stat().st_mode & 0o777 == 0o700
        assert sum((home.path / name).is_file() for name in files_below(home.path)) == 2

    def test_finding_writes_nothing(self, home: Home) -> None:
        assert home.find() is None
        assert files_below(home.path) == []


class TestTampering:
    def test_every_byte_is_sealed(self, home: Home) -> None:
        entry = home.keep()
        whole = entry.read_bytes()
        for at in range(len(whole)):
            entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert home.find() is None, f"byte {at}"
        entry.write_bytes(whole)
        assert home.find() is not None

    def test_an_entry_that_is_cut_short_or_goes_on(self, home: Home) -> None:
        entry = home.keep()
        whole = entry.read_bytes()
        for end in [*range(0, len(whole), 64), len(whole) - 1]:
            entry.write_bytes(whole[:end])
            assert home.find() is None, f"{end} bytes"
        for more in (b"\n", b"{}", whole):
            entry.write_bytes(whole + more)
            assert home.find() is None

    def test_every_field_changed_with_a_seal_of_another_key(self, home: Home) -> None:
        entry = home.keep()
        content = entry.read_bytes()[65:]
        for was, becomes in (
            (b'"units":1', b'"units":9'),
            (b'"over":500', b'"over":0'),
            (b"sha256:", b"sha512:"),
            (b'"/version":2', b'"/version":3'),
            (b"Asia/Tokyo", b"Asia/Seoul"),
            (b'"full":true', b'"full":null'),
        ):
            assert was in content
            changed = content.replace(was, becomes)
            entry.write_bytes(sealed(bytes(32), entry.stem, changed))
            assert home.find() is None
            entry.write_bytes(entry.read_bytes()[:65] + changed)
            assert home.find() is None

    def test_the_entry_of_another_program_in_its_place(self, home: Home) -> None:
        entry, other = home.keep(), home.keep(OTHER)
        mine, yours = entry.read_bytes(), other.read_bytes()
        entry.write_bytes(yours)
        other.write_bytes(mine)
        assert home.find() is None
        assert home.find(OTHER) is None

    def test_the_entry_of_another_user(self, home: Home, tmp_path: Path) -> None:
        (tmp_path / "bob").mkdir(mode=0o700)
        bob = Home(tmp_path / "bob")
        theirs, ours = bob.keep(), home.keep()
        shutil.copyfile(theirs, ours)
        assert home.find() is None
        assert bob.find() is not None

    def test_another_key(self, home: Home) -> None:
        home.keep()
        home.key.write_bytes(bytes(32))
        assert home.find() is None

    def test_no_key(self, home: Home) -> None:
        home.keep()
        home.key.unlink()
        assert home.find() is None

    @pytest.mark.parametrize(
        "content", [b"", b"{}", b"null", b"[" * 9999, b'{"class": "system", "value": "id"}']
    )
    def test_a_seal_of_ours_on_what_is_no_record(self, home: Home, content: bytes) -> None:
        """What an earlier release with another layout might have left."""
        entry = home.keep()
        key = read_key(str(home.state))
        assert key is not None
        entry.write_bytes(sealed(key, entry.stem, content))
        assert home.find() is None

    def test_a_zone_that_is_no_more(self, home: Home) -> None:
        entry = home.keep()
        key = read_key(str(home.state))
        assert key is not None
        changed = entry.read_bytes()[65:].replace(b"Asia/Tokyo", b"Asia/Utopia")
        entry.write_bytes(sealed(key, entry.stem, changed))
        assert home.find() is None

    def test_an_odd_entry_is_replaced(self, home: Home) -> None:
        entry = home.keep()
        entry.write_bytes(b"odd")
        assert home.kept.keep(load_text(TEXT, NAME), DATA, "points")
        assert home.find() is not None
        assert home.names() == [entry.name]


class TestFolders:
    """Whatever is odd about the folders, nothing is found and nothing raised."""

    @pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
    @pytest.mark.parametrize("which", ["entries", "state"])
    def test_a_folder_that_others_can_write(self, home: Home, which: str, mode: int) -> None:
        home.keep()
        getattr(home, which).chmod(mode)
        assert home.find() is None
        assert not home.kept.keep(load_text(OTHER.decode(), NAME), OTHER, "points")

    @pytest.mark.parametrize("which", ["entries", "state"])
    def test_a_link_in_the_place_of_a_folder(self, home: Home, which: str) -> None:
        home.keep()
        folder: Path = getattr(home, which)
        folder.rename(home.path / "moved")
        folder.symlink_to(home.path / "moved")
        assert home.find() is None
        assert not home.kept.keep(load_text(TEXT, NAME), DATA, "points")

    def test_an_entry_that_is_a_link(self, home: Home) -> None:
        entry = home.keep()
        entry.rename(home.path / "moved")
        entry.symlink_to(home.path / "moved")
        assert home.find() is None
        assert home.kept.keep(load_text(TEXT, NAME), DATA, "points")
        assert not entry.is_symlink()
        assert home.find() is not None

    @pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
    def test_an_entry_that_others_can_write(self, home: Home, mode: int) -> None:
        home.keep().chmod(mode)
        assert home.find() is None

    def test_files_of_another_user(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        home.keep()
        before = files_below(home.path)
        monkeypatch.setattr(os, "geteuid", lambda: home.path.stat().st_uid + 1)
        assert home.find() is None
        assert not home.kept.keep(load_text(OTHER.decode(), NAME), OTHER, "points")
        assert files_below(home.path) == before

    def test_a_home_that_is_not_there_or_is_a_file(self, home: Home) -> None:
        (home.path / "file").write_bytes(b"")
        for path in ("file", "/proc/nowhere/at/all"):
            kept = kept_programs({"HOME": str(home.path / path)}, "linux")
            assert kept.find(DATA, NAME, "points") is None
            assert not kept.keep(load_text(TEXT, NAME), DATA, "points")

    @pytest.mark.parametrize("call", ["mkdir", "open", "replace"])
    def test_a_disk_that_cannot_be_written(
        self, home: Home, call: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = load_text(TEXT, NAME)

        def refuse(*_: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(os, call, refuse)
        kept = home.kept.keep(read, DATA, "points")
        monkeypatch.undo()
        assert not kept
        assert home.find() is None

    def test_a_disk_that_is_full_when_the_entry_is_written(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.keep()
        monkeypatch.setattr(store, "write_private", lambda *_: False)
        assert not home.kept.keep(load_text(OTHER.decode(), NAME), OTHER, "points")
        assert home.find() is not None

    def test_where_keeping_is_off(self, home: Home) -> None:
        kept = kept_programs({**home.environ, "POINTSMAN_CACHE": "off"}, "linux")
        assert not kept.keep(load_text(TEXT, NAME), DATA, "points")
        assert kept.find(DATA, NAME, "points") is None
        assert files_below(home.path) == []


class TestBounds:
    def test_the_oldest_go_first(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store, "MOST_ENTRIES", 3)
        sources = [program_text(number).encode() for number in range(1, 6)]
        for age, source in enumerate(sources):
            entry = home.keep(source) if age < 3 else _keep_one_more(home, source)
            os.utime(entry, ns=(age * 10**9, age * 10**9))
        assert [home.find(source) is not None for source in sources] == [False] * 2 + [True] * 3

    def test_no_more_bytes_than_fit(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        size = home.keep().stat().st_size
        monkeypatch.setattr(store, "MOST_BYTES", 2 * size)
        for number in range(10, 15):
            source = program_text(number).encode()
            assert home.kept.keep(load_text(source.decode(), NAME), source, "points")
        assert sum((home.entries / name).stat().st_size for name in home.names()) <= 2 * size
        assert home.names() != []

    def test_a_program_too_large_to_keep(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store, "MOST_BYTES_OF_ONE", 200)
        assert not home.kept.keep(load_text(TEXT, NAME), DATA, "points")
        assert home.names() == []

    def test_a_program_without_a_source_is_not_kept(self, home: Home) -> None:
        read = load_text(TEXT, NAME)
        assert not home.kept.keep(Program(read.rules, read.digest), DATA, "points")
        assert home.names() == []

    def test_what_a_crash_left_behind_goes_too(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "MOST_ENTRIES", 1)
        entry = home.keep()
        draft = home.entries / ".0123456789abcdef"
        draft.write_bytes(b"half of an ent")
        os.utime(draft, ns=(0, 0))
        os.utime(entry, ns=(1, 1))
        newest = _keep_one_more(home, OTHER)
        assert home.names() == [newest.name]

    def test_a_folder_that_is_removed_meanwhile(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(_: str) -> None:
            raise FileNotFoundError(2, "No such file or directory")

        home.keep()
        assert home.kept.find(OTHER, NAME, "points") is None
        monkeypatch.setattr(os, "scandir", gone)
        kept = home.kept.keep(load_text(OTHER.decode(), NAME), OTHER, "points")
        monkeypatch.undo()
        assert kept
        assert home.find(OTHER) is not None


def _keep_one_more(home: Home, source: bytes) -> Path:
    """Keep a program where another has to go for it; its entry."""
    before = set(home.names())
    assert home.kept.keep(load_text(source.decode(), NAME), source, "points")
    (added,) = set(home.names()) - before
    return home.entries / added
