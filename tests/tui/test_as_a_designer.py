"""Somebody writes a rule: they begin with the template, make mistakes, and see what comes of it."""

from pathlib import Path

from pointsman.tui.model.start import Start
from tests.tui.running import SMALL, Running, running
from tests.tui.screens_seen import screen_text


def _top(ran: Running) -> str:
    return screen_text(ran.app).splitlines()[0]


def _line_of(ran: Running, words: str) -> int:
    lines = ran.app.desk.rules.text.splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def _explained(ran: Running) -> int:
    outline = ran.app.workbench.explanation.tree_view.outline
    assert outline is not None
    return outline.steps


async def _uncomment_the_override(ran: Running) -> None:
    ran.app.workbench.rules.go_to(_line_of(ran, "# override"))
    await ran.press("ctrl+underscore")


async def test_a_rule_of_the_template_is_tried(tmp_path: Path) -> None:
    async with running(Start(tmp_path / "mine.points")) as ran:
        await ran.settled()
        assert "live  REDEEMED_FULL: 10,000 Points for 100.00 USD" in _top(ran)
        await _uncomment_the_override(ran)
        assert "– Coffee" in screen_text(ran.app)
        rule = _line_of(ran, 'override "Coffee"')
        ran.app.workbench.rules.go_to(rule, len('    override "Coffee" for mcc 5814') + 1)
        await ran.press(*["backspace"] * 4, *"5942")
        assert "live  REDEEMED_FULL: 12,500 Points for 100.00 USD" in _top(ran)


async def test_a_mistake_is_told_with_what_to_write_and_taken_back(tmp_path: Path) -> None:
    async with running(Start(tmp_path / "mine.points")) as ran:
        await ran.settled()
        ran.app.workbench.rules.go_to(_line_of(ran, "base at"))
        await ran.press("end", "enter", "o", "v")
        assert "stale" in _top(ran)
        assert "`conversion` has `base` and `override`" in screen_text(ran.app)
        await ran.press("ctrl+home", "f8")
        assert ran.app.workbench.rules.line == _line_of(ran, "base at") + 1
        for _ in range(4):
            await ran.press("ctrl+z")
        assert "✓ loads  live" in _top(ran)
        assert "edited" not in _top(ran)


async def test_the_first_save_makes_the_file(tmp_path: Path) -> None:
    async with running(Start(tmp_path / "mine.points"), SMALL) as ran:
        await ran.settled()
        await _uncomment_the_override(ran)
        await ran.press("ctrl+s")
        assert (tmp_path / "mine.points").read_text(encoding="utf-8") == ran.app.desk.rules.text
        assert "edited" not in _top(ran)


async def test_moving_in_the_rules_shows_the_step_and_back(tmp_path: Path) -> None:
    async with running(Start(tmp_path / "mine.points")) as ran:
        await ran.settled()
        await _uncomment_the_override(ran)
        rule = _line_of(ran, 'override "Coffee"')
        ran.app.workbench.rules.go_to(rule)
        await ran.settled()
        row = ran.app.workbench.explanation.tree_view.row
        assert row is not None
        assert row.title == "Coffee"
        ran.app.workbench.rules.go_to(1)
        await ran.press("f4", "slash", *"Coffee", "enter", "enter")
        assert ran.app.workbench.rules.line == rule


async def test_steps_end_at_both_ends(tmp_path: Path) -> None:
    async with running(Start(tmp_path / "mine.points")) as ran:
        await ran.settled()
        await ran.press("f4", "G", "comma", "full_stop", "full_stop")
        last = _explained(ran)
        assert f"step {last} of {last}" in screen_text(ran.app)
        await ran.press("g", "comma", "comma", "full_stop")
        assert f"step 1 of {last}" in screen_text(ran.app)
