"""A question put to a program: the answer with its explanation, or what stands in the way."""

from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.engine.explanation.model import Explanation
from pointsman.engine.problems import BadFactsError
from pointsman.programs.questions import Answer, Kind, answer, explained
from pointsman.tui.model.question import ReadQuestion
from pointsman.tui.model.rules_text import ReadRules

if TYPE_CHECKING:
    from pointsman.engine.program import Program


@frozen
class Decided:
    """An answer, its explanation, and the texts that both came from."""

    rules: ReadRules
    question: ReadQuestion
    program: "Program"
    answer: Answer
    explanation: Explanation

    @property
    def kind(self) -> Kind:
        """What was asked."""
        return self.question.kind


@frozen
class Undecided:
    """No answer, because of the rules, the facts, or both."""

    rules: ReadRules
    question: ReadQuestion
    of_rules: tuple[Diagnostic, ...]
    of_facts: tuple[Diagnostic, ...]


def decide(rules: ReadRules, question: ReadQuestion) -> Decided | Undecided:
    """Put the question to the program, and explain the answer."""
    from pointsman.feeds import mcc_name, native  # noqa: PLC0415 - first paint

    wrong = rules.reading.errors
    if rules.program is None or question.diagnostics:
        return Undecided(rules, question, wrong, question.diagnostics)
    try:
        answered = answer(rules.program, question.data, native, once=True)
    except BadFactsError as error:
        return Undecided(rules, question, wrong, question.diagnostics_of(error.problems))
    explanation = explained(rules.program, answered, mcc_name)
    return Decided(rules, question, rules.program, answered, explanation)
