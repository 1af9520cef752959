"""What can be done in the explanation: its tree, stepping, levels, why not, and copying."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_here = ActionsOf(Scope.EXPLANATION)

ACTIONS: Final[tuple[Action, ...]] = (
    _here(
        "step-forward",
        "Go to the next step",
        "full_stop",
        footer="Step",
        more="The values known so far grow with every step.",
    ),
    _here("step-back", "Go back to the step before", "comma"),
    _here("decided", "Go to the step that decided", "d", footer="Decided"),
    _here(
        "why-not",
        "Toggle why not: what was missing, and by how much",
        "w",
        footer="Why",
    ),
    _here(
        "next-level",
        "Change how much is shown: everything, what mattered, what failed",
        "ctrl+l",
        footer="Level",
    ),
    _here("show-mattered", "Show only what mattered", "1"),
    _here("show-failed", "Show only what failed or is not known", "2"),
    _here("show-all", "Show everything", "3"),
    _here(
        "filter",
        "Filter the steps by a text",
        "slash",
        footer="Filter",
        more="With ! in front, the steps that do not have it.",
    ),
    _here("next-match", "Go to the next step that the filter found", "n"),
    _here("previous-match", "Go to the step before that the filter found", "N"),
    _here("source", "Go to the rule of the step", "enter", footer="Rule"),
    _here(
        "open",
        "Open or close: fold the row, or give its details more room",
        "space",
    ),
    _here("fold", "Close the row, or go to the one around it", "left", "h"),
    _here("unfold", "Open the row, or go into it", "right", "l"),
    _here("fold-all", "Fold all stages", "minus"),
    _here("unfold-all", "Unfold everything", "plus"),
    _here("cursor-down", "Move down", "down", "j"),
    _here("cursor-up", "Move up", "up", "k"),
    _here("page-down", "Move down a page", "pagedown"),
    _here("page-up", "Move up a page", "pageup"),
    _here("first", "Move to the first row", "g", "home"),
    _here("last", "Move to the last row", "G", "end"),
    _here("copy-words", "Copy what the step says", "y"),
    _here("copy-rule", "Copy the pointer of the step's rule", "Y"),
    _here("copy-all", "Copy the whole explanation as text", "e"),
    _here("leave", "Close the filter, the why-not view or the details", "escape"),
)
