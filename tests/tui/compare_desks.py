"""Programs and desks for what compares two of them."""

from pathlib import Path
from typing import Any

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.comparing import Comparison, OtherSide, compare
from pointsman.tui.model.decided import Decided, decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import ReadRules, RulesText, read_rules

LEFT = """\
program "Loyalty" {
  version   2
  currency  USD
  points    "Points" whole
  fact segment in (gold, silver)

  filters {
    purchase  over 20.00
    purchase  at most 5000.00
  }
  conversion {
    base at 0.01
    override "Coffee"  for mcc 5814  at 0.008
    override "Gold"    when segment = gold  at 0.02
  }
  redemption { partial in steps of 10.00 }
  communications { email redeemed, eligible }
}
"""
RIGHT = """\
program "Loyalty" {
  version   3
  currency  USD
  points    "Points" whole
  fact segment in (gold, silver)

  filters {
    purchase  over 25.00
    purchase  at most 5000.00
  }
  conversion {
    base at 0.01
    override "Books"   for mcc 5942  at 0.04
    override "Coffee"  for mcc 5814  at 0.008
    override "Gold"    when segment = gold  at 0.02
  }
  redemption { partial in steps of 10.00 }
  communications { email redeemed }
}
"""
BROKEN = LEFT.replace("base at 0.01", "base at")
WITHOUT_FACT = LEFT.replace("  fact segment in (gold, silver)\n", "").replace(
    '    override "Gold"    when segment = gold  at 0.02\n', ""
)
FACTS = """\
authorization:
  amount: 100.00
  currency: USD
  response_code: "00"
  processing: purchase
  mcc: "5411"
account:
  status: GOOD_STANDING
  balance: 7650
  preferences: {mode: ALL}
  facts: {segment: gold}
"""
CASES = """\
given:
  authorization: {amount: 100.00, currency: USD, response_code: "00", processing: purchase}
  account: {status: GOOD_STANDING, balance: 7650, preferences: {mode: ALL}}
cases:
  - name: books
    given: {authorization: {mcc: "5942"}}
    expect: {outcome: REDEEMED}
  - name: plain
    expect: {outcome: REDEEMED}
  - name: between both minimums
    given: {authorization: {amount: 22.00}}
    expect: {outcome: REDEEMED}
  - name: gold
    given: {account: {facts: {segment: gold}}}
    expect: {outcome: REDEEMED}
  - name: unreadable
    given: {authorization: {amount: much}}
    expect: {outcome: REDEEMED}
"""


def read(text: str, name: str = "loyalty.points") -> ReadRules:
    """A program, read."""
    return read_rules(RulesText(text, name))


def compared(left: str = LEFT, right: str = RIGHT, facts: str = FACTS) -> Comparison:
    """Two programs on the same facts."""
    return compare(read(left), read(right), read_question(Question(facts)))


def explained(*steps: ExplainedStep, stage: str = "filters", reached: bool = True) -> Explanation:
    """An explanation of one stage."""
    return Explanation("heading", "summary", dict, (ExplainedStage(2, stage, reached, steps),))


def step(title: str, pointer: str | None = None, **rest: Any) -> ExplainedStep:
    """A step of an explanation."""
    given = {"verdict": Verdict.PASSED, "says": f"{title} is well", **rest}
    return ExplainedStep(title=title, pointer=pointer, **given)


def desk_of(
    text: str = LEFT, saved: str | None = None, facts: str = FACTS, path: Path | None = None
) -> Desk:
    """A desk on which these lie, decided."""
    rules, question = RulesText(text, "loyalty.points"), Question(facts)
    desk = Desk(rules, question, OnDisk(path, text if saved is None else saved))
    answered = decide(read_rules(rules), read_question(question))
    desk.latest = answered
    desk.good = answered if isinstance(answered, Decided) else None
    return desk


def other(text: str = RIGHT, title: str = "v3.points") -> OtherSide:
    """Another program to compare with."""
    return OtherSide(title, RulesText(text, "v3.points"))
