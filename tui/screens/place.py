"""A place beside the workbench: a heading, its own content, the footer; `esc` goes back."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.widget import Widget
from textual.widgets import Static

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.model.desk import Desk
from pointsman.tui.screens.breakpoints import classes_of
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import ClosableScreen
from pointsman.tui.widgets.keys_row import KeysRow


class Place(ClosableScreen[None]):
    """The frame of the cases, compare, sweep and log screens."""

    SCOPE: ClassVar[Scope]
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", tooltip="Go back to the workbench", id="place.back")
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @on(ScreenResume)
    def _stay_dressed(self, event: ScreenResume) -> None:
        """Everything was dressed as it was mounted; Textual would dress it once more."""
        event.refresh_styles = False

    def compose(self) -> ComposeResult:
        """The heading, what the place shows, the footer."""
        self.add_class(*classes_of(self), update=False)
        yield Static(printable(self.heading()), id="place-heading", markup=False)
        yield from self.content()
        yield KeysRow()

    def heading(self) -> str:
        """The heading's text: the place and what it is about."""
        return f"{self.SCOPE.value.capitalize()} · {self.desk.rules.name}"

    def content(self) -> Iterator[Widget]:
        """The widgets of the place."""
        raise NotImplementedError

    def answered(self) -> None:
        """There is a new answer on the desk. Most places look when they are opened."""

    def action_back(self) -> None:
        """Close this place."""
        self.dismiss()
