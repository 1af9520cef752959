"""What a document names is found, and names and instants are drawn around it."""

import json
import re
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.clock import instant
from tests.model.conditions import like
from tests.strategies.choices import Choices, any_choices, seeded
from tests.strategies.documents import simple_document
from tests.strategies.edges import edges_of, minor
from tests.strategies.moments import purchase_time, request_time, rfc3339
from tests.strategies.names import name_like
from tests.strategies.scale import Scale, written
from tests.strategies.vocabulary import GLOBS

Document = dict[str, Any]

DOCUMENTED = Path(__file__).parents[2] / "docs" / "document.md"


def documented() -> Document:
    [block] = re.findall(r"```json\n(.*?)```", DOCUMENTED.read_text("utf-8"), re.DOTALL)
    document: Document = json.loads(block)
    return document


@pytest.mark.parametrize(
    ("fact", "literals"),
    [
        ("amount", ("20.00", "5000.00", "100.00", "500.00", "200.00", "5.00", "10.00")),
        ("worth", ("25.00",)),
        ("balance", ("2500",)),
        ("country", ("USA", "CAN", "MEX")),
        ("product", ("WEB",)),
        ("segment", ("gold",)),
        ("merchant.id", ("445566778899001", "1")),
        ("merchant.name", ("BLUE BOTTLE*", "STARBUCKS*", "*ATM*", "A*", "B*")),
        ("weekday", ("sat", "sun")),
        ("cross_border", ("yes",)),
    ],
)
def test_every_literal_of_the_documented_document_is_found(
    fact: str, literals: tuple[str, ...]
) -> None:
    assert edges_of(documented()).literals[fact] == literals


def test_the_ends_of_ranges_and_the_codes_of_groups_are_found() -> None:
    mccs = edges_of(documented()).literals["mcc"]
    assert {"5814", "7994", "7995", "6010", "6012", "3000", "3299", "5411"} <= set(mccs)


def test_costs_are_minor_units_a_point() -> None:
    conversion = {"base": {"tiers": [{"up_to": "1.000", "rate": "0.0045"}, {"rate": "2"}]}}
    edges = edges_of(simple_document(currency="KWD", conversion=conversion))
    assert edges.costs == (Fraction("4.5"), Fraction(2000))
    assert edges.amounts() == [1000]


@pytest.mark.parametrize(
    ("units", "places", "pad", "text"),
    [
        (7000, 2, True, "70.00"),
        (7000, 2, False, "70"),
        (5, 3, True, "0.005"),
        (7650, 2, False, "76.5"),
        (12, 0, True, "12"),
    ],
)
def test_numbers_are_written_plainly(units: int, places: int, pad: bool, text: str) -> None:
    assert written(units, places, pad=pad) == text


def test_a_scale_writes_in_its_own_decimals() -> None:
    dinars, dollars = Scale("KWD", 3, hundredths=True), Scale("USD", 2, hundredths=False)
    assert (dinars.money(5), dinars.points(1050), dinars.cost(12, 1)) == ("0.005", "10.5", "0.0012")
    assert (dollars.money(500), dollars.points(1050)) == ("5.00", "10")
    assert minor("5.00", dollars) == 500


@given(any_choices(40), st.sampled_from(GLOBS))
def test_a_drawn_name_matches_its_glob_unless_it_has_one_character_too_many(
    choices: Choices, glob: str
) -> None:
    name = name_like(choices, glob)
    assert like(name, glob) or like(name[:-1], glob)


EFFECTIVE = {"from": "2026-03-08", "to": "2026-03-08"}


def test_purchases_lie_on_both_sides_of_an_effective_date_and_mostly_inside() -> None:
    document = simple_document(timezone="America/New_York", effective=EFFECTIVE)
    edges = edges_of(document)
    times = [purchase_time(seeded(seed), document, edges) for seed in range(400)]
    first = datetime(2026, 3, 8, 5, tzinfo=UTC)
    last = datetime(2026, 3, 9, 3, 59, 59, 999999, tzinfo=UTC)
    inside = [time for time in times if first <= time <= last]
    assert len(inside) > len(times) / 2
    assert min(times) < first < last < max(times)
    assert {first, last} <= set(times)


def test_requests_lie_at_the_end_of_the_window() -> None:
    document = simple_document(post_purchase={"within_days": "1"})
    bought = datetime(2026, 3, 7, 17, 30, tzinfo=UTC)
    delays = {request_time(seeded(seed), document, bought) - bought for seed in range(100)}
    seconds = {delay.total_seconds() for delay in delays}
    assert {0, 3600, 86399, 86400, 86400.000001, 86401, 172800} == seconds


@given(any_choices(4), st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001
def test_an_instant_is_the_same_in_every_spelling(choices: Choices, moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    assert instant(rfc3339(choices, aware)) == aware
