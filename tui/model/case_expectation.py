"""What a new case expects: of everything that was decided, the keys that a reader wants."""

from collections.abc import Iterator, Mapping
from typing import Final

from pointsman.engine.decision import Decision
from pointsman.engine.exact import Written
from pointsman.engine.facts import Mode
from pointsman.engine.outcome import Outcome
from pointsman.engine.redemptions import RedemptionDecision
from pointsman.programs.cases import Json
from pointsman.programs.questions import Answer

_BASE: Final = "/conversion/base"
_NUMBERS: Final = frozenset(
    {"cost_per_point", "target_credit", "target_points", "points", "credit", "balance_after"}
    | {"credited", "expired", "remaining", "cash"}
)
_OF_ITEM: Final = ("scenario", "points", "cash")
_OF_LOT: Final = ("id", "remaining")


def expected_of(answer: Answer) -> Json:
    """What a case expects of this answer, numbers as a case file has them: without quotes."""
    found = answer.to_json()
    if isinstance(answer, Decision):
        kept = _picked(found, _of_decision(answer))
    elif isinstance(answer, RedemptionDecision):
        kept = _of_redemption(found)
    else:
        kept = _of_reversal(found)
    return {key: _written(key, value) for key, value in kept.items()}


def _of_decision(decision: Decision) -> Iterator[str]:
    yield "outcome"
    if decision.outcome is not Outcome.REDEEMED:
        yield "stage"
    yield "reason"
    rate = decision.rate
    if rate is not None:
        # The base goes without saying; an override is named.
        yield from () if rate.rule == _BASE else ("rule",)
        yield "cost_per_point"
    if decision.outcome is Outcome.DEFERRED:
        yield from ("target_credit", "target_points")
    yield from ("points", "credit")
    if decision.balance_after is not None:
        yield "balance_after"
    if decision.partially_redeemed:
        yield "partially_redeemed"
    if decision.preference_after is not (decision.facts.account.preferences.mode or Mode.OFF):
        yield "preference_after"
    if decision.messages:
        yield "messages"


def _of_redemption(found: Json) -> Json:
    if not found["accepted"]:
        return _refusal(found)
    kept = _picked(found, ("accepted", "points"))
    if found["balance_after"] is not None:
        kept["balance_after"] = found["balance_after"]
    return {**kept, "items": _each(found["items"], _OF_ITEM)}


def _of_reversal(found: Json) -> Json:
    if not found["accepted"]:
        return _refusal(found)
    kept = _picked(found, ("accepted", "credited", "expired", "remaining"))
    return {**kept, "lots": _each(found["lots"], _OF_LOT)}


def _refusal(found: Json) -> Json:
    """An error may be expected by its reason alone."""
    errors = found["errors"]
    reasons = [error["reason"] for error in errors] if isinstance(errors, list) else []
    return {"accepted": False, "errors": reasons}


def _each(values: object, keys: tuple[str, ...]) -> list[Json]:
    if not isinstance(values, list):
        return []
    return [_picked(value, (key for key in keys if key in value)) for value in values]


def _picked(found: Mapping[str, object], keys: Iterator[str] | tuple[str, ...]) -> Json:
    return {key: found[key] for key in keys}


def _written(key: str, value: object) -> object:
    """The numbers of an answer, which are text in it, as numbers that were written so."""
    if isinstance(value, list):
        return [_written(key, item) for item in value]
    if isinstance(value, Mapping):
        return {name: _written(name, inner) for name, inner in value.items()}
    return Written(value) if key in _NUMBERS and isinstance(value, str) else value
