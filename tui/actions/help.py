"""What each place is for, in a few words and two examples: the help on one key, and in the docs."""

from typing import Final

from attrs import frozen

from pointsman.tui.actions.action import Scope


@frozen
class PlaceHelp:
    """What a place is, and what one does there."""

    says: str
    examples: tuple[str, str]


HELP: Final[dict[Scope, PlaceHelp]] = {
    Scope.APP: PlaceHelp(
        "These keys work everywhere.",
        (
            "ctrl+p, then a few letters of what you want to do: every action is in the palette.",
            "alt+2 shows the cases, alt+1 or esc comes back.",
        ),
    ),
    Scope.WORKBENCH: PlaceHelp(
        "Rules, facts and explanation, linked: a change on either side is decided at once, and "
        "moving in one pane shows the same rule in the other.",
        (
            (
                "F2, F3 and F4 go to the rules, the facts and the explanation; F10 gives one of "
                "them the whole screen."
            ),
            "ctrl+g, then `coffee`: go to the override of that name.",
        ),
    ),
    Scope.RULES: PlaceHelp(
        "The program's text. What is wrong with it is underlined, and listed below with what to "
        "write instead. While it does not load, the last good explanation stays, marked stale.",
        (
            "Change `at 0.01` to `at 0.008` and watch the points in the explanation.",
            "F8 goes to the next problem; ctrl+z takes an edit back.",
        ),
    ),
    Scope.FACTS: PlaceHelp(
        "What is asked: a purchase, a later request for one, a digital redemption, or a reversal. "
        "The form knows each fact's type and choices; the YAML is the same facts as text.",
        (
            "Type another amount: the decision follows with every key.",
            "Empty a field: the fact is unknown, and the explanation says where that mattered.",
        ),
    ),
    Scope.EXPLANATION: PlaceHelp(
        "Every stage and every step of the decision, in the engine's words: what it saw, what it "
        "needed, and by how much it missed.",
        (
            (
                "Step through with . and , and watch what is known so far; d goes to the step that "
                "decided."
            ),
            "w tells why not: what was missing, and by how much.",
        ),
    ),
    Scope.CASES: PlaceHelp(
        "The named cases beside the program. They run on every save.",
        (
            "enter opens a case: its facts come to the workbench.",
            "A failing case shows what was expected beside what came out.",
        ),
    ),
    Scope.COMPARE: PlaceHelp(
        "Two programs on the same facts, step beside step: another file, or the saved text "
        "against the edited one. Also: which cases they decide differently.",
        (
            "n goes to the next difference, N to the one before.",
            "Edit a rule, then alt+3: what does the edit change?",
        ),
    ),
    Scope.SWEEP: PlaceHelp(
        "Points and credit against the purchase amount (or the balance), all other facts as they "
        "are. Tiers, steps and cliffs are found to the last unit.",
        (
            "n goes to the next edge: 500.00 on one side, 500.01 on the other.",
            "Move along the chart: the facts on the workbench follow.",
        ),
    ),
    Scope.LOG: PlaceHelp(
        "A file of decisions or purchases, as JSON lines or as a table: filter it, search it, and "
        "open any row with its explanation.",
        (
            "Filter by `reason=INSUFFICIENT_BALANCE`.",
            "enter explains the row under the cursor.",
        ),
    ),
    Scope.CHOOSER: PlaceHelp(
        "Recent files, the programs that ship with Pointsman, and an empty program to begin with.",
        (
            "Type a few letters of a name, then enter.",
            "A program that ships opens as a copy: nothing you do changes the original.",
        ),
    ),
}
