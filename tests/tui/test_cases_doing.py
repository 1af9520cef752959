import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from textual.widgets import Input

from pointsman.dsl.reading import read_document
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.model.cases_beside import CasesSeen
from pointsman.tui.model.desk import Desk
from pointsman.tui.screens import cases as cases_screen
from pointsman.tui.screens.cases import CasesScreen
from pointsman.tui.screens.save_case import SaveCase
from tests.tui.case_desks import (
    CASES,
    CasesApp,
    beside,
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


class TestDoing:
    async def test_opening_a_case(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "j", "enter")
            assert not isinstance(app.screen, CasesScreen)
            (chosen,) = app.chosen
            assert chosen.origin == 'case "too few points"'
            facts = read_document(chosen.text, "facts.yaml").document
            assert isinstance(facts, dict)
            assert facts["account"]["balance"] == "500"

    async def test_values_in_full(self, tmp_path: Path) -> None:
        long = "X" * 40
        text = CASES.replace("balance_after: 499", f"statement: {long}")
        app = CasesApp(desk_of(tmp_path, cases=text))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "j")
            assert long not in screen_text(app)
            await press(pilot, "space")
            assert f"expected  {long}" in screen_text(app)
            await press(pilot, "space")
            assert long not in screen_text(app)

    async def test_running_again_sees_what_changed(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            path = beside(tmp_path / "small.points")
            path.write_text(CASES.replace("499", "500"), encoding="utf-8")
            await press(pilot, "G", "r")
            await settled(pilot)
            assert "3 of 4 cases pass" in screen_text(app)
            assert here(app) == "small purchase", "the cursor stays on its case"
            path.write_text("cases: 1\n", encoding="utf-8")
            await press(pilot, "f5")
            await settled(pilot)
            assert "the case file cannot be read" in screen_text(app)
            path.write_text(CASES, encoding="utf-8")
            await press(pilot, "r")
            await settled(pilot)
            assert "2 of 4 cases pass" in screen_text(app)
            assert app.cases.cases.has_focus

    async def test_every_run_of_the_present_rules_is_told(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        app = CasesApp(desk)
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            path = beside(tmp_path / "small.points")
            path.write_text(CASES.replace("499", "500"), encoding="utf-8")
            await press(pilot, "r")
            await settled(pilot)
            path.unlink()
            await press(pilot, "r")
            await settled(pilot)
            assert app.ran == [
                ("2 of 4 cases pass", False),
                ("3 of 4 cases pass", False),
                ("", True),
            ]
            path.write_text(CASES, encoding="utf-8")
            desk.rules = evolve(desk.rules, text="program {")
            await press(pilot, "r")
            await settled(pilot)
            assert "stale" in screen_text(app)
            assert len(app.ran) == 3, "those of the last rules that load are no news"

    async def test_stopping(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            seen = cases_screen.cases_seen

            def stopped_first(desk: Desk, stopped: Callable[[], bool]) -> CasesSeen:
                app.call_from_thread(app.cases.action_stop)
                return seen(desk, stopped)

            monkeypatch.setattr(cases_screen, "cases_seen", stopped_first)
            await press(pilot, "r")
            await settled(pilot)
            assert "0 of 4 cases pass, stopped after 0" in screen_text(app)
            assert app.ran == [("2 of 4 cases pass", False)]
            await press(pilot, "u")
            assert "not every case has run" in screen_text(app)
            await press(pilot, "x")
            assert not app.cases.running

    async def test_leaving_while_they_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[bool] = []
        seen = cases_screen.cases_seen

        def leaving(desk: Desk, stopped: Callable[[], bool]) -> CasesSeen:
            app.call_from_thread(app.cases.action_back)
            while not stopped():
                pass
            asked.append(stopped())
            return seen(desk, stopped)

        monkeypatch.setattr(cases_screen, "cases_seen", leaving)
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            assert asked == [True]
            assert not isinstance(app.screen, CasesScreen)

    async def test_copying(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "j", "y")
            assert app.clipboard.startswith("authorization:\n  amount: 100.00\n")
            await press(pilot, "Y")
            path = tmp_path / "small.points"
            assert app.clipboard == f"pointsman explain {path} --case 'too few points'"
            assert said(app) == [
                "copied the facts of `too few points`",
                "copied the command of `too few points`",
            ]

    async def test_adding_a_case(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            await press(pilot, "a")
            await settled_question(pilot)
            await press(pilot, *"web", "enter")
            await settled(pilot)
            await settled(pilot)
            assert names(app)[-1] == "web"
            assert here(app) == "web"
            assert "3 of 5 cases pass" in screen_text(app)
            assert said(app) == ["saved the case `web` in small.cases.yaml"]
            assert app.ran[-1] == ("3 of 5 cases pass", False)
            assert app.added == 1

    async def test_adding_nothing_after_all(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "a")
            await settled_question(pilot)
            await press(pilot, "escape")
            await settled(pilot)
            assert isinstance(app.screen, CasesScreen)
            assert beside(tmp_path / "small.points").read_text(encoding="utf-8") == CASES
            assert app.added == 0

    async def test_adding_to_a_file_that_changed_meanwhile(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "a")
            await settled_question(pilot)
            path = beside(tmp_path / "small.points")
            path.write_text(CASES + "# mine\n", encoding="utf-8")
            await press(pilot, *"web", "enter")
            await settled(pilot)
            (told,) = said(app)
            assert "was changed by another program, so nothing was saved" in told
            assert path.read_text(encoding="utf-8") == CASES + "# mine\n"

    @pytest.mark.parametrize(
        ("cases", "facts", "told"),
        [
            ("cases: 1\n", None, "the case file has mistakes"),
            (CASES, "authorization: {}", "no answer"),
        ],
    )
    async def test_what_stands_in_the_way_of_adding(
        self, tmp_path: Path, cases: str, facts: str | None, told: str
    ) -> None:
        desk = desk_of(tmp_path, cases=cases)
        if facts is not None:
            desk.question = evolve(desk.question, text=facts)
            decided(desk)
        app = CasesApp(desk)
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "a")
            await settled(pilot)
            assert isinstance(app.screen, CasesScreen)
            assert told in said(app)[0]

    async def test_going_back(self, tmp_path: Path) -> None:
        app = CasesApp(desk_of(tmp_path))
        async with app.run_test(size=NARROW) as pilot:
            await settled(pilot)
            await press(pilot, "escape")
            assert not isinstance(app.screen, CasesScreen)


async def settled_question(pilot: Any) -> None:
    """Let the file be read, until the name is asked for: the worker waits for it."""
    while not isinstance(pilot.app.screen, SaveCase):
        await pilot.pause()


def test_every_action_is_there() -> None:
    missing = [
        action.id
        for action in actions_of(Scope.CASES)
        if not callable(getattr(CasesScreen, f"action_{action.do}", None))
    ]
    assert missing == []


async def test_two_thousand_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    seen = cases_screen.cases_seen

    def held_up(desk: Desk, stopped: Callable[[], bool]) -> CasesSeen:
        go_on.wait()
        return seen(desk, stopped)

    monkeypatch.setattr(cases_screen, "cases_seen", held_up)
    more = "".join(f"  - name: n{n}\n    expect: {{points: 10000}}\n" for n in range(2000))
    app = CasesApp(desk_of(tmp_path, cases=CASES + more))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "small.points · running…" in screen_text(app)
        await press(pilot, "slash", "n", "1")
        assert app.screen.query_one(Input).value == "n1", "keys work while the cases run"
        go_on.set()
        await settled(pilot)
        assert "2,002 of 2,004 cases pass" in screen_text(app)
        assert len(names(app)) == 1111, "of those with a 1 behind the n"
