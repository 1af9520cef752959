"""How many rows came out how; choosing a line shows those rows alone."""

from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.log.cells import Column, fitted, mark_of
from pointsman.tui.model.log.rows import Rows
from pointsman.tui.model.outcome_shown import Tone
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.option_rows import OptionRows

_COLOURS = {
    Tone.GOOD: "$text-success",
    Tone.HALF: "$text-warning",
    Tone.BAD: "$text-error",
    Tone.OPEN: "$text-accent",
}
_NAME = Column("", 26)
_COUNT = Column("", 10, right=True)


@frozen
class _Line:
    """A line: what it counts, how often, and the filter that shows those rows."""

    name: str
    count: int
    filter: str
    colour: str = ""


class LogCounts(OptionRows):
    """Outcomes, reasons, and broken rows."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class Chosen(Message):
        """Only the rows that this filter lets through are wanted."""

        def __init__(self, filter: str) -> None:
            super().__init__()
            self.filter = filter

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._counted: list[_Line] = []

    def show(self, rows: Rows) -> None:
        """Count what has been read so far."""
        lines = list(_lines(rows))
        if lines == self._counted:
            return
        marked = self.highlighted
        self._counted = lines
        self.set_options(Option(_shown(line)) for line in lines)
        self.highlighted = None if marked is None or not lines else min(marked, len(lines) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show those rows."""
        event.stop()
        self.post_message(self.Chosen(self._counted[event.option_index].filter))


def _lines(rows: Rows) -> Iterator[_Line]:
    if not len(rows):
        return
    yield _Line("all", len(rows), "")
    for name, count in rows.outcomes.most_common():
        glyph, tone = mark_of(name)
        yield _Line(f"{glyph} {name}", count, _filter("outcome", name), _COLOURS[tone])
    for name, count in rows.reasons.most_common():
        yield _Line(f"  {name}", count, _filter("reason", name))
    if rows.broken:
        yield _Line("? broken", rows.broken, "error!=", _COLOURS[Tone.BAD])


def _filter(field: str, name: str) -> str:
    plain = name.isascii() and name.replace("_", "").isalnum()
    return f"{field}={name}" if plain else f'{field}="{name.replace(chr(34), "")}"'


def _shown(line: _Line) -> Content:
    name = Content(fitted(printable(line.name), _NAME))
    told = name.stylize(line.colour) if line.colour else name
    return told + Content(fitted(f"{line.count:,}", _COUNT))
