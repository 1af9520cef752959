"""Edges: places where one unit more changes the decision, in the words of the field."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from attrs import frozen

from pointsman.engine.reasons import Reason
from pointsman.tui.model.sweep.sample import Sample
from pointsman.tui.model.sweep.scale import Axis

_COVERED: Final = frozenset({Reason.REDEEMED_FULL, Reason.REDEEMED_FIXED})
_SHORT: Final = frozenset({Reason.REDEEMED_PARTIAL, Reason.INSUFFICIENT_BALANCE})


class EdgeKind(StrEnum):
    """What changes at an edge. The value is how it is called."""

    CLIFF = "cliff"
    STARTS = "starts redeeming"
    STOPS = "stops redeeming"
    GOES_TO_BANK = "the bank decides"
    LEAVES_BANK = "no longer the bank's"
    TIER = "tier"
    RULE = "another rule"
    RUNS_OUT = "balance runs out"
    COVERS = "balance covers it"
    CAP = "cap reached"
    STEP = "step"
    REASON = "another reason"


@frozen
class Edge:
    """Two neighbouring values that are decided differently, and in what."""

    before: Sample
    after: Sample
    kinds: tuple[EdgeKind, ...]

    @property
    def at(self) -> int:
        """The first value of what comes after."""
        return self.after.value

    @property
    def cliff(self) -> bool:
        """Whether more costs less, or buys less."""
        return EdgeKind.CLIFF in self.kinds

    @property
    def step(self) -> bool:
        """Whether it is no more than one more step of a partial redemption."""
        return self.kinds == (EdgeKind.STEP,)

    @property
    def words(self) -> str:
        """Its kinds in words: `cliff, tier`."""
        return ", ".join(self.kinds)


def edge_between(axis: Axis, before: Sample, after: Sample) -> Edge:
    """The edge between two neighbours that differ."""
    kinds = tuple(kind for kind, holds in _KINDS.items() if holds(before, after))
    if _cliff(axis, before, after):
        kinds = (EdgeKind.CLIFF, *kinds)
    return Edge(before, after, kinds or (EdgeKind.REASON,))


def _cliff(axis: Axis, before: Sample, after: Sample) -> bool:
    """Whether a larger purchase costs fewer points, or one more point buys less."""
    if axis is Axis.BALANCE:
        return before.redeems and after.redeems and after.credit < before.credit
    if before.needed is None or after.needed is None:
        return False
    return after.needed < before.needed


def _starts(before: Sample, after: Sample) -> bool:
    return after.redeems and not after.deferred and not before.redeems


def _stops(before: Sample, after: Sample) -> bool:
    return before.redeems and not before.deferred and not after.redeems


def _goes_to_bank(before: Sample, after: Sample) -> bool:
    return after.deferred and not before.deferred


def _leaves_bank(before: Sample, after: Sample) -> bool:
    return before.deferred and not after.deferred


def _tier(before: Sample, after: Sample) -> bool:
    return before.rule is not None and before.rule == after.rule and before.rate != after.rate


def _rule(before: Sample, after: Sample) -> bool:
    return None not in {before.rule, after.rule} and before.rule != after.rule


def _runs_out(before: Sample, after: Sample) -> bool:
    return before.reason in _COVERED and after.reason in _SHORT


def _covers(before: Sample, after: Sample) -> bool:
    return before.reason in _SHORT and after.reason in _COVERED


def _cap(before: Sample, after: Sample) -> bool:
    return before.reason is Reason.REDEEMED_FULL and after.reason is Reason.REDEEMED_FIXED


def _step(before: Sample, after: Sample) -> bool:
    partial = before.reason is after.reason is Reason.REDEEMED_PARTIAL
    return partial and before.rate == after.rate and before.credit != after.credit


_KINDS: Final[dict[EdgeKind, Callable[[Sample, Sample], bool]]] = {
    EdgeKind.STARTS: _starts,
    EdgeKind.STOPS: _stops,
    EdgeKind.GOES_TO_BANK: _goes_to_bank,
    EdgeKind.LEAVES_BANK: _leaves_bank,
    EdgeKind.TIER: _tier,
    EdgeKind.RULE: _rule,
    EdgeKind.RUNS_OUT: _runs_out,
    EdgeKind.COVERS: _covers,
    EdgeKind.CAP: _cap,
    EdgeKind.STEP: _step,
}
