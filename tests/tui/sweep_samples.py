"""Programs and facts to sweep, and an app that shows the sweep of them."""

from functools import cache
from pathlib import Path

from textual.app import App

from pointsman.engine.decision import Decision
from pointsman.engine.facts import Facts
from pointsman.engine.program import Program
from pointsman.programs import load_text
from pointsman.tui.messages import FactsChosen
from pointsman.tui.model.decided import Decided, decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import Series, sweep
from pointsman.tui.screens.sweep import SweepScreen
from pointsman.tui.themes import DARK, THEMES

SHIPPED = Path(__file__).parents[2] / "programs" / "shipped"

FACTS = """\
id: A-1001
authorization:
  amount: 100.00            # DE006
  currency: USD
  response_code: "00"
  processing: purchase
  mcc: "5942"
  country: USA
  issuer_country: USA
  channel: chip
  merchant: {id: "445566778899002", name: CORNER BOOKS}
  time: 2026-03-07T12:30:00-05:00
account:
  status: GOOD_STANDING
  product: MCS
  balance: 60000
  preferences: {mode: ALL, minimum: 25.00}
  facts: {segment: gold}
"""

SMALL = """\
program "Small" {
  version 1
  currency USD
  points "Points" whole
  conversion { base %s }
  redemption { %s }
  %s
}
"""


@cache
def shipped(name: str) -> str:
    """The text of a program that ships."""
    return (SHIPPED / f"{name}.points").read_text(encoding="utf-8")


def small(base: str = "at 0.01", redemption: str = "full", more: str = "") -> Program:
    """A program of few rules."""
    return load_text(SMALL % (base, redemption, more), "small.points")


def facts(program: Program, amount: str = "100.00", balance: str | None = "60000") -> Facts:
    """A purchase that any small program lets through."""
    account = {"status": "GOOD_STANDING", "preferences": {"mode": "ALL"}}
    if balance is not None:
        account["balance"] = balance
    currency = program.plan.units.currency
    authorization = {
        "amount": amount,
        "currency": currency,
        "response_code": "00",
        "processing": "purchase",
    }
    return program.read_facts({"authorization": authorization, "account": account})


def world_elite(balance: str = "60000", axis: Axis = Axis.AMOUNT) -> Series:
    """The sweep of the shipped program and the facts above."""
    decided = desk_of(shipped("world-elite"), FACTS.replace("60000", balance)).good
    assert decided is not None
    assert isinstance(decided.answer, Decision)
    return sweep(decided.program, decided.answer.facts, axis)


def desk_of(rules: str, question: str, name: str = "world-elite.points") -> Desk:
    """A desk with texts and what they come to."""
    text, asked = RulesText(rules, name), Question(question)
    latest = decide(read_rules(text), read_question(asked))
    good = latest if isinstance(latest, Decided) else None
    return Desk(text, asked, latest=latest, good=good)


class SweepApp(App[None]):
    """Shows the sweep of a desk, and keeps what it hands over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chosen: list[tuple[str, str]] = []
        self.place = SweepScreen(desk)
        for theme in THEMES:
            self.register_theme(theme)

    def on_mount(self) -> None:
        self.theme = DARK
        self.push_screen(self.place)

    def on_facts_chosen(self, message: FactsChosen) -> None:
        self.chosen.append((message.text, message.origin))
