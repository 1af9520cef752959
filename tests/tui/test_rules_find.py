"""Finding a text, and going to a line."""

import pytest

from tests.tui.rules_app import RulesApp, press_text, styles_of
from tests.tui.screens_seen import screen_text

TEXT = "one coffee\ntwo\nCoffee three coffee\n"


async def test_finding_while_typing() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("coff"))
        await pilot.pause()
        assert app.editor.selection == ((0, 4), (0, 8))
        assert str(app.pane.find_bar.said.render()) == "1 of 3"
        assert any("on #" in style for style in styles_of(app, 2, "coffee"))


async def test_enter_and_arrows_walk_through_the_matches() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("coffee"))
        await pilot.pause()
        rows = []
        for key in ("enter", "down", "enter", "up", "shift+enter"):
            await pilot.press(key)
            await pilot.pause()
            rows.append(app.editor.selection.start)
        assert rows == [(2, 0), (2, 13), (0, 4), (2, 13), (2, 0)]
        assert app.pane.find_bar.entry.has_focus


async def test_a_longer_word_is_found_from_where_finding_began() -> None:
    app = RulesApp("ab\nabc\nabcd\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("abcd"))
        await pilot.pause()
        assert app.editor.selection.start == (2, 0)
        await pilot.press("backspace", "backspace")
        await pilot.pause()
        assert app.editor.selection.start == (0, 0)


async def test_what_is_not_there_is_said() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("tea"), "enter")
        await pilot.pause()
        assert str(app.pane.find_bar.said.render()) == "not found"
        assert app.editor.cursor_location[0] == 0


async def test_esc_closes_the_bar_and_keeps_the_place() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("three"), "escape")
        await pilot.pause()
        assert app.focused is app.editor
        assert not app.pane.find_bar.is_open
        assert app.editor.selected_text == "three"
        assert not any("on #" in style for style in styles_of(app, 2, "three"))


async def test_esc_in_the_text_closes_an_open_bar() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f")
        app.editor.focus()
        await pilot.press("escape")
        assert not app.pane.find_bar.is_open


async def test_what_is_selected_is_looked_for() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "ctrl+shift+left", "ctrl+f")
        await pilot.pause()
        assert app.pane.find_bar.entry.value == "coffee"
        assert str(app.pane.find_bar.said.render()) == "1 of 3"


async def test_the_palette_goes_on_without_the_bar() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *press_text("coffee"), "escape")
        app.pane.action_find_next()
        await pilot.pause()
        assert app.editor.selection.start == (2, 0)
        app.pane.action_find_previous()
        await pilot.pause()
        assert app.editor.selection.start == (0, 4)
        assert app.focused is app.editor


async def test_the_palette_asks_what_to_find_first() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_find_next()
        await pilot.pause()
        assert app.pane.find_bar.entry.has_focus


async def test_hostile_text_is_found_as_text() -> None:
    app = RulesApp("# [red]x[/red] \u202eevil\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f")
        app.pane.find_bar.entry.value = "[red]"
        await pilot.pause()
        assert app.editor.selected_text == "[red]"
        app.pane.find_bar.entry.value = "\u202e"
        await pilot.pause()
        assert app.editor.selected_text == "\u202e"
        assert "\u202e" not in screen_text(app)
        assert "\\u{202e}" in screen_text(app)


@pytest.mark.parametrize(("typed", "place"), [("3", (2, 0)), ("1:5", (0, 4)), ("99", (3, 0))])
async def test_going_to_a_line(typed: str, place: tuple[int, int]) -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_go_to_line()
        await pilot.pause()
        app.pane.line_bar.entry.value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert app.editor.cursor_location == place
        assert app.focused is app.editor
        assert not app.pane.line_bar.is_open


async def test_a_line_without_a_number_is_asked_for_again() -> None:
    app = RulesApp(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.action_find()
        app.pane.action_go_to_line()
        await pilot.press("x", "enter")
        await pilot.pause()
        assert str(app.pane.line_bar.said.render()) == "a number is missing"
        assert app.pane.line_bar.is_open
        assert not app.pane.find_bar.is_open
        await pilot.press("y")
        await pilot.pause()
        assert str(app.pane.line_bar.said.render()) == ""
