"""All choices of a field, one a line, over the screen."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from pointsman.engine.explanation.printable import printable
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen
from pointsman.tui.widgets.option_rows import OptionRows


class ChoiceMenu(QuestionScreen[str | None]):
    """Gives back the value that was chosen, None when nothing was."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", tooltip="Close the list and change nothing"),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self, title: str, choices: tuple[str, ...], chosen: str) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen

    def compose(self) -> ComposeResult:
        """The list, with the name of the field on its border."""
        yield OptionRows(
            *(Option(Content(printable(each) or "(left out)")) for each in self._choices)
        )

    def on_mount(self) -> None:
        """Begin at the present value."""
        options = self.list
        options.border_title = Content(printable(self._title)).markup
        if self._chosen in self._choices:
            options.highlighted = self._choices.index(self._chosen)

    @property
    def list(self) -> OptionList:
        """The list itself."""
        return self.query_one(OptionList)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the value back."""
        event.stop()
        self.dismiss(self._choices[event.option_index])

    def on_click(self, event: events.Click) -> None:
        """A click beside the list closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Close the list and change nothing."""
        self.dismiss(None)

    def action_down(self) -> None:
        """The next choice."""
        self.list.action_cursor_down()

    def action_up(self) -> None:
        """The choice before."""
        self.list.action_cursor_up()

    def action_first(self) -> None:
        """The first choice."""
        self.list.action_first()

    def action_last(self) -> None:
        """The last choice."""
        self.list.action_last()
