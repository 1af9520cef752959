"""Help for one place: what it is for, two examples, and all of its keys."""

from collections.abc import Iterator
from typing import ClassVar

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
        """One part a place."""
        with VerticalScroll(id="help"):
            for scope in self._scopes:
                yield Static(self._told(scope), markup=False, classes="help-place")

    def on_mount(self) -> None:
        """Scrolling works at once."""
        self.query_one("#help").focus()

    def _told(self, scope: Scope) -> Content:
        help_ = HELP[scope]
        lines = [
            Content.styled(scope.value.capitalize(), "bold $accent"),
            Content(help_.says),
            Content(""),
            *(Content.assemble(("▸ ", "$accent"), example) for example in help_.examples),
            Content(""),
            *self._keys(scope),
        ]
        return Content("\n").join(lines)

    def _keys(self, scope: Scope) -> Iterator[Content]:
        shown = [(self._keys_of(action), action) for action in actions_of(scope)]
        width = max((len(keys) for keys, _ in shown), default=0)
        for keys, action in shown:
            more = f". {action.more}" if action.more else ""
            yield Content.assemble(
                (f"{keys:>{width}}  ", "bold"), action.title, (more, "$text-muted")
            )

    def _keys_of(self, action: Action) -> str:
        own = self._keymap.get(action.id)
        keys = action.keys if own is None else tuple(own.split(","))
        return keys_shown(keys) or "palette"
