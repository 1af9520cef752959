"""The case file beside the rules on the desk: read and run, and one more case saved in it."""

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.engine.program import Program
from pointsman.tui.model.case_writing import NotAppended, case_appended, names_taken
from pointsman.tui.model.cases import CasesRun, never, run_cases
from pointsman.tui.model.decided import Decided, Undecided
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import (
    NO_FILE,
    FileProblem,
    Stamp,
    TextFile,
    Trouble,
    read_text_file,
    save_text_file,
)
from pointsman.tui.model.rules_text import read_rules

NEVER_SAVED = "these rules have no file yet, and cases stand in a file beside them"
"""Why there are no cases of a program without a path."""


@frozen
class CasesBeside:
    """A case file as it was read; `text` is None where there is none yet."""

    path: Path
    text: str | None
    stamp: Stamp


@frozen
class NoCases:
    """Why there is nothing to list: what is so, and what to do about it."""

    message: str
    help: str


@frozen
class CasesSeen:
    """What looking beside the rules gave: the file if there is one, and how its cases ran.

    `stale` says that they ran against the last rules that load, as the present ones do not.
    """

    beside: CasesBeside | None
    came_to: CasesRun | NoCases
    stale: bool = False


def read_beside(path: Path) -> CasesBeside | FileProblem:
    """Read a case file, which need not be there."""
    file = read_text_file(path)
    if isinstance(file, TextFile):
        return CasesBeside(path, file.text, file.stamp)
    return CasesBeside(path, None, NO_FILE) if file.trouble is Trouble.MISSING else file


def names_in(beside: CasesBeside) -> tuple[str, ...] | str:
    """The names that are taken; else one sentence that says why no case can be added."""
    taken = names_taken(beside.text or "", beside.path.name)
    return taken.message if isinstance(taken, NotAppended) else taken


def cases_seen(desk: Desk, stopped: Callable[[], bool] = never) -> CasesSeen:
    """Read the case file and run its cases against the rules as they are being edited.

    It takes a while: hand in a copy of the desk in a thread.
    """
    if desk.cases_path is None:
        return CasesSeen(None, NoCases(NEVER_SAVED, "press esc, then ctrl+s to save them"))
    beside = read_beside(desk.cases_path)
    if isinstance(beside, FileProblem):
        return CasesSeen(None, NoCases(beside.message, "press r to read it again"))
    if beside.text is None:
        name = printable(beside.path.name)
        help_ = f"press a to save the present facts and their answer as the first, in {name}"
        return CasesSeen(beside, NoCases("there are no cases yet", help_))
    program, stale = _program(desk)
    if program is None:
        help_ = "press esc to go back to them, f8 to go to their first problem"
        return CasesSeen(beside, NoCases("the rules do not load, so no case can run", help_))
    run = run_cases(program, beside.text.encode(), beside.path.name, stopped)
    return CasesSeen(beside, run, stale)


def present_answer(desk: Desk) -> Decided | str:
    """What a new case would be made of; else why there is nothing to make one of."""
    if desk.path is None:
        return f"{NEVER_SAVED}: ctrl+s saves them"
    latest = desk.latest
    if latest is None or not _is_present(desk, latest):
        return "the newest edits are not decided yet"
    if isinstance(latest, Decided):
        return latest
    return "the present rules and facts give no answer, so a case would have nothing to expect"


def save_case(beside: CasesBeside, name: str, decided: Decided) -> CasesBeside | str:
    """Add a case to its file in one step; else one sentence that says why it is not there.

    Refused when the file is not as it was read.
    """
    text = case_appended(beside.text, name, decided.question.data, decided.answer, beside.path.name)
    if isinstance(text, NotAppended):
        return text.message
    stamp = save_text_file(beside.path, text, beside.stamp)
    if isinstance(stamp, FileProblem):
        changed = stamp.trouble is Trouble.CHANGED
        return f"{stamp.message}, so nothing was saved" if changed else stamp.message
    return CasesBeside(beside.path, text, stamp)


def _is_present(desk: Desk, latest: Decided | Undecided) -> bool:
    """Whether an answer is that to the texts as they are now; their names do not matter."""
    same_rules = latest.rules.rules.text == desk.rules.text
    return same_rules and latest.question.question.text == desk.question.text


def _program(desk: Desk) -> tuple[Program | None, bool]:
    """The program of the present rules, else the last that loaded."""
    latest = desk.latest
    known = latest is not None and latest.rules.rules == desk.rules
    rules = latest.rules if latest is not None and known else read_rules(desk.rules)
    if rules.program is not None:
        return rules.program, False
    return (None, False) if desk.good is None else (desk.good.program, True)
