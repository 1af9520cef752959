"""What can be done in the place called sweep."""

from typing import Final

from pointsman.tui.actions.action import Action

ACTIONS: Final[tuple[Action, ...]] = ()
