from pathlib import Path

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from pointsman.tui.screens.cases import CasesScreen
from pointsman.tui.widgets.cases.case_detail import CaseDetail
from tests.tui.case_desks import (
    CASES,
    RULES,
    CasesApp,
    decided,
    desk_of,
    here,
    names,
    press,
    said,
    settled,
)
from tests.tui.screens_seen import screen_text

WIDE = (140, 40)
NARROW = (80, 24)


class TestShown:
    @pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
    async def test_the_case_that_fails(
        self, tmp_path: Path, size: tuple[int, int], text_screen: SnapshotAssertion
    ) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            await press(pilot, "n")
            assert screen_text(app) == text_screen

    async def test_in_colour(self, tmp_path: Path, svg_screen: SnapshotAssertion) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "n")
            assert app.export_screenshot(simplify=True) == svg_screen

    async def test_facts_that_cannot_be_read(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "N")
            assert screen_text(app) == text_screen

    async def test_the_rules_that_no_case_reached(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "u")
            assert screen_text(app) == text_screen
            await press(pilot, "escape")
            assert "filter mcc" not in screen_text(app)
            assert isinstance(app.screen, CasesScreen)

    async def test_a_file_that_cannot_be_read(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        app = CasesApp(desk_of(tmp_path, cases=CASES.replace("ELIGIBLE}", "ELIGIBEL}")))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            assert screen_text(app) == text_screen

    async def test_no_file_yet(self, tmp_path: Path, text_screen: SnapshotAssertion) -> None:
        app = CasesApp(desk_of(tmp_path, cases=None))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            assert screen_text(app) == text_screen

    async def test_rules_that_were_never_saved(self) -> None:
        app = CasesApp(desk_of(None))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            assert "these rules have no file yet" in screen_text(app)
            assert "ctrl+s to save them" in screen_text(app)

    async def test_rules_that_do_not_load_any_more(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        desk.rules = evolve(desk.rules, text=RULES.replace("filters {", "filters ["))
        app = CasesApp(decided(desk))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            assert "stale: run with the last rules that load" in screen_text(app)
            assert "2 of 4 cases pass" in screen_text(app)

    async def test_names_that_would_steer_a_terminal(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        bad = '"[red]x[/red] [link=http://x] \\u202e \\e[31m"'
        hostile = CASES.replace("too few points", bad).replace('mcc: "5942"', f"mcc: {bad}")
        desk = desk_of(tmp_path, cases=hostile)
        desk.rules = evolve(desk.rules, name="[red]r[/red].points")
        app = CasesApp(decided(desk))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "j")
            assert "\x1b" not in screen_text(app)
            assert "\u202e" not in screen_text(app)
            assert screen_text(app) == text_screen


class TestMoving:
    async def test_by_keys(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            seen = []
            for key in ("j", "down", "k", "up", "G", "g", "end", "home", "pagedown", "pageup"):
                await press(pilot, key)
                seen.append(app.cases.cases.cursor)
            assert seen == [1, 2, 1, 0, 3, 0, 3, 0, 3, 0]

    async def test_by_what_fails(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            seen = []
            for key in ("n", "n", "n", "N", "N"):
                await press(pilot, key)
                seen.append(here(app))
            first, second = "too few points", "balance is a word"
            assert seen == [first, second, first, second, first]

    async def test_nothing_moves_where_all_pass(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path, cases=CASES[: CASES.index("  - name: too few")]))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "n", "N", "j")
            assert here(app) == "whole purchase"

    async def test_between_list_and_details(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            assert app.cases.cases.has_focus
            await press(pilot, "l")
            assert app.screen.query_one(CaseDetail).has_focus
            await press(pilot, "j")
            assert here(app) == "too few points"
            await press(pilot, "h")
            assert app.cases.cases.has_focus

    async def test_by_mouse(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await pilot.click("#case-list", offset=(12, 2))
            await pilot.pause()
            assert here(app) == "too few points"
            await pilot.click("#case-list", offset=(12, 0))
            await pilot.click("#case-list", offset=(12, 20))
            await pilot.pause()
            assert here(app) == "too few points"
            await pilot.click("#case-list", offset=(12, 3), times=2)
            await pilot.pause()
            assert [message.origin for message in app.chosen] == ['case "balance is a word"']

    async def test_the_cursor_stays_in_sight(self, tmp_path: Path) -> None:
        many = CASES + "".join(
            f"  - name: n{n}\n    expect: {{points: 10000}}\n" for n in range(60)
        )
        app = CasesApp(desk_of(tmp_path, cases=many))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "G")
            assert "▸ ✓ pass  n59" in screen_text(app)
            await press(pilot, "pageup", "pageup")
            name = here(app)
            assert f"▸ ✓ pass  {name} " in screen_text(app)
            await press(pilot, "g")
            assert "▸ ✓ pass  whole purchase" in screen_text(app)


class TestChoosing:
    async def test_only_what_does_not_pass(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "f")
            assert names(app) == ["too few points", "balance is a word"]
            assert "2 of 4 do not pass (f shows all)" in screen_text(app)
            await press(pilot, "f")
            assert len(names(app)) == 4

    async def test_a_filter(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "slash", *"few")
            assert names(app) == ["too few points"]
            assert "1 of 4 match" in screen_text(app)
            await press(pilot, "enter")
            assert app.cases.cases.has_focus
            assert names(app) == ["too few points"]
            await press(pilot, "escape")
            assert len(names(app)) == 4
            assert here(app) == "too few points"
            assert not app.cases.has_class("-filtering")

    async def test_a_filter_that_nothing_passes(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "slash", *"zzz")
            assert here(app) is None
            assert "no case is as wanted" in screen_text(app)
            await press(pilot, "enter", "enter", "y", "Y")
            assert app.chosen == []
            assert said(app) == []

    async def test_the_arrows_move_while_the_filter_is_typed(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "slash", "down", "down")
            assert app.screen.query_one(Input).has_focus
            assert here(app) == "balance is a word"
