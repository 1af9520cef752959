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

from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs
from attrs import frozen

from pointsman.dsl.bad_facts import diagnostics_of
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.engine.problems import Problem
from pointsman.programs.questions import Kind

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

REDEMPTION_KEYS = ("accepted", "errors", "items", "points", "balance_after", "response")
REVERSAL_KEYS = ("accepted", "errors", "credited", "expired", "remaining", "lots")

EXPECTED_KEYS = {
    Kind.PURCHASE: DECISION_KEYS,
    Kind.REDEMPTION: REDEMPTION_KEYS,
    Kind.REVERSAL: REVERSAL_KEYS,
}
"""What a case may expect, by what it asks."""


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

    def problems_of(
        self, case: Case, problems: Iterable[Problem], secret: Iterable[str] = ()
    ) -> list[Diagnostic]:
        """Problems with a case's facts, each at its place in the case or in the defaults.

        `secret` has the pointers into the facts of values that are not shown
        (`pointsman.feeds.secret_pointers`).
        """
        return diagnostics_of(
            self.located,
            [
                attrs.evolve(problem, pointer=self._where(case, problem.pointer))
                for problem in problems
            ],
            [
                start + pointer
                for pointer in secret
                for start in (f"{case.pointer}/given", "/given")
            ],
        )

    def _where(self, case: Case, pointer: str) -> str:
        """A pointer into the facts as one into the file: the case's own, else the default's.

        What is missing is looked for where what it is missing from was written.
        """
        written = pointer
        while written:
            for start in (f"{case.pointer}/given", "/given"):
                if start + written in self.located.places:
                    return start + pointer
            written = written.rpartition("/")[0]
        return case.pointer

    def named(self, name: str) -> Case | None:
        """The case of a name."""
        return next((case for case in self.cases if case.name == name), None)


def cases_beside(program: Path) -> Path:
    """Where the cases of a program file stand: `world-elite.cases.yaml`."""
    return program.with_name(f"{program.stem}.cases.yaml")


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
