"""JSON lines in, decision lines out, from file to file on one core."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, Timing, figures, interleaved, named, ratio
from benchmarks.peers import zen
from benchmarks.processes import python
from benchmarks.reference.coded import coded
from benchmarks.reference.lines import lines
from benchmarks.reference.purchases import purchases
from benchmarks.reference.terms import REFERENCE, program, terms
from benchmarks.settings import Settings
from pointsman.batch.lines import LineDecider

COMMAND = "`pointsman decide`, the whole process"
RUNNING = "Pointsman, the process running already"
LOOP = "msgspec alone: decode and encode"
ZEN = "zen-engine, fed with the bytes, result encoded"
ZEN_LINES = 5_000
TOGETHER = 100
"""Lines that Pointsman is handed at a time."""

TEXT = """
The command is a fresh process from start to end: starting Python, opening the program, reading the
file and writing another. The others have started already and take the same lines from memory.
zen-engine is fed with the bytes of each line, and its result (reason, points and credit, a fifth of
our line) is encoded by msgspec. msgspec alone decodes each line into typed structures and encodes
the decision of that line, made before. Each of them writes a file.
"""


class Merchant(msgspec.Struct):
    """The merchant of a line."""

    id: str


class Authorization(msgspec.Struct):
    """The authorization of a line."""

    amount: str
    currency: str
    response_code: str
    processing: str
    mcc: str
    country: str
    merchant: Merchant


class Preferences(msgspec.Struct):
    """The preferences of a line."""

    mode: str
    minimum: str | None = None
    amount: str | None = None


class Account(msgspec.Struct):
    """The account of a line."""

    status: str
    product: str
    balance: int
    preferences: Preferences
    household: str | None = None


class Line(msgspec.Struct):
    """A purchase as a line has it."""

    id: str
    authorization: Authorization
    account: Account


class Identity(msgspec.Struct):
    """The program of a decision."""

    name: str
    version: int
    digest: str


class DecisionLine(msgspec.Struct):
    """A decision as `pointsman decide` writes it."""

    id: str | None
    outcome: str
    code: str | None
    stage: str
    reason: str
    rule: str | None
    cost_per_point: str | None
    points_required: str | None
    target_credit: str | None
    target_points: str | None
    points: str
    credit: str
    currency: str
    balance_after: str | None
    partially_redeemed: bool
    preference_after: str
    messages: list[str]
    statement: str | None
    program: Identity


def measure(settings: Settings, say: Say) -> Section:
    """Lines a second, from file to file."""
    said = list(lines(purchases(coded(settings.purchases))))
    with TemporaryDirectory() as folder:
        room = Path(folder)
        source = room / "purchases.ndjson"
        source.write_bytes(b"".join(said))
        unbroken = [line.rstrip(b"\n") for line in said]
        contenders = [
            Contender(COMMAND, len(said), lambda: _command(source, room)),
            Contender(RUNNING, len(said), lambda: _running(unbroken, room)),
            *_alone(said, room),
        ]
        if "zen" in settings.peers:
            some = said[:ZEN_LINES]
            contenders.append(Contender(ZEN, len(some), _zen(some, room)))
        timings = interleaved(contenders, min(settings.rounds, 5), say)
        _same_number_of_lines(len(said), room)
    versions = (f"msgspec {version('msgspec')}",)
    return Section("lines", "JSON lines", TEXT, figures(timings, "µs"), _checks(timings), versions)


def _checks(timings: list[Timing]) -> tuple[Check, ...]:
    ours = named(timings, COMMAND)
    checks = [Check("`pointsman decide` ÷ msgspec alone", ratio(ours, named(timings, LOOP)), 3)]
    if any(timing.name == ZEN for timing in timings):
        checks.append(
            Check("zen-engine ÷ `pointsman decide`", ratio(named(timings, ZEN), ours), 15, True)
        )
    return tuple(checks)


def _command(source: Path, room: Path) -> None:
    arguments = ["-m", "pointsman.cli", "decide", str(REFERENCE), str(source)]
    python(arguments, output=room / "decisions.ndjson")


def _running(said: list[bytes], room: Path) -> None:
    decider = LineDecider(program())
    with open(room / "running.ndjson", "w", encoding="utf-8") as written:
        for start in range(0, len(said), TOGETHER):
            answers = decider.answers(said[start : start + TOGETHER])
            written.write("\n".join(map(_plain, answers)) + "\n")


def _plain(answer: str | None) -> str:
    if answer is None:
        raise ValueError("a line of the benchmarks is not plain")
    return answer


def _same_number_of_lines(count: int, room: Path) -> None:
    for name in ("decisions", "running"):
        written = (room / f"{name}.ndjson").read_bytes().count(b"\n")
        if written != count:
            raise ValueError(f"Pointsman wrote {written} lines for {count} purchases")


def _alone(said: list[bytes], room: Path) -> list[Contender]:
    decode = msgspec.json.Decoder(Line).decode
    encode = msgspec.json.Encoder().encode
    as_decision = msgspec.json.Decoder(DecisionLine).decode
    opened = program()
    made = [as_decision(str(opened.decide(msgspec.json.decode(line))).encode()) for line in said]

    def loop() -> None:
        with open(room / "msgspec.ndjson", "wb") as written:
            for line, decision in zip(said, made, strict=True):
                decode(line)
                written.write(encode(decision) + b"\n")

    return [Contender(LOOP, len(said), loop)]


def _zen(said: list[bytes], room: Path) -> Callable[[], None]:
    evaluate, encode = zen.engine(terms(), nested=True), msgspec.json.Encoder().encode

    def loop() -> None:
        with open(room / "zen.ndjson", "wb") as written:
            for line in said:
                result: Any = evaluate(zen.KEY, line)["result"]
                written.write(encode(result) + b"\n")

    return loop
