"""zen-engine: two decision tables, a switch, and expressions: all of it in its own language.

`ZenEngine.evaluate` with a static loader is measured: `ZenDecision.evaluate` is ten times slower.
It has no rounding to the nearest whole number, so half up is written as a floor.
"""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peers.peer import Flat, Peer, flat
from benchmarks.reference.answers import Answer
from benchmarks.reference.terms import Terms, Tiers

KEY = "reference"
PACKAGE = "zen-engine"
Evaluate = Callable[..., dict[str, Any]]


def make(terms: Terms) -> Peer:
    """The engine without its trace."""
    return Peer("zen-engine", PACKAGE, flat, _decider(engine(terms), None))


def make_traced(terms: Terms) -> Peer:
    """The engine with its trace, which is its explanation."""
    decide = _decider(engine(terms), {"trace": True})
    return Peer("zen-engine with its trace", PACKAGE, flat, decide, rows=20_000)


def make_of_lines(terms: Terms) -> Callable[[bytes], Answer]:
    """The engine without its trace, fed with the bytes of a JSON line."""
    evaluate = engine(terms, nested=True)

    def decide(line: bytes) -> Answer:
        result = evaluate(KEY, line)["result"]
        return result["reason"], int(result["points"]), int(result["credit"])

    return decide


def engine(terms: Terms, *, nested: bool = False) -> Evaluate:
    """`evaluate(key, purchase)`; `nested`: of purchases as JSON lines have them."""
    import zen  # noqa: PLC0415

    content = {KEY: model(terms, nested=nested)}
    made: Any = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    evaluate: Evaluate = made.evaluate
    return evaluate


def _decider(evaluate: Evaluate, options: dict[str, Any] | None) -> Callable[[Flat], Answer]:
    def decide(purchase: Flat) -> Answer:
        result = evaluate(KEY, purchase, options)["result"]
        return result["reason"], result["points"], result["credit"]

    return decide


def model(terms: Terms, *, nested: bool) -> dict[str, Any]:
    """The decision graph."""
    steps = [
        _node("filters", "decisionTableNode", _filters(terms)),
        _node("switch", "switchNode", _SWITCH),
        _node("rate", "decisionTableNode", _rates(terms)),
        _node("redeem", "expressionNode", _expressions(_redemption(terms))),
        _node("stop", "expressionNode", _expressions(_STOPPED)),
    ]
    ways: list[tuple[str, ...]] = [
        ("filters", "switch"), ("switch", "stop", "stopped"), ("switch", "rate", "goes on"),
        ("rate", "redeem"), ("redeem", "out"), ("stop", "out"),
    ]  # fmt: skip
    if nested:
        steps.append(_node("read", "expressionNode", _expressions(_READING)))
        ways += [("in", "read"), ("read", "filters")]
    else:
        ways.append(("in", "filters"))
    ends = [_node("in", "inputNode", {}), _node("out", "outputNode", {})]
    edges = [_edge(number, *way) for number, way in enumerate(ways)]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [*ends, *steps],
        "edges": edges,
    }


_READING = {
    "currency": "authorization.currency",
    "processing": "authorization.processing",
    "response": "authorization.response_code",
    "amount": "number(authorization.amount) * 100",
    "mcc": "number(authorization.mcc)",
    "country": "authorization.country",
    "merchant": "authorization.merchant.id",
    "status": "account.status",
    "household": "account.household ?? 'NONE'",
    "product": "account.product",
    "balance": "account.balance",
    "mode": "account.preferences.mode",
    "minimum": "number(account.preferences.minimum ?? '0') * 100",
    "cap": "number(account.preferences.amount ?? '0') * 100",
}
_STOPPED = {"reason": "stop", "points": "0", "credit": "0"}
_SWITCH = {
    "hitPolicy": "first",
    "statements": [
        {"id": "stopped", "condition": "stop != ''", "isDefault": False},
        {"id": "goes on", "condition": "", "isDefault": True},
    ],
}


def _filters(terms: Terms) -> dict[str, Any]:
    codes = [f"[{int(low)}..{int(high)}]" for low, high in terms.mcc_ranges]
    codes += [str(int(code)) for code in terms.mcc_singles]
    conditions = [
        ("currency", "not in ['USD']", "CURRENCY_MISMATCH"),
        ("processing", "not in ['purchase', 'purchase_with_cashback']", "NOT_A_PURCHASE"),
        ("response", "not in ['00']", "NOT_APPROVED"),
        ("status", "not in ['GOOD_STANDING', 'REDEEM_ONLY']", "ACCOUNT_STATUS"),
        ("household", "'NON_REDEEMER'", "NOT_A_REDEEMER"),
        ("amount", "<= 0", "NOTHING_TO_REDEEM"),
        ("amount", f"<= {terms.over}", "BELOW_PROGRAM_MINIMUM"),
        ("mcc", ", ".join(codes), "MCC_FILTERED"),
        ("country", f"not in {_texts(terms.countries)}", "COUNTRY_FILTERED"),
        ("merchant", f"in {_texts(terms.merchants)}", "MERCHANT_FILTERED"),
    ]
    names = list(dict.fromkeys(name for name, _, _ in conditions))
    rules = [
        {
            "_id": f"f{number}",
            "stop": f"'{reason}'",
            **{n: cell if n == name else "" for n in names},
        }
        for number, (name, cell, reason) in enumerate(conditions)
    ]
    rules.append({"_id": "none", "stop": "''", **dict.fromkeys(names, "")})
    return _table(names, "stop", rules)


def _rates(terms: Terms) -> dict[str, Any]:
    rules: list[dict[str, str]] = []

    def add(tiers: Tiers, merchant: str = "", product: str = "") -> None:
        for up_to, rate in tiers:
            amount = "" if up_to is None else f"<= {up_to}"
            row = {"merchant": merchant, "product": product, "amount": amount, "rate": str(rate)}
            rules.append({"_id": f"r{len(rules)}", **row})

    for merchant, tiers in terms.by_merchant.items():
        add(tiers, merchant=f"'{merchant}'")
    for product, tiers in terms.by_product.items():
        add(tiers, product=f"'{product}'")
    add(terms.base)
    return _table(["merchant", "product", "amount"], "rate", rules)


def _redemption(terms: Terms) -> dict[str, str]:
    return {
        "target": "cap > 0 ? min([cap, amount]) : amount",
        "whole": "floor((20000 * $.target + rate) / (2 * rate))",
        "part": f"floor(balance * rate / {10_000 * terms.step}) * {terms.step}",
        "reason": (
            f"balance * rate < {10_000 * terms.worth} ? 'BELOW_REDEMPTION_MINIMUM'"
            " : mode == 'OFF' ? 'PREFERENCE_OFF'"
            " : (minimum > 0 and amount <= minimum) ? 'BELOW_CARDHOLDER_MINIMUM'"
            " : balance >= $.whole ? ($.target == amount ? 'REDEEMED_FULL' : 'REDEEMED_FIXED')"
            " : $.part == 0 ? 'INSUFFICIENT_BALANCE' : 'REDEEMED_PARTIAL'"
        ),
        "credit": (
            "$.reason in ['REDEEMED_FULL', 'REDEEMED_FIXED'] ? $.target"
            " : $.reason == 'REDEEMED_PARTIAL' ? $.part : 0"
        ),
        "points": "$.credit == 0 ? 0 : floor((20000 * $.credit + rate) / (2 * rate))",
    }


def _table(names: Sequence[str], output: str, rules: Sequence[dict[str, str]]) -> dict[str, Any]:
    return {
        "hitPolicy": "first",
        "rules": list(rules),
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": output, "name": output, "field": output}],
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


def _expressions(expressions: dict[str, str]) -> dict[str, Any]:
    written = [{"id": f"e-{key}", "key": key, "value": v} for key, v in expressions.items()]
    return {
        "expressions": written,
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    place = {"x": 0, "y": 0}
    return {"id": name, "type": kind, "name": name, "position": place, "content": content}


def _edge(number: int, source: str, target: str, handle: str | None = None) -> dict[str, Any]:
    edge = {"id": f"edge{number}", "type": "edge", "sourceId": source, "targetId": target}
    return edge if handle is None else {**edge, "sourceHandle": handle}


def _texts(values: Sequence[str]) -> str:
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"
