"""How the editor draws: colours, underlines, marks, hostile characters; and how it takes keys."""

import pytest
from rich.text import Text

from pointsman.dsl.places import Span
from pointsman.tui.themes import LIGHT
from tests.tui.rules_app import PROGRAM, RulesApp, shown_lines, style_in, styles_of

HOSTILE = "# \x1b[31mred\x1b[0m \u202eevil\u202c [red]x[/red] [link=http://x]y[/link]\x07\n"


async def test_parts_have_the_colours_of_the_theme() -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        dark = style_in(app, "statement")
        assert styles_of(app, 2, "version") == [dark]
        assert styles_of(app, 1, "program") == [f"bold {dark}"]
        assert styles_of(app, 4, "whole") != styles_of(app, 4, "points")
        app.theme = LIGHT
        await pilot.pause()
        assert styles_of(app, 2, "version") == [style_in(app, "statement")] != [dark]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_themes_of_the_terminal_keep_its_colours(theme: str) -> None:
    app = RulesApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        assert styles_of(app, 2, "version") == [style_in(app, "statement")] == ["color(4)"]
        read = app.read()
        app.pane.show_span(read.span_of("/conversion/base"))
        assert "reverse" in " ".join(styles_of(app, 9, "base"))


async def test_without_colours_problems_are_still_underlined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = RulesApp(PROGRAM.replace("for merchant coffee", "for merchant tea"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.pause()
        assert any("underline" in style for style in styles_of(app, 10, "tea"))


async def test_an_error_is_underlined_at_its_place_alone() -> None:
    app = RulesApp(PROGRAM.replace("for merchant coffee", "for merchant tea"))
    async with app.run_test(size=(80, 24)):
        app.read()
        assert f"underline {style_in(app, 'error')}" in styles_of(app, 10, "tea")
        assert not any("underline" in style for style in styles_of(app, 10, "merchant"))


async def test_a_warning_is_underlined_in_a_colour_of_its_own() -> None:
    text = PROGRAM.replace("0.008\n", '0.008\n    override "Never" for merchant coffee at 0.007\n')
    app = RulesApp(text)
    async with app.run_test(size=(80, 24)):
        read = app.read()
        assert [d.severity.value for d in read.reading.diagnostics] == ["warning"]
        assert f"underline {style_in(app, 'warning')}" in styles_of(app, 11, '"Never"')


async def test_an_underline_stays_with_its_line_until_the_next_reading() -> None:
    app = RulesApp(PROGRAM.replace("for merchant coffee", "for merchant tea"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.read()
        await pilot.press("enter")
        assert f"underline {style_in(app, 'error')}" in styles_of(app, 11, "tea")
        app.pane.replace_all(PROGRAM)
        app.read()
        assert not any("underline" in style for style in styles_of(app, 10, "coffee"))


async def test_a_chosen_rule_is_marked_and_seen_but_the_cursor_stays() -> None:
    text = PROGRAM.replace("  redemption", "# …\n" * 200 + "  redemption")
    app = RulesApp(text)
    async with app.run_test(size=(80, 24)) as pilot:
        read = app.read()
        app.pane.show_span(read.span_of("/redemption"))
        await pilot.pause()
        assert app.editor.cursor_location == (0, 0)
        assert app.lines == []
        assert app.editor.chosen_rows == [213, 214, 215]
        assert "  redemption {" in shown_lines(app)
        assert "  }" in shown_lines(app)
        assert any("on #" in style for style in styles_of(app, 214, "full"))
        app.pane.show_span(None)
        assert not any("on #" in style for style in styles_of(app, 214, "full"))


async def test_a_rule_in_view_is_marked_without_scrolling() -> None:
    app = RulesApp(PROGRAM * 4)
    async with app.run_test(size=(80, 24)) as pilot:
        app.editor.scroll_to(y=3, animate=False)
        await pilot.pause()
        app.pane.show_span(Span(0, 10))
        assert app.editor.scroll_offset.y == 0
        app.editor.scroll_to(y=3, animate=False)
        await pilot.pause()
        app.pane.show_span(Span(80, 85))
        await pilot.pause()
        assert app.editor.scroll_offset.y == 3


async def test_the_line_of_the_cursor_keeps_its_colours() -> None:
    app = RulesApp("version 3\nfull\n")
    async with app.run_test(size=(80, 24)):
        strip = app.editor.render_line(0)
        colours = [str(segment.style) for segment in strip if "version"[1:] in segment.text]
        assert any(style_in(app, "statement") in colour for colour in colours)


async def test_no_control_or_turning_character_reaches_the_terminal() -> None:
    app = RulesApp(HOSTILE)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert shown_lines(app)[0] == "# ?[31mred?[0m ?evil? [red]x[/red] [link=http://x]y[/link]?"
        drawn = "".join(segment.text for segment in app.editor.render_line(0))
        assert drawn.isprintable()
        assert app.pane.text == HOSTILE


async def test_a_stand_in_is_drawn_as_an_error() -> None:
    app = RulesApp(HOSTILE)
    async with app.run_test(size=(80, 24)):
        assert f"bold reverse {style_in(app, 'unsafe')}" in styles_of(app, 0, "?[31m")
        assert not any("reverse" in style for style in styles_of(app, 0, "[red]"))


async def test_a_click_beside_hostile_wide_and_tabbed_text_comes_where_it_is() -> None:
    app = RulesApp("\x1b\u202e東x\ty")
    async with app.run_test(size=(80, 24)) as pilot:
        gutter = app.editor.gutter_width
        await pilot.click("#rules-editor", offset=(gutter + 4, 0))
        assert app.editor.cursor_location == (0, 3)
        await pilot.click("#rules-editor", offset=(gutter + 6, 0))
        assert app.editor.cursor_location == (0, 5)
        assert app.editor.cursor_screen_offset.x - app.editor.content_region.x == gutter + 6


async def test_copying_takes_the_text_and_not_what_stands_in_for_it() -> None:
    app = RulesApp("a\x1bb")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+end", "ctrl+c")
        assert app.clipboard == "a\x1bb"


async def test_very_long_lines_are_shown_and_edited() -> None:
    app = RulesApp("name " + '"x", ' * 20_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "z")
        await pilot.pause()
        assert shown_lines(app)[0].endswith("z")
        app.pane.action_wrap()
        assert not app.editor.soft_wrap


async def test_enter_indents_as_the_line_before_and_more_after_a_brace() -> None:
    app = RulesApp("program {\n  full\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "enter", "a", "down", "end", "enter", "b")
        assert app.pane.text == "program {\n  a\n  full\n  b\n"


async def test_enter_inside_the_indent_adds_no_more_of_it() -> None:
    app = RulesApp("    full")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "enter")
        assert app.pane.text == "  \n    full"


async def test_enter_replaces_what_is_selected() -> None:
    app = RulesApp("  abc def")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "ctrl+shift+left", "enter")
        assert app.pane.text == "  abc \n  "


async def test_matching_brackets_are_those_of_the_language() -> None:
    app = RulesApp('base { # }\n  up "}" at 1\n}\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "right", "right", "right")
        assert app.editor.matching_bracket_location == (2, 0)


async def test_an_empty_text_says_how_to_begin() -> None:
    app = RulesApp("")
    async with app.run_test(size=(80, 24)):
        assert "ctrl+n begins with a template" in shown_lines(app)[0]


async def test_a_line_is_a_text_of_the_same_length() -> None:
    app = RulesApp("a\x07b\u2028\r c\n")
    async with app.run_test(size=(80, 24)):
        line = app.editor.get_line(0)
        assert isinstance(line, Text)
        assert len(line) == len("a\x07b\u2028\r c")
