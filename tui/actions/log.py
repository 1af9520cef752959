"""What can be done in the place called log."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_log = ActionsOf(Scope.LOG)

ACTIONS: Final[tuple[Action, ...]] = (
    _log(
        "open-log",
        "Open a log: decisions, or purchases to decide",
        "o",
        footer="Open",
        more="JSON lines, and with `pointsman[batch]` Parquet, CSV and Arrow.",
    ),
    _log(
        "open-purchases",
        "Open the purchases that the decisions were made on",
        "p",
        more="They are matched by id, or by row where ids cannot tell.",
    ),
    _log(
        "filter",
        "Filter the rows",
        "w",
        "ctrl+f",
        footer="Filter",
        more="`reason=INSUFFICIENT_BALANCE credit>50 !rule~override`, or any text.",
    ),
    _log("clear-filter", "Show all rows again", "W"),
    _log(
        "search",
        "Search for a text among the rows that are shown",
        "slash",
        footer="Search",
        more="`#70000` goes to a row by its number.",
    ),
    _log("next-match", "Go to the next match", "n"),
    _log("previous-match", "Go to the previous match", "N"),
    _log(
        "open-row",
        "Explain this row",
        "enter",
        footer="Explain",
        more="The explanation follows the cursor; the same key again goes to it.",
    ),
    _log("toggle-details", "Toggle between the explanation and the row's values", "space"),
    _log("hand-over", "Take the facts of this row to the workbench", "f", footer="Facts"),
    _log("toggle-counts", "Toggle the counts by outcome and reason", "c"),
    _log("read-again", "Reload the log, decided by the rules as they are now", "r"),
    _log("copy-value", "Copy the id of this row", "y"),
    _log("copy-rule", "Copy the rule of this row", "Y"),
    _log("cursor-down", "Go to the next row", "down", "j"),
    _log("cursor-up", "Go to the row before", "up", "k"),
    _log("page-down", "Go a screen down", "pagedown"),
    _log("page-up", "Go a screen up", "pageup"),
    _log("first", "Go to the first row", "g", "home"),
    _log("last", "Go to the last row", "G", "end"),
    _log("left", "Show columns further left", "left", "h"),
    _log("right", "Show columns further right", "right", "l"),
)
