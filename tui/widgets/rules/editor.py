"""The text of the rules: coloured, with what is wrong underlined and a chosen rule marked."""

from collections.abc import Callable
from typing import ClassVar, Final

from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult, Location, Selection
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.geometry import Region
from textual.widgets import TextArea

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.places import Source, Span
from pointsman.tui.model.brackets import partner
from pointsman.tui.model.coloring import Part, Run, coloured
from pointsman.tui.model.commenting import toggled
from pointsman.tui.model.finding import Wanted
from pointsman.tui.model.marks import Marks, marks_of
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.rules.document import STAND_IN, Layout, SourceDocument, is_unsafe, typed
from pointsman.tui.widgets.rules.grounds import GroundsOnly
from pointsman.tui.widgets.rules.whole_text import WholeText

_INDENT: Final = 2
_LONG: Final = 5_000
"""Longer lines are not wrapped: every keystroke would lay all of such a line out anew."""

_EMPTY: Final = "A program is written here: ctrl+o opens a file, ctrl+n begins with a template."
_CHOSEN: Final = "chosen"
_FOUND: Final = "found"
_UNSAFE: Final = "unsafe"
_TINTS: Final = frozenset({_CHOSEN, _FOUND})
_THEME: Final = "rules"
_CLASS: Final = "rules-editor--"


class RulesEditor(TextArea):
    """A text area that knows the language. What stands behind the text comes from outside."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        _CLASS + name for name in (*Part, *Severity, _CHOSEN, _FOUND, _UNSAFE)
    }

    def __init__(self, id: str | None = None) -> None:
        self.source = SourceDocument("")
        self.coloring: Callable[[str], tuple[Run, ...]] = coloured
        self._wanted = Wanted("")
        self._problems: Marks[Severity] = Marks({}, {}, 1)
        self._chosen: Marks[str] = Marks({}, {}, 1)
        self._made: dict[str, Style] = {}
        super().__init__(
            soft_wrap=False,
            show_line_numbers=True,
            max_checkpoints=200,
            placeholder=_EMPTY,
            id=id,
        )
        self.indent_width = _INDENT
        self.register_theme(GroundsOnly(_THEME))
        self.theme = _THEME

    # What is shown beside the text.

    def show_problems(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Underline these places, and only these; errors over warnings."""
        by_weight = sorted(diagnostics, key=lambda d: d.severity is Severity.ERROR)
        if by_weight:
            source = by_weight[0].source
            self._problems = marks_of(source, [(d.span, d.severity) for d in by_weight])
        else:
            self._problems = Marks({}, {}, 1)
        self._repaint()

    def show_chosen(self, source: Source, span: Span | None) -> None:
        """Mark a span of a source, and bring its beginning into view."""
        self._chosen = marks_of(source, [] if span is None else [(span, _CHOSEN)])
        self._repaint()
        if self._chosen.by_row:
            rows = sorted(self._chosen.by_row)
            self._reveal(rows[0], rows[-1])

    @property
    def chosen_rows(self) -> list[int]:
        """The rows (from 0) of the span that is marked, as the text was when it was read."""
        return sorted(self._chosen.by_row)

    @property
    def can_wrap(self) -> bool:
        """Whether no line is so long that wrapping it would take its time."""
        return self.source.get_size(self.indent_width).width <= _LONG

    def show_wanted(self, wanted: Wanted) -> None:
        """Mark every place where a text stands."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._repaint()

    def _repaint(self) -> None:
        # The lines that are kept do not know of marks; this is the public way to drop them.
        self.notify_style_update()
        self.refresh()

    def _reveal(self, first: int, last: int) -> None:
        """Scroll as little as needed for a row, and those after it, to be seen."""
        last = min(last, first + max(self.size.height - 1, 0))
        rows = self.source.line_count - 1
        top = self.wrapped_document.location_to_offset((min(first, rows), 0)).y
        bottom = self.wrapped_document.location_to_offset((min(last, rows), 0)).y
        region = Region(self.scroll_offset.x, top, 1, bottom - top + 1)
        self.scroll_to_region(region, animate=False, force=True)

    # Lines as they are drawn.

    def get_line(self, line_index: int) -> Text:
        """A line in colour, with every mark that belongs on it."""
        line = self.source.source_line(line_index)
        text = Text(self.source.get_line(line_index), end="", no_wrap=True)
        for run in self.coloring(line):
            text.stylize(self._style(run.part), run.start, run.end)
        self._mark(text, line_index, line)
        if not line.isprintable():
            for at, char in enumerate(line):
                if is_unsafe(char):
                    text.stylize(self._style(_UNSAFE), at, at + len(STAND_IN))
        return text

    def _mark(self, text: Text, row: int, line: str) -> None:
        here = (row, line.rstrip("\r"), self.source.line_count)
        for chosen in self._chosen.of_line(*here):
            text.stylize(self._style(_CHOSEN), chosen.start, chosen.end)
        for start, end in self._wanted.in_line(line):
            text.stylize(self._style(_FOUND), start, end)
        for problem in self._problems.of_line(*here):
            text.stylize(self._style(problem.kind), problem.start, problem.end)

    def _style(self, name: str) -> Style:
        """The style of a part or a mark in the present theme."""
        if name not in self._made:
            whole = self.get_component_rich_style(_CLASS + name)
            ground = whole.bgcolor if name in _TINTS else None
            color = None if name in _TINTS else whole.color
            self._made[name] = whole.without_color + Style(color=color, bgcolor=ground)
        return self._made[name]

    def notify_style_update(self) -> None:
        """The theme has changed: all styles are worked out anew."""
        self._made.clear()
        super().notify_style_update()

    def find_matching_bracket(self, bracket: str, search_from: Location) -> Location | None:
        """The other one of a pair; those in texts and comments do not count."""
        if not bracket or bracket not in "{}()[]":
            return None
        return partner(self.source.source_lines, *search_from)

    # Changes.

    def load_source(self, text: str) -> None:
        """Another document: nothing to undo, nothing marked."""
        self._problems = Marks({}, {}, 1)
        self._chosen = Marks({}, {}, 1)
        self.load_text(text)
        self.soft_wrap = self.soft_wrap and self.can_wrap
        self.scroll_home(animate=False)

    def put(self, text: str, cursor: Location) -> None:
        """Replace all of the text in one step that can be undone."""
        self.edit(WholeText(text, self.document.end, cursor))

    def put_at(self, text: str, offset: int) -> None:
        """Replace all of the text, the cursor then standing before that character of it."""
        before = text[:offset].replace("\r\n", "\n")
        line = before.rpartition("\n")[2]
        self.put(text, (before.count("\n"), len(line)))

    def toggle_comment(self) -> None:
        """Set the lines of the selection aside as comments, or bring them back."""
        (first, _), (last, end) = sorted(self.selection)
        if last > first and end == 0:
            last -= 1
        lines = self.source.source_lines[first : last + 1]
        new = toggled(lines)
        self.replace("\n".join(new), (first, 0), (last, len(lines[-1])))

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; line breaks that are typed or pasted become those of the text."""
        if not isinstance(edit, WholeText):
            edit.text = typed(edit.text)
        return super().edit(edit)

    def on_key(self, event: events.Key) -> None:
        """A new line begins under the one before it, deeper after a brace."""
        if event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            self._break_line()

    def _break_line(self) -> None:
        (row, column), end = sorted(self.selection)
        before = self.source.source_line(row)[:column]
        indent = before[: len(before) - len(before.lstrip())]
        if before.rstrip().endswith("{"):
            indent += " " * _INDENT
        self.replace(f"\n{indent}", (row, column), end, maintain_selection_offset=False)

    def place_cursor(self, line: int, column: int = 1) -> None:
        """Put the cursor on a line and column, both from 1, in the middle of what is seen."""
        self.selection = Selection.cursor((line - 1, column - 1))
        self.scroll_cursor_visible(center=True)

    def _set_document(self, text: str, language: str | None) -> None:
        # Textual makes its own kind of document here, and has no other place to hand one in.
        del language
        self.source.set_text(text)
        self.document = self.source
        self.wrapped_document = Layout(self.source, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()
