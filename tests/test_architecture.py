"""The layers, as declared, as imported and as installed."""

import json
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

FOLDERS = ("engine", "dsl", "programs", "feeds", "batch", "tui", "cli")
NOT_IN_THE_ENGINE = (
    "lark", "jsonschema", "yaml", "cattrs", "rfc8785", "wcwidth",
    "click", "textual", "iso8583", "iso18245", "starlette", "numpy",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text())


def modules_after(code: str) -> set[str]:
    """What is in `sys.modules` after some code has run in a process of its own."""
    ending = "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_engine_brings_in_attrs_alone() -> None:
    loaded = modules_after("import pointsman.engine")
    assert loaded.isdisjoint(NOT_IN_THE_ENGINE)
    outsiders = modules_after("import pointsman.engine") - modules_after("import attrs")
    roots = {name.partition(".")[0] for name in outsiders} - set(sys.stdlib_module_names)
    assert roots <= {"pointsman", "attr", "attrs"}


def test_the_engine_imports_nothing_of_ours_but_itself() -> None:
    ours = {
        name for name in modules_after("import pointsman.engine") if name.startswith("pointsman.")
    }
    assert {name for name in ours if not name.startswith("pointsman.engine")} == set()


@pytest.mark.parametrize("layer", ["dsl", "feeds", "programs"])
def test_no_library_brings_in_the_command(layer: str) -> None:
    loaded = modules_after(f"import pointsman.{layer}")
    assert loaded.isdisjoint({"click", "textual", "pointsman.cli"})


def test_the_contracts_of_import_linter_hold(root: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True, text=True, cwd=root, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_every_folder_is_packaged(root: Path, project: dict[str, Any]) -> None:
    found = {
        ".".join(("pointsman", *path.parent.relative_to(root).parts))
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(project["tool"]["setuptools"]["packages"]) == found


def test_nothing_is_installed_beside_pointsman(root: Path, project: dict[str, Any]) -> None:
    setuptools = project["tool"]["setuptools"]
    assert all(name.startswith("pointsman.") for name in setuptools["packages"])
    assert setuptools["package-dir"] == {f"pointsman.{name}": name for name in FOLDERS}
    assert project["tool"]["distutils"]["editable_wheel"]["mode"] == "strict"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel that is built of a copy of the sources."""
    room = tmp_path_factory.mktemp("wheel")
    for name in (*FOLDERS, "pyproject.toml", "README.md", "LICENSE"):
        _copy(root / name, room / "sources" / name)
    code = (
        "from setuptools.build_meta import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(room)],
        cwd=room / "sources", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(room / done.stdout.splitlines()[-1]) as archive:
        return archive.namelist()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        target.write_bytes(source.read_bytes())
        return
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            _copy(path, target / path.relative_to(source))


def test_the_wheel_holds_pointsman_and_no_other_name(wheel: list[str]) -> None:
    roots = {name.partition("/")[0] for name in wheel}
    assert {name for name in roots if not name.endswith(".dist-info")} == {"pointsman"}
    assert "pointsman/__init__.py" not in wheel, "`pointsman` is a namespace"


def test_the_wheel_holds_every_file_of_the_folders(wheel: list[str], root: Path) -> None:
    expected = {
        f"pointsman/{path.relative_to(root).as_posix()}"
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected - set(wheel) == set()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_layer_is_typed(folder: str, root: Path) -> None:
    assert (root / folder / "py.typed").is_file()


def test_every_public_name_exists(project: dict[str, Any]) -> None:
    missing = []
    for name in project["tool"]["setuptools"]["packages"]:
        package = import_module(name)
        public = getattr(package, "__all__", ())
        assert len(set(public)) == len(public), f"{name}.__all__ names something twice"
        missing += [f"{name}.{word}" for word in public if not hasattr(package, word)]
    assert missing == []


def test_the_licence_is_apache(root: Path, project: dict[str, Any]) -> None:
    text = (root / "LICENSE").read_text()
    assert project["project"]["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
