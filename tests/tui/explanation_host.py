"""An app around nothing but the explanation pane, which keeps what the pane posts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from pointsman.tui.messages import RuleChosen, SourceWanted
from pointsman.tui.model.decided import Decided
from pointsman.tui.themes import DARK, THEMES
from pointsman.tui.widgets.explanation.pane import ExplanationPane
from pointsman.tui.widgets.explanation.step_detail import KnownValues, StepDetail
from pointsman.tui.widgets.explanation.step_tree import StepTree
from tests.tui.explained_samples import titles
from tests.tui.screens_seen import screen_text

Driver = Pilot[None]


class Host(App[None]):
    """The pane, and what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str | None] = []
        self.wanted: list[str] = []
        self.notes: list[str] = []

    def compose(self) -> ComposeResult:
        yield ExplanationPane(id="explanation")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK

    def on_rule_chosen(self, message: RuleChosen) -> None:
        self.chosen.append(message.pointer)

    def on_source_wanted(self, message: SourceWanted) -> None:
        self.wanted.append(message.pointer)

    @property
    def pane(self) -> ExplanationPane:
        return self.query_one(ExplanationPane)

    @property
    def steps(self) -> StepTree:
        return self.query_one(StepTree)

    @property
    def title_at_cursor(self) -> str | None:
        row = self.steps.row
        return None if row is None else row.title

    @property
    def titles_shown(self) -> list[str]:
        assert self.steps.outline is not None
        return titles(self.steps.outline, self.steps.shown.rows)

    @property
    def text(self) -> str:
        return screen_text(self)

    @property
    def detail(self) -> str:
        return _text(self.query_one(StepDetail))

    @property
    def known(self) -> str:
        return _text(self.query_one(KnownValues))

    @property
    def told(self) -> list[str]:
        return [str(each.message) for each in self._notifications]


def _text(told: StepDetail | KnownValues) -> str:
    return str(told.query_one("Static").render())


@asynccontextmanager
async def hosted(
    decided: Decided | None = None, size: tuple[int, int] = (100, 40), focused: bool = True
) -> AsyncIterator[tuple[Host, Driver]]:
    """The app running, showing an answer, the pane focused."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        if decided is not None:
            app.pane.show(decided)
        if focused:
            app.pane.focus()
        await pilot.pause()
        yield app, pilot
