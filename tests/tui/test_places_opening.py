"""A place opens with as little work as there is: it is dressed once, and laid out as it will be."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen

from pointsman.tui.model.log.log import Log
from pointsman.tui.model.start import Start
from pointsman.tui.screens.breakpoints import classes_of
from pointsman.tui.screens.log import LogScreen
from pointsman.tui.screens.place import Place
from pointsman.tui.widgets.keys_row import KeysRow
from tests.tui.log_samples import LogApp, purchases, settled, write_lines
from tests.tui.running import Running, program_in, running

PLACES = (["alt+2"], ["f2", "x", "alt+3"], ["alt+4"], ["alt+5"])
"""The keys that open them; the saved file is compared with what was typed since."""


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(program_in(tmp_path))


class Sized(Screen[None]):
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's way
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - Textual's way


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((109, 31), ["-narrow", "-short"]),
        ((110, 31), ["-wide", "-short"]),
        ((109, 32), ["-narrow", "-tall"]),
        ((200, 60), ["-wide", "-tall"]),
    ],
)
async def test_classes_are_those_that_textual_gives(
    size: tuple[int, int], classes: list[str]
) -> None:
    app = App[None]()
    async with app.run_test(size=size) as pilot:
        screen = Sized()
        await app.push_screen(screen)
        await pilot.pause()
        assert list(classes_of(screen)) == classes
        assert {name for name in screen.classes if name.startswith("-")} == set(classes)


@pytest.mark.parametrize("keys", PLACES, ids=lambda keys: keys[-1])
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_no_widget_of_a_place_is_dressed_again(
    keys: list[str], size: tuple[int, int], start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed: list[DOMNode] = []
    update = Stylesheet.update_nodes

    def noted(self: Stylesheet, nodes: Any, animate: bool = False) -> None:
        every = list(nodes)
        dressed.extend(every)
        update(self, every, animate)

    async with running(start, size) as ran:
        await ran.press(*keys[:-1])
        monkeypatch.setattr(Stylesheet, "update_nodes", noted)
        await ran.press(keys[-1])
        assert isinstance(ran.app.screen, Place)
    # Of a screen that is resumed Textual would dress all, and once more when its size is told.
    assert not [node for node in dressed if isinstance(node, Place)]


async def test_a_place_follows_the_theme_while_another_screen_is_over_it(start: Start) -> None:
    async with running(start) as ran:
        await ran.press("alt+2")
        place = ran.app.screen
        assert isinstance(place, Place)
        dark = place.styles.background
        await ran.press("f1")
        assert ran.app.screen is not place
        ran.app.action_toggle_dark()
        await ran.press("escape")
        assert ran.app.screen is place
        light = place.styles.background
        assert light != dark
        await ran.press("escape", "alt+2")
        assert ran.app.screen.styles.background == light


def _keys(ran: Running) -> list[object]:
    return list(ran.app.screen.query_one(KeysRow).children)


async def test_keys_are_made_again_only_if_they_are_others(start: Start) -> None:
    async with running(start) as ran:
        row = ran.app.screen.query_one(KeysRow)
        before = _keys(ran)
        assert before
        row.call_next(row.recompose)
        await ran.settled()
        assert _keys(ran) == before
        assert row.styles.grid_size_columns == len(before)
        await ran.press("f4")
        after = _keys(ran)
        assert not set(after) & set(before)
        assert row.styles.grid_size_columns == len(after)


async def _read_by(
    app: LogApp, monkeypatch: pytest.MonkeyPatch, *then: Path
) -> list[tuple[Path, int]]:
    """Open the app's log, then others at once: what is read, and how high the table is by then."""
    began: list[tuple[Path, int]] = []
    read = Log.read

    def noted(self: Log, *given: Any) -> None:
        began.append((self.file.path, app.place.table.size.height))
        read(self, *given)

    monkeypatch.setattr(Log, "read", noted)
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        for path in then:
            app.place.open_log(path)
        await settled(pilot)
        assert len(app.place.table.selection or ()) == len(purchases())
    return began


async def test_a_log_is_read_once_its_place_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = LogApp(write_lines(tmp_path / "march.ndjson", purchases()))
    [(_, height)] = await _read_by(app, monkeypatch)
    assert height > 30


async def test_of_two_logs_opened_at_once_the_last_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_lines(tmp_path / f"{name}.ndjson", purchases()) for name in "abc"]
    began = await _read_by(LogApp(paths[0]), monkeypatch, *paths[1:])
    assert {path for path, _ in began} == {paths[0], paths[2]}


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Nothing is freed but what nothing refers to."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_collector")
async def test_the_rows_of_a_log_that_is_left_are_let_go(tmp_path: Path, start: Start) -> None:
    paths = [write_lines(tmp_path / f"{name}.ndjson", purchases()) for name in "ab"]
    async with running(start) as ran:
        ran.app.show_log(paths[0])
        await ran.settled()
        # All that looks at rows has looked: a filter, a search, an open row.
        await ran.press("slash", *"REDEEMED", "enter", "enter", "down", "w", *"credit", "enter")
        place = ran.app.screen
        assert isinstance(place, LogScreen)
        assert place.decisions is not None
        rows = weakref.ref(place.decisions.rows)
        ran.app.show_log(paths[1])
        await ran.settled()
        assert rows() is None
