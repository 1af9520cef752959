"""What can be done in the place called sweep."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_sweep = ActionsOf(Scope.SWEEP)

ACTIONS: Final[tuple[Action, ...]] = (
    _sweep("next-edge", "Go to the next edge", "n", "down", "j", footer="Edge"),
    _sweep("previous-edge", "Go to the previous edge", "N", "up", "k"),
    _sweep("column-right", "Move one column to the right", "right", "l"),
    _sweep("column-left", "Move one column to the left", "left", "h"),
    _sweep(
        "unit-right",
        "Move one unit up",
        "full_stop",
        "shift+right",
        more="A unit is the smallest difference: a cent, a point.",
    ),
    _sweep("unit-left", "Move one unit down", "comma", "shift+left"),
    _sweep("page-right", "Move ten columns to the right", "pagedown"),
    _sweep("page-left", "Move ten columns to the left", "pageup"),
    _sweep("first-value", "Go to the start of the axis", "home", "g"),
    _sweep("last-value", "Go to the end of the axis", "end", "G"),
    _sweep("zoom-in", "Zoom in around the cursor", "plus", "equals_sign", footer="Zoom"),
    _sweep("zoom-out", "Zoom out", "minus"),
    _sweep("show-all", "Show the whole axis", "0"),
    _sweep("change-axis", "Change the axis: amount or balance", "a", footer="Axis"),
    _sweep(
        "toggle-follow",
        "Toggle whether the facts follow the cursor",
        "f",
        footer="Follow",
        more="While they follow, every move is in the workbench at once.",
    ),
    _sweep("set-facts", "Set the facts to the cursor and go back to them", "enter", footer="Set"),
    _sweep("restore", "Restore the facts that this place was opened with", "o"),
    _sweep("copy-value", "Copy the value at the cursor", "y"),
    _sweep("copy-rule", "Copy the id of the rule at the cursor", "Y"),
)
