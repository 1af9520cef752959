"""A small program with its cases on a desk, for tests of what is done with cases."""

from pathlib import Path
from typing import Any

from textual.app import App

from pointsman.tui.messages import CaseAdded, CasesRan, FactsChosen
from pointsman.tui.model.decided import decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.screens.cases import CasesScreen
from tests.programs.small_programs import program_text

BLOCKS = """
filters {
  purchase over 20.00
  mcc except 6011
}
"""
RULES = program_text(blocks=BLOCKS, conversion='base at 0.01  override "Web" for mcc 5999 at 0.02')

GIVEN = """\
given:
  authorization:
    {amount: 100.00, currency: USD, response_code: "00", processing: purchase, mcc: "5942"}
  account: {status: GOOD_STANDING, balance: 12000, preferences: {mode: ALL}}
"""
CASES = f"""\
# What must stay so.
{GIVEN}
cases:
  - name: whole purchase
    expect: {{outcome: REDEEMED, reason: REDEEMED_FULL, points: 10000, credit: 100.00}}

  - name: too few points
    # One of the two numbers is wrong.
    given: {{account: {{balance: 500}}}}
    expect: {{outcome: ELIGIBLE, points: 0, balance_after: 499}}

  - name: balance is a word
    given: {{account: {{balance: many}}}}
    expect: {{outcome: ELIGIBLE}}

  - name: small purchase
    given: {{authorization: {{amount: 20.00}}}}
    expect: {{outcome: INELIGIBLE}}
"""
FACTS = """\
authorization:
  {amount: 50.00, currency: USD, response_code: "00", processing: purchase, mcc: "5999"}
account: {status: GOOD_STANDING, balance: 12000, preferences: {mode: ALL}}
"""


def desk_of(
    folder: Path | None, cases: str | None = CASES, rules: str = RULES, facts: str = FACTS
) -> Desk:
    """A desk with this program; its files stand in the folder (None: it was never saved)."""
    path = None if folder is None else folder / "small.points"
    if path is not None:
        path.write_text(rules, encoding="utf-8")
        if cases is not None:
            beside(path).write_text(cases, encoding="utf-8", newline="")
    desk = Desk(RulesText(rules, "small.points"), Question(facts), OnDisk(path, rules))
    return decided(desk)


def beside(path: Path) -> Path:
    """The case file of the program."""
    return path.with_name("small.cases.yaml")


def decided(desk: Desk) -> Desk:
    """The desk after what lies on it was decided."""
    desk.take(decide(read_rules(desk.rules), read_question(desk.question)))
    return desk


class CasesApp(App[None]):
    """Shows the cases of a desk, and keeps what it is told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chosen: list[FactsChosen] = []
        self.ran: list[tuple[str, bool]] = []
        self.added = 0

    def on_mount(self) -> None:
        self.push_screen(CasesScreen(self.desk))

    def on_facts_chosen(self, message: FactsChosen) -> None:
        self.chosen.append(message)

    def on_cases_ran(self, message: CasesRan) -> None:
        self.ran.append((message.summary, message.well))

    def on_case_added(self, _: CaseAdded) -> None:
        self.added += 1

    @property
    def cases(self) -> CasesScreen:
        screen = self.screen
        assert isinstance(screen, CasesScreen)
        return screen


async def settled(pilot: Any) -> None:
    """Let all workers end, and what they post be shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def names(app: CasesApp) -> list[str]:
    """The cases in the list."""
    return [row.name for row in app.cases.cases.rows]


def here(app: CasesApp) -> str | None:
    """The case under the cursor."""
    row = app.cases.cases.row
    return None if row is None else row.name


def said(app: CasesApp) -> list[str]:
    """What was told in a corner."""
    return [notice.message for notice in app._notifications]


async def press(pilot: Any, *keys: str) -> None:
    """Press keys, and let what they set going be shown."""
    await pilot.press(*keys)
    await pilot.pause()
