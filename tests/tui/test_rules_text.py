"""The document of the editor: what is in the file stays, what is shown is harmless."""

import random

import pytest
from textual.document._wrapped_document import WrappedDocument

from pointsman.tui.widgets.rules.document import SourceDocument, shown, typed
from tests.tui.rules_app import RulesApp

TEXTS = [
    "",
    "\n",
    "\r\n",
    "a\nb",
    "a\r\nb\r\n",
    "a\r\nb\nc",
    "a\rb\n",
    "x\x0by\x0c\x85z\u2028\u2029\x1c\n",
    "\ufeffa\n\x1b[31m\n",
    "\ud800\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert SourceDocument(text).text == text


@pytest.mark.parametrize("text", TEXTS)
def test_lines_show_one_sign_for_every_character(text: str) -> None:
    document = SourceDocument(text)
    assert [len(line) for line in document.lines] == [len(s) for s in document.source_lines]
    assert all(char == "\t" or char.isprintable() for line in document.lines for char in line)


def test_only_unsafe_characters_have_a_stand_in() -> None:
    assert shown("é東\t\u202ex\u200d") == "é東\t?x?"
    assert shown("plain") == "plain"


def test_line_breaks_that_are_typed_are_line_feeds() -> None:
    assert typed("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("seed", range(12))
def test_edits_are_those_of_a_plain_text(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - edits to make, no secret
    newline = chance.choice(["\n", "\r\n"])
    document = SourceDocument(newline.join(["abc\x1b", "", "d\te\u2028"]))
    for _ in range(60):
        places = [
            (row, chance.randint(0, len(document.source_line(row))))
            for row in sorted(chance.choices(range(document.line_count), k=2))
        ]
        start, end = sorted(places)
        new = chance.choice(["", "x", newline, f"1{newline}2", "\u202e", "東\t"])
        text = document.text
        first, last = document.offset_of(start), document.offset_of(end)
        result = document.replace_range(start, end, new)
        assert result.replaced_text == text[first:last]
        assert document.text == text[:first] + new + text[last:]
        assert document.offset_of(result.end_location) == first + len(new)
        fresh = SourceDocument(document.text)
        if fresh.newline == newline:
            assert document.lines == fresh.lines
            assert document.get_size(2) == fresh.get_size(2)


@pytest.mark.parametrize("text", TEXTS)
async def test_editing_and_undoing_leaves_the_text_as_it_was(text: str) -> None:
    app = RulesApp(text)
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("ctrl+end", "z", "enter", "y", "backspace")
        await pilot.pause()
        assert app.pane.text.startswith(f"{text}z")
        while app.editor.history.undo_stack:
            app.editor.undo()
        assert app.pane.text == text


async def test_a_new_line_in_a_file_of_windows_is_one_of_windows() -> None:
    app = RulesApp("full\r\nfixed 1\r\n")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("end", "enter", "x")
        assert app.pane.text == "full\r\nx\r\nfixed 1\r\n"


async def test_what_is_pasted_takes_the_line_breaks_of_the_text() -> None:
    app = RulesApp("a\nb\n")
    async with app.run_test(size=(60, 12)) as pilot:
        app.copy_to_clipboard("1\r\n2\r3")
        await pilot.press("ctrl+v")
        assert app.pane.text == "1\n2\n3a\nb\n"


async def test_the_whole_text_is_replaced_in_one_step_with_its_own_line_breaks() -> None:
    app = RulesApp("a\nb\nc\n")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("down", "x")
        app.pane.replace_all("1\r\n2\r\n")
        await pilot.pause()
        assert app.pane.text == "1\r\n2\r\n"
        await pilot.press("ctrl+z")
        assert app.pane.text == "a\nxb\nc\n"
        assert app.editor.cursor_location == (1, 1)
        await pilot.press("ctrl+y")
        assert app.pane.text == "1\r\n2\r\n"
        await pilot.pause()
        assert app.edits == ["a\nxb\nc\n", "1\r\n2\r\n", "a\nxb\nc\n", "1\r\n2\r\n"]


async def test_replacing_keeps_the_cursor_where_it_can_stand() -> None:
    app = RulesApp("abc\ndef\nghi")
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("ctrl+end")
        app.pane.replace_all("a\r\nb")
        assert app.editor.cursor_location == (1, 1)
        app.pane.replace_all("a\r\nb")
        assert len(app.editor.history.undo_stack) == 1


async def test_the_height_is_what_textual_counts_also_after_edits() -> None:
    app = RulesApp("word " * 40 + "\n" + "東\t" * 60 + "\nfull\n")
    async with app.run_test(size=(60, 12)) as pilot:
        app.pane.action_wrap()
        await pilot.pause()
        for keys in (("enter",), ("x",), ("ctrl+end",), ("enter",), ("ctrl+z",)):
            await pilot.press(*keys)
            layout = app.editor.wrapped_document
            assert layout.height == WrappedDocument.height.fget(layout)  # type: ignore[attr-defined]
            assert layout.height > layout.document.line_count
