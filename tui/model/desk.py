"""What lies on the desk: the rules and the facts being worked on, and what they come to."""

from pathlib import Path

from attrs import Factory, define, evolve

from pointsman.programs.cases import cases_beside
from pointsman.tui.model.decided import Decided, Undecided
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import ReadRules, RulesText


@define
class Desk:
    """The state that all screens share; the app alone changes it.

    `latest` is what the present texts come to, `good` the last of it that was an answer.
    """

    rules: RulesText
    question: Question
    rules_file: OnDisk = Factory(OnDisk)
    facts_file: OnDisk = Factory(OnDisk)
    latest: Decided | Undecided | None = None
    good: Decided | None = None

    @property
    def path(self) -> Path | None:
        """The file of the rules; None: they were never saved."""
        return self.rules_file.path

    @property
    def edited(self) -> bool:
        """Whether the rules differ from their file, or are all that is left of it."""
        return self.rules_file.lacks(self.rules.text)

    @property
    def facts_edited(self) -> bool:
        """Whether the facts differ from where they came from: a file, a case, a row."""
        return self.facts_file.lacks(self.question.text)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The names of what would be lost."""
        named = ((self.edited, f"`{self.rules.name}`"), (self.facts_edited, "the facts"))
        return tuple(name for edited, name in named if edited)

    @property
    def stale(self) -> bool:
        """Whether the last answer belongs to earlier texts."""
        return self.good is not None and self.good is not self.latest

    @property
    def cases_path(self) -> Path | None:
        """The case file beside the rules, whether it is there or not."""
        return None if self.path is None else cases_beside(self.path)

    def take_warnings(self, read: ReadRules) -> bool:
        """Note the warnings of the rules, if they are still those of the latest answer."""
        latest = self.latest
        if latest is None or latest.rules.rules != read.rules:
            return False
        self.take(evolve(latest, rules=read))
        return True

    def take(self, latest: Decided | Undecided) -> None:
        """Note what the present texts come to."""
        self.latest = latest
        if isinstance(latest, Decided):
            self.good = latest
