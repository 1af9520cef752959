"""The list of problems: what it says, and the ways to go from one to the next."""

from textual.geometry import Offset

from pointsman.tui.widgets.rules.problems_list import ProblemsList
from tests.tui.rules_app import PROGRAM, RulesApp
from tests.tui.screens_seen import screen_text

WRONG = PROGRAM.replace("for merchant coffee", "for merchant tea").replace("full", "whole")
TEA, WHOLE = (10, 35), (14, 4)


async def test_without_problems_there_is_no_list() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        assert not app.pane.problems.display
        app.pane.next_problem()
        app.pane.previous_problem()
        app.pane.action_problems()
        app.pane.action_copy_problem()
        await pilot.pause()
        assert app.said == ["there are no problems"] * 3 + ["there is no problem to copy"]
        assert app.focused is app.editor


async def test_a_problem_says_where_what_and_what_to_write() -> None:
    app = RulesApp(PROGRAM.replace("merchant coffee", "merchant cofee"))
    async with app.run_test(size=(140, 40)) as pilot:
        read = app.read()
        await pilot.pause()
        (wrong,) = read.reading.diagnostics
        screen = screen_text(app)
        assert "─ 1 error ─" in screen
        assert f"✗ error     11:36  {wrong.message} {wrong.code}" in screen
        assert f"help: {wrong.help}" in screen


async def test_problems_go_when_they_are_solved() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        assert app.pane.problems.display
        app.pane.replace_all(PROGRAM)
        app.read()
        await pilot.pause()
        assert not app.pane.problems.display
        assert app.pane.problems.option_count == 0


async def test_next_and_previous_problem_go_round() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        places = []
        for go in (*[app.pane.next_problem] * 3, *[app.pane.previous_problem] * 2):
            go()
            await pilot.pause()
            places.append(app.editor.cursor_location)
        assert len(app.pane.problems.problems) == 2
        assert places == [TEA, WHOLE, TEA, WHOLE, TEA]
        assert app.pane.problems.highlighted == 0


async def test_the_list_by_keys() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        app.pane.action_problems()
        await pilot.pause()
        assert app.pane.problems.has_focus
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.editor.cursor_location == WHOLE
        assert app.focused is app.editor
        app.pane.action_problems()
        await pilot.press("g", "enter")
        await pilot.pause()
        assert app.editor.cursor_location == TEA


async def test_esc_and_the_same_action_lead_back_to_the_text() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        app.pane.action_problems()
        await pilot.press("escape")
        assert app.focused is app.editor
        app.pane.action_problems()
        await pilot.pause()
        app.pane.action_problems()
        await pilot.pause()
        assert app.focused is app.editor


async def test_a_click_goes_to_a_problem() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(140, 40)) as pilot:
        app.read()
        await pilot.pause()
        await pilot.click(ProblemsList, offset=Offset(5, 1))
        await pilot.pause()
        assert app.editor.cursor_location == TEA


async def test_y_copies_a_problem_in_the_list_and_types_in_the_text() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.press("y")
        assert app.pane.text.startswith("y#")
        app.pane.replace_all(WRONG)
        app.read()
        await pilot.pause()
        app.pane.action_problems()
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard.startswith("small.points:11:36: ")
        assert app.said == ["copied the problem"]


async def test_the_list_folds_to_its_heading() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        app.pane.action_fold_problems()
        await pilot.pause()
        assert app.pane.problems.outer_size.height == 1
        assert "2 errors" in screen_text(app)
        app.pane.action_fold_problems()
        await pilot.pause()
        assert app.pane.problems.outer_size.height > 1


async def test_the_cursor_of_the_list_outlives_a_new_reading() -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        app.pane.problems.highlighted = 1
        app.editor.insert("# new\n", (0, 0))
        app.read()
        await pilot.pause()
        assert app.pane.problems.marked == app.pane.problems.problems[1]
        app.pane.replace_all(PROGRAM.replace("full", "whole"))
        app.read()
        assert app.pane.problems.marked == app.pane.problems.problems[0]


async def test_hostile_words_in_problems_are_text() -> None:
    hostile = PROGRAM.replace("for merchant coffee", 'for "[red]\x1b[31m\u202e" coffee')
    app = RulesApp(hostile)
    async with app.run_test(size=(140, 40)) as pilot:
        app.read()
        await pilot.pause()
        screen = screen_text(app)
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "U+202E" in screen
