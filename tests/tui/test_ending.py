"""Work that ends after the app has nowhere to be shown; work that goes wrong before is seen."""

import asyncio
import gc

import pytest
from textual.css.query import NoMatches
from textual.worker import WorkerFailed, WorkerState

from pointsman.tui.app import PointsmanApp


class Late:
    """Work that waits until it is let go, and then shows on the workbench what came out."""

    def __init__(self) -> None:
        self.app = PointsmanApp()
        self.go = asyncio.Event()
        self.shown = False

    async def work(self) -> None:
        await self.go.wait()
        self.app.workbench.query_one("#status-of-late-work")
        self.shown = True

    async def other(self, error: BaseException) -> None:
        await self.go.wait()
        raise error


async def test_work_that_ends_after_the_app_raises_nothing() -> None:
    late = Late()
    async with late.app.run_test() as pilot:
        task = asyncio.create_task(late.app._while_running(late.work()))
        await pilot.pause()
        assert not task.done()
    assert not late.app.is_running
    late.go.set()
    await task
    assert not late.shown


async def test_what_the_app_shows_itself_has_nowhere_to_be_shown_either() -> None:
    app = PointsmanApp()
    told = []

    async def show() -> None:
        told.append("asked")
        app.state_changed()
        told.append("shown")

    async with app.run_test():
        await app._while_running(show())
    assert told == ["asked", "shown"]
    await app._while_running(show())
    assert told == ["asked", "shown", "asked"]


async def test_what_is_not_there_while_the_app_runs_is_a_mistake() -> None:
    late = Late()
    late.go.set()
    async with late.app.run_test():
        worker = late.app.run_worker(late.app._while_running(late.work()), exit_on_error=False)
        with pytest.raises(WorkerFailed, match="status-of-late-work"):
            await worker.wait()
        assert worker.state is WorkerState.ERROR
        assert isinstance(worker.error, NoMatches)
        assert late.app.is_running


@pytest.mark.parametrize("error", [ZeroDivisionError("late"), KeyError("late"), OSError("late")])
async def test_any_other_mistake_is_one_after_the_end_too(error: Exception) -> None:
    late = Late()
    async with late.app.run_test():
        task = asyncio.create_task(late.app._while_running(late.other(error)))
    late.go.set()
    with pytest.raises(type(error), match="late"):
        await task


async def test_work_that_is_stopped_is_not_held_up() -> None:
    late = Late()
    async with late.app.run_test() as pilot:
        worker = late.app.run_worker(late.app._while_running(late.work()))
        await pilot.pause()
        worker.cancel()
        await pilot.pause()
        assert worker.state is WorkerState.CANCELLED
    assert not late.shown


async def test_a_mistake_in_what_the_app_does_ends_it_with_that_mistake() -> None:
    late = Late()

    async def run() -> None:
        async with late.app.run_test() as pilot:
            late.app.do(late.work())
            late.go.set()
            await late.app._painted.wait()
            await pilot.pause()

    with pytest.raises(WorkerFailed, match="status-of-late-work"):
        await run()
    assert late.app.return_code == 1


class Hasty(PointsmanApp):
    """An app that is ended as soon as it begins, as a signal may end it."""

    def on_mount(self) -> None:
        self.exit()


async def test_an_end_before_the_first_paint_says_nothing() -> None:
    app = Hasty()
    async with app.run_test():
        pass
    assert not app.is_running
    assert app._exception is None
    gc.collect()
