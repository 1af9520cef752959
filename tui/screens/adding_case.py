"""The present facts and their answer, saved as a new case in the file beside the rules."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal

from pointsman.tui.model.cases_beside import (
    CasesBeside,
    names_in,
    present_answer,
    read_beside,
    save_case,
)
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import FileProblem
from pointsman.tui.screens.save_case import SaveCase

Level = Literal["information", "warning", "error"]
Say = Callable[[str, Level], None]
"""Tells something in a corner."""

Ask = Callable[[SaveCase], Awaitable[str | None]]
"""Shows the dialog and waits for the name."""


async def add_case(ask: Ask, desk: Desk, say: Say) -> str | None:
    """Ask for a name and save; gives the name, or None when nothing was saved. Run it in a worker.

    What stands in the way is said before the user is asked for a name.
    """
    decided = present_answer(desk)
    if isinstance(decided, str) or desk.cases_path is None:
        say(str(decided), "warning")
        return None
    found = await asyncio.to_thread(read_beside, desk.cases_path)
    taken = found.message if isinstance(found, FileProblem) else await _names(found)
    if isinstance(taken, str) or isinstance(found, FileProblem):
        say(str(taken), "error")
        return None
    name = await ask(SaveCase(decided.answer, taken, found.path.name))
    if name is None:
        return None
    saved = await asyncio.to_thread(save_case, found, name, decided)
    if isinstance(saved, str):
        say(saved, "error")
        return None
    say(f"saved the case `{name}` in {found.path.name}", "information")
    return name


async def _names(beside: CasesBeside) -> tuple[str, ...] | str:
    return await asyncio.to_thread(names_in, beside)
