"""What a program can be compared with."""

from pathlib import Path

from pointsman.programs import shipped_names
from pointsman.tui.model.comparing import OtherSide
from pointsman.tui.model.files import FileProblem
from pointsman.tui.model.other_choices import OtherChoice, other_choices
from tests.tui.compare_desks import LEFT, RIGHT, desk_of


def named(choices: tuple[OtherChoice, ...], title: str) -> OtherChoice:
    return next(each for each in choices if each.title == title)


def test_the_saved_file_of_edited_text(tmp_path: Path) -> None:
    choices = other_choices(desk_of(LEFT, saved=RIGHT, path=tmp_path / "loyalty.points"))
    opening = choices[0].opening
    assert opening is not None
    side = opening()
    assert isinstance(side, OtherSide)
    assert side.rules.text == RIGHT


def test_why_there_is_no_saved_file(tmp_path: Path) -> None:
    never, unedited = desk_of(LEFT, saved=""), desk_of(LEFT, path=tmp_path / "loyalty.points")
    assert named(other_choices(never), "the saved file").about == "these rules were never saved"
    told = named(other_choices(unedited), "the saved file")
    assert (told.about, told.opening) == ("the text is as it was saved", None)


def test_programs_of_the_same_folder(tmp_path: Path) -> None:
    for name in ("loyalty.points", "v3.points", "v4.yaml", "loyalty.cases.yaml", "notes.txt"):
        (tmp_path / name).write_text(RIGHT, encoding="utf-8")
    (tmp_path / "folder.points").mkdir()
    choices = other_choices(desk_of(path=tmp_path / "loyalty.points"))
    beside = [each.title for each in choices if each.about == "in the same folder"]
    assert beside == ["v3.points", "v4.yaml"]
    opening = named(choices, "v3.points").opening
    assert opening is not None
    assert isinstance(opening(), OtherSide)


def test_a_file_that_is_gone_meanwhile(tmp_path: Path) -> None:
    other = tmp_path / "v3.points"
    other.write_text(RIGHT, encoding="utf-8")
    opening = named(other_choices(desk_of(path=tmp_path / "loyalty.points")), "v3.points").opening
    assert opening is not None
    other.unlink()
    assert isinstance(opening(), FileProblem)


def test_programs_that_ship() -> None:
    choices = other_choices(desk_of())
    assert [each.title for each in choices[1:]] == shipped_names()
    opening = named(choices, "two-tiers").opening
    assert opening is not None
    side = opening()
    assert isinstance(side, OtherSide)
    assert side.title == "two-tiers, which ships"
