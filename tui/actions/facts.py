"""What can be done with the facts."""

from typing import Final

from pointsman.tui.actions.action import Action, ActionsOf, Scope

_here = ActionsOf(Scope.FACTS)

ACTIONS: Final[tuple[Action, ...]] = (
    _here(
        "toggle-view",
        "Toggle between the form and the YAML",
        "ctrl+b",
        footer="YAML",
        more="Both show the same text; comments and layout stay as they are written.",
    ),
    _here(
        "toggle-fields",
        "Show every field, or only those that matter",
        "ctrl+l",
        footer="Fields",
        more="Those that matter are set, needed, or named by the program's rules.",
    ),
    _here("next-field", "Go to the next field", "down", more="tab does the same."),
    _here("previous-field", "Go to the field before", "up", more="shift+tab does the same."),
    _here(
        "next-choice",
        "Choose the next value",
        "right",
        more="A letter goes to the next value that begins with it.",
    ),
    _here("previous-choice", "Choose the value before", "left"),
    _here("open", "Open the list of values, or press a button", "enter", "space"),
    _here("leave-out", "Leave the fact out", "delete", "backspace"),
    _here("add-entry", "Add an entry to the list of the field", "alt+insert"),
    _here("remove-entry", "Remove the entry of the field from its list", "alt+delete"),
    _here("undo", "Undo the last change of the facts", "ctrl+z"),
    _here("redo", "Redo what was undone in the facts", "ctrl+y"),
    _here("ask-purchase", "Ask about a purchase"),
    _here("ask-post-purchase", "Ask about a request for a past purchase"),
    _here("ask-redemption", "Ask about a digital redemption request"),
    _here("ask-reversal", "Ask about a reversal"),
    _here(
        "to-native",
        "Convert the facts to the native form",
        more="Facts of the API or of ISO 8583 can then be changed in the form.",
    ),
)
