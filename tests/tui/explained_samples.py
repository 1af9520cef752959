"""Answers with their explanations: of the programs that ship, and made by hand."""

import json
from collections.abc import Iterable
from functools import cache

from attrs import evolve

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.verdicts import Verdict
from pointsman.programs import shipped_path
from pointsman.tui.model.decided import Decided, decide
from pointsman.tui.model.outline import Key, Outline, outline_of
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import ReadRules, RulesText, read_rules
from tests.programs.shipped_programs import case

HOSTILE = "[red]x[/red] [link=http://x]y[/link] \u202eabc \x1b[31mred [@click=app.quit]z"
"""A name that would colour, link, turn round or quit, if anything in here believed it."""


@cache
def rules_of(program: str) -> ReadRules:
    """A program that ships, read."""
    path = shipped_path(program)
    return read_rules(RulesText(path.read_text(encoding="utf-8"), path.name))


@cache
def sample(program: str, name: str) -> Decided:
    """A case of a program that ships, decided."""
    return decided(rules_of(program), dict(case(program, name).given))


def decided(rules: ReadRules, facts: dict[str, object]) -> Decided:
    """Facts put to rules; there must be an answer."""
    question = Question(json.dumps(facts, default=str), "facts.json")
    found = decide(rules, read_question(question))
    assert isinstance(found, Decided)
    return found


def edited(program: str, name: str, old: str, new: str) -> Decided:
    """A case decided by a program of which a text was replaced by another."""
    text = rules_of(program).rules.text
    assert old in text
    rules = read_rules(RulesText(text.replace(old, new, 1), f"{program}.points"))
    return decided(rules, dict(case(program, name).given))


def explanation_of(*stages: ExplainedStage) -> Explanation:
    """An explanation of these stages."""
    return Explanation("heading", "SUMMARY: of it", dict, stages)


def told(decided: Decided, *stages: ExplainedStage) -> Decided:
    """An answer whose explanation has these stages instead of its own."""
    return evolve(decided, explanation=evolve(decided.explanation, stages=stages))


def step(title: str, verdict: Verdict = Verdict.PASSED, says: str = "so it is") -> ExplainedStep:
    """A step that says little."""
    return ExplainedStep(title, verdict, says)


def long_stage(count: int) -> ExplainedStage:
    """A stage of so many steps, each with a rule on a line of its own and two parts."""
    return ExplainedStage(4, "conversion", True, tuple(_override(each) for each in range(count)))


def _override(each: int) -> ExplainedStep:
    pointer, place = f"/conversion/overrides/{each}", f"long.points:{each + 10}"
    parts = tuple(
        ExplainedStep(title, Verdict.FAILED, f"{title} is another", pointer, place)
        for title in ("merchant", "segment")
    )
    says = "0 of 2 hold, all must"
    return ExplainedStep(f"Override {each}", Verdict.NOT_APPLIED, says, pointer, place, parts=parts)


def outline(program: str, name: str) -> Outline:
    """The outline of a case."""
    return outline_of(sample(program, name).explanation)


def titles(outline: Outline, indexes: Iterable[int]) -> list[str]:
    """What rows are called."""
    return [outline.rows[index].title for index in indexes]


def at(outline: Outline, *key: int | str) -> int:
    """Where the row of a key is."""
    wanted: Key = key
    return outline.at[wanted]
