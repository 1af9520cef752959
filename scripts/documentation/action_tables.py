"""The tables of what can be done in the terminal program, made from its one list of actions."""

from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.actions.keys import key_shown
from pointsman.tui.actions.registry import actions_of
from scripts.documentation.table import table

PALETTE = "palette"
"""Stands where an action has no key."""


def action_tables() -> dict[str, str]:
    """A generated part for each place: `actions of rules`."""
    return {f"actions of {scope.value}": _actions(scope) for scope in Scope}


def _actions(scope: Scope) -> str:
    rows = ((keys_of(action), _told(action), f"`{action.id}`") for action in actions_of(scope))
    return table(("keys", "what it does", "id"), rows)


def keys_of(action: Action) -> str:
    """The keys of an action, as they are written on the screen."""
    return " ".join(f"`{key_shown(key)}`" for key in action.keys) or PALETTE


def _told(action: Action) -> str:
    return f"{action.title}. {action.more}" if action.more else action.title
