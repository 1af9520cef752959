"""The conditions of eligibility in words: what was seen, what is required, why it is met or not."""

from typing import Final

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.explanation.values import cut
from pointsman.engine.program import Program
from pointsman.engine.redemptions.eligibility import Check, Condition
from pointsman.engine.shared_conditions import MAY_REDEEM
from pointsman.engine.verdicts import Verdict

_TITLES: Final = {
    Condition.IN_EFFECT: "in effect",
    Condition.STATUS: "account status",
    Condition.HOUSEHOLD: "redeemer",
    Condition.PARTNER: "partner",
    Condition.SOURCE: "source code",
}


def explain_check(program: Program, check: Check) -> ExplainedStep:
    """One condition, met or not."""
    return ExplainedStep(
        title=_TITLES.get(check.condition) or f"item {check.observed}",
        verdict=Verdict.of(check.truth),
        says=_met(check) if check.truth else check.description,
        pointer=check.pointer,
        observed=check.observed,
        required=_required(program, check.condition),
    )


def field_name(path: str) -> str:
    """A place in the request for people: `item 1 pointsRedeemed`."""
    keys = path.split("/")[1:]
    if not keys:
        return "request"
    if keys[0] != "items" or len(keys) == 1:
        return " ".join(keys)
    return " ".join(["item", str(int(keys[1]) + 1), *keys[2:]])


def _met(check: Check) -> str:
    """Why a condition is met."""
    seen = check.observed
    match check.condition:
        case Condition.IN_EFFECT:
            return f"the program is in effect at {seen}"
        case Condition.STATUS:
            return f"{seen} may redeem"
        case Condition.HOUSEHOLD:
            return "not in a household" if seen is None else f"{seen} may redeem"
        case Condition.ITEM:
            return f"{field_name(check.path)} is the program's"
    if check.pointer is None:
        return "the program accepts any"
    return "left out, which is accepted" if seen is None else f"{seen} is accepted"


def _required(program: Program, condition: Condition) -> str | None:
    """What meets a condition; None where anything does."""
    match condition:
        case Condition.IN_EFFECT:
            return _dates(program)
        case Condition.STATUS:
            return " or ".join(sorted(MAY_REDEEM))
        case Condition.HOUSEHOLD:
            return "no household, or a redeemer in it"
        case Condition.PARTNER:
            return _listed(program.catalog.partners)
        case Condition.SOURCE:
            return _listed(program.catalog.sources)
        case Condition.ITEM:
            return "an item of the program"


def _dates(program: Program) -> str | None:
    effective = program.rules.effective
    if effective is None:
        return None
    return f"from {effective.from_}" + (f" to {effective.to}" if effective.to else "")


def _listed(codes: frozenset[str] | None) -> str | None:
    return None if codes is None else cut(sorted(codes))
