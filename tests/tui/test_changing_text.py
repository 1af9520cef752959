"""A text that is told again and again: only another text is laid out and drawn."""

from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content

from pointsman.tui.widgets.changing_text import ChangingText
from tests.tui.screens_seen import screen_text


class Counted(ChangingText):
    """Counts how often it was to be drawn, and laid out."""

    DEFAULT_CSS = "Counted { height: auto; }"
    drawn = 0
    laid_out = 0

    def refresh(self, *regions: Any, layout: bool = False, **more: Any) -> "Counted":
        self.drawn += 1
        self.laid_out += layout
        return super().refresh(*regions, layout=layout, **more)

    def since(self) -> tuple[int, int]:
        """How often it was drawn and laid out since the last time this was asked."""
        seen = (self.drawn, self.laid_out)
        self.drawn = self.laid_out = 0
        return seen


class Host(App[None]):
    """The text alone."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Counted("told")

    def compose(self) -> ComposeResult:
        yield Vertical(self.text)


async def test_the_same_text_is_not_drawn_again() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        assert app.text.tell(Content("10 points"))
        await pilot.pause()
        app.text.since()
        assert not app.text.tell(Content("10 points"))
        assert not app.text.tell(Content.assemble("10", " points"))
        assert app.text.since() == (0, 0)
        assert screen_text(app).splitlines()[0] == "10 points"


async def test_another_text_or_another_style_is() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)):
        assert app.text.tell(Content("10 points"))
        app.text.since()
        for other in (Content("11 points"), Content.styled("11 points", "$success"), Content("")):
            assert app.text.tell(other)
            assert app.text.since() == (1, 1)
        assert not app.text.tell(Content(""))


async def test_at_first_it_is_empty() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)):
        app.text.since()
        assert not app.text.tell(Content(""))
        assert app.text.since() == (0, 0)
        assert screen_text(app).strip() == ""


async def test_what_takes_the_same_room_is_drawn_where_it_stands() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.text.tell(Content("one line"))
        await pilot.pause()
        app.text.since()
        assert app.text.tell(Content("another"), layout=False)
        assert app.text.since() == (1, 0)
        await pilot.pause()
        assert screen_text(app).splitlines()[0] == "another"


async def test_what_takes_more_room_gets_it_and_gives_it_back() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        heights = []
        for told in ("one", "one\ntwo\nthree", "one\ntwo"):
            app.text.tell(Content(told))
            await pilot.pause()
            heights.append(app.text.region.height)
        assert heights == [1, 3, 2]


async def test_what_was_told_before_it_stood_anywhere_is_shown() -> None:
    app = Host()
    assert app.text.tell(Content("early"))
    async with app.run_test(size=(40, 10)):
        assert not app.text.tell(Content("early"))
        assert screen_text(app).splitlines()[0] == "early"


async def test_hostile_text_is_text() -> None:
    app = Host()
    async with app.run_test(size=(60, 10)) as pilot:
        app.text.tell(Content("[red]x[/red] [link=http://x]y[/link] [@click=quit]z[/]"))
        await pilot.pause()
        shown = screen_text(app).splitlines()[0]
        assert shown == "[red]x[/red] [link=http://x]y[/link] [@click=quit]z[/]"
        assert app.text.id == "told"
