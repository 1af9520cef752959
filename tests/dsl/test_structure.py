"""Documents to rules: where each refusal is placed, and what is passed over."""

import json
from copy import deepcopy
from typing import Any

import pytest

from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Source, Span
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.dsl.structure import MisshapenError, structure
from pointsman.engine import conditions as c
from pointsman.engine import rules as r
from pointsman.engine.exact import Exact
from pointsman.engine.literals import Span as Range
from pointsman.engine.selectors import Selector
from tests.dsl.program_texts import conversion, filters, program, read, told
from tests.strategies.documents import simple_document

Json = dict[str, Any]


def located(document: object) -> Located:
    return Located(Source("a.json", ""), document, {"": Place(Span(0, 0))})


def refusals(document: object) -> list[tuple[str, str]]:
    """The code and the JSON pointer of every refusal: each pointer is given a place of its own."""
    pointers = [pointer for pointer, _ in walk(document, "")]
    places = {pointer: Place(Span(at, at + 1)) for at, pointer in enumerate(pointers)}
    text = "x" * len(pointers)
    _, refused = structure(Located(Source("a.json", text), document, places), shaped=False)
    return [(each.code, pointers[each.span.start]) for each in refused]


def walk(value: object, pointer: str) -> list[tuple[str, object]]:
    found = [(pointer, value)]
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else [])
    )
    for key, inner in items:
        found += walk(inner, f"{pointer}/{key}")
    return found


def with_condition(condition: Json) -> Json:
    return simple_document(filters=[{"require": {"condition": condition}}])


def condition_of(condition: Json) -> c.Condition:
    rules, refused = structure(located(with_condition(condition)))
    assert refused == []
    assert rules is not None
    assert rules.filters is not None
    assert rules.filters[0].require is not None
    return rules.filters[0].require.condition


def test_the_least_program() -> None:
    assert structure(located(simple_document())) == (
        r.Rules(
            program="Test",
            version=1,
            currency="USD",
            points=r.Points("Points", r.Precision.WHOLE),
            conversion=r.Conversion(r.Base(rate=Exact(1, 2))),
            redemption=r.Redemption(full=True),
        ),
        [],
    )


def test_conditions_of_every_kind() -> None:
    yes: Json = {"fact": "cross_border", "op": "=", "value": "yes"}
    chip: Json = {"fact": "channel", "op": "not in", "values": ["chip"]}
    hours: Json = {"fact": "hour", "op": "in", "values": ["3", {"from": "5", "to": "06"}]}
    name: Json = {"fact": "merchant.name", "op": "like", "value": "A*"}
    assert condition_of({"all": [yes, {"any": [chip, {"not": hours}]}, name]}) == c.All(
        (
            c.Comparison("cross_border", "=", value=True),
            c.Any(
                (
                    c.Membership("channel", "not in", ("chip",)),
                    c.Not(c.Membership("hour", "in", (3, Range(5, 6)))),
                )
            ),
            c.Likeness("merchant.name", "like", "A*"),
        )
    )
    assert condition_of({"merchant": {"in": [{"id": "1"}, {"name": "A*"}]}}) == c.MerchantIn(
        in_=(Selector(id="1"), Selector(name="A*"))
    )
    assert condition_of({"merchant": {"not_in": [{"terminal": "T"}]}}) == c.MerchantIn(
        not_in=(Selector(terminal="T"),)
    )


FULL = simple_document(
    timezone="UTC",
    effective={"from": "2026-01-01", "to": "2026-12-31"},
    groups=[{"name": "g", "entries": [{"id": "1"}, {"mcc": {"from": "0001", "to": "0002"}}]}],
    filters=[
        {"purchase": {"over": "1"}},
        {"balance": {"at_least": "1"}},
        {"mcc": {"except": ["0001", "0002"]}},
        {"merchant": {"only": [{"name": "A*"}, {"group": "g"}]}},
    ],
    conversion={
        "base": {"tiers": [{"up_to": "1", "rate": "1"}, {"rate": "1"}]},
        "overrides": [{"name": "A", "for": {"country": ["USA", "CAN"]}, "rate": "1"}],
    },
    redemption={"partial": {"step": "1"}, "fixed": "1", "redeem_at_least": "1"},
    post_purchase={"within_days": "1"},
    communications={"notify": "https://a.example"},
    digital={
        "items": [
            {"item": "1", "for": "cashback", "rate": "1"},
            {"item": "2", "for": "travel", "rate": "1", "named": "A", "redeems": "5"},
            {"item": "3", "for": "travel", "rate": "1", "currency": "AUD"},
        ],
        "source": ["PP", "T"],
        "partner": ["A"],
    },
)
BAD = [
    ("/version", "0", "zero-bound"),
    ("/program", " ", "empty-name"),
    ("/currency", "USB", "unknown-currency"),
    ("/timezone", "Mars", "unknown-time-zone"),
    ("/effective/from", "2026-13-01", "bad-date"),
    ("/effective/to", "x", "bad-date"),
    ("/points/name", "", "empty-name"),
    ("/groups/0/entries/0/name", "\\", "bad-pattern"),
    ("/groups/0/entries/1/mcc/to", "2", "bad-mcc"),
    ("/groups/0/entries/1/mcc", {"from": "0002", "to": "0001"}, "falling-range"),
    ("/filters/0/purchase/over", "0", "zero-bound"),
    ("/filters/1/balance/at_least", "1.5", "too-fine"),
    ("/filters/2/mcc/except/1", "1", "bad-mcc"),
    ("/filters/3/merchant/only/0/name", "\\", "bad-pattern"),
    ("/filters/3/merchant/only/1/group", "h", "unknown-group"),
    ("/conversion/base/tiers/0/up_to", "0", "zero-bound"),
    ("/conversion/base/tiers/1/rate", "0", "zero-rate"),
    ("/conversion/overrides/0/name", "", "empty-name"),
    ("/conversion/overrides/0/for/country/1", "can", "unknown-country"),
    ("/conversion/overrides/0/rate", "0.0000000001", "too-fine"),
    ("/redemption/partial/step", "x", "bad-number"),
    ("/redemption/fixed", "0", "zero-bound"),
    ("/redemption/redeem_at_least", "0.001", "too-fine"),
    ("/post_purchase/within_days", "0", "zero-bound"),
    ("/communications/notify", "x", "bad-url"),
    ("/digital/items/0/item", "", "empty-name"),
    ("/digital/items/0/rate", "0", "zero-rate"),
    ("/digital/items/1/rate", "0.0000000001", "too-fine"),
    ("/digital/items/1/named", " ", "empty-name"),
    ("/digital/items/1/redeems", "", "empty-name"),
    ("/digital/items/2/currency", "aud", "unknown-currency"),
    ("/digital/items/2/currency", "XAU", "no-minor-unit"),
    ("/digital/source/1", " ", "empty-name"),
    ("/digital/partner/0", "", "empty-name"),
]


def with_value(pointer: str, value: object) -> Json:
    """The full document with another value at one place."""
    document = deepcopy(FULL)
    *path, last = pointer.split("/")[1:]
    holder: Any = document
    for key in path:
        holder = holder[int(key) if isinstance(holder, list) else key]
    holder[int(last) if isinstance(holder, list) else last] = value
    return document


def hours(span: Json) -> Json:
    return {"fact": "hour", "op": "in", "values": ["1", span]}


CONDITIONS: list[tuple[Json, str, str]] = [
    ({"fact": "chanel", "op": "=", "value": "chip"}, "unknown-fact", "/fact"),
    ({"fact": "country", "op": "<", "value": "USA"}, "bad-operator", "/op"),
    ({"fact": "amount", "op": "<", "value": "USA"}, "type-mismatch", "/value"),
    ({"fact": "amount", "op": "in", "values": ["1", "USA"]}, "type-mismatch", "/values/1"),
    (
        {"fact": "hour", "op": "in", "values": ["1", {"from": "2", "to": "24"}]},
        "bad-number",
        "/values/1/to",
    ),
    (
        {"fact": "hour", "op": "in", "values": [{"from": "2", "to": "1"}]},
        "falling-range",
        "/values/0",
    ),
    ({"fact": "merchant.name", "op": "like", "value": "\\"}, "bad-pattern", "/value"),
    ({"merchant": {"in": [{"id": "1"}, {"group": "g"}]}}, "unknown-group", "/merchant/in/1/group"),
    ({"merchant": {"not_in": [{"name": "\\"}]}}, "bad-pattern", "/merchant/not_in/0/name"),
]


def test_nothing_is_wrong_with_the_full_document() -> None:
    assert refusals(FULL) == []


@pytest.mark.parametrize(("pointer", "value", "code"), BAD)
def test_a_refusal_stands_at_its_value(pointer: str, value: object, code: str) -> None:
    assert refusals(with_value(pointer, value)) == [(code, pointer)]


@pytest.mark.parametrize(("condition", "code", "pointer"), CONDITIONS)
@pytest.mark.parametrize("around", ["", "/all/1", "/any/0", "/not", "/not/all/1/any/0/not"])
def test_so_it_does_however_deep(condition: Json, code: str, pointer: str, around: str) -> None:
    fine: Json = {"fact": "hour", "op": "=", "value": "1"}
    for key in reversed(around.split("/")[1:]):
        match key:
            case "0":
                listed = [condition, fine]
            case "1":
                listed = [fine, condition]
            case "not":
                condition = {"not": condition}
            case _:
                condition = {key: listed}
    where = f"/filters/0/require/condition{around}{pointer}"
    assert refusals(with_condition(condition)) == [(code, where)]


def test_all_refusals_come_at_once() -> None:
    document = simple_document(
        version="0",
        currency="USB",
        filters=[{"country": {"only": ["usa", "can"]}}, {"purchase": {"over": "x"}}],
        redemption={"fixed": "0", "redeem_at_least": "x"},
    )
    assert sorted(refusals(document)) == [
        ("bad-number", "/filters/1/purchase/over"),
        ("bad-number", "/redemption/redeem_at_least"),
        ("unknown-country", "/filters/0/country/only/0"),
        ("unknown-country", "/filters/0/country/only/1"),
        ("unknown-currency", "/currency"),
        ("zero-bound", "/redemption/fixed"),
        ("zero-bound", "/version"),
    ]


@pytest.mark.parametrize("currency", ["USB", "XAU", None])
def test_without_a_currency_no_amount_is_too_fine(currency: str | None) -> None:
    document = simple_document(redemption={"fixed": "1.00000000000000001"}) | {"currency": currency}
    assert ("too-fine", "/redemption/fixed") not in refusals(document)
    document["redemption"] = {"fixed": "0"}
    assert ("zero-bound", "/redemption/fixed") in refusals(document)


def test_one_refusal_more_than_is_shown_is_enough() -> None:
    enough = MAX_REPORTED + 1
    countries = ["usa"] * 5 * MAX_REPORTED
    assert len(refusals(simple_document(filters=[{"country": {"only": countries}}]))) == enough
    overrides = [{"name": str(at), "for": {"mcc": ["1"]}, "rate": "0"} for at in range(500)]
    conversion = {"base": {"rate": "1"}, "overrides": overrides}
    assert len(refusals(simple_document(conversion=conversion))) == enough
    requirements = [{"require": {"condition": {"fact": "x", "op": "=", "value": "1"}}}] * 500
    assert len(refusals(simple_document(filters=requirements))) == enough


@pytest.mark.parametrize(
    "fact",
    [
        {"name": "own", "type": "chioce", "values": ["a"]},
        {"name": "own", "type": "choice"},
        {"name": "own", "type": "choice", "values": []},
        {"name": "own"},
        {"name": "own", "type": "text", "values": ["a"]},
    ],
)
def test_a_fact_declared_wrongly_makes_no_literal_wrong(fact: Json) -> None:
    document = with_condition({"fact": "own", "op": "<", "value": "x"}) | {"facts": [fact]}
    assert refusals(document) == []


@pytest.mark.parametrize("document", [None, [], "x", True])
def test_what_is_no_object_is_not_looked_at(document: object) -> None:
    assert structure(located(document)) == (None, [])


def test_a_shape_that_the_schema_should_have_refused_is_our_mistake() -> None:
    document = simple_document(points={"name": "P"})
    with pytest.raises(MisshapenError):
        structure(located(document))
    assert structure(located(document), shaped=False) == (None, [])


def test_beside_a_wrong_shape_other_values_are_still_looked_at() -> None:
    document = simple_document(
        points={"name": "P"}, version="0", filters=[3, {"purchase": {"over": "0"}}]
    )
    assert refusals(document) == [
        ("zero-bound", "/version"),
        ("zero-bound", "/filters/1/purchase/over"),
    ]


@pytest.mark.parametrize(
    ("declaration", "use", "told_of"),
    [
        ('gruop coffee { id "1" }', "merchant only coffee", []),
        ('gruop coffee { id "1" }', "merchant only cofee", [("unknown-group", "cofee")]),
        ("fatc level in (gold)", "require level = gold", []),
        ("fact level on (gold)", "require level = gold", []),
        ("fact level on (gold)", "require levle = gold", [("unknown-fact", "levle")]),
        ("versoin 3", "require level = gold", [("unknown-fact", "level")]),
    ],
)
def test_a_name_whose_declaration_was_lost_is_not_unknown(
    declaration: str, use: str, told_of: list[tuple[str, str]]
) -> None:
    text = program(declaration, f"filters {{\n{use}\n}}")
    assert [
        each
        for each in told(text)
        if each[0].startswith("unknown-") and each[0] != "unknown-statement"
    ] == told_of
    assert len(read(text).errors) == 1 + len(told_of)


def test_the_same_in_all_forms() -> None:
    text = filters("purchase over 20.001", "require chanel = chip")
    document = read(text).located.document
    told_in_json = told(json.dumps(document), "a.json")
    assert told(text) == [("too-fine", "20.001"), ("unknown-fact", "chanel")]
    assert told_in_json == [("too-fine", '"20.001"'), ("unknown-fact", '"chanel"')]
    assert told(json.dumps(document), "a.yaml") == told_in_json


def test_an_override_says_which_of_its_parts_is_wrong() -> None:
    text = conversion('override "" for mcc 1 when amount = USA at 0')
    assert told(text) == [
        ("empty-name", '""'),
        ("bad-mcc", "1"),
        ("type-mismatch", "USA"),
        ("zero-rate", "0"),
    ]
