"""What one can go to by name: statements of the rules, facts, and lines by their number."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.question import ReadQuestion
from pointsman.tui.model.rules_text import ReadRules

if TYPE_CHECKING:
    from pointsman.engine.program import Program


@frozen
class Goal:
    """One thing to go to: what it is called, what kind it is, and its line.

    `fact` is the pointer of a fact, whose line is one of the facts' text; None: it is in the rules.
    """

    title: str
    kind: str
    line: int
    fact: str | None = None


def goals_of(read: ReadRules) -> tuple[Goal, ...]:
    """Every named rule of a program that loads, in the order of the text."""
    if read.program is None:
        return ()
    found = (
        Goal(printable(title), kind, line)
        for title, kind, pointer in _rules(read.program)
        if (line := read.line_of(pointer)) is not None
    )
    return tuple(sorted(set(found), key=lambda goal: (goal.line, goal.title)))


def facts_of(asked: ReadQuestion) -> tuple[Goal, ...]:
    """Every fact that the text of a question gives, in its order."""
    located = asked.located
    inner = {pointer.rpartition("/")[0] for pointer in located.places}
    return tuple(
        Goal(
            printable(pointer[1:].replace("/", " ")),
            "fact",
            located.source.line_column(place.value.start)[0],
            pointer,
        )
        for pointer, place in located.places.items()
        if pointer and pointer not in inner
    )


def line_goal(read: ReadRules, asked: str) -> Goal | None:
    """The line of a number, if the text has it."""
    if not asked.isascii() or not asked.isdecimal():
        return None
    line = int(asked[:9])
    if not 1 <= line <= read.reading.source.line_count:
        return None
    return Goal(f"line {line}", "line", line)


def _rules(program: "Program") -> Iterator[tuple[str, str, str]]:
    plan = program.plan
    for block in ("filters", "preferences", "conversion", "redemption", "post_purchase"):
        yield block.replace("_", " "), "block", f"/{block}"
    for step in plan.filters:
        yield step.title, "filter", step.pointer
    yield plan.base.title, "base", plan.base.pointer
    for rate in plan.overrides:
        yield rate.title, "override", rate.pointer
    for index, group in enumerate(program.rules.groups or ()):
        yield group.name, "group", f"/groups/{index}"
    for index, item in enumerate(program.rules.digital.items if program.rules.digital else ()):
        yield f"{item.item} for {item.for_}", "item", f"/digital/items/{index}"
