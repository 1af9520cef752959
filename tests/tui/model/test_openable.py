from pathlib import Path

import pytest

from pointsman.programs import load_shipped, shipped_names
from pointsman.tui.model.openable import (
    Kind,
    Openable,
    first_comment,
    matching,
    openables,
    program_name,
)
from pointsman.tui.model.recents import RecentFile


def test_the_groups_in_their_order(tmp_path: Path) -> None:
    offered = openables([RecentFile(tmp_path / "a.points", missing=False)])
    assert list(dict.fromkeys(one.kind for one in offered)) == [
        Kind.RECENT, Kind.NEW, Kind.SHIPPED,
    ]  # fmt: skip


def test_every_program_that_ships_by_its_own_name() -> None:
    shipped = [one for one in openables([]) if one.kind is Kind.SHIPPED]
    assert [one.name for one in shipped] == shipped_names()
    assert [one.title for one in shipped] == [load_shipped(one.name).name for one in shipped]
    assert all(one.about for one in shipped)


def test_a_recent_file_says_where_it_is_and_whether_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    path = tmp_path / "rules" / "a.points"
    here, gone, *_ = openables([RecentFile(path, False), RecentFile(Path("/b.points"), True)])
    assert (here.title, here.about, here.missing) == ("a.points", "~/rules", False)
    assert (gone.title, gone.about, gone.missing) == ("b.points", "no longer there · /", True)


def test_hostile_names_are_shown_as_text() -> None:
    (one, *_) = openables([RecentFile(Path("/\x1b[31m/[red]x\u202e"), missing=False)])
    assert (one.title, one.about) == ("[red]x\\u{202e}", "/\\u{1b}[31m")
    assert program_name('program "[link=http://x]\u202e" {') == "[link=http://x]\\u{202e}"
    assert first_comment("# \x1b[31m") == "\\u{1b}[31m"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('# c\nprogram "A b" {', "A b"),
        ('program "a \\"b\\" \\\\" {', 'a "b" \\'),
        ("", None),
        ('program "open', None),
        ('# program "no" {', None),
    ],
)
def test_the_name_of_a_program(text: str, name: str | None) -> None:
    assert program_name(text) == name


def test_the_comment_at_the_head_is_one_line() -> None:
    assert first_comment("# One,\n#  two.\n\n# not this\n") == "One, two."
    assert first_comment("program") == ""


ONE = Openable(Kind.SHIPPED, "Two Tiers", "a cliff", "two-tiers")
OTHER = Openable(Kind.SHIPPED, "Straße", "a street", "street")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [ONE, OTHER]),
        ("tier", [ONE]),
        ("CLIFF two", [ONE]),
        ("two-t", [ONE]),
        ("strasse", [OTHER]),
        ("cliff street", []),
        ("a !cliff", [OTHER]),
        ("!", []),
    ],
)
def test_every_word_typed_must_be_there(typed: str, found: list[Openable]) -> None:
    assert list(matching([ONE, OTHER], typed)) == found
