"""The command palette: every action there is, with its key, whether it works here or not."""

from functools import partial
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.actions.keys import keys_shown
from pointsman.tui.actions.registry import ACTIONS
from pointsman.tui.widgets.dismissed_once import quit_bindings

_LATER: Final = {
    Scope.APP: "once a program is chosen",
    Scope.SWEEP: "once there is a chart",
}


class Palette(CommandPalette):
    """Textual's palette; the program can be quit from it, as from everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = quit_bindings()

    async def action_quit(self) -> None:
        """Quit."""
        await self.app.run_action("quit")


class ActionProvider(Provider):
    """Finds actions by their titles."""

    async def discover(self) -> Hits:
        """All actions, those that work here first."""
        for action in sorted(ACTIONS, key=lambda action: self._owner(action) is None):
            yield DiscoveryHit(action.title, partial(self._do, action), help=self._help(action))

    async def search(self, query: str) -> Hits:
        """The actions whose title is like the query."""
        matcher = self.matcher(query)
        for action in ACTIONS:
            score = matcher.match(action.title)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(action.title),
                    partial(self._do, action),
                    help=self._help(action),
                )

    def _owner(self, action: Action) -> DOMNode | None:
        return owner_of(action, self.screen)

    def _help(self, action: Action) -> str:
        keys = keys_shown(action.keys)
        why_not = self._why_not(action)
        where = f"not here: it works {why_not}" if why_not else ""
        return " · ".join(part for part in (keys, where, action.more) if part)

    def _why_not(self, action: Action) -> str:
        """Where it would work; empty if it does here."""
        owner = self._owner(action)
        if owner is None:
            return f"in {action.scope}"
        if owner.check_action(action.do, ()):
            return ""
        return _LATER.get(action.scope, "once there is something to do it with")

    def _do(self, action: Action) -> None:
        owner, why_not = self._owner(action), self._why_not(action)
        if owner is None or why_not:
            told = f"This works {why_not}."
            self.app.notify(told, title=action.title, severity="warning", markup=False)
            return
        self.app.call_later(self.app.run_action, action.do, owner)


def owner_of(action: Action, screen: DOMNode) -> DOMNode | None:
    """What an action is done by: the app, the screen, or a widget on it; None: not here."""
    nodes: tuple[DOMNode, ...] = (screen.app, screen, *screen.query("*"))
    for node in nodes:
        if getattr(node, "SCOPE", None) is action.scope:
            return node
    return None
