"""The pane: what it tells, what can be done in it, and how it looks."""

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.dsl.places import Span
from pointsman.programs import shipped_path
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import actions_of
from pointsman.tui.widgets.rules import RulesPane
from tests.tui.rules_app import PROGRAM, RulesApp
from tests.tui.screens_seen import screen_text

UNTIDY = 'program   "X" {\nversion 3\n    currency USD }\n'
TIDY = 'program "X" {\n  version   3\n  currency  USD\n}\n'
WRONG = PROGRAM.replace("for merchant coffee", "for merchant tea").replace("full", "whole")
BIG = "# A line of many.\n" * 1_984 + PROGRAM


def test_every_action_is_one_of_the_pane() -> None:
    for action in actions_of(Scope.RULES):
        assert callable(getattr(RulesPane, f"action_{action.do}"))


async def test_loading_tells_nothing() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.load("full\n", "other.points")
        await pilot.pause()
        assert (app.edits, app.lines) == ([], [])
        assert not app.editor.history.undo_stack


async def test_every_edit_is_told_with_the_whole_text() -> None:
    app = RulesApp("full\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "backspace")
        await pilot.pause()
        assert app.edits == ["xfull\n", "full\n"]


async def test_lines_are_told_when_the_cursor_comes_to_them() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "down", "up", "up")
        await pilot.pause()
        assert app.lines == [2, 3, 2, 1]
        app.pane.go_to(10, 5)
        await pilot.pause()
        assert app.lines[-1] == 10
        assert app.pane.border_subtitle == "10:5"


async def test_marking_a_rule_tells_nothing() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.show_span(Span(20, 40))
        await pilot.pause()
        assert (app.edits, app.lines) == ([], [])


async def test_going_somewhere_gives_the_text_the_focus() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_focus(None)
        app.pane.go_to(99, 99)
        await pilot.pause()
        assert app.focused is app.editor
        assert app.editor.cursor_location == (17, 0)


async def test_the_name_is_text_in_the_title() -> None:
    app = RulesApp(name="[red]x[/red]\x1b[31m\u202e.points")
    async with app.run_test(size=(80, 24)):
        assert "Rules · [red]x[/red]\\u{1b}[31m\\u{202e}.points" in screen_text(app)


async def test_the_beginning_and_the_end() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+end")
        assert app.editor.cursor_location == (17, 0)
        await pilot.press("ctrl+home")
        assert app.editor.cursor_location == (0, 0)


async def test_undo_and_redo_by_key_and_by_palette() -> None:
    app = RulesApp("full\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "ctrl+z")
        assert app.pane.text == "full\n"
        await pilot.press("ctrl+y")
        assert app.pane.text == "xfull\n"
        app.pane.action_undo()
        assert app.pane.text == "full\n"
        app.pane.action_redo()
        assert app.pane.text == "xfull\n"


async def test_formatting_is_one_step_and_keeps_the_cursor_at_its_word() -> None:
    app = RulesApp(UNTIDY)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.go_to(2, 9)
        await pilot.press("ctrl+l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.pane.text == TIDY
        assert app.editor.cursor_location == (1, 12)
        assert app.said == ["formatted"]
        await pilot.press("ctrl+z")
        assert app.pane.text == UNTIDY
        assert app.editor.cursor_location == (1, 8)


async def test_formatting_says_that_there_was_nothing_to_do() -> None:
    app = RulesApp(TIDY)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_format()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.said == ["formatted: nothing to change"]
        assert app.edits == []


async def test_a_text_with_mistakes_is_not_formatted() -> None:
    app = RulesApp("program {\n")
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_format()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.said[0].startswith("not formatted: line 1: ")
        assert app.pane.text == "program {\n"


async def test_what_is_typed_meanwhile_is_not_lost_to_formatting() -> None:
    app = RulesApp(UNTIDY)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_format()
        app.editor.insert("# ")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.pane.text == f"# {UNTIDY}"
        assert app.said == ["not formatted: the text has changed meanwhile"]


async def test_yaml_is_left_as_it_is() -> None:
    app = RulesApp("program:   X\n", "x.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.pane.text == "program:   X\n"
        assert app.said == ["only `.points` text has a style; this file is left as it is"]


@pytest.mark.parametrize("key", ["ctrl+underscore", "ctrl+slash"])
async def test_lines_become_comments_and_come_back(key: str) -> None:
    app = RulesApp("base {\n  up to 5\n}\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+down", "shift+down", key)
        assert app.pane.text == "# base {\n#   up to 5\n}\n"
        app.editor.select_all()
        await pilot.press("ctrl+z")
        await pilot.press(key)
        assert app.pane.text == "# base {\n#   up to 5\n}\n"


async def test_the_line_of_the_cursor_becomes_a_comment() -> None:
    app = RulesApp("full\nfixed 5")
    async with app.run_test(size=(80, 24)):
        app.editor.move_cursor((1, 2))
        app.pane.action_comment()
        assert app.pane.text == "full\n# fixed 5"


async def test_long_lines_wrap_and_run_on() -> None:
    app = RulesApp("# " + "word " * 40)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_wrap()
        await pilot.pause()
        assert app.editor.soft_wrap
        assert app.editor.wrapped_document.height == 3
        app.pane.action_wrap()
        assert not app.editor.soft_wrap


async def test_esc_is_left_to_others_when_there_is_nothing_to_close() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        assert app.focused is app.editor


async def test_small_screen(text_screen: SnapshotAssertion) -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_large_screen(text_screen: SnapshotAssertion) -> None:
    app = RulesApp(WRONG)
    async with app.run_test(size=(140, 40)) as pilot:
        app.read()
        await pilot.press("ctrl+f", "c", "o", "f")
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_two_thousand_lines(text_screen: SnapshotAssertion) -> None:
    app = RulesApp(BIG)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.go_to(1_994)
        app.pane.show_span(app.read().span_of("/conversion"))
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_an_unreadable_text(text_screen: SnapshotAssertion) -> None:
    app = RulesApp("\x00\x01\u202e}{ program [red]\x1b[2J ]]] 'x' 1e9 \"open\n\ud800\n")
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_an_empty_text(text_screen: SnapshotAssertion) -> None:
    app = RulesApp("", "")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_colours(svg_screen: SnapshotAssertion) -> None:
    path = shipped_path("world-elite")
    app = RulesApp(path.read_text(encoding="utf-8").replace("except casinos", "except tea"))
    async with app.run_test(size=(100, 40)) as pilot:
        app.read()
        app.pane.go_to(21, 22)
        await pilot.pause()
        assert app.export_screenshot(simplify=True) == svg_screen
