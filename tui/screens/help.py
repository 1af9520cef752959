"""Help for one place: what it is for, two examples, and all of its keys."""

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.actions.help import HELP
from pointsman.tui.actions.keys import keys_shown
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen


class HelpScreen(QuestionScreen[None]):
    """Shows the help of some places, the nearest first; esc, F1 or q closes it."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "dismiss", "Close"),
    ]

    def __init__(self, scopes: tuple[Scope, ...], keymap: dict[str, str]) -> None:
        super().__init__()
        self._scopes = scopes
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One part a place: what it is for, and its keys."""
        with VerticalScroll(id="help"):
            for scope in self._scopes:
                yield Static(_told(scope), markup=False, classes="help-place")
                yield Static(self._keys(scope), markup=False)

    def on_mount(self) -> None:
        """Scrolling works at once."""
        self.query_one("#help").focus()

    def _keys(self, scope: Scope) -> Table:
        """A line a key; what is longer goes on below itself."""
        table = Table.grid("keys", "title", padding=(0, 2, 0, 0))
        table.columns[0].justify = "right"
        table.columns[0].no_wrap = True
        for action in actions_of(scope):
            title = Text(action.title)
            if action.more:
                title.append(f". {action.more}", style="dim")
            table.add_row(Text(self._keys_of(action), style="bold"), title)
        return table

    def _keys_of(self, action: Action) -> str:
        own = self._keymap.get(action.id)
        keys = action.keys if own is None else tuple(own.split(","))
        return keys_shown(keys) or "palette"


def _told(scope: Scope) -> Content:
    help_ = HELP[scope]
    lines = [
        Content.styled(scope.value.capitalize(), "bold $accent"),
        Content(help_.says),
        Content(""),
        *(Content.assemble(("▸ ", "$accent"), example) for example in help_.examples),
        Content(""),
    ]
    return Content("\n").join(lines)
