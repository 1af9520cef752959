"""What can be done in the place called compare."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_compare = ActionsOf(Scope.COMPARE)

ACTIONS: Final[tuple[Action, ...]] = (
    _compare("next-difference", "Go to the next difference", "n", footer="Next"),
    _compare("previous-difference", "Go to the previous difference", "N"),
    _compare("first-difference", "Go to the first difference", "f"),
    _compare(
        "only-differences",
        "Toggle between only what differs and everything",
        "d",
        footer="Only",
        more="Stages and steps around a difference stay.",
    ),
    _compare(
        "choose-other",
        "Choose what to compare with",
        "o",
        footer="Other",
        more="The saved file, another file, or a program that ships.",
    ),
    _compare(
        "toggle-cases",
        "Toggle between this question and all cases",
        "c",
        footer="Cases",
        more="Of all cases, those are listed whose decisions differ, and the fields are counted.",
    ),
    _compare(
        "toggle-details",
        "Toggle between the decision records and this row in full",
        "space",
        footer="Details",
    ),
    _compare("copy-value", "Copy what this row says on both sides", "y"),
    _compare("copy-rule", "Copy the rule of this row", "Y"),
    _compare("copy-record", "Copy the differences of the decision records"),
)
