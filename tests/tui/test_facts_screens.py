"""How the pane of the facts looks."""

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.programs import load_shipped
from pointsman.tui.model.forms import Subject
from pointsman.tui.model.starters import starter
from tests.tui.facts_host import FactsHost
from tests.tui.screens_seen import screen_text


async def test_a_purchase_on_a_small_screen(text_screen: SnapshotAssertion) -> None:
    app = FactsHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "up")
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_a_request_on_a_wide_screen(text_screen: SnapshotAssertion) -> None:
    app = FactsHost()
    async with app.run_test(size=(140, 40)) as pilot:
        app.pane.action_ask_post_purchase()
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert screen_text(app) == text_screen


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_a_redemption_request_that_is_refused(
    size: tuple[int, int], text_screen: SnapshotAssertion
) -> None:
    app = FactsHost(starter(Subject.REDEMPTION, load_shipped("all-rewards")))
    async with app.run_test(size=size) as pilot:
        app.decide(app.pane.text)
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_a_reversal_in_a_narrow_pane(text_screen: SnapshotAssertion) -> None:
    app = FactsHost(starter(Subject.REVERSAL, None))
    async with app.run_test(size=(28, 36)) as pilot:
        await pilot.press("down", "up")
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_the_text_that_cannot_be_read(text_screen: SnapshotAssertion) -> None:
    app = FactsHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+b", "[")
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_the_list_of_choices(text_screen: SnapshotAssertion) -> None:
    app = FactsHost()
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.go_to_field("/authorization/channel")
        await pilot.pause()
        await pilot.press("enter", "down")
        await pilot.pause()
        assert screen_text(app) == text_screen


async def test_colours(svg_screen: SnapshotAssertion) -> None:
    app = FactsHost()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "end", "X")
        await pilot.pause()
        assert app.export_screenshot(simplify=True) == svg_screen
