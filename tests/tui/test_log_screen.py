import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, Static

from pointsman.dsl.reading import read_document
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.log.log import Log
from pointsman.tui.screens.open_path import OpenPathScreen, PathInput
from pointsman.tui.widgets.log.bars import FilterBar, SearchBar
from pointsman.tui.widgets.log.counts import LogCounts
from pointsman.tui.widgets.log.row_pane import RowPane
from tests.tui.log_samples import (
    BAD_LINE,
    LogApp,
    decisions,
    desk,
    press,
    purchases,
    settled,
    shown_rows,
    write_lines,
)
from tests.tui.screens_seen import screen_text

WIDE = (140, 40)
NARROW = (80, 24)

HOSTILE = "[red]x[/red] [link=http://x]y[/link] \u202eabc \x1b[31m"


@pytest.fixture
def bought(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "march.ndjson", [*purchases()[:6], BAD_LINE, *purchases()[7:]])


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "decisions.ndjson", decisions())


def pane(app: LogApp) -> str:
    shown = app.place.query_one(RowPane)
    parts = (part for part in shown.query(Static) if shown.display and part.display)
    return "\n".join(str(part.render()) for part in parts)


def typed(text: str) -> list[str]:
    """The keys of a text: Textual calls a blank by its name."""
    return ["space" if char == " " else char for char in text]


def status(app: LogApp) -> str:
    return str(app.place.query_one("#log-status", Static).render())


async def test_rows_are_shown_with_counts(bought: Path, text_screen: SnapshotAssertion) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert screen_text(app) == text_screen


async def test_a_row_is_explained_below(
    logged: Path, bought: Path, text_screen: SnapshotAssertion
) -> None:
    app = LogApp(logged, bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "j", "enter")
        assert screen_text(app) == text_screen


async def test_a_small_screen(bought: Path, text_screen: SnapshotAssertion) -> None:
    app = LogApp(bought)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await press(pilot, "j", "j", "j", "enter")
        assert screen_text(app) == text_screen


async def test_without_a_file_it_says_what_to_press(text_screen: SnapshotAssertion) -> None:
    app = LogApp()
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert screen_text(app) == text_screen


async def test_colours(bought: Path, svg_screen: SnapshotAssertion) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "j", "enter")
        assert app.export_screenshot(simplify=True) == svg_screen


def many_lines(count: int) -> Iterator[str]:
    few = [json.dumps(decision) for decision in decisions()]
    for number in range(1, count + 1):
        line = few[number % len(few)]
        yield '{"id": "Q-' + f'{number:06d}"' + line[len('{"id": "P-01"') :]


async def test_a_hundred_thousand_rows(tmp_path: Path, text_screen: SnapshotAssertion) -> None:
    path = tmp_path / "year.ndjson"
    path.write_text("\n".join(many_lines(100_000)), encoding="utf-8")
    app = LogApp(path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "w", *"reason=INSUFFICIENT", "escape")
        assert len(shown_rows(app)) == 0
        await press(pilot, "W", "slash", *"#70,000", "enter")
        assert screen_text(app) == text_screen


async def test_every_way_to_move(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=(80, 14)) as pilot:
        await settled(pilot)
        table = app.place.table
        seen = []
        for key in ("j", "down", "k", "up", "G", "g", "end", "home", "pagedown", "pageup"):
            await press(pilot, key)
            seen.append(table.cursor)
        assert seen == [1, 2, 1, 0, 11, 0, 11, 0, 7, 0]
        await press(pilot, "G")
        assert table.scroll_offset.y > 0
        await press(pilot, "l")
        assert table.scroll_offset.x == 8
        await press(pilot, "right", "h", "left", "left")
        assert table.scroll_offset.x == 0


async def test_the_mouse_marks_and_opens(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.click("#log-table", offset=(5, 3))
        await settled(pilot)
        assert app.place.table.cursor == 2
        assert not pane(app)
        await pilot.click("#log-table", offset=(5, 2), times=2)
        await settled(pilot)
        assert "REDEEMED_PARTIAL" in pane(app)
        await pilot.click("#log-table", offset=(5, 0), times=2)
        await settled(pilot)
        assert app.place.table.cursor == 1


async def test_the_filter_follows_what_is_typed(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "w", *typed("credit>100 !override"), "enter")
        assert shown_rows(app) == [5]
        assert app.focused is app.place.table
        assert "1 shown" in status(app)
        await press(pilot, "ctrl+f", *typed(" colour=red"))
        wrong = app.place.query_one("#log-wrong", Static)
        assert wrong.display
        assert "there is no column `colour`" in str(wrong.render())
        assert app.place.selection is not None
        assert app.place.selection.filter.text == "credit>100 !override colour"
        await press(pilot, "escape", "W")
        assert not wrong.display
        assert shown_rows(app) == list(range(1, 13))


async def test_the_cursor_stays_on_its_row_when_the_filter_changes(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "G", "w", *"redeemed", "escape")
        row = app.place.table.row
        assert row is not None
        assert row.number == 12
        await press(pilot, "W")
        assert app.place.table.cursor == 11


async def test_counts_filter(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.place.query_one(LogCounts).focus()
        await press(pilot, "G", "enter")
        assert app.place.query_one(FilterBar).text == "error!="
        assert shown_rows(app) == [7]
        app.place.query_one(LogCounts).focus()
        await press(pilot, "g", "enter")
        assert shown_rows(app) == list(range(1, 13))
        app.place.query_one(LogCounts).focus()
        await press(pilot, "j", "enter")
        assert app.place.query_one(FilterBar).text == "outcome=REDEEMED"


async def test_counts_come_and_go(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        counts = app.place.query_one(LogCounts)
        assert not counts.display
        await press(pilot, "c")
        assert counts.display
        await press(pilot, "c")
        assert not counts.display


async def test_searching_goes_round(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        assert app.place.table.cursor == 0
        await press(pilot, "slash", *"override", "enter")
        assert not app.place.query_one(SearchBar).display
        seen = [app.place.table.cursor]
        for key in ("n", "n", "n", "N", "N"):
            await press(pilot, key)
            seen.append(app.place.table.cursor)
        assert seen == [3, 5, 8, 3, 8, 5]
        await press(pilot, "slash", *"nowhere", "enter")
        assert app.said == ["no row has `nowhere`"]


async def test_the_explanation_follows_the_cursor(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        assert "REDEEMED_FULL" in pane(app)
        await press(pilot, "j")
        assert "REDEEMED_PARTIAL" in pane(app)
        await press(pilot, "enter", "j", "G", "l", "g")
        assert app.focused is app.place.query_one(RowPane)
        assert app.place.table.cursor == 1
        await press(pilot, "escape")
        assert app.focused is app.place.table
        await press(pilot, "escape")
        assert not pane(app)


async def test_it_opens_where_the_decision_fell(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        shown = app.place.query_one(RowPane)
        assert shown.scroll_offset.y > 0, "it would be out of sight at the top"
        assert "REDEEMED_FULL: " in screen_text(app), "what it comes to stays"
        assert "✓ whole purchase" in screen_text(app)
        await press(pilot, "space")
        assert shown.scroll_offset.y == 0, "values are read from the top"


async def test_values_and_explanation_take_turns(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "space")
        assert "merchant:" in pane(app)
        await press(pilot, "space")
        assert "1 Authorization" in pane(app)


async def test_a_broken_row_says_what_is_wrong(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, *"jjjjjj", "enter")
        assert "not JSON at column 7" in pane(app)
        await press(pilot, "space")
        assert "not JSON at column 7" in pane(app)
        assert "1 broken" in status(app)


async def test_what_differs_from_the_log_is_told(tmp_path: Path, bought: Path) -> None:
    other = {"name": "Old", "version": 1, "digest": "sha256:0123456789abcdef"}
    changed = [{**decision, "points": "1", "program": other} for decision in decisions()]
    app = LogApp(write_lines(tmp_path / "d.ndjson", changed), bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        assert "Old v1 (sha256:0123456789ab…) decided this; open is World Elite v3" in pane(app)
        assert "`points`: the log says 1, decided again it is 10000" in pane(app)


async def test_facts_are_handed_over(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "j", "f")
        [message] = app.chosen
        assert message.origin == "row 2 of march.ndjson"
        assert read_document(message.text, "facts.yaml").document == purchases()[1]
        assert app.screen is not app.place
        app.come_back()
        await settled(pilot)
        await press(pilot, *"jjjjjj", "f")
        assert app.screen is app.place
        assert len(app.chosen) == 1
        assert "not JSON" in app.said[-1]


async def test_facts_that_cannot_be_read_are_not_handed_over(tmp_path: Path) -> None:
    app = LogApp(write_lines(tmp_path / "p.ndjson", [{"iso8583": "xx"}]))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert app.chosen == []
        assert len(app.said) == 1


async def test_ids_and_rules_are_copied(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "y")
        assert app.clipboard == "P-01"
        await press(pilot, "Y")
        assert app.clipboard == "/conversion/base"
        await press(pilot, "j", "j", "Y")
        assert app.clipboard == "/conversion/base"
        assert app.said[-1] == "no rule set a cost per point in this row"


async def test_logs_and_purchases_are_asked_for(bought: Path, logged: Path) -> None:
    app = LogApp()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "p")
        assert app.said == ["open the log first: o"]
        await press(pilot, "o")
        app.screen.query_one(PathInput).value = str(logged)
        await press(pilot, "enter")
        assert len(shown_rows(app)) == 12
        await press(pilot, "p")
        assert isinstance(app.screen, OpenPathScreen)
        app.screen.query_one(PathInput).value = str(bought)
        await press(pilot, "enter")
        assert "purchases: 12 rows" in status(app)
        await press(pilot, "o", "escape")
        assert app.screen is app.place


async def test_reading_again_takes_the_rules_as_they_are(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        rules = app.place.desk.rules.text.replace("over 20.00", "over 1000.00")
        app.place.desk.take(desk(rules).latest)
        await press(pilot, "w", "x", "escape", "W")
        assert "the rules have changed: r reads it again" in status(app)
        await press(pilot, "r")
        assert "the rules have changed" not in status(app)
        assert app.place.decisions is not None
        assert app.place.decisions.rows.reasons["BELOW_PROGRAM_MINIMUM"] > 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.ndjson", None, "does not exist"),
        ("empty.ndjson", b"", "is empty"),
        ("bad.parquet", b"PAR1 cut off", "is no Parquet file, or is damaged or cut off"),
    ],
)
async def test_a_bad_file_is_one_clear_message_in_place(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    app = LogApp(path)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        told = app.place.query_one("#log-empty", Static)
        assert told.display
        assert message in str(told.render())
        await press(pilot, "enter", "f", "n", "y", "space", "G")
        assert app.screen is app.place


async def test_blank_lines_alone_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "blank.ndjson"
    path.write_text("\n\n", encoding="utf-8")
    app = LogApp(path)
    async with app.run_test(size=NARROW) as pilot:
        await settled(pilot)
        assert "The file has no rows" in screen_text(app)


async def test_hostile_text_is_shown_as_text(
    tmp_path: Path, text_screen: SnapshotAssertion
) -> None:
    hostile = {
        "id": HOSTILE,
        "outcome": HOSTILE,
        "reason": HOSTILE,
        "rule": HOSTILE,
        "program": {"name": HOSTILE, "version": HOSTILE, "digest": HOSTILE},
        "facts": {**purchases()[0], "id": HOSTILE},
    }
    bad = {"id": "X", HOSTILE: 1, "authorization": {"amount": HOSTILE, "currency": HOSTILE}}
    app = LogApp(write_lines(tmp_path / "[red]x.ndjson", [hostile, bad]))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "y", "w", *'"[red]x"', "enter", "enter")
        assert shown_rows(app) == [1, 2]
        assert "\u202e" not in screen_text(app)
        assert "\x1b" not in screen_text(app)
        await press(pilot, "slash", *"[b", "enter")
        assert app.said[-1] == "no row has `[b`"
        assert screen_text(app) == text_screen


async def test_escape_goes_back_a_level_at_a_time(bought: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "slash", "x", "escape")
        assert not app.place.query_one(SearchBar).display
        await press(pilot, "w", "escape")
        assert not isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert not pane(app)
        await press(pilot, "escape")
        assert app.screen is not app.place


async def test_an_older_log_says_nothing_any_more(bought: Path, logged: Path) -> None:
    app = LogApp(bought)
    async with app.run_test(size=WIDE) as pilot:
        app.place.open_log(logged)
        await settled(pilot)
        assert isinstance(app.place.decisions, Log)
        assert app.place.decisions.file.path == logged
        assert app.place.decisions.rows.broken == 0


def test_every_action_can_be_done() -> None:
    for action in actions_of(Scope.LOG):
        assert callable(getattr(LogApp().place, f"action_{action.do}"))
