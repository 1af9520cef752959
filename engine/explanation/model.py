"""The explanation as data: what every step saw, needed, worked out, and how it came out."""

from collections.abc import Callable

from attrs import define, frozen

from pointsman.engine.record import Record
from pointsman.engine.verdicts import Verdict


@define(repr=False)
class ExplainedStep(Record):
    """One step in words. `says` is a whole sentence; the other texts are its pieces.

    `pointer` and `place` name the rule in the document and the source (None: built in);
    `short_by` is how far a failed step was from passing; `parts` are the conditions within.
    Not frozen: an explanation makes dozens of these, and freezing one takes longer than making it.
    """

    title: str
    verdict: Verdict
    says: str
    pointer: str | None = None
    place: str | None = None
    observed: str | None = None
    required: str | None = None
    working: str | None = None
    short_by: str | None = None
    parts: tuple["ExplainedStep", ...] = ()


@define(repr=False)
class ExplainedStage(Record):
    """One stage (of the six of a purchase, say); a stage that was not reached has no steps."""

    number: int
    stage: str
    reached: bool
    steps: tuple[ExplainedStep, ...] = ()

    @property
    def title(self) -> str:
        """The stage's name, as a heading."""
        return self.stage.capitalize()


@frozen(repr=False)
class Explanation(Record):
    """A whole explanation: which purchase, what came of it, and every stage."""

    heading: str
    summary: str
    tell: Callable[[], dict[str, object]]
    """Makes the JSON values of the decision that is explained."""
    stages: tuple[ExplainedStage, ...]

    @property
    def decision(self) -> dict[str, object]:
        """The decision that is explained, as JSON values."""
        return self.tell()

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self) -> str:
        """For a terminal or a log: one line a step."""
        from pointsman.engine.explanation.text import to_text  # noqa: PLC0415

        return to_text(self)

    def to_markdown(self) -> str:
        """For a ticket: a heading and a table for each stage."""
        from pointsman.engine.explanation.markdown import to_markdown  # noqa: PLC0415

        return to_markdown(self)

    def to_html(self) -> str:
        """A whole page that needs nothing but itself."""
        from pointsman.engine.explanation.html import to_html  # noqa: PLC0415

        return to_html(self)

    def to_json(self) -> dict[str, object]:
        """JSON values: the decision and the tree."""
        from pointsman.engine.explanation.json_form import to_json  # noqa: PLC0415

        return to_json(self)
