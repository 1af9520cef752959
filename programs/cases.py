"""Cases: named purchases beside a program, with what its decision must be.

    given:                       # defaults of every case
      account: {status: GOOD_STANDING, balance: 12000}
    cases:
      - name: whole purchase
        given: {authorization: {amount: 100.00}}
        expect: {outcome: REDEEMED, points: 10000, credit: 100.00}

`given` is laid over the defaults key by key (null takes a default away); `expect` has any keys of
a decision. Facts may be in any form that `pointsman.feeds` reads.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs
from attrs import frozen

from pointsman.dsl.bad_facts import diagnostics_of
from pointsman.dsl.diagnostics import Diagnostic, Severity, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source, nearest
from pointsman.dsl.source_limits import decode
from pointsman.dsl.yaml_reader import read_yaml
from pointsman.engine.nearest import nearest as nearest_name
from pointsman.engine.problems import Problem
from pointsman.engine.problems import pointer as pointer_to

Json = dict[str, object]

DECISION_KEYS = (
    "outcome",
    "code",
    "stage",
    "reason",
    "rule",
    "cost_per_point",
    "points_required",
    "target_credit",
    "target_points",
    "points",
    "credit",
    "currency",
    "balance_after",
    "partially_redeemed",
    "preference_after",
    "messages",
    "statement",
)
_CASE_KEYS = ("name", "given", "expect")
_FILE_KEYS = ("given", "cases")


@frozen
class Case:
    """One named purchase.

    `pointer` is where it stands in its file's document, `place` the same for people
    (`world-elite.cases.yaml:12`).
    """

    name: str
    pointer: str
    place: str
    given: Json
    expect: Json


@frozen
class CaseFile:
    """The cases of one file, or what is wrong with it."""

    cases: tuple[Case, ...]
    diagnostics: tuple[Diagnostic, ...]
    located: Located

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cases, in the order of the file."""
        return tuple(case.name for case in self.cases)

    def problems_of(self, case: Case, problems: Iterable[Problem]) -> list[Diagnostic]:
        """Problems with a case's facts, each at its place in the case or in the defaults."""
        return diagnostics_of(
            self.located,
            [
                attrs.evolve(problem, pointer=self._where(case, problem.pointer))
                for problem in problems
            ],
        )

    def _where(self, case: Case, pointer: str) -> str:
        """A pointer into the facts as one into the file: the case's own, else the default's."""
        for start in (f"{case.pointer}/given", "/given"):
            if start + pointer in self.located.places:
                return start + pointer
        return case.pointer

    def named(self, name: str) -> Case | None:
        """The case of a name."""
        return next((case for case in self.cases if case.name == name), None)


def cases_beside(program: Path) -> Path:
    """Where the cases of a program file stand: `world-elite.cases.yaml`."""
    return program.with_name(f"{program.stem}.cases.yaml")


def read_cases(data: bytes, name: str) -> CaseFile:
    """The cases of a file's bytes; every mistake is a diagnostic with its place."""
    source, problems = decode(data, name)
    if problems:
        return CaseFile((), tuple(problems), Located(source, None))
    located = read_yaml(source)
    if located.diagnostics:
        return CaseFile((), tuple(located.diagnostics), located)
    reader = _Reader(located)
    cases = tuple(reader.cases())
    return CaseFile(cases, tuple(in_order(reader.problems)), located)


class _Reader:
    """Walks the document of a case file and collects what is wrong."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.problems: list[Diagnostic] = []

    def cases(self) -> Iterator[Case]:
        document = self._mapping(self.located.document, "", _FILE_KEYS)
        defaults = self._mapping(document.get("given", {}), "/given")
        cases = document.get("cases")
        if not isinstance(cases, list) or not cases:
            self._report("missing-cases", "", "a case file needs a list of `cases`")
            return
        names: set[str] = set()
        for index, item in enumerate(cases):
            case = self._case(item, f"/cases/{index}", defaults, names)
            if case is not None:
                yield case

    def _case(self, item: object, pointer: str, defaults: Json, names: set[str]) -> Case | None:
        entry = self._mapping(item, pointer, _CASE_KEYS)
        name = entry.get("name")
        if not isinstance(name, str) or not name:
            self._report("missing-name", pointer, "a case needs a `name`")
            return None
        if name in names:
            self._report("duplicate-name", f"{pointer}/name", f"two cases are called `{name}`")
        names.add(name)
        expect = self._mapping(entry.get("expect", {}), f"{pointer}/expect", DECISION_KEYS)
        if not expect:
            message = f"the case `{name}` expects nothing"
            help_ = "write what must come out, such as `expect: {outcome: REDEEMED}`"
            self._report("missing-expect", pointer, message, help_)
        given = self._mapping(entry.get("given", {}), f"{pointer}/given")
        return Case(name, pointer, self._place(pointer), laid_over(defaults, given), expect)

    def _mapping(self, value: object, pointer: str, keys: tuple[str, ...] | None = None) -> Json:
        if not isinstance(value, dict):
            self._report("wrong-type", pointer, "expected settings, written `name: value`")
            return {}
        for key in value:
            if keys is not None and key not in keys:
                near = nearest_name(key, keys)
                hint = f"did you mean `{near}`?" if near else f"the keys are {', '.join(keys)}"
                where = pointer + pointer_to([key])
                self._report("unknown-key", where, f"`{key}` is not known here", hint)
        return value

    def _place(self, pointer: str) -> str:
        source: Source = self.located.source
        place = nearest(self.located.places, pointer)
        line = source.line_column(place.value.start)[0] if place else 1
        return f"{Path(source.name).name}:{line}"

    def _report(self, code: str, pointer: str, message: str, help_: str | None = None) -> None:
        place = nearest(self.located.places, pointer)
        if place is None:
            raise LookupError("a document that was read has a place for its root")
        self.problems.append(
            Diagnostic(
                code=code,
                message=message,
                source=self.located.source,
                span=place.key if code == "unknown-key" and place.key else place.value,
                severity=Severity.ERROR,
                help=help_,
            )
        )


def laid_over(defaults: Mapping[str, object], given: Mapping[str, object]) -> Json:
    """`given` over `defaults`, mapping by mapping; null takes a default away."""
    merged = dict(defaults)
    for key, value in given.items():
        under = merged.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            merged[key] = laid_over(under, value)
        elif value is None:
            merged.pop(key, None)
        else:
            merged[key] = value
    return merged
