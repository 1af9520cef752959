"""What can be done in the place called rules."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_here = ActionsOf(Scope.RULES)

ACTIONS: Final[tuple[Action, ...]] = (
    _here(
        "find",
        "Find a text in the rules",
        "ctrl+f",
        footer="Find",
        more="In its bar enter and the arrows go from match to match, esc closes it.",
    ),
    _here("find-next", "Find the next match in the rules"),
    _here("find-previous", "Find the previous match in the rules"),
    _here("top", "Go to the beginning of the rules", "ctrl+home"),
    _here("bottom", "Go to the end of the rules", "ctrl+end"),
    _here("go-to-line", "Go to a line of the rules"),
    _here(
        "format",
        "Format the rules in the one style",
        "ctrl+l",
        footer="Format",
        more="Comments and the cursor keep their places; undo brings the old layout back.",
    ),
    _here(
        "comment",
        "Toggle the selected lines of the rules as a comment",
        "ctrl+underscore",
        "ctrl+slash",
        more="Without a selection the line of the cursor; terminals send ctrl+/ as ctrl+_.",
    ),
    _here("undo", "Undo the last edit of the rules", "ctrl+z"),
    _here("redo", "Redo what was undone in the rules", "ctrl+y"),
    _here("wrap", "Toggle the wrapping of long lines of the rules"),
    _here(
        "problems",
        "Go to the list of problems",
        more="There enter goes to the problem, y copies it, esc goes back to the text.",
    ),
    _here("fold-problems", "Toggle the list of problems between all and its heading"),
    _here("copy-problem", "Copy the marked problem", "y"),
)
