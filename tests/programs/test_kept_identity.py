import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import pointsman.dsl
import pointsman.engine
from pointsman.programs.kept import identity
from pointsman.programs.kept.identity import content_key, reader_stamp


@pytest.fixture(autouse=True)
def fresh_stamp() -> Iterator[None]:
    reader_stamp.cache_clear()
    yield
    reader_stamp.cache_clear()


def test_a_key_is_a_name_that_any_disk_takes() -> None:
    key = content_key(b"program", "points")
    assert key is not None
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
    assert content_key(b"program", "points") == key


def test_every_byte_and_the_form_count() -> None:
    keys = [
        content_key(data, form)
        for data in (b"", b"program", b"program ", b"Program", b"yaml\nprogram")
        for form in ("points", "yaml", "json")
    ]
    assert len(set(keys)) == len(keys)


def test_another_release_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = content_key(b"program", "points")
    monkeypatch.setattr(identity, "__version__", "0.0.99")
    assert content_key(b"program", "points") != before


def test_another_layout_reads_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = content_key(b"program", "points")
    monkeypatch.setattr(identity, "LAYOUT", identity.LAYOUT + 1)
    assert content_key(b"program", "points") != before


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the packages that read programs, in the place of the packages."""
    for package in (pointsman.dsl, pointsman.engine):
        name = package.__name__.rpartition(".")[2]
        shutil.copytree(
            package.__path__[0], tmp_path / name, ignore=shutil.ignore_patterns("__pycache__")
        )
        monkeypatch.setattr(package, "__path__", [str(tmp_path / name)])
    return tmp_path


@pytest.mark.parametrize(
    "path", ["dsl/schemas/program.schema.json", "dsl/points.lark", "engine/rounding.py"]
)
def test_a_change_of_the_reader_reads_anew(copy: Path, path: str) -> None:
    before = reader_stamp()
    status = (copy / path).stat()
    os.utime(copy / path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    reader_stamp.cache_clear()
    assert reader_stamp() not in (before, None)


def test_a_file_that_comes_or_is_renamed_reads_anew(copy: Path) -> None:
    stamps = {reader_stamp()}
    (copy / "dsl" / "checks" / "another.py").write_bytes(b"")
    reader_stamp.cache_clear()
    stamps.add(reader_stamp())
    (copy / "dsl" / "checks" / "another.py").rename(copy / "dsl" / "another.py")
    reader_stamp.cache_clear()
    stamps.add(reader_stamp())
    assert len(stamps) == 3


def test_compiled_files_of_python_do_not_count(copy: Path) -> None:
    before = reader_stamp()
    (copy / "dsl" / "__pycache__").mkdir()
    (copy / "dsl" / "__pycache__" / "schema.cpython-311.pyc").write_bytes(b"")
    reader_stamp.cache_clear()
    assert reader_stamp() == before


def test_where_the_reader_cannot_be_looked_at_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointsman.dsl, "__path__", [str(tmp_path / "pointsman.zip" / "dsl")])
    assert reader_stamp() is None
    assert content_key(b"program", "points") is None
