"""All actions, by the place where they work."""

from importlib import import_module
from typing import Final

from textual.binding import Binding

from pointsman.tui.actions.action import Action, Scope

_PLACES: Final = (
    "everywhere",
    "workbench",
    "rules",
    "facts",
    "explanation",
    "cases",
    "compare",
    "sweep",
    "log",
    "chooser",
)


def _collected() -> tuple[Action, ...]:
    modules = [import_module(f"pointsman.tui.actions.{name}") for name in _PLACES]
    return tuple(action for module in modules for action in module.ACTIONS)


ACTIONS: Final[tuple[Action, ...]] = _collected()
"""The one list: footer, palette, help, docs and keymap are made of it."""


def actions_of(scope: Scope) -> tuple[Action, ...]:
    """The actions of a place, in the order of its help."""
    return tuple(action for action in ACTIONS if action.scope is scope)


def bindings_of(scope: Scope) -> list[Binding]:
    """The key bindings of a place: the value of `BINDINGS` of what declares that scope."""
    return [_binding(action) for action in actions_of(scope) if action.keys]


def _binding(action: Action) -> Binding:
    return Binding(
        key=",".join(action.keys),
        action=action.do,
        description=action.footer or action.title,
        show=action.footer is not None,
        tooltip=action.title,
        id=action.id,
    )
