"""The line at the top: which program, whether it loads, what was decided, and if it is live."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.desk import Desk
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.changing_text import ChangingText

Piece = tuple[str, str]
"""A text and the style it is shown in."""


class StatusLine(ChangingText):
    """One line; what does not fit is cut at the right."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    def __init__(self) -> None:
        super().__init__()
        self._cases: Piece = ("", "")

    def show_cases(self, summary: str, *, well: bool) -> None:
        """Say how the cases came out, from the next `show` on; an empty summary says nothing."""
        glyph, style = ("✓", "$success") if well else ("✗", "$error")
        self._cases = (f"{glyph} {summary}" if summary else "", style)

    def show(self, desk: Desk, busy: bool = False) -> None:
        """Say what lies on the desk and what it came to."""
        pieces = [Content.styled(*piece) for piece in self._pieces(desk, busy) if piece[0]]
        self.tell(Content("  ").join(pieces), layout=False)

    def _pieces(self, desk: Desk, busy: bool) -> Iterator[Piece]:
        yield printable(desk.rules.name), "bold"
        if desk.edited:
            yield "edited", "$warning"
        yield from _problems(desk)
        # Before what is long: it is to be seen in a narrow terminal too.
        yield _state(desk, busy)
        yield _decided(desk)
        yield self._cases


def _problems(desk: Desk) -> Iterator[Piece]:
    if desk.latest is None:
        return
    found = desk.latest.rules.reading.diagnostics
    errors, warnings = _count(found, Severity.ERROR), _count(found, Severity.WARNING)
    if errors:
        yield f"✗ {_several(errors, 'error')}", "$error"
    elif not warnings:
        yield "✓ loads", "$success"
    if warnings:
        yield f"! {_several(warnings, 'warning')}", "$warning"
    if not isinstance(desk.latest, Decided) and desk.latest.of_facts:
        yield f"✗ facts: {_several(len(desk.latest.of_facts), 'problem')}", "$error"


def _decided(desk: Desk) -> Piece:
    if desk.good is None:
        return "", ""
    return printable(desk.good.explanation.summary), "dim" if desk.stale else ""


def _state(desk: Desk, busy: bool) -> Piece:
    if busy or desk.latest is None:
        # As wide as what it stands for, so that nothing beside it moves.
        return "…   ", "$accent"
    if desk.good is None:
        return "no decision", "$warning"
    return ("stale", "italic $warning") if desk.stale else ("live", "$success")


def _count(found: tuple[Diagnostic, ...], severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in found)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
