"""What panes and screens tell each other; a message bubbles up to the screen and the app."""

from textual.message import Message


class RulesEdited(Message):
    """The text of the rules has changed under the user's hands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FactsEdited(Message):
    """The facts have changed under the user's hands; `text` is all of them, as YAML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FactsChosen(Message):
    """Another screen hands over facts (a case, a row, a point of the sweep) to be worked on."""

    def __init__(self, text: str, origin: str) -> None:
        super().__init__()
        self.text = text
        self.origin = origin
        """Where they come from, for people: `case "one point short"`."""


class CasesRan(Message):
    """The cases beside the rules have all run in their place; an empty summary: there are none."""

    def __init__(self, summary: str, *, well: bool) -> None:
        super().__init__()
        self.summary = summary
        self.well = well


class CaseAdded(Message):
    """The present facts stand in a new case; its place runs the cases by itself."""


class RuleChosen(Message):
    """The cursor of the explanation stands on a step of this rule (None: built in)."""

    def __init__(self, pointer: str | None) -> None:
        super().__init__()
        self.pointer = pointer


class LineEntered(Message):
    """The cursor of the rules has come to this line, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class SourceWanted(Message):
    """Go to the rule itself: focus the rules at its place."""

    def __init__(self, pointer: str) -> None:
        super().__init__()
        self.pointer = pointer
