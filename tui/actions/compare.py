"""What can be done in the place called compare."""

from typing import Final

from pointsman.tui.actions.action import Action

ACTIONS: Final[tuple[Action, ...]] = ()
