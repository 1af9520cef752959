"""The sweep screen: every action, what it hands over, and how it looks."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.decided import decide
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import read_rules
from pointsman.tui.model.sweep.explorer import Explorer
from pointsman.tui.screens.confirm import Choice, ConfirmScreen
from pointsman.tui.screens.sweep import SweepScreen
from pointsman.tui.widgets.chart import Chart
from pointsman.tui.widgets.edge_table import EdgeTable
from tests.tui.screens_seen import screen_text
from tests.tui.sweep_samples import FACTS, SMALL, SweepApp, desk_of, shipped

REVERSAL = {
    "at": "2026-04-01T00:00:00Z",
    "redemption": {"type": "MERCHANDISE", "allocations": [{"lot": "L1", "points": "3"}]},
    "lots": [{"id": "L1", "earned": "2025-01-01T00:00:00Z", "remaining": "97"}],
}
HOSTILE = "[red]x[/red] [link=http://x]y"
PLAIN = FACTS.replace("  facts: {segment: gold}\n", "")


def world_elite(facts: str = FACTS) -> SweepApp:
    return SweepApp(desk_of(shipped("world-elite"), facts))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until sweeps and explanations are shown: one may ask for the next."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


@asynccontextmanager
async def shown(app: SweepApp, width: int = 140, height: int = 40) -> AsyncIterator[Pilot[Any]]:
    async with app.run_test(size=(width, height)) as pilot:
        await settle(pilot)
        yield pilot


async def answer(pilot: Pilot[Any], app: SweepApp, facts: str, rules: str | None = None) -> None:
    """The desk has other texts, and what they come to: the app tells the place on top."""
    lie(app, facts, rules)
    app.desk.take(decide(read_rules(app.desk.rules), read_question(app.desk.question)))
    app.place.answered()
    await settle(pilot)


def lie(app: SweepApp, facts: str, rules: str | None = None) -> None:
    """Put other texts on the desk."""
    app.desk.question = Question(facts)
    if rules is not None:
        app.desk.rules = evolve(app.desk.rules, text=rules)


def explorer_of(app: SweepApp) -> Explorer:
    explorer = app.place.explorer
    assert explorer is not None
    return explorer


def amounts(app: SweepApp) -> list[str]:
    """The amounts that were handed over."""
    return [text.partition("amount: ")[2].split()[0] for text, _ in app.chosen]


async def test_it_begins_at_the_facts_and_leaves_them_alone() -> None:
    app = world_elite()
    async with shown(app):
        assert explorer_of(app).cursor == 10_000
        assert app.chosen == []
        assert "REDEEMED_FULL: 10,000 Miles for 100.00 USD" in screen_text(app)


async def test_the_next_edge_and_the_one_before() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "down", "j")
        assert amounts(app) == ["500.01", "720.01", "5000.01"]
        await press(pilot, "N", "up", "k")
        assert amounts(app)[3:] == ["720.01", "500.01", "25.01"]
        assert app.chosen[1] == (FACTS.replace("100.00", "720.01"), "the sweep at 720.01 USD")


async def test_it_says_where_there_is_no_edge_further_on() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        for key, told in (("n", "after"), ("N", "before")):
            before = -1
            while explorer_of(app).cursor != before:
                assert not app._notifications
                before = explorer_of(app).cursor
                await press(pilot, key)
            assert [each.message for each in app._notifications] == [
                f"there is no edge {told} this"
            ]
            app.clear_notifications()


async def test_units_left_and_right() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "comma", "shift+left", "full_stop", "shift+right")
        assert amounts(app) == ["500.01", "500.00", "499.99", "500.00", "500.01"]


async def test_columns_and_pages() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        explorer = explorer_of(app)
        width = explorer.view.width
        await press(pilot, "home")
        await press(pilot, "right", "l")
        assert explorer.cursor == 2 * width
        await press(pilot, "left", "h")
        assert explorer.cursor == 0
        await press(pilot, "pagedown", "pagedown", "pageup")
        assert explorer.cursor == 10 * width


async def test_the_ends_of_the_axis() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        explorer = explorer_of(app)
        for key, value in (("end", 630_000), ("home", 0), ("G", 630_000), ("g", 0)):
            await press(pilot, key)
            assert explorer.cursor == value


async def test_zooming_leaves_the_facts_alone() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        explorer = explorer_of(app)
        first = explorer.view
        await press(pilot, "plus")
        assert explorer.view.width < first.width
        await press(pilot, "minus", "minus")
        assert explorer.view.width > first.width
        await press(pilot, "0")
        assert explorer.view.end >= 630_000
        assert app.chosen == []


async def test_the_other_axis_begins_with_the_facts_at_the_cursor() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "a")
        assert "balance 0 to" in screen_text(app)
        assert explorer_of(app).series.sampler.facts.authorization.amount == 50_001
        await press(pilot, "home", "a")
        text, origin = app.chosen[-1]
        assert "balance: 0\n" in text
        assert "amount: 500.01" in text
        assert origin == "the sweep at 0 Miles"
        assert "amount 0.00 to" in screen_text(app)


async def test_facts_that_do_not_follow_stay_until_they_are_set() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "f", "n", "n")
        assert app.chosen == []
        assert "the facts stay" in screen_text(app)
        await press(pilot, "enter")
        assert amounts(app) == ["720.01"]
        assert app.screen is not app.place


async def test_facts_that_begin_to_follow_do_so_at_once() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "f", "n", "f")
        assert amounts(app) == ["500.01"]


async def test_going_back_keeps_what_followed() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "escape")
        assert amounts(app) == ["500.01"]
        assert app.screen is not app.place


async def test_moves_in_one_go_are_handed_over_before_going_back() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await pilot.press("n", "comma", "escape")
        await settle(pilot)
        assert amounts(app)[-1] == "500.00"


async def test_going_back_without_following_leaves_the_facts_alone() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "f", "n", "escape")
        assert app.chosen == []


async def test_restoring_brings_back_the_facts_of_the_beginning() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "a", "end", "o")
        assert app.chosen[-1] == (FACTS, "the sweep")
        assert explorer_of(app).series.sampler.facts.authorization.amount == 10_000


async def test_copying_the_value_and_the_rule() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n", "y")
        assert app.clipboard == "500.01"
        await press(pilot, "Y")
        assert app.clipboard == "/conversion/base/tiers/1"


async def test_where_nothing_of_the_program_decided_there_is_no_rule_to_copy() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "home", "Y")
        assert app.clipboard == ""


async def test_every_action_of_the_place_is_there() -> None:
    for action in actions_of(Scope.SWEEP):
        assert callable(getattr(SweepScreen, f"action_{action.do}")), action.id


async def test_a_click_in_the_chart_moves_the_cursor() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        explorer = explorer_of(app)
        chart = app.place.chart
        gutter = chart.size.width - chart.room - 1
        column = explorer.view.column_of(50_001)
        await pilot.click(Chart, offset=(gutter + column, 5))
        await settle(pilot)
        assert amounts(app) == ["500.01"]
        await pilot.click(Chart, offset=(1, 5))
        await settle(pilot)
        assert explorer.cursor == 50_001


async def test_a_click_on_an_edge_moves_the_cursor() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await pilot.click(EdgeTable, offset=(5, 5))
        await settle(pilot)
        assert amounts(app) == ["720.01"]


async def test_the_wheel_zooms() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        explorer = explorer_of(app)
        width = explorer.view.width
        app.place.chart.post_message(Chart.Turned(zoom_in=True))
        await settle(pilot)
        narrower = explorer.view.width
        app.place.chart.post_message(Chart.Turned(zoom_in=False))
        await settle(pilot)
        assert narrower < width
        assert explorer.view.width > narrower


async def test_another_size_shows_the_same_part_of_the_axis() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        end = explorer_of(app).view.end
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        explorer = explorer_of(app)
        assert explorer.view.columns == app.place.chart.room
        assert end <= explorer.view.end <= 2 * end
        assert "REDEEMED_PARTIAL →" not in screen_text(app)


async def test_facts_that_are_being_typed_are_not_overwritten() -> None:
    desk = desk_of(shipped("world-elite"), FACTS)
    desk.question = Question(FACTS + "nonsense")
    app = SweepApp(desk)
    async with shown(app) as pilot:
        await press(pilot, "n")
        assert app.chosen == []
        assert "the facts stay" in screen_text(app)


async def test_nothing_decided_says_what_will_appear() -> None:
    app = world_elite("authorization: {}\n")
    async with shown(app) as pilot:
        assert "as soon as the facts can be decided: esc goes back" in screen_text(app)
        await press(pilot, *[key for action in actions_of(Scope.SWEEP) for key in action.keys])
        assert app.chosen == []
        assert app.screen is app.place


async def test_a_reversal_says_that_it_has_no_amount() -> None:
    async with shown(app := world_elite(json.dumps(REVERSAL))):
        assert "a reversal has no amount to vary" in screen_text(app)


async def test_a_later_request_can_be_swept() -> None:
    request = "post_purchase: {requested_at: 2026-03-20T09:00:00-04:00, after: PREFERENCE_OFF}\n"
    app = world_elite(FACTS + request)
    async with shown(app) as pilot:
        await press(pilot, "n")
        assert app.chosen == [((FACTS + request).replace("100.00", "500.01"), app.chosen[0][1])]


async def test_an_unknown_balance_is_said_to_be_so() -> None:
    app = world_elite(FACTS.replace("  balance: 60000\n", ""))
    async with shown(app) as pilot:
        await press(pilot, "a")
        assert "balance not known" in screen_text(app)
        assert app.chosen == []


async def test_hostile_names_are_shown_as_text() -> None:
    rules = SMALL % ("at 0.01", "full", "")
    rules = rules.replace('"Points"', f'"{HOSTILE}"')
    app = SweepApp(desk_of(rules, PLAIN, "[red]\u202e\x1b[31m.points"))
    async with shown(app):
        text = screen_text(app)
        assert HOSTILE in text
        assert "[red]\\u{202e}\\u{1b}[31m.points" in text
        assert "\u202e" not in text
        assert "\x1b" not in text


async def test_the_bank_that_decides_is_named() -> None:
    facts = PLAIN.replace("USD", "EUR")
    app = SweepApp(desk_of(shipped("partner-bank"), facts, "partner-bank.points"))
    async with shown(app):
        text = screen_text(app)
        assert "for the bank to decide" in text
        assert "DEFERRED_TO_BANK" in text


async def test_what_is_opened_before_the_first_decision_begins_with_it() -> None:
    desk = desk_of(shipped("world-elite"), FACTS)
    desk.latest = desk.good = None
    app = SweepApp(desk)
    async with shown(app) as pilot:
        assert "as soon as the facts can be decided" in screen_text(app)
        await answer(pilot, app, FACTS)
        text = screen_text(app)
        assert "as soon as the facts can be decided" not in text
        assert "Sweep · amount 0.00 to 1,040.00 of 6,300.00 USD · 6 edges" in text
        assert app.place.chart.room == explorer_of(app).view.columns > 100
        await press(pilot, "n")
        assert amounts(app) == ["500.01"]


async def test_what_is_decided_beneath_a_question_is_swept_after_it() -> None:
    desk = desk_of(shipped("world-elite"), FACTS)
    desk.latest = desk.good = None
    app = SweepApp(desk)
    async with shown(app) as pilot:
        app.push_screen(ConfirmScreen("well?", [Choice("yes", "Yes", "y")]))
        await answer(pilot, app, FACTS)
        assert app.place.explorer is None
        await press(pilot, "y")
        assert explorer_of(app).cursor == 10_000


@pytest.mark.parametrize("way", [["n"], ["n", "n"], ["a", "G"], ["n", "a", "home", "o"]])
async def test_answers_to_its_own_moves_leave_it_alone(way: list[str]) -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, *way)
        explorer, heading = explorer_of(app), app.place.heading()
        before = explorer.cursor
        for text, _ in app.chosen:
            await answer(pilot, app, text)
        assert explorer_of(app) is explorer
        assert explorer.cursor == before
        assert app.place.heading() == heading
        assert "stale" not in heading


async def test_other_facts_are_swept_on_the_same_axis() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "f", "a")
        await answer(pilot, app, FACTS.replace("60000", "7650"))
        assert explorer_of(app).cursor == 765_000
        heading = app.place.heading()
        assert "balance 0 to" in heading
        assert "the facts stay" in heading, "as was chosen before"
        assert "stale" not in heading


async def test_other_rules_are_swept_though_the_facts_are_its_own() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await press(pilot, "n")
        before = explorer_of(app)
        rules = shipped("world-elite").replace("500.00", "600.00")
        await answer(pilot, app, app.chosen[-1][0], rules)
        assert explorer_of(app) is not before
        assert explorer_of(app).cursor == 50_001
        assert "600.01" in screen_text(app)


async def test_facts_without_an_amount_end_the_sweep_and_others_begin_it() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        await answer(pilot, app, json.dumps(REVERSAL))
        text = screen_text(app)
        assert "a reversal has no amount to vary" in text
        assert "500.01" not in text
        await press(pilot, "n", "Y")
        assert app.chosen == []
        await answer(pilot, app, FACTS)
        assert "a reversal has no amount to vary" not in screen_text(app)
        assert explorer_of(app).cursor == 10_000


async def test_an_older_question_is_called_stale_until_there_is_an_answer() -> None:
    app = world_elite()
    async with shown(app, 80, 24) as pilot:
        await answer(pilot, app, FACTS + "nonsense")
        assert app.desk.stale
        assert "Sweep · stale · amount" in screen_text(app)
        assert explorer_of(app).cursor == 10_000
        await answer(pilot, app, FACTS.replace("100.00", "50.00"))
        assert "stale" not in screen_text(app)
        assert explorer_of(app).cursor == 5_000


async def test_it_is_stale_when_other_facts_are_yet_to_be_decided() -> None:
    desk = desk_of(shipped("world-elite"), FACTS)
    desk.question = Question(FACTS.replace("100.00", "50.00"))
    app = SweepApp(desk)
    async with shown(app) as pilot:
        assert not desk.stale
        assert "Sweep · stale · amount" in screen_text(app)
        await answer(pilot, app, desk.question.text)
        assert "stale" not in screen_text(app)
        assert "the facts follow" in screen_text(app)


async def test_it_is_stale_when_other_rules_give_no_answer() -> None:
    app = world_elite()
    async with shown(app) as pilot:
        app.desk.good = app.desk.latest = None
        await answer(pilot, app, FACTS, "program {")
        assert "Sweep · stale · amount" in screen_text(app)


async def test_edges_that_came_before_there_was_room_for_them_are_seen_from_the_first() -> None:
    async with shown(app := world_elite(), 80, 24) as pilot:
        table = app.place.table
        table.styles.height = 0
        await pilot.pause()
        await press(pilot, "n", "N")
        table.styles.height = "auto"
        await settle(pilot)
        assert table.scroll_y == 0
        assert "0.00 │ 0.01" in screen_text(app)
        await press(pilot, "G")
        assert "5,000.00 │ 5,000.01" in screen_text(app)
        await pilot.resize_terminal(80, 25)
        await settle(pilot)
        assert "5,000.00 │ 5,000.01" in screen_text(app), "the cursor's edge stays in view"


async def test_narrow(text_screen: SnapshotAssertion) -> None:
    async with shown(app := world_elite(), 80, 24) as pilot:
        await press(pilot, "n")
        assert screen_text(app) == text_screen


async def test_narrow_steps(text_screen: SnapshotAssertion) -> None:
    app = world_elite(FACTS.replace("60000", "7650"))
    async with shown(app, 80, 24) as pilot:
        await press(pilot, "a")
        assert screen_text(app) == text_screen


async def test_wide(text_screen: SnapshotAssertion) -> None:
    async with shown(app := world_elite()):
        assert screen_text(app) == text_screen


async def test_the_cliff_of_the_world_elite_program(svg_screen: SnapshotAssertion) -> None:
    async with shown(app := world_elite(), 120, 36) as pilot:
        await press(pilot, "n")
        assert app.export_screenshot(simplify=True) == svg_screen


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 12)])
async def test_any_size_can_be_drawn(size: tuple[int, int]) -> None:
    async with shown(app := world_elite(), *size) as pilot:
        await press(pilot, "n", "plus", "0")
        assert "500.01" in screen_text(app)
