"""From text to document: every statement."""

import json
from typing import Any

import pytest

from tests.dsl.points_reading import (
    GOLDEN,
    WORLD_ELITE,
    document,
    within,
    within_block,
)


def test_the_example_of_the_design() -> None:
    expected = json.loads((GOLDEN / "world_elite.json").read_text("utf-8"))
    assert document(WORLD_ELITE) == expected


HEAD: list[tuple[str, dict[str, Any]]] = [
    ("version 007", {"version": "007"}),
    ("effective 2026-01-01", {"effective": {"from": "2026-01-01"}}),
    (
        "effective 2026-01-01 to 2026-12-31",
        {"effective": {"from": "2026-01-01", "to": "2026-12-31"}},
    ),
    ('timezone "Asia/Tokyo"', {"timezone": "Asia/Tokyo"}),
    ("currency USD", {"currency": "USD"}),
    ("currency 840", {"currency": "840"}),
    ('currency "usd"', {"currency": "usd"}),
    ('points "Miles" whole', {"points": {"name": "Miles", "precision": "whole"}}),
    (
        'points "Miles" 2   decimals, rounded down',
        {"points": {"name": "Miles", "precision": "2 decimals", "rounding": "down"}},
    ),
    ('points "M" 3 decimals', {"points": {"name": "M", "precision": "3 decimals"}}),
    ("bank external", {"bank": "external"}),
    (
        'fact s in (gold, "2AB", 7, 2026-01-01)',
        {"facts": [{"name": "s", "type": "choice", "values": ["gold", "2AB", "7", "2026-01-01"]}]},
    ),
    (
        "fact a text fact b number",
        {"facts": [{"name": "a", "type": "text"}, {"name": "b", "type": "number"}]},
    ),
    ("group g { }", {"groups": [{"name": "g", "entries": []}]}),
    (
        'group g { mcc 5, "6".."7" id "1", "2" name "A*" acquirer "3" terminal "4" }',
        {
            "groups": [
                {
                    "name": "g",
                    "entries": [
                        {"mcc": "5"},
                        {"mcc": {"from": "6", "to": "7"}},
                        {"id": "1"},
                        {"id": "2"},
                        {"name": "A*"},
                        {"acquirer": "3"},
                        {"terminal": "4"},
                    ],
                }
            ]
        },
    ),
    ("filters { }", {"filters": []}),
    ("preferences { }", {"preferences": {}}),
    ("conversion { }", {"conversion": {}}),
    ("redemption { }", {"redemption": {}}),
    ("post purchase { }", {"post_purchase": {}}),
    ("communications { }", {"communications": {}}),
    ("digital { }", {"digital": {}}),
]


@pytest.mark.parametrize(("text", "expected"), HEAD)
def test_head_statements(text: str, expected: dict[str, Any]) -> None:
    assert document(within(text)) == {"program": "X", **expected}


FILTERS: list[tuple[str, dict[str, Any]]] = [
    ("purchase over 20.00", {"purchase": {"over": "20.00"}}),
    ("purchase at least 20", {"purchase": {"at_least": "20"}}),
    ("purchase under 020.0", {"purchase": {"under": "020.0"}}),
    ("purchase at most 5", {"purchase": {"at_most": "5"}}),
    ("balance worth at least 25.00", {"balance": {"worth_at_least": "25.00"}}),
    ("balance at least 2500 points", {"balance": {"at_least": "2500"}}),
    ("mcc only 0742", {"mcc": {"only": ["0742"]}}),
    (
        "mcc except 4829, 6010..6012",
        {"mcc": {"except": ["4829", {"from": "6010", "to": "6012"}]}},
    ),
    ('country only US, "USA", 840', {"country": {"only": ["US", "USA", "840"]}}),
    ("country except CA", {"country": {"except": ["CA"]}}),
    (
        'merchant only g, id "1", "2", terminal "3", h, acquirer "4", "5"',
        {
            "merchant": {
                "only": [
                    {"group": "g"},
                    {"id": "1"},
                    {"id": "2"},
                    {"terminal": "3"},
                    {"group": "h"},
                    {"acquirer": "4"},
                    {"acquirer": "5"},
                ]
            }
        },
    ),
    ('merchant except name "*ATM*"', {"merchant": {"except": [{"name": "*ATM*"}]}}),
    (
        'require product = WEB else "not this card"',
        {
            "require": {
                "condition": {"fact": "product", "op": "=", "value": "WEB"},
                "else": "not this card",
            }
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), FILTERS)
def test_filters(text: str, expected: dict[str, Any]) -> None:
    assert document(within_block("filters", text))["filters"] == [expected]


def test_filters_stay_in_order() -> None:
    lines = [text for text, _ in FILTERS]
    expected = [value for _, value in FILTERS]
    assert document(within_block("filters", *lines))["filters"] == expected
    assert document(within_block("filters", *lines[::-1]))["filters"] == expected[::-1]


def compared(fact: str, op: str, value: str) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value}


A, B, C = (compared(name, "=", "1") for name in "abc")

CONDITIONS: list[tuple[str, dict[str, Any]]] = [
    *((f"amount {op} 5", compared("amount", op, "5")) for op in ("=", "!=", "<", "<=", ">", ">=")),
    ("a=1", A),
    ("channel = chip", compared("channel", "=", "chip")),
    ('merchant.name = "A B"', compared("merchant.name", "=", "A B")),
    ("date >= 2026-01-31", compared("date", ">=", "2026-01-31")),
    (
        'x in (a, "b", 3, 2026-01-31, 1.5..2, mon..fri)',
        {
            "fact": "x",
            "op": "in",
            "values": [
                *("a", "b", "3", "2026-01-31"),
                {"from": "1.5", "to": "2"},
                {"from": "mon", "to": "fri"},
            ],
        },
    ),
    ("x not  in (a)", {"fact": "x", "op": "not in", "values": ["a"]}),
    ('merchant.id like "A*"', compared("merchant.id", "like", "A*")),
    ('product not like "A?"', compared("product", "not like", "A?")),
    ("merchant in g", {"merchant": {"in": [{"group": "g"}]}}),
    ("merchant not in g", {"merchant": {"not_in": [{"group": "g"}]}}),
    ("merchant in (g)", {"merchant": {"in": [{"group": "g"}]}}),
    (
        'merchant not in (g, id "1", "2")',
        {"merchant": {"not_in": [{"group": "g"}, {"id": "1"}, {"id": "2"}]}},
    ),
    ("cross_border", compared("cross_border", "=", "yes")),
    ("cross_border = yes", compared("cross_border", "=", "yes")),
    ("cross_border != no", compared("cross_border", "!=", "no")),
    ("not cross_border", {"not": compared("cross_border", "=", "yes")}),
    ("not not a = 1", {"not": {"not": A}}),
    ("a = 1 and b = 1 and c = 1", {"all": [A, B, C]}),
    ("a = 1 or b = 1 or c = 1", {"any": [A, B, C]}),
    ("a = 1 or b = 1 and c = 1", {"any": [A, {"all": [B, C]}]}),
    ("a = 1 and b = 1 or c = 1", {"any": [{"all": [A, B]}, C]}),
    ("not a = 1 and b = 1", {"all": [{"not": A}, B]}),
    ("not (a = 1 and b = 1)", {"not": {"all": [A, B]}}),
    ("(a = 1 or b = 1) and c = 1", {"all": [{"any": [A, B]}, C]}),
    ("(a = 1 and b = 1) and c = 1", {"all": [{"all": [A, B]}, C]}),
    ("a = 1 and (b = 1 and c = 1)", {"all": [A, {"all": [B, C]}]}),
    ("((a = 1))", A),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_conditions(text: str, expected: dict[str, Any]) -> None:
    [required] = document(within_block("filters", f"require {text}"))["filters"]
    assert required == {"require": {"condition": expected}}
    [override] = document(within_block("conversion", f'override "O" when {text} at 1'))[
        "conversion"
    ]["overrides"]
    assert override == {"name": "O", "when": expected, "rate": "1"}


CONVERSION: list[tuple[str, dict[str, Any]]] = [
    ("base at 0.01", {"base": {"rate": "0.01"}}),
    ("base { }", {"base": {"tiers": []}}),
    (
        "base { up to 500.00 at 0.010 above at 0.012 }",
        {"base": {"tiers": [{"up_to": "500.00", "rate": "0.010"}, {"rate": "0.012"}]}},
    ),
    (
        "base { above at 1 up to 5 at 2 }",
        {"base": {"tiers": [{"rate": "1"}, {"up_to": "5", "rate": "2"}]}},
    ),
    ('override "O" at 1', {"overrides": [{"name": "O", "rate": "1"}]}),
    (
        'override "O" for merchant g, name "A" { above at 1 }',
        {
            "overrides": [
                {
                    "name": "O",
                    "for": {"merchant": [{"group": "g"}, {"name": "A"}]},
                    "tiers": [{"rate": "1"}],
                }
            ]
        },
    ),
    (
        'override "O" for mcc 5, 3000..3299 when a = 1 at 2',
        {
            "overrides": [
                {
                    "name": "O",
                    "for": {"mcc": ["5", {"from": "3000", "to": "3299"}]},
                    "when": A,
                    "rate": "2",
                }
            ]
        },
    ),
    (
        'override "O" for product WEB, "2AB" at 1 override "P" for country CA at 1',
        {
            "overrides": [
                {"name": "O", "for": {"product": ["WEB", "2AB"]}, "rate": "1"},
                {"name": "P", "for": {"country": ["CA"]}, "rate": "1"},
            ]
        },
    ),
    (
        'override "O" for cross border at 1',
        {"overrides": [{"name": "O", "for": {"cross_border": True}, "rate": "1"}]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONVERSION)
def test_conversion(text: str, expected: dict[str, Any]) -> None:
    assert document(within_block("conversion", text))["conversion"] == expected


BLOCKS: list[tuple[str, str, dict[str, Any]]] = [
    ("preferences", "offer next", {"offer": ["next"]}),
    ("preferences", "offer all, next", {"offer": ["all", "next"]}),
    (
        "preferences",
        "cardholder amount cardholder minimum",
        {"cardholder": ["amount", "minimum"]},
    ),
    ("redemption", "full", {"full": True}),
    ("redemption", "partial in steps of 10.00", {"partial": {"step": "10.00"}}),
    (
        "redemption",
        "fixed 200 redeem at least 5.0",
        {"fixed": "200", "redeem_at_least": "5.0"},
    ),
    ("post purchase", "within 90 days", {"within_days": "90"}),
    ("post purchase", "after A, B partial", {"after": ["A", "B"], "partial": True}),
    (
        "communications",
        "email redeemed, insufficient\n  balance, below minimum",
        {"email": ["redeemed", "insufficient balance", "below minimum"]},
    ),
    (
        "communications",
        'notify "https://x.example" statement "MILES"',
        {"notify": "https://x.example", "statement": "MILES"},
    ),
    (
        "digital",
        'item "41275" for cashback at 0.03',
        {"items": [{"item": "41275", "for": "cashback", "rate": "0.03"}]},
    ),
    (
        "digital",
        'item "1" for merchandise at 1.00 item "1" for external at 01',
        {
            "items": [
                {"item": "1", "for": "merchandise", "rate": "1.00"},
                {"item": "1", "for": "external", "rate": "01"},
            ]
        },
    ),
    (
        "digital",
        'item "1" for travel at 1 currency 036 redeems "5" named "A \\"b\\""',
        {
            "items": [
                {
                    "item": "1",
                    "for": "travel",
                    "rate": "1",
                    "currency": "036",
                    "redeems": "5",
                    "named": 'A "b"',
                }
            ]
        },
    ),
    (
        "digital",
        'source PP, "2AB", 007 partner MRS_WS, "A 1"',
        {"source": ["PP", "2AB", "007"], "partner": ["MRS_WS", "A 1"]},
    ),
    (
        "digital",
        "source item, source, currency, for",
        {"source": ["item", "source", "currency", "for"]},
    ),
]


@pytest.mark.parametrize(("block", "text", "expected"), BLOCKS)
def test_other_blocks(block: str, text: str, expected: dict[str, Any]) -> None:
    assert document(within_block(block, text))[block.replace(" ", "_")] == expected
