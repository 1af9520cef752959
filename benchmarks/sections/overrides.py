"""Many overrides: five thousand by merchant id against ten."""

from attrs import evolve

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, decisions, figure, interleaved, ratio
from benchmarks.reference.coded import MERCHANTS, coded
from benchmarks.reference.purchases import as_mapping, purchases
from benchmarks.reference.terms import program
from benchmarks.settings import Settings
from pointsman.engine.binding import bind
from pointsman.engine.exact import Exact
from pointsman.engine.program import Program
from pointsman.engine.rules import Override, OverrideFor
from pointsman.engine.selectors import Selector

FEW, MANY = 10, 5_000
TEXT = """
The reference program with its overrides replaced: by merchant id, each with a rate of its own. The
purchases are the same; of the merchants, one in four has an override of its own among the many.
"""


def measure(settings: Settings, say: Say) -> Section:
    """One decision, and one decision explained as text, with few and with many overrides."""
    few, many = with_overrides(FEW), with_overrides(MANY)
    contenders = [
        *_contenders(few, f"{FEW} overrides", settings),
        *_contenders(many, f"{MANY:,} overrides", settings),
    ]
    timings = interleaved(contenders, settings.rounds, say)
    decided_few, explained_few, decided_many, explained_many = timings
    shown = (
        figure(decided_few, "µs", 1.0),
        figure(decided_many, "µs", ratio(decided_many, decided_few)),
        figure(explained_few, "µs", ratio(explained_few, decided_few)),
        figure(explained_many, "µs", ratio(explained_many, decided_few)),
    )
    what = f"{MANY:,} overrides ÷ {FEW}"
    checks = (
        Check(f"{what}, one decision", ratio(decided_many, decided_few), 3),
        Check(f"{what}, explained as text", ratio(explained_many, explained_few), 3),
    )
    return Section("overrides", "Many overrides", TEXT, shown, checks)


def with_overrides(count: int) -> Program:
    """The reference program with so many overrides, each for one merchant."""
    rules = program().rules
    apart = (MERCHANTS - 1) // count
    overrides = tuple(_override(number, number * apart + 1) for number in range(count))
    changed = evolve(rules, conversion=evolve(rules.conversion, overrides=overrides))
    return Program(changed, f"{program().digest}, {count} overrides")


def _override(number: int, merchant: int) -> Override:
    entry = Selector(id=f"{merchant:015d}")
    rate = Exact.parse(f"0.{7_500 + number:06d}")
    return Override(f"Merchant {number}", OverrideFor(merchant=(entry,)), rate=rate)


def _contenders(opened: Program, name: str, settings: Settings) -> list[Contender]:
    rows = list(purchases(coded(settings.timed)))
    read = [opened.read_facts(as_mapping(row)) for row in rows]
    bound = [(bind(opened.plan, opened.zone, facts), facts) for facts in read]
    decide = opened.compiled.decide

    def run() -> None:
        for slots, facts in bound:
            decide(slots, facts)

    def explain(pair: object) -> str:
        return decide(*pair).explain().to_text()  # type: ignore[misc]

    return [
        Contender(f"{name}, one decision", len(bound), run),
        decisions(f"{name}, explained as text", explain, bound[: max(1, len(bound) // 500)]),
    ]
