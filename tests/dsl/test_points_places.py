"""Every value of a document has the place at which it, and its keyword, were written."""

import pytest

from pointsman.dsl.places import Span
from tests.dsl.points_reading import (
    read,
    within,
)


class TestPlaces:
    TEXT = within(
        "effective 2026-01-01 to 2026-12-31",
        'points "Miles" whole, rounded up',
        "fact segment in (gold)",
        'group g { name "A", "B" }',
        "filters {",
        "  purchase at least 20.00",
        "  balance at least 5 points",
        "  mcc except 4829, 6010..6012",
        '  merchant only g, name "A", "B"',
        "  require not a = 1 and merchant not in (g) and x not in (5)",
        "}",
        "conversion {",
        "  base { up to 5 at 1 }",
        '  override "O" for cross border when a = 1 at 2',
        "}",
        "redemption { partial in steps of 5 }",
        "communications { email redeemed, below minimum }",
        "digital {",
        '  item "5" for travel at 1.00 currency AUD named "A" redeems "6"',
        '  source PP, "T"',
        "}",
    )

    @pytest.mark.parametrize(
        ("pointer", "value", "key"),
        [
            ("/program", '"X"', "program"),
            ("/effective", "2026-01-01 to 2026-12-31", "effective"),
            ("/effective/to", "2026-12-31", "to"),
            ("/points", '"Miles" whole, rounded up', "points"),
            ("/points/precision", "whole", None),
            ("/points/rounding", "up", "rounded"),
            ("/facts/0", "fact segment in (gold)", "fact"),
            ("/facts/0/name", "segment", "fact"),
            ("/facts/0/type", "in", None),
            ("/facts/0/values", "(gold)", "in"),
            ("/facts/0/values/0", "gold", None),
            ("/groups/0/entries", '{ name "A", "B" }', None),
            ("/groups/0/entries/1", '"B"', "name"),
            ("/groups/0/entries/1/name", '"B"', "name"),
            ("/filters/0", "purchase at least 20.00", "purchase"),
            ("/filters/0/purchase", "at least 20.00", "purchase"),
            ("/filters/0/purchase/at_least", "20.00", "at least"),
            ("/filters/1/balance/at_least", "5", "at least"),
            ("/filters/2/mcc/except", "4829, 6010..6012", "except"),
            ("/filters/2/mcc/except/1", "6010..6012", None),
            ("/filters/2/mcc/except/1/to", "6012", None),
            ("/filters/3/merchant/only/1", 'name "A"', "name"),
            ("/filters/3/merchant/only/2", '"B"', None),
            ("/filters/3/merchant/only/2/name", '"B"', None),
            ("/filters/4/require/condition/all", None, "and"),
            ("/filters/4/require/condition/all/0", "not a = 1", None),
            ("/filters/4/require/condition/all/0/not", "a = 1", "not"),
            ("/filters/4/require/condition/all/0/not/op", "=", None),
            ("/filters/4/require/condition/all/1", "merchant not in (g)", None),
            ("/filters/4/require/condition/all/1/merchant/not_in", "g", "not in"),
            ("/filters/4/require/condition/all/2/op", "not in", None),
            ("/filters/4/require/condition/all/2/values", "(5)", None),
            ("/conversion/base/tiers", "{ up to 5 at 1 }", None),
            ("/conversion/base/tiers/0", "up to 5 at 1", "up to"),
            ("/conversion/base/tiers/0/up_to", "5", "up to"),
            ("/conversion/base/tiers/0/rate", "1", "at"),
            ("/conversion/overrides/0/name", '"O"', "override"),
            ("/conversion/overrides/0/for", "cross border", "for"),
            ("/conversion/overrides/0/for/cross_border", "cross border", "cross border"),
            ("/conversion/overrides/0/when", "a = 1", "when"),
            ("/redemption", "redemption { partial in steps of 5 }", "redemption"),
            ("/redemption/partial/step", "5", "partial in steps of"),
            ("/communications/email/1", "below minimum", None),
            ("/digital", None, "digital"),
            (
                "/digital/items/0",
                'item "5" for travel at 1.00 currency AUD named "A" redeems "6"',
                "item",
            ),
            ("/digital/items/0/item", '"5"', "item"),
            ("/digital/items/0/for", "travel", "for"),
            ("/digital/items/0/rate", "1.00", "at"),
            ("/digital/items/0/currency", "AUD", "currency"),
            ("/digital/items/0/named", '"A"', "named"),
            ("/digital/items/0/redeems", '"6"', "redeems"),
            ("/digital/source", 'PP, "T"', "source"),
            ("/digital/source/1", '"T"', None),
        ],
    )
    def test_value_and_keyword(self, pointer: str, value: str | None, key: str | None) -> None:
        place = read(self.TEXT).places[pointer]

        def written(span: Span | None) -> str | None:
            return None if span is None else self.TEXT[span.start : span.end]

        assert written(place.key) == key
        assert value is None or written(place.value) == value

    def test_every_value_has_a_place_and_every_place_a_value(self) -> None:
        located = read(self.TEXT)

        def pointers(value: object, pointer: str) -> set[str]:
            items: list[tuple[object, object]] = []
            if isinstance(value, dict):
                items = list(value.items())
            elif isinstance(value, list):
                items = list(enumerate(value))
            return {pointer}.union(*(pointers(v, f"{pointer}/{k}") for k, v in items))

        assert set(located.places) == pointers(located.document, "")
