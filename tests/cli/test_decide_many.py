"""`pointsman decide` over many lines: the same answers as line by line, and as promptly."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pointsman.cli import lines
from pointsman.cli.commands import decide
from pointsman.cli.exit_status import ExitStatus
from pointsman.feeds.ndjson import MAX_LINE
from tests.batch.lines.changes import mutated
from tests.cli.conftest import Command, Outcome
from tests.cli.processes import start_process
from tests.facts.purchases import PURCHASE, changed

Both = Callable[[bytes], Outcome]

GOOD_LINE = json.dumps({**PURCHASE, "account": {"status": "GOOD_STANDING", "balance": 7650}})


@pytest.fixture
def both(command: Command, files: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    """What the command says to some input, which must be what it says line by line."""

    def run(data: bytes) -> Outcome:
        Path("facts.ndjson").write_bytes(data)
        with monkeypatch.context() as patched:
            patched.setattr(decide, "_many", lambda _: None)
            expected = command("decide", "good.points", "facts.ndjson")
        assert command("decide", "good.points", "facts.ndjson") == expected
        assert command("decide", "good.points", stdin=data) == expected
        return expected

    return run


@pytest.fixture(params=[7, 1000, 128 * 1024], ids=str)
def _blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first line on many at a time, read in blocks of so many bytes."""
    monkeypatch.setattr(lines, "_FEW", 0)
    monkeypatch.setattr(lines, "_BLOCK", request.param)


@pytest.mark.usefixtures("_blocks")
class TestTheSame:
    @pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n \n"])
    def test_good_lines(self, end: str, both: Both) -> None:
        found = both("\n".join([GOOD_LINE] * 20).encode() + end.encode())
        assert (found.status, found.out.count("\n"), found.err) == (0, 20, "")

    def test_good_and_bad_lines(self, both: Both) -> None:
        dice = random.Random(3)  # noqa: S311 - test data
        good = GOOD_LINE.encode()
        data = [good if dice.random() < 0.5 else mutated(good, dice) for _ in range(400)]
        found = both(b"\n".join(data))
        assert found.status == 1
        assert found.out.count("\n") > 200
        numbers = [json.loads(each)["line"] for each in found.err.splitlines()]
        assert numbers == sorted(numbers)
        assert len(numbers) > 50

    def test_other_forms_between(self, both: Both, root: Path) -> None:
        examples = [
            json.loads((root / "examples" / name).read_text(encoding="utf-8"))
            for name in ("authorization.json", "iso8583.json")
        ]
        texts = [json.dumps(each | {"account": None}) for each in examples]
        found = both("\n".join([GOOD_LINE, texts[0], GOOD_LINE, texts[1], "", GOOD_LINE]).encode())
        told = [json.loads(each)["id"] for each in found.out.splitlines()]
        assert told == ["A-1001", "A-1002", "A-1001", "A-1003", "A-1001"]

    @pytest.mark.parametrize("more", [-2, -1, 0, 1, 100_000])
    @pytest.mark.parametrize("end", [b"", b"\n" + GOOD_LINE.encode()])
    def test_long_lines(self, more: int, end: bytes, both: Both) -> None:
        long = GOOD_LINE.encode().ljust(MAX_LINE + more)
        found = both(GOOD_LINE.encode() + b"\n" + long + end)
        told = [json.loads(each)["error"]["code"] for each in found.err.splitlines()]
        too_long = len(long) + bool(end) > MAX_LINE
        assert told == ["line-too-long"] * too_long

    @pytest.mark.parametrize("data", [b"", b"\n", b"\r\n \n"])
    def test_of_nothing_comes_nothing(self, data: bytes, both: Both) -> None:
        assert both(data) == Outcome(ExitStatus.WELL, "", "")


def test_few_lines_and_then_many(both: Both) -> None:
    data = [json.dumps(changed({"id": f"P-{number}"})) for number in range(1, 1500)]
    found = both("\n".join(data).replace('"facts"', '"fact"', 1).encode())
    assert found.status == 1


def test_without_msgspec_it_goes_line_by_line(
    command: Command, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(lines, "_FEW", 0)
    found = command("decide", "good.points", stdin=f"{GOOD_LINE}\n" * 3)
    assert (found.status, found.out.count("\n")) == (0, 3)


def test_a_pipe_is_answered_before_more_is_sent(files: Path) -> None:
    with start_process("decide", "good.points") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for count in (*[20] * (lines._FEW // 20), 1, 1, 40, 1):
            running.stdin.write(f"{GOOD_LINE}\n".encode() * count)
            running.stdin.flush()
            for _ in range(count):
                assert json.loads(running.stdout.readline())["id"] == "A-1001"
        running.stdin.write(GOOD_LINE.encode()[:100])
        running.stdin.flush()
        running.stdin.write(GOOD_LINE.encode()[100:] + b"\nnope\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == "A-1001"
        assert running.stderr is not None
        assert json.loads(running.stderr.readline())["error"]["code"] == "not-json"
        running.stdin.close()
        assert running.wait() == 1
