"""Going from place to place: one at a time above the workbench, and the log stays read."""

from pathlib import Path
from typing import Final

from attrs import define, field
from textual.app import App
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen

from pointsman.tui.actions.action import Scope
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.settings import Settings
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.place import Place
from pointsman.tui.widgets.dismissed_once import ClosableScreen

_LOG: Final = "log"


@define
class Visiting:
    """Opens the places and the help; the workbench is the screen below them all."""

    app: App[None]
    desk: Desk
    settings: Settings
    _log: Screen[None] | None = field(default=None, init=False)

    def back(self) -> None:
        """Back to the workbench."""
        while self.app.screen is not self.app.screen_stack[0]:
            # Not popped: who waits for an answer from a screen gets to know that there is none.
            self.app.screen.dismiss()

    def leave_question(self) -> None:
        """Close what asks for a name or a choice; what has to be decided stays."""
        asks = isinstance(self.app.screen, ClosableScreen | CommandPalette)
        if asks and not isinstance(self.app.screen, ConfirmScreen | Place):
            self.app.screen.dismiss()

    def cases(self) -> None:
        """Go to the cases."""
        from pointsman.tui.screens.cases import CasesScreen  # noqa: PLC0415 - first paint

        self._go(CasesScreen(self.desk))

    def compare(self) -> None:
        """Go to compare."""
        from pointsman.tui.screens.compare import CompareScreen  # noqa: PLC0415 - first paint

        self._go(CompareScreen(self.desk))

    def sweep(self) -> None:
        """Go to the sweep."""
        from pointsman.tui.screens.sweep import SweepScreen  # noqa: PLC0415 - first paint

        self._go(SweepScreen(self.desk))

    def log(self, path: Path | None, purchases: Path | None = None) -> None:
        """Go to a decision log: this one, or the one that was open; else the place asks which."""
        from pointsman.tui.screens.log import LogScreen  # noqa: PLC0415 - first paint

        self.back()
        if path is not None or not self.app.is_screen_installed(_LOG):
            # What was read stays read while the user is elsewhere.
            if self.app.uninstall_screen(_LOG) and self._log is not None:
                self._log.remove()
            self._log = LogScreen(self.desk, path, purchases)
            self.app.install_screen(self._log, _LOG)
        self.app.push_screen(_LOG)

    def help(self) -> None:
        """Show the help of the focused pane, then of the place, then of everywhere."""
        from pointsman.tui.screens.help import HelpScreen  # noqa: PLC0415 - first paint

        self.app.push_screen(HelpScreen(self._scopes(), dict(self.settings.keymap.keys)))

    def _go(self, place: Screen[None]) -> None:
        self.back()
        self.app.push_screen(place)

    def _scopes(self) -> tuple[Scope, ...]:
        """Where the focus is, from within outwards."""
        node: DOMNode = self.app.focused or self.app.screen
        scopes = (getattr(each, "SCOPE", None) for each in node.ancestors_with_self)
        return tuple(scope for scope in scopes if isinstance(scope, Scope))
