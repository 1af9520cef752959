"""The two lines of the log's place where text is typed: the filter, and what is searched for."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.log.filters import BadFilter, Filter, parse_filter, sought_by
from pointsman.tui.styles import styles_beside

_FILTER: Final = "filter: reason=INSUFFICIENT_BALANCE credit>50 !rule~override, or any text"
_SEARCH: Final = "search: a text, or #70000 for a row"


class FilterBar(Vertical):
    """Where a filter is typed, and below it what is wrong with it."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)

    class Changed(Message):
        """Another filter holds; one that cannot be read is not told."""

        def __init__(self, filter: Filter) -> None:
            super().__init__()
            self.filter = filter

    class Left(Message):
        """The filter is as it is meant."""

    def compose(self) -> ComposeResult:
        """The text, and a line that is only there when something is wrong."""
        yield Input(placeholder=_FILTER, id="log-filter", compact=True, select_on_focus=False)
        yield Static("", id="log-wrong", markup=False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @text.setter
    def text(self, text: str) -> None:
        self.query_one(Input).value = text

    def edit(self) -> None:
        """Let it be typed into."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        parsed = parse_filter(event.value)
        wrong = self.query_one("#log-wrong", Static)
        wrong.display = isinstance(parsed, BadFilter)
        if isinstance(parsed, BadFilter):
            wrong.update(Content(f"✗ {printable(str(parsed))}"))
        else:
            self.post_message(self.Changed(parsed))

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())


class SearchBar(Input):
    """Where a text to search for is typed; it is only there meanwhile."""

    class Sought(Message):
        """Go to the next row that this finds; None: search for nothing."""

        def __init__(self, filter: Filter | None) -> None:
            super().__init__()
            self.filter = filter

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(placeholder=_SEARCH, id=id, compact=True)
        self.display = False

    def edit(self) -> None:
        """Let it be typed into."""
        self.display = True
        self.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search."""
        event.stop()
        self.post_message(self.Sought(sought_by(event.value.strip())))
