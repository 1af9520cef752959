"""What a program can be compared with: its saved file, files beside it, the programs that ship."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from attrs import frozen

from pointsman.dsl.forms import form_of_name
from pointsman.programs import shipped_names
from pointsman.tui.model.comparing import OtherSide, file_side, saved_side, shipped_side
from pointsman.tui.model.completions import completions
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import FileProblem

Opening = Callable[[], OtherSide | FileProblem]

_CASES = ".cases"


@frozen
class OtherChoice:
    """One thing to compare with; `opening` gets it. None: not now, and `about` says why."""

    title: str
    about: str
    opening: Opening | None


def other_choices(desk: Desk) -> tuple[OtherChoice, ...]:
    """All of them; looks into the folder of the rules."""
    return (_saved(desk), *_beside(desk.path), *map(_shipped, shipped_names()))


def _saved(desk: Desk) -> OtherChoice:
    side = saved_side(desk)
    if side is not None:
        return OtherChoice("the saved file", f"{desk.rules.name} before the edits", lambda: side)
    why = "these rules were never saved" if desk.path is None else "the text is as it was saved"
    return OtherChoice("the saved file", why, None)


def _beside(path: Path | None) -> Iterator[OtherChoice]:
    """Other program files of the same folder."""
    if path is None:
        return
    for found in completions("", path.absolute().parent):
        other = path.absolute().with_name(found.name)
        if not found.is_folder and other.name != path.name and _may_be_program(other):
            yield OtherChoice(
                found.name, "in the same folder", partial(file_side, other, other.name)
            )


def _may_be_program(path: Path) -> bool:
    return form_of_name(path.name) is not None and not path.stem.endswith(_CASES)


def _shipped(name: str) -> OtherChoice:
    return OtherChoice(name, "ships with Pointsman", partial(shipped_side, name))
