"""What can be done in the place called chooser."""

from typing import Final

from pointsman.tui.actions.action import Action, Scope

ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "chooser.open",
        Scope.CHOOSER,
        "Open what is marked",
        "choose",
        ("enter",),
        "Open",
        "A program that ships opens as a copy of your own, saved nowhere yet.",
    ),
    Action(
        "chooser.new",
        Scope.CHOOSER,
        "Start a new program from the template",
        "new",
        ("ctrl+n",),
        "New",
    ),
    Action(
        "chooser.path",
        Scope.CHOOSER,
        "Open a file by its path",
        "path",
        ("ctrl+o",),
        "Path",
    ),
    Action(
        "chooser.filter",
        Scope.CHOOSER,
        "Filter the list",
        "filter",
        ("slash",),
        more="Every word typed must be found, and none that stands after `!`.",
    ),
    Action(
        "chooser.drop",
        Scope.CHOOSER,
        "Take the marked file off the recent files",
        "drop",
        ("delete",),
        more="The file itself stays as it is.",
    ),
    Action(
        "chooser.back",
        Scope.CHOOSER,
        "Clear the filter, or go back",
        "back",
        ("escape",),
        "Back",
    ),
)
