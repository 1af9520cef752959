"""What can be done with the cases beside a program."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_here = ActionsOf(Scope.CASES)

ACTIONS: Final[tuple[Action, ...]] = (
    _here(
        "open",
        "Open the case: work on its facts",
        "enter",
        footer="Open",
        more="The facts of the case, defaults included, replace those on the workbench.",
    ),
    _here("run-all", "Run all cases again", "r", "f5", "ctrl+r", footer="Run"),
    _here(
        "failing",
        "Toggle between the cases that do not pass and all of them",
        "f",
        footer="Failing",
    ),
    _here(
        "filter",
        "Filter the cases by a text",
        "slash",
        footer="Filter",
        more="`!` in front of the text shows those without it; esc shows all of them again.",
    ),
    _here(
        "add",
        "Add the present facts and their answer as a case",
        "a",
        footer="Add",
        more="The file keeps its comments; the case says what differs from the file's defaults.",
    ),
    _here("details", "Toggle long values between one line and their full length", "space"),
    _here("unreached", "Show the rules that no case reached", "u"),
    _here("stop", "Stop the run", "x", more="The cases that have run stay in the list."),
    _here("next-failing", "Go to the next case that does not pass", "n"),
    _here("previous-failing", "Go to the case before that does not pass", "N"),
    _here("up", "Move one case up", "up", "k"),
    _here("down", "Move one case down", "down", "j"),
    _here("page-up", "Move up by a page", "pageup"),
    _here("page-down", "Move down by a page", "pagedown"),
    _here("first", "Go to the first case", "g", "home"),
    _here("last", "Go to the last case", "G", "end"),
    _here("to-list", "Go to the list of cases", "h", "left"),
    _here("to-detail", "Go to what is told about the case", "l", "right"),
    _here("copy-facts", "Copy the facts of the case as YAML", "y"),
    _here("copy-command", "Copy the command line that explains the case", "Y"),
)
