"""Every section can be measured: small ones here, for what they measure and not for how long."""

import pytest

from benchmarks.figures import Section
from benchmarks.sections.kept import _bytes_each
from benchmarks.sections.overrides import FEW, MANY, with_overrides
from benchmarks.sections.registry import SECTIONS, measure
from benchmarks.settings import Settings
from pointsman.engine.plan import Plan

TINY = Settings(rounds=1, purchases=300, timed=100)
CHECKED = {
    "one-decision": 4, "kept": 2, "overrides": 2, "lines": 2, "columns": 3, "files": 2, "replay": 1,
    "cluster": 1, "start": 3,
}  # fmt: skip


def section(key: str, settings: Settings = TINY) -> Section:
    said: list[str] = []
    made = measure(key, settings, said.append)
    assert said
    return made


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_has_figures_and_its_targets(key: str) -> None:
    made = section(key)
    assert made.key == key
    assert all(figure.value > 0 for figure in made.figures)
    assert all(figure.low <= figure.value <= figure.high for figure in made.figures)
    assert len(made.checks) == CHECKED[key]


def test_without_peers_pointsman_is_measured_alone() -> None:
    alone = Settings(rounds=1, purchases=300, timed=100, peers=frozenset())
    names = [figure.name for figure in section("columns", alone).figures]
    assert names
    assert all(name.startswith("Pointsman") for name in names)


def test_many_overrides_are_for_merchants_of_the_purchases() -> None:
    def merchants(plan: Plan) -> int:
        return len({override.pointer for override in plan.overrides})

    assert merchants(with_overrides(FEW).plan) == FEW
    assert merchants(with_overrides(MANY).plan) == MANY


def test_bytes_are_counted_without_what_was_there_before() -> None:
    held = [bytes(1000) for _ in range(100)]
    assert _bytes_each(lambda each: each, held) < 16
    assert 1000 < _bytes_each(lambda each: bytes(each) + b"!", held) < 1100
