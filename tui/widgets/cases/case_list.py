"""The cases as a list that draws only the lines in sight, so that thousands cost nothing."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pointsman.programs.questions import Kind
from pointsman.tui.model.cases import CaseRow, Result
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.cases.columns import fitted

_HEADER: Final = 1
_MARK: Final = 7
_KIND: Final = 10
_ANSWER: Final = 24
_LINE: Final = 5
_GAP: Final = " "


class CaseList(ScrollView, can_focus=True, inherit_bindings=False):
    """One line a case: result, name, what came out, line of the file. Row 0 is the heading."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "case-list--heading",
        "case-list--cursor",
        *(f"case-list--{result.word}" for result in Result),
    }

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another case, or on none."""

        def __init__(self, row: CaseRow | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """A case was clicked twice."""

        def __init__(self, row: CaseRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[CaseRow, ...] = ()
        self._mixed = False
        self._empty = ""

    @property
    def row(self) -> CaseRow | None:
        """The case under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: tuple[CaseRow, ...], wanted: str | None = None) -> None:
        """List these cases, the cursor on the one of this name, else on the one it was on."""
        before = None if self.row is None else self.row.name
        self.rows = rows
        self._empty = "  no case is as wanted"
        self._mixed = any(row.kind is not Kind.PURCHASE for row in rows)
        self.virtual_size = Size(self.size.width, len(rows) + _HEADER)
        names = [row.name for row in rows]
        found = [names.index(name) for name in (wanted, before) if name in names]
        self.cursor = found[0] if found else 0
        self.refresh()
        self._reveal()
        self.post_message(self.Moved(self.row))

    def move(self, steps: int) -> None:
        """Move the cursor, as far as there are cases."""
        self.cursor = max(0, min(self.cursor + steps, len(self.rows) - 1))

    def page(self, pages: int) -> None:
        """Move the cursor by what can be seen at once."""
        self.move(pages * max(1, self.size.height - _HEADER))

    def move_to_failing(self, step: int) -> None:
        """Move to the next case (`step` 1) or the one before (-1) that does not pass, around."""
        count = len(self.rows)
        for distance in range(1, count + 1):
            index = (self.cursor + step * distance) % count
            if self.rows[index].result is not Result.PASSED:
                self.cursor = index
                return

    def watch_cursor(self) -> None:
        """Show the line of the cursor, and tell of it."""
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self.row))

    def on_resize(self) -> None:
        """Lines are as wide as the list."""
        self.virtual_size = Size(self.size.width, len(self.rows) + _HEADER)

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, two open the case."""
        index = event.y + self.scroll_offset.y - _HEADER
        if event.y >= _HEADER and 0 <= index < len(self.rows):
            self.cursor = index
            if event.chain > 1:
                self.post_message(self.Opened(self.rows[index]))

    def render_line(self, y: int) -> Strip:
        """One line of the list, the heading always on top."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y - _HEADER
        if y < _HEADER:
            return self._heading(width)
        if index < len(self.rows):
            return self._case(index, width)
        if index == 0:
            return Strip([Segment(fitted(self._empty, width), self.rich_style)], width)
        return Strip.blank(width, self.rich_style)

    def _reveal(self) -> None:
        # The heading covers a line at the top.
        region = Region(0, self.cursor, 1, 1 + _HEADER)
        self.scroll_to_region(region, animate=False, force=True)

    def _heading(self, width: int) -> Strip:
        style = self.get_component_rich_style("case-list--heading")
        words = self._columns(("  result", "case", "kind", "came to", "line"), width)
        return Strip([Segment("".join(words), style)], width)

    def _case(self, index: int, width: int) -> Strip:
        row = self.rows[index]
        here = index == self.cursor
        mark = f"{'▸' if here else ' '} {row.result.glyph} {row.result.word}"
        cells = (mark, row.name, str(row.kind), row.came_to, row.line)
        first, *rest = self._columns(cells, width)
        base = self.rich_style
        if here:
            base += self.get_component_rich_style("case-list--cursor")
        color = self.get_component_rich_style(f"case-list--{row.result.word}").color
        marked = base if here and self.has_focus else base + Style(color=color, bold=True)
        return Strip([Segment(first, marked), Segment("".join(rest), base)], width)

    def _columns(self, cells: tuple[str, str, str, str, str], width: int) -> list[str]:
        """The cells of one line in their columns; the kind only where kinds are mixed."""
        mark, name, kind, answer, line = cells
        mixed = _KIND + len(_GAP) if self._mixed else 0
        answered = min(_ANSWER, width // 3)
        others = _MARK + 2 + mixed + answered + _LINE + 4 * len(_GAP)
        return [
            fitted(mark, _MARK + 2) + _GAP,
            fitted(name, max(0, width - others)) + _GAP,
            fitted(kind, _KIND) + _GAP if mixed else "",
            fitted(answer, answered) + _GAP,
            fitted(line, _LINE, right=True) + _GAP,
        ]
