import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from pointsman.dsl.canonical import digest_of, document_of
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source
from pointsman.dsl.reading import check_document
from pointsman.dsl.structure import structure
from pointsman.engine.rules import Rules
from tests.dsl.program_texts import conversion, filters, program, read
from tests.strategies.documents import documents, simple_document
from tests.strategies.rules import rules

OVER = "filters/0/purchase/over"
VALUE = "filters/0/require/condition/value"
AT_LEAST = "filters/0/balance/at_least"
HUNDREDTHS = '"P" 2 decimals, rounded natural'
POINTS = {"name": "P", "precision": "2 decimals", "rounding": "natural"}
CROSS_BORDER = conversion('override "A" for cross border at 1')


def located(document: Any) -> Located:
    return Located(Source("a.json", ""), document)


def canonical(document: Any) -> Any:
    read_rules, refused = structure(located(document))
    assert refused == []
    assert read_rules is not None
    return document_of(read_rules)


@given(rules())
def test_rules_are_what_their_document_says(drawn: Rules) -> None:
    assert structure(located(document_of(drawn))) == (drawn, [])


@given(rules())
def test_drawn_rules_are_a_program_without_errors(drawn: Rules) -> None:
    reading = check_document(located(document_of(drawn)))
    assert reading.errors == ()
    assert reading.rules == drawn
    assert reading.document == document_of(drawn)


@given(documents())
def test_a_canonical_document_stays_as_it_is(document: Any) -> None:
    assert json.dumps(canonical(document)) == json.dumps(document), "the order of the keys too"


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


@given(rules())
def test_a_document_is_plain_json_without_numbers(drawn: Rules) -> None:
    document = document_of(drawn)
    assert json.loads(json.dumps(document)) == document

    assert {type(leaf) for leaf in leaves(document)} <= {str, bool}


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        (filters("purchase over 20"), OVER, "20.00"),
        (filters("purchase over 020.5"), OVER, "20.50"),
        (filters("purchase over 20", currency="JPY"), OVER, "20"),
        (filters("purchase over 20.0", currency="JPY"), OVER, "20"),
        (filters("purchase over 20", currency="KWD"), OVER, "20.000"),
        (filters("balance at least 2500.00 points"), AT_LEAST, "2500"),
        (filters("balance at least 2.50 points", points=HUNDREDTHS), AT_LEAST, "2.5"),
        (filters("country only 840, US, FRA"), "filters/0/country/only", ["USA", "USA", "FRA"]),
        (filters("mcc only 0742"), "filters/0/mcc/only", ["0742"]),
        (filters('mcc only "0742".."0743"'), "filters/0/mcc/only/0/to", "0743"),
        (filters("require hour in (07, 8..09)"), VALUE + "s", ["7", {"from": "8", "to": "9"}]),
        (filters("require amount = 5"), VALUE, "5.00"),
        (filters("require balance = 5.0"), VALUE, "5"),
        (filters("require country = US"), VALUE, "USA"),
        (filters("require local_currency = 978"), VALUE, "EUR"),
        (filters("require cross_border"), VALUE, "yes"),
        (filters("require weekday = sat"), VALUE, "sat"),
        (filters("require date = 2026-01-31"), VALUE, "2026-01-31"),
        (program(version="007"), "version", "7"),
        (program(currency="840"), "currency", "USD"),
        (program(currency='"USD"'), "currency", "USD"),
        (program("post purchase { within 090 days }"), "post_purchase/within_days", "90"),
        (program(conversion="{ base at 0.0100 }"), "conversion/base/rate", "0.01"),
        (program(conversion="{ base at 1.0 }"), "conversion/base/rate", "1"),
        (program("bank hosted"), "bank", "hosted"),
        (program(points=HUNDREDTHS), "points", POINTS),
        (CROSS_BORDER, "conversion/overrides/0/for", {"cross_border": True}),
    ],
)  # fmt: skip
def test_values_have_one_way_to_be_written(text: str, path: str, written: Any) -> None:
    found: Any = read(text).document
    for key in path.split("/"):
        found = found[int(key)] if isinstance(found, list) else found[key]
    assert found == written


def test_what_is_not_written_is_not_there() -> None:
    assert canonical(simple_document()) == {
        "program": "Test",
        "version": "1",
        "currency": "USD",
        "points": {"name": "Points", "precision": "whole"},
        "conversion": {"base": {"rate": "0.01"}},
        "redemption": {"full": True},
    }


def test_a_digest_is_that_of_the_sorted_document_without_spaces() -> None:
    document = simple_document(program="É")
    written = (
        '{"conversion":{"base":{"rate":"0.01"}},"currency":"USD",'
        '"points":{"name":"Points","precision":"whole"},"program":"É",'
        '"redemption":{"full":true},"version":"1"}'
    )
    assert digest_of(document) == f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


def test_comments_layout_and_forms_of_codes_change_no_digest() -> None:
    one = filters("country only USA", "purchase over 20.00")
    other = one.replace("USA", "840  # home").replace("20.00", "20").replace("\n", "\n\n  ")
    assert one != other
    assert read(one).digest == read(other).digest is not None


def test_order_and_defaults_written_out_change_it() -> None:
    plain = filters("country only USA", "purchase over 20.00")
    turned = filters("purchase over 20.00", "country only USA")
    default = filters("country only USA", "purchase over 20.00", bank="hosted")
    assert len({read(text).digest for text in (plain, turned, default)}) == 3
