"""Logs to open in tests: purchases, the decisions made of them, and a place to open them in."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from pointsman.engine.program import Program
from pointsman.programs import load_shipped, shipped_path
from pointsman.tui.messages import FactsChosen
from pointsman.tui.model.decided import decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.screens.log import LogScreen
from pointsman.tui.themes import DARK, THEMES

EXAMPLES = Path(__file__).parents[2] / "examples"
BAD_LINE = '{"id" "P-07"}'


def program() -> Program:
    return load_shipped("world-elite")


def purchases() -> list[dict[str, Any]]:
    lines = (EXAMPLES / "purchases.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def decisions() -> list[dict[str, Any]]:
    return [dict(program().decide(facts).to_json()) for facts in purchases()]


def write_lines(path: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def read_log(path: Path, beside: Path | None = None, by: Program | None = None) -> Log:
    log = Log.at(path, beside, by or program())
    log.read()
    return log


def desk(rules: str | None = None) -> Desk:
    path = shipped_path("world-elite")
    texts = RulesText(path.read_text(encoding="utf-8") if rules is None else rules, path.name)
    question = Question((EXAMPLES / "purchase.yaml").read_text(encoding="utf-8"))
    made = Desk(texts, question, OnDisk(path))
    made.take(decide(read_rules(texts), read_question(question)))
    return made


class LogApp(App[None]):
    """The log's place, with nothing behind it."""

    def __init__(self, path: Path | None = None, beside: Path | None = None) -> None:
        super().__init__()
        self._path, self._beside = path, beside
        self.place = LogScreen(desk(), path, beside)
        self.chosen: list[FactsChosen] = []

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.push_screen(self.place)

    def on_facts_chosen(self, message: FactsChosen) -> None:
        self.chosen.append(message)

    def come_back(self) -> None:
        """To the log, which is left when facts are handed over."""
        if self.screen is not self.place:
            self.place = LogScreen(self.place.desk, self._path, self._beside)
            self.push_screen(self.place)

    @property
    def said(self) -> list[str]:
        return [notice.message for notice in self._notifications]


async def settled(pilot: Any) -> None:
    """All that was begun is done, and shown."""
    for _ in range(3):
        wanted = [worker for worker in pilot.app.workers if not worker.is_cancelled]
        await pilot.app.workers.wait_for_complete(wanted)
        await pilot.pause()


async def press(pilot: Any, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def shown_rows(app: LogApp) -> Sequence[int]:
    """The numbers of the rows that are shown."""
    selection = app.place.table.selection
    assert selection is not None
    return [selection.rows.row(selection.position(index)).number for index in range(len(selection))]
