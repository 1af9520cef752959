"""Drawn accounts: statuses, preferences, own facts, and a balance near what is needed."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from tests.strategies import vocabulary as words
from tests.strategies.edges import minor
from tests.strategies.scale import written
from tests.strategies.setting import Setting, known, left_out, mostly, spelled

Document = dict[str, Any]


def account_facts(setting: Setting) -> Document:
    """The account of a purchase; None for what is left out."""
    households = (None, None, "REDEEMER", "PRIMARY_REDEEMER")
    good, bad = ("GOOD_STANDING", "REDEEM_ONLY"), ("NEW", "ON_HOLD", "CANCELLED", "INACTIVE", None)
    return {
        "status": mostly(setting, good, bad),
        "household": mostly(setting, households, ("NON_REDEEMER", "UNKNOWN")),
        "product": known(setting, "product", words.PRODUCTS),
        "balance": _balance(setting),
        "preferences": _preferences(setting),
        "facts": _own_facts(setting),
    }


def _preferences(setting: Setting) -> Document | None:
    choices, scale = setting.choices, setting.edges.scale
    if choices.chance(3):
        return None
    offered = setting.document.get("preferences", {}).get("offer", ["next", "all"])
    good = tuple(mode.upper() for mode in offered)
    mode = choices.pick(good) if choices.chance(88) else choices.pick(("OFF", "NEXT", "ALL", None))
    near = setting.amount + choices.pick((-1, -1, 0, 1))
    minimum = choices.pick((None, None, near, near, 0, 1))
    amount = choices.pick((None, None, near, 0, setting.amount // 2, *setting.edges.amounts()))
    return left_out(
        choices,
        {
            "mode": mode,
            "minimum": None if minimum is None else scale.money(max(0, minimum)),
            "amount": None if amount is None else scale.money(max(0, amount)),
        },
    )


def _balance(setting: Setting) -> str | int | None:
    """Points as text, near what this purchase, a part of it, or a filter needs."""
    choices = setting.choices
    if choices.chance(5):
        return None
    if choices.chance(8):
        return choices.pick(("0", "7650.5", "0.01", "99999999999999.99"))
    needs = [*_needed(setting), *_named_points(setting)]
    unit = 1 if setting.edges.scale.hundredths else 100
    near = choices.pick(needs) + unit * choices.pick((0, 0, 1, 1, -1, 2))
    if choices.chance(10):
        near += choices.pick((-1, 1, 50))
    return spelled(choices, written(max(0, near), 2, pad=False))


def _needed(setting: Setting) -> list[int]:
    """Hundredths of points, rounded down, that the purchase or money named in the rules takes."""
    edges = setting.edges
    cost = setting.choices.pick(edges.costs)
    steps = setting.choices.pick((1, 2, 3))
    worth = [minor(text, edges.scale) for text in edges.literals.get("worth", ())]
    named = [*edges.amounts(), *worth]
    parts = [setting.choices.pick(named) * steps] if named else []
    sums = [setting.amount, setting.amount * 2, *parts, *parts, *worth]
    return [_rounded_down(Fraction(money) / cost, edges.scale.hundredths) for money in sums]


def _rounded_down(points: Fraction, hundredths: bool) -> int:
    return floor(points * 100) if hundredths else floor(points) * 100


def _named_points(setting: Setting) -> list[int]:
    return [int(Decimal(text) * 100) for text in setting.edges.literals.get("balance", ())]


def _own_facts(setting: Setting) -> Document | None:
    facts = {
        fact["name"]: _own_fact(setting, fact)
        for fact in setting.document.get("facts", ())
        if not setting.choices.chance(8)
    }
    return left_out(setting.choices, facts) or None


def _own_fact(setting: Setting, fact: Document) -> str | None:
    choices = setting.choices
    if fact["type"] == "choice":
        return str(choices.pick(fact["values"]))
    if fact["type"] == "text":
        return known(setting, fact["name"], words.NICKNAMES)
    value = Decimal(known(setting, fact["name"], words.VISITS) or "0")
    delta = Decimal(choices.pick(("0", "0", "0.001", "-0.001")))
    return format(max(Decimal(0), value + delta), "f")
