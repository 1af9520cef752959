"""What can be done everywhere: files, places, help, and the program itself."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_app = ActionsOf(Scope.APP)

ACTIONS: Final[tuple[Action, ...]] = (
    _app(
        "help",
        "Show help for this pane",
        "f1",
        "question_mark",
        footer="Help",
        more="? does where no text is typed.",
    ),
    _app(
        "command-palette",
        "Open the command palette",
        "ctrl+p",
        footer="Palette",
        more="Every action is there, with its key.",
    ),
    _app(
        "decide-again",
        "Run: decide again",
        "f5",
        "ctrl+r",
        more="Decisions follow every edit by themselves; this says that one was made.",
    ),
    _app("save", "Save the rules", "ctrl+s", footer="Save"),
    _app("save-as", "Save the rules under another name"),
    _app("open", "Open a file of rules or facts", "ctrl+o"),
    _app("choose", "Choose a program: recent files and those that ship"),
    _app("new", "Start a new program from the template", "ctrl+n"),
    _app("reload", "Reload the rules from their file"),
    _app(
        "edit-outside",
        "Edit the rules in $EDITOR",
        more="The file is saved first, and read again afterwards.",
    ),
    _app("save-facts", "Save the facts in a file"),
    _app("place-workbench", "Go to the workbench", "alt+1"),
    _app("place-cases", "Go to the cases", "alt+2"),
    _app("place-compare", "Go to compare", "alt+3"),
    _app("place-sweep", "Go to the sweep", "alt+4"),
    _app("place-log", "Go to a decision log", "alt+5"),
    _app("save-case", "Save the facts as a new case"),
    _app("toggle-dark", "Toggle the dark and the light theme"),
    _app("change-theme", "Choose a theme"),
    _app("copy-command", "Copy the command line that explains this decision"),
    _app("quit", "Quit", "ctrl+q", more="Unsaved work is asked about."),
)

_NEED_NONE: Final = frozenset({"help", "command_palette", "toggle_dark", "change_theme", "quit"})

NEED_A_PROGRAM: Final = frozenset(action.do for action in ACTIONS) - _NEED_NONE
"""What cannot be done while the user still chooses a program."""
