"""What can be done on the workbench: the three panes and the ways between them."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_here = ActionsOf(Scope.WORKBENCH)

ACTIONS: Final[tuple[Action, ...]] = (
    _here("focus-rules", "Go to the rules", "f2"),
    _here("focus-facts", "Go to the facts", "f3"),
    _here("focus-explanation", "Go to the explanation", "f4"),
    _here(
        "next-pane",
        "Go to the next pane",
        "right_square_bracket",
        more="Where no text is typed; tab goes to the next of all that can be typed in or chosen.",
    ),
    _here("previous-pane", "Go to the pane before", "left_square_bracket"),
    _here("next-problem", "Go to the next problem", "f8", footer="Problem"),
    _here("previous-problem", "Go to the previous problem", "shift+f8"),
    _here(
        "full-pane",
        "Toggle the focused pane over the whole screen",
        "f10",
        more="The same key, or esc, brings the others back.",
    ),
    _here("widths", "Change how wide the panes are", "f9"),
    _here("jump", "Jump: label every pane with a letter", "ctrl+t"),
    _here("go-to", "Go to a rule, a fact or a line", "ctrl+g", footer="Go to"),
)
