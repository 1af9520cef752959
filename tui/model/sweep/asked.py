"""The facts a sweep starts from, and the same facts with another value of its axis, as text."""

from attrs import evolve, frozen

from pointsman.engine.decision import Decision
from pointsman.engine.exact import Written
from pointsman.engine.facts import Facts
from pointsman.engine.program import Program
from pointsman.engine.write_facts import write_facts
from pointsman.feeds.native_form import is_native
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.facts_text import document_text, put
from pointsman.tui.model.question import Question, ReadQuestion, read_question
from pointsman.tui.model.sweep.scale import Axis, Scale


@frozen
class Asked:
    """Facts of a purchase, as they are written and as they are read."""

    program: Program
    question: ReadQuestion
    facts: Facts

    @property
    def text(self) -> str:
        """The facts as they are written."""
        return self.question.question.text

    def with_value(self, scale: Scale, value: int) -> "Asked":
        """The same facts with another value, all the rest of the text as it was.

        An amount in facts of another form (the API's, a raw message) is part of fields that say
        more than it, so these facts are written anew in the native form.
        """
        if scale.of(self.facts) == value:
            return self
        facts = scale.put(self.facts, value)
        if scale.axis is Axis.AMOUNT and not self._native:
            written = document_text(write_facts(facts, self.program.plan.units.exponent))
            return Asked(self.program, read_question(Question(written)), facts)
        edited = put(self.question.located, scale.axis.pointer, Written(scale.written(value)))
        question = evolve(self.question.question, text=edited.text)
        return Asked(self.program, ReadQuestion(question, edited.located), facts)

    @property
    def _native(self) -> bool:
        data = self.question.data
        return isinstance(data, dict) and is_native(data)


def asked_of(decided: Decided) -> Asked | None:
    """What a decision was asked on; None for what has no amount: redemptions and reversals."""
    if not isinstance(decided.answer, Decision):
        return None
    return Asked(decided.program, decided.question, decided.answer.facts)
