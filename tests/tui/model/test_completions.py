import os
from pathlib import Path

import pytest

from pointsman.tui.model.completions import AT_MOST, common_start, completions, path_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("two-tiers.points", "two.txt", "travel.yaml", ".hidden", "a[red]b.points"):
        (tmp_path / name).write_text("")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "x.json").write_text("")
    return tmp_path


def texts(typed: str, start: Path) -> list[str]:
    return [one.text for one in completions(typed, start)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("t", ["tables/", "travel.yaml", "two-tiers.points", "two.txt"]),
        ("two", ["two-tiers.points", "two.txt"]),
        ("tables/", ["tables/x.json"]),
        ("./tables/x", ["./tables/x.json"]),
        (".h", [".hidden"]),
        ("a[", ["a[red]b.points"]),
        ("none/", []),
        ("a\0/", []),
        ("two.txt/", []),
    ],
)
def test_entries_of_the_folder(folder: Path, typed: str, found: list[str]) -> None:
    assert texts(typed, folder) == found


def test_without_a_letter_there_is_all_but_what_is_hidden(folder: Path) -> None:
    assert texts("", folder) == [
        "tables/", "a[red]b.points", "travel.yaml", "two-tiers.points", "two.txt",
    ]  # fmt: skip


def test_absolute_paths_and_the_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert texts(f"{folder}/tr", Path("/")) == [f"{folder}/travel.yaml"]
    assert texts("~/tr", Path("/")) == ["~/travel.yaml"]
    assert texts("~", Path("/"))[0] == "~/tables/"
    assert path_of("~/a", Path("/")) == folder / "a"
    assert path_of("a", folder) == folder / "a"


def test_a_home_that_nobody_knows(folder: Path) -> None:
    assert texts("~nobody-of-this-name/", folder) == []


def test_a_folder_is_told_apart(folder: Path) -> None:
    assert [one.is_folder for one in completions("t", folder)] == [True, False, False, False]


def test_a_link_to_nothing_is_an_entry(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    assert texts("loop", folder) == ["loop"]


def test_of_very_many_only_the_first(tmp_path: Path) -> None:
    for number in range(AT_MOST + 5):
        os.close(os.open(tmp_path / f"{number:04}", os.O_CREAT))
    assert len(completions("", tmp_path)) == AT_MOST


def test_as_far_as_there_is_no_choice(folder: Path) -> None:
    assert common_start(completions("tw", folder)) == "two"
    assert common_start(completions("two.", folder)) == "two.txt"
    assert common_start(()) == ""
