"""A list drawn line by line: its length costs nothing, its cursor stays in sight."""

import pytest
from textual.app import App, ComposeResult

from pointsman.tui.widgets.compare.cells import fitted
from pointsman.tui.widgets.compare.line_list import LineList, Painted
from tests.tui.screens_seen import screen_text


class Numbers(LineList):
    """Rows of two lines, of which it keeps those that were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: set[int] = set()

    def paint(self, line: int, row: int, width: int) -> Painted:
        self.painted.add(line)
        return [(fitted(f"row {row} line {line}", width), "")]


class Host(App[None]):
    """The list alone, and what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[int] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield Numbers()

    def on_mount(self) -> None:
        self.list.focus()

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        assert message.control is self.list
        self.moved.append(message.row)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        self.chosen.append(message.row)

    @property
    def list(self) -> Numbers:
        return self.query_one(Numbers)


async def test_of_many_lines_only_those_in_sight_are_painted() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.lay_out([line // 2 for line in range(10_000)])
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert app.list.cursor == 4_999
        assert "row 4999 line 9999" in screen_text(app)
        assert len(app.list.painted) <= 4 * 10


async def test_the_cursor_moves_by_rows_and_tells() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.lay_out([0, 0, 1, 2, 2])
        await pilot.press("down", "j", "j", "up", "g", "enter")
        await pilot.pause()
        assert app.moved == [1, 2, 1, 0]
        assert app.chosen == [0]


async def test_the_cursor_stays_on_the_rows_there_are() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.list.lay_out(range(50))
        await pilot.press("G", "pagedown")
        assert app.list.cursor == 49
        app.list.lay_out(range(3))
        assert app.list.cursor == 2
        assert app.list.row_count == 3


async def test_an_empty_list_chooses_nothing() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("enter", "down", "G")
        await pilot.click(Numbers, offset=(1, 1))
        assert (app.moved, app.chosen, app.list.row_count) == ([], [], 0)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 8, "short   "),
        ("exactly8", 8, "exactly8"),
        ("longer than 8", 8, "longer …"),
        ("価格価格価格", 6, "価格 …"),
        ("a\x1b[31m", 12, "a\\u{1b}[31m "),
        ("anything", 1, "…"),
        ("anything", 0, ""),
        ("e\u0301" * 10, 10, "e\u0301" * 10),
        ("x" * 1_000_000, 3, "xx…"),
    ],
)
def test_text_takes_exactly_its_cells(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown
