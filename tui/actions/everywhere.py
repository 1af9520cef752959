"""What can be done everywhere."""

from typing import Final

from pointsman.tui.actions.action import Action

ACTIONS: Final[tuple[Action, ...]] = ()
