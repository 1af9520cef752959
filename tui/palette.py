"""The command palette: every action there is, with its key, whether it works here or not."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from pointsman.tui.actions.action import Action
from pointsman.tui.actions.keys import keys_shown
from pointsman.tui.actions.registry import ACTIONS


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
        where = f"not here: it works in {action.scope}" if self._owner(action) is None else ""
        return " · ".join(part for part in (keys, where, action.more) if part)

    def _do(self, action: Action) -> None:
        owner = self._owner(action)
        if owner is None:
            self.app.notify(
                f"This works in {action.scope}.", title=action.title, severity="warning"
            )
            return
        self.app.call_later(self.app.run_action, action.do, owner)


def owner_of(action: Action, screen: DOMNode) -> DOMNode | None:
    """What an action is done by: the app, the screen, or a widget on it; None: not here."""
    nodes: tuple[DOMNode, ...] = (screen.app, screen, *screen.query("*"))
    for node in nodes:
        if getattr(node, "SCOPE", None) is action.scope:
            return node
    return None
