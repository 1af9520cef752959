"""Literals by the kind of their fact: typed values, canonical texts, refusals."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl import codecs
from pointsman.dsl.literal_reading import Literals
from pointsman.dsl.refusal import RefusedError
from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import BUILT_IN, FactType, Kind
from pointsman.engine.literals import Span

OWN = {
    "level": FactType("level", Kind.CHOICE, "account.facts", ("gold", "2AB")),
    "visits": FactType("visits", Kind.NUMBER, "account.facts"),
    "nickname": FactType("nickname", Kind.TEXT, "account.facts"),
}
LITERALS = Literals(
    OWN,
    codecs.money(2, "USD", zero=True),
    codecs.points(0, "Miles", zero=True),
    unclear=frozenset({"broken"}),
)
OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "in", "not in", "like", "not like")
DAY = date(2026, 1, 31).toordinal()

VALUES = [
    ("amount", "100", 10_000, "100.00"),
    ("amount", "0", 0, "0.00"),
    ("balance", "2500", 250_000, "2500"),
    ("balance", "0.00", 0, "0"),
    ("mcc", "0742", "0742", "0742"),
    ("country", "840", "USA", "USA"),
    ("channel", "chip", "chip", "chip"),
    ("cross_border", "yes", True, "yes"),
    ("cross_border", "no", False, "no"),
    ("local_currency", "978", "EUR", "EUR"),
    ("local_currency", "XAU", "XAU", "XAU"),
    ("weekday", "mon", 0, "mon"),
    ("weekday", "sun", 6, "sun"),
    ("hour", "0", 0, "0"),
    ("hour", "07", 7, "7"),
    ("hour", "23", 23, "23"),
    ("date", "2026-01-31", DAY, "2026-01-31"),
    ("date", "0001-01-01", 1, "0001-01-01"),
    ("merchant.id", "0042", "0042", "0042"),
    ("merchant.name", " a ", " a ", " a "),
    ("product", "2AB", "2AB", "2AB"),
    ("level", "2AB", "2AB", "2AB"),
    ("visits", "1.50", Exact(15, 1), "1.5"),
    ("visits", "0", Exact(0), "0"),
    ("nickname", "", "", ""),
]


def refusal(fact: str, value: object, *, in_list: bool = False) -> RefusedError:
    read = LITERALS.listed if in_list else LITERALS.value
    with pytest.raises(RefusedError) as caught:
        read(LITERALS.fact(fact), value)
    return caught.value


@pytest.mark.parametrize(("name", "text", "value", "written"), VALUES)
def test_a_literal_has_the_type_of_its_fact(name: str, text: str, value: Any, written: str) -> None:
    fact = LITERALS.fact(name)
    assert LITERALS.value(fact, text) == value
    assert type(LITERALS.value(fact, text)) is type(value)
    assert LITERALS.listed(fact, text) == value
    assert LITERALS.codec(fact).write(value) == written


def test_the_table_has_every_kind() -> None:
    assert {LITERALS.fact(name).kind for name, *_ in VALUES} == set(Kind)


@pytest.mark.parametrize(
    ("fact", "text", "code"),
    [
        ("amount", "USA", "type-mismatch"),
        ("amount", "2026-01-31", "bad-number"),
        ("amount", "20.001", "too-fine"),
        ("amount", "-5", "bad-number"),
        ("balance", "chip", "type-mismatch"),
        ("balance", "1.5", "too-fine"),
        ("mcc", "742", "type-mismatch"),
        ("country", "usa", "unknown-country"),
        ("country", "20.00", "unknown-country"),
        ("channel", "Chip", "not-a-choice"),
        ("cross_border", "true", "not-a-choice"),
        ("local_currency", "eur", "unknown-currency"),
        ("weekday", "monday", "not-a-choice"),
        ("weekday", "0", "not-a-choice"),
        ("hour", "24", "bad-number"),
        ("hour", "1.5", "bad-number"),
        ("hour", "noon", "type-mismatch"),
        ("date", "2026-02-30", "type-mismatch"),
        ("date", "20.00", "type-mismatch"),
        ("level", "silver", "not-a-choice"),
        ("visits", "many", "type-mismatch"),
    ],
)
def test_a_literal_of_another_type_is_refused(fact: str, text: str, code: str) -> None:
    refused = refusal(fact, text)
    assert refused.code == code
    assert f"`{text}`" in refused.message
    assert refused.help


@pytest.mark.parametrize(
    ("fact", "low", "high", "expected"),
    [
        ("amount", "0", "5", Span(0, 500)),
        ("balance", "1", "1", Span(100, 100)),
        ("mcc", "0001", "0002", Span("0001", "0002")),
        ("weekday", "mon", "sun", Span(0, 6)),
        ("hour", "9", "17", Span(9, 17)),
        ("date", "2026-01-31", "2026-02-01", Span(DAY, DAY + 1)),
        ("visits", "9", "10.5", Span(Exact(9), Exact(105, 1))),
        ("visits", "0.5", "0.50", Span(Exact(5, 1), Exact(5, 1))),
    ],
)
def test_a_range_has_two_ends_that_rise(fact: str, low: str, high: str, expected: Span) -> None:
    assert LITERALS.listed(LITERALS.fact(fact), {"from": low, "to": high}) == expected


@pytest.mark.parametrize(
    ("fact", "low", "high", "help_"),
    [
        ("amount", "5", "4.99", "write `4.99..5`"),
        ("mcc", "0002", "0001", "write `0001..0002`"),
        ("visits", "10", "9", "write `9..10`"),
        ("date", "2026-02-01", "2026-01-31", "write `2026-01-31..2026-02-01`"),
        ("weekday", "fri", "mon", "weeks go from mon to sun: write `fri..sun, mon`"),
        ("weekday", "sat", "tue", "weeks go from mon to sun: write `sat..sun, mon..tue`"),
        ("weekday", "sun", "sat", "weeks go from mon to sun: write `sun, mon..sat`"),
        ("hour", "20", "5", "days go from 0 to 23: write `20..23, 0..5`"),
    ],
)
def test_a_range_that_falls_is_turned(fact: str, low: str, high: str, help_: str) -> None:
    refused = refusal(fact, {"from": low, "to": high}, in_list=True)
    assert (refused.code, refused.help, refused.within) == ("falling-range", help_, ())


@pytest.mark.parametrize(
    "fact", ["country", "channel", "cross_border", "product", "level", "nickname"]
)
def test_a_fact_without_order_has_no_ranges(fact: str) -> None:
    refused = refusal(fact, {"from": "a", "to": "b"}, in_list=True)
    assert (refused.code, refused.help) == ("bad-range", "write the values one by one")


def test_the_end_of_a_range_that_is_wrong_is_known() -> None:
    assert refusal("hour", {"from": "9", "to": "24"}, in_list=True).within == ("to",)
    assert refusal("amount", {"from": "x", "to": "24"}, in_list=True).within == ("from",)


@pytest.mark.parametrize("fact", ["amount", "mcc", "weekday"])
def test_a_range_stands_only_in_a_list(fact: str) -> None:
    assert refusal(fact, {"from": "1", "to": "2"}).code == "bad-range"


@pytest.mark.parametrize("name", [*BUILT_IN, *OWN])
@pytest.mark.parametrize("op", OPERATORS)
def test_a_fact_takes_its_operators_and_no_other(name: str, op: str) -> None:
    fact = LITERALS.fact(name)
    if op in fact.kind.operators:
        assert LITERALS.operator(fact, op) == op
        return
    with pytest.raises(RefusedError) as caught:
        LITERALS.operator(fact, op)
    assert caught.value.code == "bad-operator"
    assert caught.value.help == f"it takes {', '.join(f'`{each}`' for each in fact.kind.operators)}"


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("chanel", "did you mean `channel`?"),
        ("vists", "did you mean `visits`?"),
        ("Amount", "did you mean `amount`?"),
        ("merchant", "merchants are compared with `merchant in …`"),
    ],
)
def test_a_fact_that_is_not_known(name: str, help_: str) -> None:
    with pytest.raises(RefusedError) as caught:
        LITERALS.fact(name)
    assert (caught.value.code, caught.value.help) == ("unknown-fact", help_)


def test_a_fact_like_no_other_gets_the_list() -> None:
    with pytest.raises(RefusedError) as caught:
        LITERALS.fact("quux")
    assert caught.value.help is not None
    assert caught.value.help.startswith("the facts are amount, mcc, country,")
    assert caught.value.help.endswith("level, visits, nickname")


def test_a_fact_that_was_declared_wrongly_is_no_unknown_one() -> None:
    with pytest.raises(LookupError):
        LITERALS.fact("broken")


@given(st.sampled_from([name for name, *_ in VALUES]), st.text(max_size=12))
def test_any_text_is_refused_or_a_literal(name: str, text: str) -> None:
    fact, refused = LITERALS.fact(name), []
    try:
        value = LITERALS.value(fact, text)
    except RefusedError as error:
        refused.append(error.help)
    assert refused != [None]
    assert refused or LITERALS.value(fact, LITERALS.codec(fact).write(value)) == value
