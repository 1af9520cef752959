"""The rules as text, and what reading them came to."""

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from pointsman.dsl.forms import Form
from pointsman.dsl.places import Span, nearest

if TYPE_CHECKING:
    from pointsman.dsl.reading import Reading
    from pointsman.engine.program import Program


@frozen
class RulesText:
    """A program's text as it is being edited; `name` stands in messages and tells the form."""

    text: str
    name: str = "untitled.points"
    form: Form | None = None


@frozen
class ReadRules:
    """What reading a text gave: its diagnostics and places, and the program if it loads.

    Where it is not `complete`, its warnings are still those of an earlier text, at their places.
    """

    rules: RulesText
    reading: "Reading"
    program: "Program | None"
    complete: bool = True

    def span_of(self, pointer: str) -> Span | None:
        """Where a rule (or the nearest statement around it) stands in the text, as offsets.

        A value that has a key or keyword stands from there to its own end.
        """
        place = nearest(self.reading.places, pointer)
        if place is None:
            return None
        start = place.value.start if place.key is None else place.key.start
        return Span(min(start, place.value.start), place.value.end)

    def line_of(self, pointer: str) -> int | None:
        """The line of a rule, from 1, as explanations name it."""
        place = nearest(self.reading.places, pointer)
        if place is None:
            return None
        return self.reading.source.line_column((place.key or place.value).start)[0]


def read_rules(rules: RulesText) -> ReadRules:
    """Read a text; whatever is wrong with it is in the reading's diagnostics."""
    return with_warnings(read_for_deciding(rules))


def read_for_deciding(rules: RulesText, earlier: ReadRules | None = None) -> ReadRules:
    """Read a text without looking for warnings, which takes as long; those before it stay."""
    from pointsman.dsl import reading as dsl  # noqa: PLC0415 - first paint
    from pointsman.programs import program_of  # noqa: PLC0415 - first paint

    reading = dsl.read_rules(rules.text, rules.name, rules.form)
    if not reading.ok:
        return ReadRules(rules, reading, None)
    program = program_of(reading)
    if earlier is not None and earlier.rules.name == rules.name:
        reading = evolve(reading, diagnostics=earlier.reading.warnings)
    return ReadRules(rules, reading, program, complete=False)


def with_warnings(read: ReadRules) -> ReadRules:
    """The same with the warnings of its own text."""
    from pointsman.dsl import reading as dsl  # noqa: PLC0415 - first paint

    if read.complete:
        return read
    return evolve(read, reading=dsl.with_warnings(read.reading), complete=True)
