"""One decision on one core, the facts already bound, one after another."""

from importlib.metadata import version

from benchmarks.figures import Check, Section
from benchmarks.measure import (
    Contender,
    Say,
    Timing,
    decisions,
    figures,
    interleaved,
    named,
    ratio,
)
from benchmarks.peers.peer import Peer
from benchmarks.peers.registry import ONE_AT_A_TIME, peers
from benchmarks.reference.coded import coded
from benchmarks.reference.hand_written import in_dollars, with_decimals, with_integers
from benchmarks.reference.purchases import Purchase, as_mapping, purchases
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from pointsman.engine.binding import bind
from pointsman.engine.facts import Facts
from pointsman.engine.slots import Bound

OURS = "Pointsman, explainable record"
BY_HAND = "hand-written Python, int"
IN_DECIMALS = "hand-written Python, Decimal"
UNBOUND = "Pointsman, from facts that are read but not bound"
EXPLAINED = "Pointsman, decided and explained as text"
TRACED = "zen-engine with its trace"
MOMENT = 0.1
"""Seconds that a slow peer has in a round."""

TEXT = """
Every implementation decides the same purchases; those that take longer decide fewer of them in a
round. The hand-written Python has the same meaning as the program, unknown facts included, and
gives back a tuple of reason, points and credit; Pointsman gives back a record that can explain
itself. The peers are handed a purchase in the form that suits them best and are not asked about
unknown facts. What a language cannot say (names for values, in CEL, JSON Logic and rule-engine)
is Python around it.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Measure them in turns; the slow ones on as many of the purchases as a moment holds."""
    rows = list(purchases(coded(settings.timed)))
    others = peers(settings.taking_part(*ONE_AT_A_TIME), terms())
    dollars = [in_dollars(row) for row in rows]
    contenders = [
        decisions(BY_HAND, with_integers(terms()), rows),
        *_pointsman(rows),
        decisions(IN_DECIMALS, with_decimals(terms()), dollars),
        *(_at_its_pace(peer, rows) for peer in others),
    ]
    timings = interleaved(contenders, settings.rounds, say)
    return Section(
        key="one-decision",
        title="One decision",
        text=TEXT,
        figures=figures(timings, "µs"),
        checks=tuple(_checks(timings)),
        versions=(f"attrs {version('attrs')}", *(peer.version for peer in others)),
        chart=True,
    )


def _pointsman(rows: list[Purchase[int]]) -> list[Contender]:
    opened = program()
    read = [opened.read_facts(as_mapping(row)) for row in rows]
    bound = [(bind(opened.plan, opened.zone, facts), facts) for facts in read]
    decide = opened.compiled.decide

    def ours() -> None:
        for slots, facts in bound:
            decide(slots, facts)

    def explained(pair: tuple[Bound, Facts]) -> str:
        return decide(*pair).explain().to_text()

    return [
        Contender(OURS, len(bound), ours),
        decisions(UNBOUND, opened.decide, read),
        decisions(EXPLAINED, explained, bound[: max(1, len(bound) // 50)]),
    ]


def _at_its_pace(peer: Peer, rows: list[Purchase[int]]) -> Contender:
    """A slow peer decides fewer: as many as take `MOMENT`, by a first look at a hundred."""
    prepared = [peer.prepare(row) for row in rows]
    some = decisions(peer.name, peer.decide, prepared[:100])
    (first,) = interleaved([some], 1, lambda _: None)
    count = min(len(prepared), max(100, int(MOMENT / first.middle)))
    return decisions(peer.name, peer.decide, prepared[:count])


def _checks(timings: list[Timing]) -> list[Check]:
    ours = named(timings, OURS)
    checks = [Check("Pointsman ÷ hand-written Python", ratio(ours, named(timings, BY_HAND)), 1.25)]
    times = {"zen-engine": 30, "CEL, C++": 30, TRACED: 100}
    for timing in timings:
        if timing.name in times:
            limit = times[timing.name]
            checks.append(Check(f"{timing.name} ÷ Pointsman", ratio(timing, ours), limit, True))
    return checks
