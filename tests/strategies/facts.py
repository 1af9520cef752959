"""Drawn facts: valid purchases on and around the edges of a document, with facts missing."""

from typing import Any

from hypothesis import strategies as st

from tests.model.conditions import code_in
from tests.strategies import vocabulary as words
from tests.strategies.account import account_facts
from tests.strategies.choices import Choices, any_choices
from tests.strategies.edges import Edges, edges_of
from tests.strategies.moments import purchase_time, request_time, rfc3339
from tests.strategies.names import name_like
from tests.strategies.setting import Setting, known, left_out, mostly, spelled

Document = dict[str, Any]


def facts_for(document: Document) -> st.SearchStrategy[Document]:
    """Valid native facts (design section 3) for a document, near the document's own numbers."""
    return any_choices().map(lambda made: build_facts(made, document))


def simple_facts(
    *,
    authorization: Document | None = None,
    account: Document | None = None,
    **others: Any,
) -> Document:
    """A purchase of 100.00 USD that any plain program redeems, with parts added or replaced.

    A part of None is left out.
    """
    least = {"amount": "100.00", "currency": "USD", "response_code": "00"}
    purchase = least | {"processing": "purchase"} | (authorization or {})
    preferences = {"mode": "ALL"}
    holder = {"status": "GOOD_STANDING", "balance": "12000", "preferences": preferences}
    merged = {"authorization": purchase, "account": holder | (account or {}), **others}
    kept = _without_none(merged)
    assert isinstance(kept, dict)
    return kept


def _without_none(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_none(item) for key, item in value.items() if item is not None}


def build_facts(choices: Choices, document: Document) -> Document:
    """Facts from choices: hypothesis' own, or those of a seed."""
    edges = edges_of(document)
    amount = _amount(choices, edges)
    calm = not choices.chance(35)
    time = None if choices.chance(2 if calm else 8) else purchase_time(choices, document, edges)
    later = choices.chance(25 if "post_purchase" in document else 8)
    setting = Setting(choices, document, edges, amount, time, later, calm)
    parts = {
        "id": choices.pick(("A-1001", "ü", None)),
        "authorization": left_out(choices, _authorization(setting)),
        "account": _account(setting),
        "post_purchase": _post_purchase(setting) if setting.later else None,
    }
    return left_out(choices, parts)


def _account(setting: Setting) -> Document | None:
    if not setting.calm and setting.choices.chance(2):
        return None
    return left_out(setting.choices, account_facts(setting))


# The purchase


def _amount(choices: Choices, edges: Edges) -> int:
    if choices.chance(2):
        return 0
    amount = choices.pick((*edges.amounts(), *edges.amounts(), 100, 10000, 21, 1050))
    if choices.chance(20):
        return amount * choices.pick((2, 3, 10))
    return max(1, amount + choices.pick((0, 0, 0, -1, 1)))


def _authorization(setting: Setting) -> Document:
    choices = setting.choices
    return {
        **_money(setting),
        "response_code": mostly(setting, ("00",), ("10", "08", "05", None)),
        "processing": mostly(setting, words.PROCESSINGS[:2], (*words.PROCESSINGS[2:], None)),
        "mcc": _code(setting, "mcc", words.MCCS),
        "country": _country(choices, _code(setting, "country", ("USA", *words.COUNTRIES))),
        "issuer_country": _country(choices, choices.pick(("USA", "USA", "USA", "CAN", None))),
        "channel": known(setting, "channel", words.CHANNELS),
        "local_amount": choices.pick((None, "92.10", "0")),
        "local_currency": _currency(choices, known(setting, "local_currency", ("EUR", "USD"))),
        "merchant": None if choices.chance(5) else left_out(choices, _merchant(setting)),
        "time": setting.time and rfc3339(choices, setting.time),
    }


def _money(setting: Setting) -> Document:
    choices, scale = setting.choices, setting.edges.scale
    if choices.chance(2):
        others = [code for code in ("USD", "JPY", "KWD") if code != scale.currency]
        return {"amount": str(setting.amount), "currency": choices.pick(others)}
    amount = spelled(choices, scale.money(setting.amount))
    return {"amount": amount, "currency": _currency(choices, scale.currency)}


def _currency(choices: Choices, code: str | None) -> str | None:
    return words.NUMERIC[code] if code and choices.chance(20) else code


def _country(choices: Choices, alpha3: str | None) -> str | None:
    return alpha3 and choices.pick(words.COUNTRY_FORMS[alpha3])


def _code(setting: Setting, fact: str, others: tuple[str, ...]) -> str | None:
    """Likewise, and for numbers one below or above; one that the filter passes where calm."""
    if setting.calm and setting.choices.chance(80):
        return setting.choices.pick(_passing(setting, fact, others))
    code = known(setting, fact, others)
    if fact != "mcc" or code is None or not setting.choices.chance(30):
        return code
    return f"{int(code) + setting.choices.pick((-1, 1)):04}"


def _passing(setting: Setting, fact: str, others: tuple[str, ...]) -> list[str]:
    """Codes that pass the document's filter on the fact, or all codes where none do."""
    rules = [rule[fact] for rule in setting.document.get("filters", ()) if fact in rule]
    codes = [*setting.edges.literals.get(fact, ()), *others]
    return [code for code in codes if all(_passes(code, rule) for rule in rules)] or codes


def _passes(code: str, rule: Document) -> bool:
    [(word, items)] = rule.items()
    return code_in(code, items) is (word == "only")


def _merchant(setting: Setting) -> Document:
    choices = setting.choices
    glob = choices.pick((*setting.edges.literals.get("merchant.name", ()), None))
    named = choices.pick(words.NAMES) if glob is None or choices.chance(40) else None
    return {
        "id": known(setting, "merchant.id", words.IDS),
        "name": None if choices.chance(3) else named or name_like(choices, glob or "*"),
        "acquirer": known(setting, "acquirer", words.ACQUIRERS),
        "terminal": known(setting, "terminal", words.TERMINALS),
    }


def _post_purchase(setting: Setting) -> Document:
    choices = setting.choices
    block = setting.document.get("post_purchase", {})
    accepted = tuple(block.get("after", words.AFTER[:3]))
    after = choices.pick(accepted if choices.chance(80) else words.EARLIER)
    requested = request_time(choices, setting.document, setting.time)
    return {"requested_at": rfc3339(choices, requested), "after": after}
