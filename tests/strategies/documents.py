"""Drawn program documents: valid, canonical, and using every statement of the language."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.strategies import vocabulary as words
from tests.strategies.choices import Choices, any_choices
from tests.strategies.expressions import Vocabulary, condition, merchants, span
from tests.strategies.scale import Scale

Document = dict[str, Any]

KEYS = (
    *("program", "version", "effective", "timezone", "currency", "points", "bank", "facts"),
    *("groups", "filters", "preferences", "conversion", "redemption", "post_purchase"),
    *("communications", "digital"),
)


def documents() -> st.SearchStrategy[Document]:
    """Valid canonical program documents (docs/document.md)."""
    return any_choices().map(build_document)


def simple_document(**parts: Any) -> Document:
    """The least program (100 points a dollar, whole purchase), with parts added or replaced.

    A part of None is left out.
    """
    least = {
        "program": "Test",
        "version": "1",
        "currency": "USD",
        "points": {"name": "Points", "precision": "whole"},
        "conversion": {"base": {"rate": "0.01"}},
        "redemption": {"full": True},
    }
    return _canonical(least | parts)


def _canonical(parts: Document) -> Document:
    unknown = parts.keys() - set(KEYS)
    assert not unknown, f"no parts of a program: {unknown}"
    return {key: parts[key] for key in KEYS if parts.get(key) is not None}


def build_document(choices: Choices) -> Document:
    """A document from choices: hypothesis' own, or those of a seed."""
    currency, decimals = choices.pick(words.CURRENCIES)
    scale = Scale(currency, decimals, hundredths=choices.chance(40))
    own = tuple(choices.some(words.OWN_FACTS, 0, 3)) if choices.chance(60) else ()
    names = tuple(choices.some(words.GROUP_NAMES, 0, 3)) if choices.chance(70) else ()
    vocabulary = Vocabulary(scale, own, names)
    return _canonical(
        {
            **_header(choices, scale),
            "facts": deepcopy(list(own)) or None,
            "groups": [_group(choices, name) for name in names] or None,
            "filters": _filters(choices, vocabulary) or None,
            "preferences": _preferences(choices),
            "conversion": _conversion(choices, vocabulary),
            "redemption": _redemption(choices, scale),
            "post_purchase": _post_purchase(choices),
            "communications": _communications(choices),
            "digital": _digital(choices, scale) if choices.chance(35) else None,
        }
    )


def _header(choices: Choices, scale: Scale) -> Document:
    precision = "2 decimals" if scale.hundredths else "whole"
    points = {"name": choices.pick(("Miles", "円 Points")), "precision": precision}
    rounding = choices.pick((None, "natural", "up", "down"))
    return {
        "program": choices.pick(words.PROGRAM_NAMES),
        "version": choices.pick(("1", "3", "12")),
        "effective": _effective(choices) if choices.chance(40) else None,
        "timezone": choices.pick((None, *words.ZONES)),
        "currency": scale.currency,
        "points": points | ({"rounding": rounding} if rounding else {}),
        "bank": choices.pick((None, None, None, "hosted", "hosted", "external")),
    }


def _effective(choices: Choices) -> Document:
    first = choices.pick(("2026-01-01", "2026-03-08", "2025-12-31"))
    last = choices.pick((None, first, "2026-11-01", "2026-12-31"))
    return {"from": first} | ({"to": last} if last else {})


def _group(choices: Choices, name: str) -> Document:
    entries: list[Document] = []
    for kind in choices.some(("id", "name", "acquirer", "terminal", "mcc", "name", "mcc"), 1, 4):
        if not any(kind in entry for entry in entries):
            entries += [{kind: value} for value in _entry_values(choices, kind)]
    return {"name": name, "entries": entries}


def _entry_values(choices: Choices, kind: str) -> list[Any]:
    if kind == "mcc":
        return _mccs(choices)
    pools = {
        "id": words.IDS,
        "name": words.GLOBS,
        "acquirer": words.ACQUIRERS,
        "terminal": words.TERMINALS,
    }
    return choices.some(pools[kind], 1, 2)


def _mccs(choices: Choices) -> list[Any]:
    codes: list[Any] = choices.some(words.MCCS, 1, 3)
    if choices.chance(50):
        codes[choices.below(len(codes))] = span(choices, words.MCCS)
    return codes


# Filters


def _filters(choices: Choices, vocabulary: Vocabulary) -> list[Document]:
    """Each kind of filter at most as often as the language allows, in a drawn order."""
    drawn_filters = [
        _lower_bound(choices, vocabulary.scale) if choices.chance(30) else None,
        _upper_bound(choices, vocabulary.scale) if choices.chance(25) else None,
        _worth(choices, vocabulary.scale) if choices.chance(20) else None,
        _balance(choices, vocabulary.scale) if choices.chance(10) else None,
        {"mcc": _either(choices, _mccs(choices))} if choices.chance(20) else None,
        _country(choices) if choices.chance(15) else None,
        _merchant(choices, vocabulary) if choices.chance(15) else None,
        _requirement(choices, vocabulary) if choices.chance(18) else None,
        _requirement(choices, vocabulary) if choices.chance(6) else None,
    ]
    present = [statement for statement in drawn_filters if statement]
    return choices.some(present, len(present), len(present))


def _lower_bound(choices: Choices, scale: Scale) -> Document:
    bound = scale.money(choices.pick((1, 5, 10, 20, 25, 50)))
    return {"purchase": {choices.pick(("over", "at_least")): bound}}


def _upper_bound(choices: Choices, scale: Scale) -> Document:
    bound = scale.money(choices.pick((99, 100, 250, 500, 1000, 5000)))
    return {"purchase": {choices.pick(("at_most", "under")): bound}}


def _worth(choices: Choices, scale: Scale) -> Document:
    return {"balance": {"worth_at_least": scale.money(choices.pick((1, 3, 5, 25, 50, 100)))}}


def _balance(choices: Choices, scale: Scale) -> Document:
    return {"balance": {"at_least": scale.points(choices.pick((100, 250, 1050, 5000, 10000)))}}


def _either(choices: Choices, items: list[Any]) -> Document:
    return {choices.pick(("except", "only")): items}


def _country(choices: Choices) -> Document:
    return {"country": _either(choices, choices.some(words.COUNTRIES, 1, 4))}


def _merchant(choices: Choices, vocabulary: Vocabulary) -> Document:
    return {"merchant": _either(choices, merchants(choices, vocabulary.groups))}


def _requirement(choices: Choices, vocabulary: Vocabulary) -> Document:
    requirement: Document = {"condition": condition(choices, vocabulary)}
    if choices.chance(50):
        requirement["else"] = choices.pick(words.REQUIREMENT_TEXTS)
    return {"require": requirement}


# Preferences, conversion, redemption


def _preferences(choices: Choices) -> Document | None:
    offer = choices.pick(([], ["next", "all"], ["all", "next"], ["all"], ["next"]))
    cardholder = choices.pick((["minimum", "amount"], ["minimum"], ["amount"], ["minimum"], []))
    lists = {"offer": offer, "cardholder": cardholder}
    return {key: names for key, names in lists.items() if names} or None


def _conversion(choices: Choices, vocabulary: Vocabulary) -> Document:
    conversion: Document = {"base": _rate(choices, vocabulary.scale)}
    overrides = [
        {"name": name, **_scope(choices, vocabulary), **_rate(choices, vocabulary.scale)}
        for name in choices.some(words.OVERRIDE_NAMES, 0, 3)
    ]
    return conversion | ({"overrides": overrides} if overrides else {})


def _scope(choices: Choices, vocabulary: Vocabulary) -> Document:
    which = choices.pick(("for", "when", "both"))
    scope: Document = {}
    if which != "when":
        scope["for"] = _selector(choices, vocabulary)
    if which != "for":
        scope["when"] = condition(choices, vocabulary)
    return scope


def _selector(choices: Choices, vocabulary: Vocabulary) -> Document:
    kind = choices.pick(("merchant", "mcc", "product", "country", "cross_border"))
    if kind == "merchant":
        return {kind: merchants(choices, vocabulary.groups)}
    if kind == "mcc":
        return {kind: _mccs(choices)}
    if kind == "product":
        return {kind: choices.some(words.PRODUCTS, 1, 2)}
    return {kind: choices.some(words.COUNTRIES, 1, 3) if kind == "country" else True}


def _rate(choices: Choices, scale: Scale) -> Document:
    if choices.chance(60):
        return {"rate": scale.cost(*choices.pick(words.COSTS))}
    ends = sorted(choices.some(words.AMOUNTS[4:], 1, 3))
    tiers = [
        {"up_to": scale.money(end), "rate": scale.cost(*choices.pick(words.COSTS))} for end in ends
    ]
    return {"tiers": [*tiers, {"rate": scale.cost(*choices.pick(words.COSTS))}]}


def _redemption(choices: Choices, scale: Scale) -> Document:
    mode = choices.pick(("full", "partial", "partial", "fixed", "both", "both"))
    redemption: Document = {"full": True} if mode == "full" else {}
    if mode in ("partial", "both"):
        redemption["partial"] = {"step": scale.money(choices.pick((1, 5, 10, 25, 50, 100)))}
    if mode in ("fixed", "both"):
        redemption["fixed"] = scale.money(choices.pick((10, 25, 99, 200, 250, 500)))
    if choices.chance(40):
        redemption["redeem_at_least"] = scale.money(choices.pick((1, 5, 10, 25, 50, 100)))
    return redemption


def _post_purchase(choices: Choices) -> Document | None:
    if choices.chance(30):
        return None
    block: Document = {}
    if choices.chance(75):
        block["within_days"] = choices.pick(("90", "1", "45"))
    if choices.chance(60):
        block["after"] = choices.some(words.AFTER, 1, 4)
    if choices.chance(50):
        block["partial"] = True
    return block or None


def _communications(choices: Choices) -> Document | None:
    block: Document = {}
    if choices.chance(70):
        block["email"] = choices.some(words.EMAILS, choices.pick((1, 3)), 4)
    if choices.chance(40):
        block["notify"] = "https://issuer.example/rewards/notifications"
    if choices.chance(40):
        block["statement"] = choices.pick(words.STATEMENTS)
    return block or None


# Digital redemptions


def _digital(choices: Choices, scale: Scale) -> Document:
    ids = [(kind, item) for kind in words.ITEM_TYPES for item in words.ITEM_IDS]
    redeemed = [(kind, *item) for kind in words.ITEM_TYPES for item in words.REDEMPTION_ITEMS]
    items = []
    for kind, item in choices.some(ids, 1, 4):
        parts = _item_parts(choices, [each for each in redeemed if each[0] == kind])
        redeemed = [each for each in redeemed if each[:2] != (kind, parts.get("redeems"))]
        rate = scale.cost(*choices.pick(words.COSTS))
        items.append({"item": item, "for": kind, "rate": rate, **parts})
    block: Document = {"items": items}
    if choices.chance(50):
        block["source"] = choices.some(words.SOURCES, 1, 3)
    if choices.chance(50):
        block["partner"] = choices.some(words.PARTNERS, 1, 3)
    return block


def _item_parts(choices: Choices, redeemed: list[Any]) -> Document:
    parts = {"named": choices.pick(words.ITEM_NAMES)} if choices.chance(50) else {}
    currency = choices.pick((None, *words.ITEM_CURRENCIES))
    if redeemed and choices.chance(50):
        _, parts["redeems"], currency = choices.pick(redeemed)
    return parts | ({"currency": currency} if currency else {})
