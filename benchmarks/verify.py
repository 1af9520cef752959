"""First of all: every implementation comes to the same decision on every purchase.

The interpreter, which is the meaning of a program, says what is right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from attrs import frozen

from benchmarks.figures import Agreement
from benchmarks.measure import Say
from benchmarks.peers import c_loop, duckdb, polars, zen
from benchmarks.peers.c_loop import Results
from benchmarks.peers.peer import Peer
from benchmarks.peers.registry import ONE_AT_A_TIME, needed, peers
from benchmarks.reference.answers import REASONS, Answer, answer_of
from benchmarks.reference.coded import Columns, coded
from benchmarks.reference.hand_written import in_cents, in_dollars, with_decimals, with_integers
from benchmarks.reference.lines import lines
from benchmarks.reference.purchases import Purchase, as_mapping, purchases
from benchmarks.reference.tables import answers_in, bound_columns, table
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from pointsman.batch.decide import decide_table
from pointsman.batch.kernel import Kernel
from pointsman.engine.binding import bind
from pointsman.engine.endings import ENDINGS
from pointsman.engine.facts import Facts
from pointsman.engine.program import Program
from pointsman.engine.stages import run


class DisagreementError(Exception):
    """An implementation came to another decision; the message names the purchase and both."""


@frozen
class _Checked:
    """One implementation with what it is to be handed, and how many of them where it is slow."""

    name: str
    decide: Callable[..., object]
    rows: Sequence[object]
    most: int | None = None


def verify(settings: Settings, say: Say) -> tuple[Agreement, ...]:
    """Everyone that takes part decides every purchase.

    Raises:
        DisagreementError: at the first decision that differs.
    """
    columns = coded(settings.purchases)
    rows = list(purchases(columns))
    opened = program()
    say("the interpreter decides every purchase")
    read = [opened.read_facts(as_mapping(row)) for row in rows]
    expected = [meaning(facts) for facts in read]
    agreements = []
    for each in [*_ours(read, rows), *_peers(settings, rows)]:
        say(f"checking {each.name}")
        decided = (each.decide(row) for row in islice(each.rows, each.most))
        agreements.append(compare(each.name, decided, expected[: each.most]))
    for name, answers in _in_columns(settings, columns):
        say(f"checking {name}")
        agreements.append(compare(name, answers(), expected))
    return tuple(agreements)


def meaning(facts: Facts) -> Answer:
    """What the interpreter decides."""
    opened = program()
    result = run(opened.plan, bind(opened.plan, opened.zone, facts)).result
    return str(result.reason), result.points // 100, result.credit


def _ours(read: list[Facts], rows: list[Purchase[int]]) -> Iterator[_Checked]:
    opened, in_dollar = program(), with_decimals(terms())
    yield _Checked("Pointsman, compiled", lambda facts: answer_of(opened.decide(facts)), read)
    yield _Checked("hand-written Python, int", with_integers(terms()), rows)
    yield _Checked(
        "hand-written Python, Decimal", lambda row: in_cents(in_dollar(in_dollars(row))), rows
    )


def _peers(settings: Settings, rows: list[Purchase[int]]) -> Iterator[_Checked]:
    for peer in peers(settings.taking_part(*ONE_AT_A_TIME), terms()):
        yield _Checked(peer.name, _prepared(peer), rows, peer.rows)
    if "zen" in settings.peers:
        decide = zen.make_of_lines(terms())
        yield _Checked("zen-engine, fed with bytes", decide, list(lines(rows)))


def _prepared(peer: Peer) -> Callable[[Purchase[int]], Answer]:
    return lambda row: peer.decide(peer.prepare(row))


def _in_columns(
    settings: Settings, columns: Columns
) -> Iterator[tuple[str, Callable[[], Iterator[Answer]]]]:
    said, opened = terms(), program()
    yield "Pointsman, the compiled loop", lambda: looped(opened, columns)
    yield "Pointsman, `decide_batch`", lambda: answers_in(decide_table(opened, table(columns)))
    if "c-loop" in settings.peers:
        loop = c_loop.CLoop(said)
        yield "C loop, one condition after another", lambda: answers_of(loop.chain(columns))
        yield "C loop, in two stages", lambda: answers_of(loop.two_stages(columns))
    if "polars" in settings.peers:
        needed("polars")
        yield "polars", lambda: answers_of(polars.decide(said, polars.frame(columns)))
    if "duckdb" in settings.peers:
        needed("duckdb")
        yield "duckdb", lambda: answers_of(duckdb.once(said, columns))


def looped(opened: Program, columns: Columns) -> Iterator[Answer]:
    """The compiled loop's results, row by row."""
    results = Kernel.of(opened).run(bound_columns(columns), compiled=True)
    reasons = (str(ENDINGS[ending][1]) for ending in results.endings.tolist())
    return zip(reasons, (results.points // 100).tolist(), results.credit.tolist(), strict=True)


def answers_of(results: Results) -> Iterator[Answer]:
    """Results in columns, row by row."""
    codes, points, credit = (column.tolist() for column in results)
    return zip((REASONS[code] for code in codes), points, credit, strict=True)


def compare(name: str, answers: Iterable[object], expected: Sequence[Answer]) -> Agreement:
    """Every answer is the expected one, and there are as many of them.

    Raises:
        DisagreementError: at the first that differs.
    """
    for row, (answer, wanted) in enumerate(zip(answers, expected, strict=True)):
        if answer != wanted:
            raise DisagreementError(
                f"{name} decides purchase {row} as {answer}, the interpreter as {wanted}"
            )
    return Agreement(name, len(expected))
