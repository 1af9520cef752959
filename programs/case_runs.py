"""Running cases: what came out beside what was expected, and the rules that no case reached."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from pointsman.engine.decision import Decision
from pointsman.engine.exact import Exact, NotPlainError
from pointsman.engine.plan import FilterStep, RateStep
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.engine.program import Program
from pointsman.engine.stages import Trace
from pointsman.engine.verdicts import Verdict
from pointsman.programs.cases import Case
from pointsman.programs.questions import Answer, ToNative, answer

_STOPPING = frozenset({Verdict.FAILED, Verdict.UNKNOWN})


@frozen
class Mismatch:
    """One key of a decision that is not as expected."""

    key: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.key}: expected {_shown(self.expected)}, found {_shown(self.found)}"


@frozen
class CaseRun:
    """One case as it ran: a decision and its mismatches, or what is wrong with its facts."""

    case: Case
    decision: "Answer | None"
    problems: tuple[Problem, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the case came out as expected."""
        return self.decision is not None and not self.mismatches


@frozen
class Unreached:
    """A rule that made no difference in any case: `what` says which difference is missing."""

    pointer: str
    title: str
    what: str
    place: str | None


def run_case(program: Program, case: Case, native: ToNative) -> CaseRun:
    """Decide a case and compare."""
    try:
        decision = answer(program, case.given, native)
    except BadFactsError as error:
        return CaseRun(case, None, error.problems)
    found = decision.to_json()
    mismatches = tuple(
        Mismatch(key, expected, found.get(key))
        for key, expected in case.expect.items()
        if not _same(expected, found.get(key))
    )
    return CaseRun(case, decision, mismatches=mismatches)


def unreached(program: Program, runs: Iterable[CaseRun]) -> Iterator[Unreached]:
    """Filters that stopped no case, and costs per point that no case got, in document order."""
    traces = [
        program.trace(run.decision.facts) for run in runs if isinstance(run.decision, Decision)
    ]
    reached = {pointer for trace in traces for pointer in _reached(trace)}
    for pointer, title, what in _rules(program):
        if pointer not in reached:
            yield Unreached(pointer, title, what, program.places.get(pointer))


def _reached(trace: Trace) -> Iterator[str]:
    """The filters that stopped this purchase, and the tier that set its cost per point."""
    conversion = trace.result.conversion
    for finding in (each for stage in trace.stages for each in stage.findings):
        match finding.rule:
            case FilterStep(pointer=pointer) if finding.verdict in _STOPPING:
                yield pointer
            case RateStep(pointer=pointer) if conversion and pointer == conversion.rule:
                # The finding of the rule that won points at the tier that it won with.
                yield finding.pointer or pointer


def _rules(program: Program) -> Iterator[tuple[str, str, str]]:
    plan = program.plan
    for step in plan.filters:
        if step.test is not None:
            yield step.pointer, f"filter {step.title}", "stopped no purchase"
    for rate in (plan.base, *plan.overrides):
        yield from _tiers(rate)


def _tiers(rate: RateStep) -> Iterator[tuple[str, str, str]]:
    kind = "override " if rate.test is not None else ""
    for number, tier in enumerate(rate.tiers, start=1):
        suffix = f", tier {number}" if len(rate.tiers) > 1 else ""
        yield tier.pointer, f"{kind}{rate.title}{suffix}", "set no cost per point"


def _same(expected: object, found: object) -> bool:
    """Equal as decisions write them: decimals by value, of objects the keys that are expected.

    An error may be expected by its reason alone.
    """
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(_same, expected, found))
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return all(_same(value, found.get(key)) for key, value in expected.items())
    if isinstance(expected, str) and isinstance(found, Mapping):
        return expected == found.get("reason")
    if isinstance(expected, str) and isinstance(found, str):
        return expected == found or _same_number(expected, found)
    return type(expected) is type(found) and expected == found


def _same_number(expected: str, found: str) -> bool:
    try:
        return Exact.parse(expected) == Exact.parse(found)
    except NotPlainError:
        return False


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
