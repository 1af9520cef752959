"""The explanation pane as it looks."""

from syrupy.assertion import SnapshotAssertion

from tests.tui.explained_samples import sample
from tests.tui.explanation_host import hosted

PARTIAL = sample("world-elite", "seven steps of ten")


async def test_a_purchase_at_80_by_24(text_screen: SnapshotAssertion) -> None:
    async with hosted(PARTIAL, size=(80, 24)) as (app, _):
        assert app.text == text_screen


async def test_a_purchase_at_140_by_40(text_screen: SnapshotAssertion) -> None:
    async with hosted(PARTIAL, size=(140, 40)) as (app, _):
        assert app.text == text_screen


async def test_a_purchase_in_a_third_of_a_screen(text_screen: SnapshotAssertion) -> None:
    async with hosted(PARTIAL, size=(46, 36)) as (app, _):
        assert app.text == text_screen


async def test_what_mattered(text_screen: SnapshotAssertion) -> None:
    async with hosted(PARTIAL, size=(80, 24)) as (app, pilot):
        await pilot.press("1")
        assert app.text == text_screen


async def test_why_not(text_screen: SnapshotAssertion) -> None:
    decided = sample("world-elite", "everything wrong at once")
    async with hosted(decided, size=(80, 40)) as (app, pilot):
        await pilot.press("w")
        assert app.text == text_screen


async def test_a_refused_redemption(text_screen: SnapshotAssertion) -> None:
    async with hosted(sample("all-rewards", "25,000 points for 249.99"), size=(100, 36)) as (
        app,
        _,
    ):
        assert app.text == text_screen


async def test_a_reversal_that_is_stale(text_screen: SnapshotAssertion) -> None:
    decided = sample("all-rewards", "reversal in full, one lot expired meanwhile")
    async with hosted(decided, size=(80, 24)) as (app, pilot):
        app.pane.mark_stale("the facts cannot be read")
        await pilot.pause()
        assert app.text == text_screen


async def test_nothing_yet(text_screen: SnapshotAssertion) -> None:
    async with hosted(size=(80, 24)) as (app, _):
        assert app.text == text_screen


async def test_colours(svg_screen: SnapshotAssertion) -> None:
    async with hosted(sample("world-elite", "gold coffee"), size=(100, 40)) as (app, pilot):
        await pilot.press("full_stop")
        assert app.export_screenshot(simplify=True) == svg_screen


async def test_colours_of_a_stale_answer(svg_screen: SnapshotAssertion) -> None:
    async with hosted(PARTIAL, size=(80, 30)) as (app, pilot):
        app.pane.mark_stale("the rules do not load")
        await pilot.pause()
        assert app.export_screenshot(simplify=True) == svg_screen
