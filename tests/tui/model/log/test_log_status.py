import asyncio
from pathlib import Path

from pointsman.programs import load_shipped
from pointsman.tui.model.log.filters import Filter, parse_filter
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.selection import Selection
from pointsman.tui.model.log.status import is_stale, problem_of, status_of
from pointsman.tui.model.log.turns import Turns
from tests.tui.log_samples import BAD_LINE, decisions, program, purchases, read_log, write_lines


def test_the_line_says_how_far_it_is(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.ndjson", [*decisions(), BAD_LINE])
    log = Log.at(path, write_lines(tmp_path / "p.ndjson", purchases()), program())
    assert status_of(log, None, program()) == "0 rows, reading · purchases: 0 rows, reading"
    log.read()
    assert status_of(log, None, program()) == "13 rows · 1 broken · purchases: 12 rows"
    parsed = parse_filter("credit>100")
    assert isinstance(parsed, Filter)
    selection = Selection(log.rows, parsed)
    selection.extend()
    told = status_of(log, selection, load_shipped("travel-card"))
    assert told == (
        "13 rows · 2 shown · 1 broken · purchases: 12 rows · "
        "the rules have changed: r reads it again"
    )


def test_how_much_is_read_is_told_in_percent(tmp_path: Path) -> None:
    log = read_log(write_lines(tmp_path / "d.ndjson", decisions()))
    source = log.file.source
    assert source is not None
    assert source.size is not None
    assert source.percent == 100
    log.file.whole, source.done = False, source.size // 2
    assert status_of(log, None, program()) in {f"12 rows, {percent} % read" for percent in (49, 50)}
    source.size = None
    assert status_of(log, None, program()) == "12 rows, reading"


def test_a_log_is_stale_when_another_program_is_open(tmp_path: Path) -> None:
    log = Log.at(tmp_path / "d.ndjson", None, None)
    assert not is_stale(log, None)
    assert is_stale(log, program())


def test_the_problem_of_either_file_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.ndjson", decisions())
    assert problem_of(read_log(path)) is None
    told = problem_of(read_log(path, tmp_path / "gone.ndjson"))
    assert told == f"`{tmp_path / 'gone.ndjson'}` does not exist"


async def test_a_thread_goes_on_when_the_loop_has_had_its_turn() -> None:
    loop = asyncio.get_running_loop()
    done: list[str] = []

    def work() -> bool:
        loop.call_soon_threadsafe(done.append, "loop")
        stop = Turns(loop, lambda: False)()
        done.append("thread")
        return stop

    assert await asyncio.to_thread(work) is False
    assert done == ["loop", "thread"]


async def test_a_thread_that_nobody_wants_stops_at_once() -> None:
    assert Turns(asyncio.get_running_loop(), lambda: True)()
    ended = asyncio.new_event_loop()
    ended.close()
    assert Turns(ended, lambda: False)()
