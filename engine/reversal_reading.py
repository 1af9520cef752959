"""Reading a reversal: a redemption, its lots, the instant and the points asked for, as JSON.

`points` is what a client asked for and is read as it stands, below zero or too fine, for what is
wrong with it is an answer of the engine. All else is what the caller keeps, and must be in order.
"""

from collections.abc import Mapping
from typing import Any, Final

from pointsman.engine.exact import Exact, plain
from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw, shown
from pointsman.engine.facts_reading.objects import Field, Fields, Path, read_object, table
from pointsman.engine.facts_reading.values import (
    member,
    read_number,
    read_points,
    read_text,
    read_time,
    without_minus,
)
from pointsman.engine.lots import Allocation, Lot
from pointsman.engine.problems import BadFactsError, Problem, pointer
from pointsman.engine.reversal import (
    Redemption,
    RedemptionType,
    ReversalRequest,
    decide_reversal,
)

Values = dict[str, Any]

_ABOVE_ZERO = Flaw(Code.OUT_OF_RANGE, "points were taken, so it must be above 0")
_NAMED_TWICE = Flaw(Code.NAMED_TWICE, "another lot has that id")
_UNKNOWN_LOT = Flaw(Code.UNKNOWN_LOT, "that lot is not among `lots`")


def read_reversal(data: object) -> ReversalRequest:
    """Read a reversal (design section 8): numbers are text, `Written`, int or Decimal.

    Raises:
        BadFactsError: with everything that is wrong with it.
    """
    findings = Findings()
    values = read_object(data, _REVERSAL, (), findings, named="a reversal")
    redemption = values.get("redemption", {})
    lots = _entries(values, _LOT, ("lots",), findings)
    allocations = _entries(redemption, _ALLOCATION, ("redemption", "allocations"), findings)
    _check_ids(lots or [], findings)
    if allocations is not None:
        _check_lots_of(allocations, lots, findings)
        _check_credited(redemption.get("credited", 0), allocations, findings)
    if findings.problems or lots is None or allocations is None:
        raise BadFactsError(findings.problems)
    return ReversalRequest(
        redemption=Redemption(
            redemption["type"],
            tuple(Allocation(**each) for each in allocations),
            redemption.get("credited", 0),
        ),
        lots=tuple(Lot(**{"expires": None, **each}) for each in lots),
        at=values["at"],
        points=values.get("points"),
        id=values.get("id"),
    )


def reverse_json(data: object, whole: bool) -> dict[str, object]:
    """Read a reversal, decide it, and write the answer.

    Raises:
        BadFactsError: with everything that is wrong with it.
    """
    return decide_reversal(read_reversal(data), whole).to_json()


def read_asked_points(value: object) -> Exact | Flaw:
    """Points as a client asks for them: a plain decimal that may have a minus before it."""
    positive = without_minus(value)
    number = read_number(positive)
    if isinstance(number, Flaw) or positive is value:
        return number
    return Exact(-number.units, number.places)


def _read_list(value: object) -> list[object] | Flaw:
    if isinstance(value, list | tuple):
        return list(value)
    return Flaw(Code.WRONG_TYPE, "it must be a list")


def _read_taken(value: object) -> int | Flaw:
    points = read_points(value)
    return points or _ABOVE_ZERO


_LOT: Final = table(
    Field("id", read_text, needed=True),
    Field("earned", read_time, needed=True),
    Field("expires", read_time),
    Field("remaining", read_points, needed=True),
)

_ALLOCATION: Final = table(
    Field("lot", read_text, needed=True),
    Field("points", _read_taken, needed=True),
)

_REDEMPTION: Final = table(
    Field("type", member(RedemptionType), needed=True),
    Field("allocations", _read_list, needed=True),
    Field("credited", read_points),
)

_REVERSAL: Final = table(
    Field("id", read_text),
    Field("at", read_time, needed=True),
    Field("redemption", _REDEMPTION, needed=True),
    Field("lots", _read_list, needed=True),
    Field("points", read_asked_points),
)


def _entries(around: Values, fields: Fields, path: Path, findings: Findings) -> list[Values] | None:
    """The objects of the list at the end of a path, empty where one is none; None without it."""
    if path[-1] not in around:
        return None
    entries = []
    for index, entry in enumerate(around[path[-1]]):
        at = (*path, str(index))
        if isinstance(entry, Mapping):
            entries.append(read_object(entry, fields, at, findings))
            continue
        entries.append({})
        message = f"an entry of `{path[-1]}` is {shown(entry)}, but it must be an object"
        findings.problems.append(Problem(Code.WRONG_TYPE, pointer(at), message))
    return entries


def _check_ids(lots: list[Values], findings: Findings) -> None:
    """No lot stands there twice."""
    known: set[str] = set()
    for index, lot in enumerate(lots):
        if "id" not in lot:
            continue
        if lot["id"] in known:
            findings.add(_NAMED_TWICE, ("lots", str(index), "id"), lot["id"])
        known.add(lot["id"])


def _check_lots_of(
    allocations: list[Values], lots: list[Values] | None, findings: Findings
) -> None:
    """Every lot of an allocation is there, as far as the lots could be read."""
    if lots is None or not all("id" in lot for lot in lots):
        return
    known = {lot["id"] for lot in lots}
    for index, allocation in enumerate(allocations):
        if "lot" in allocation and allocation["lot"] not in known:
            path = ("redemption", "allocations", str(index), "lot")
            findings.add(_UNKNOWN_LOT, path, allocation["lot"])


def _check_credited(credited: int, allocations: list[Values], findings: Findings) -> None:
    """No more was given back than was taken, as far as what was taken could be read."""
    if not all("points" in each for each in allocations):
        return
    taken = sum(each["points"] for each in allocations)
    if credited > taken:
        flaw = Flaw(Code.BAD_NUMBER, f"only {plain(taken, 2)} points were taken")
        findings.add(flaw, ("redemption", "credited"), plain(credited, 2))
