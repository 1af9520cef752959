"""Somebody looks through a log of decisions, and compares what an edit changes."""

import json
from pathlib import Path

from pointsman.tui.model.start import Start
from pointsman.tui.screens.compare import CompareScreen
from pointsman.tui.screens.log import LogScreen
from tests.tui.log_samples import decisions, purchases, write_lines
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text


def _with_log(folder: Path) -> Start:
    log = write_lines(folder / "decisions.ndjson", decisions())
    bought = write_lines(folder / "purchases.ndjson", purchases())
    return Start(program_in(folder), log=log, purchases=bought)


async def _ready(ran: Running) -> None:
    await ran.settled()
    assert isinstance(ran.app.screen, LogScreen)


async def test_from_a_reason_to_the_facts_on_the_workbench(tmp_path: Path) -> None:
    async with running(_with_log(tmp_path)) as ran:
        await _ready(ran)
        await ran.press("w", *"reason=PREFERENCE_OFF", "enter")
        assert "P-10" in screen_text(ran.app)
        assert "P-01" not in screen_text(ran.app)
        await ran.press("enter")
        assert "PREFERENCE_OFF: eligible, not redeemed" in screen_text(ran.app)
        await ran.press("f")
        assert ran.app.screen is ran.app.workbench
        assert "PREFERENCE_OFF" in screen_text(ran.app).splitlines()[0]


async def test_the_log_is_still_there_when_one_comes_back(tmp_path: Path) -> None:
    async with running(_with_log(tmp_path)) as ran:
        await _ready(ran)
        await ran.press("j", "j", "escape")
        assert ran.app.screen is ran.app.workbench
        await ran.press("alt+5")
        assert "decisions.ndjson" in screen_text(ran.app)
        await ran.press("y")
        assert "copied `P-03`" in ran.said


async def test_a_log_without_its_purchases_says_which_key_opens_them(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "decisions.ndjson", decisions())
    async with running(Start(program_in(tmp_path), log=log)) as ran:
        await _ready(ran)
        await ran.press("enter")
        assert "without their facts: p opens the purchases beside it" in screen_text(ran.app)


async def test_what_an_edit_changes(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        ran.app.workbench.rules.go_to(33)
        await ran.press("end", "5", "alt+3")
        assert isinstance(ran.app.screen, CompareScreen)
        shown = screen_text(ran.app)
        assert "10,000" in shown
        assert "6,667" in shown


async def test_hostile_rows_are_inert_on_their_way_to_the_workbench(tmp_path: Path) -> None:
    bad = "[red]x[/red] [link=http://x]y[/link]"
    facts = {**purchases()[0], "id": bad}
    log = tmp_path / "bad.ndjson"
    log.write_text(json.dumps(facts) + "\n", encoding="utf-8")
    async with running(Start(program_in(tmp_path), log=log)) as ran:
        await _ready(ran)
        assert "[red]x" in screen_text(ran.app)
        await ran.press("y")
        assert bad in ran.said
        await ran.press("enter", "f")
        assert ran.app.screen is ran.app.workbench
