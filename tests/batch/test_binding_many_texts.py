"""Tables of many distinct texts are decided as their rows are, however little is remembered."""

from typing import Any

import pyarrow as pa
import pytest

from pointsman.batch import Decider
from pointsman.batch.binding import meanings, vocabulary
from pointsman.programs import load_text
from tests.batch.test_decide_batch import as_told, one_by_one
from tests.strategies.choices import Choices, seeded

Json = dict[str, Any]

MANY = """
program "Many" {
  version 1
  currency USD
  points "Points" whole
  fact visits number
  fact tier text
  filters {
    merchant except id "M7", "M8", name "*bad*", "b?d"
    require not (tier in ("lead", "zinc")) else "no tier"
  }
  conversion {
    base { above at 0.01 }
    override "One" for merchant id "M1" at 0.02
    override "Two" for merchant name "café *", "Shop 1" at 0.03
    override "Three" for merchant name "*7" at 0.035
    override "Four" when tier = "gold" or visits in (3, 5..7) at 0.04
    override "Five" for merchant id "M2", "M3" at 0.05
    override "Six" when merchant.name = "Shop 2" at 0.06
    override "Seven" for merchant terminal "T1" at 0.07
  }
  redemption { full }
}
"""

NAMES = ("Shop {}", "shop {} ", " CAFÉ {}", "Cafe {}", "b{}d", "{} BAD", "BAD\\{}", "ﬆ {}", "{}")
FACTS = {
    "authorization.merchant.id": ("M{}", "m{}", "M{} "),
    "authorization.merchant.name": NAMES,
    "authorization.merchant.terminal": ("T{}",),
    "account.product": ("P{}",),
    "account.facts.visits": ("{}", "{}.5"),
    "account.facts.tier": ("gold", "lead", "zinc", "tier {}", "GOLD"),
}
REFUSED = ("a\tb", "\u2028", "x" * 10_001, "\x7f")
FIXED = {
    "authorization.amount": "12.00",
    "authorization.currency": "USD",
    "authorization.response_code": "00",
    "authorization.processing": "purchase",
    "account.status": "GOOD_STANDING",
    "account.balance": "5000",
    "account.preferences.mode": "ALL",
}


def text_of(choices: Choices, forms: tuple[str, ...], most: int) -> str | None:
    if choices.chance(5):
        return None
    if choices.chance(1):
        return choices.pick(REFUSED)
    return choices.pick(forms).format(choices.pick(range(most)))


def purchases(choices: Choices, rows: int, most: int) -> list[Json]:
    columns = {
        name: [text_of(choices, forms, most) for _ in range(rows)] for name, forms in FACTS.items()
    }
    return [FIXED | {name: texts[row] for name, texts in columns.items()} for row in range(rows)]


def nested(row: Json) -> Json:
    facts: Json = {}
    for name, value in row.items():
        inner = facts
        *above, last = name.split(".")
        for key in above:
            inner = inner.setdefault(key, {})
        if value is not None:
            inner[last] = value
    return facts


def batches(tables: list[list[Json]], form: str) -> list[pa.RecordBatch]:
    """All with the same types: plain, each with dictionaries of its own, or with one for all."""
    names = [*FIXED, *FACTS]
    every = {
        name: pa.array([row[name] for rows in tables for row in rows]).dictionary_encode()
        for name in names
    }
    made, first = [], 0
    for rows in tables:
        arrays = []
        for name in names:
            part = every[name].slice(first, len(rows))
            if form != "one dictionary":
                part = part.dictionary_decode()
            arrays.append(part.dictionary_encode() if form == "own dictionaries" else part)
        made.append(pa.RecordBatch.from_arrays(arrays, names))
        first += len(rows)
    return made


@pytest.mark.parametrize("form", ["plain", "own dictionaries", "one dictionary"])
@pytest.mark.parametrize(("known", "classes"), [(1, 1), (8, 2), (30, 5), (100_000, 100_000)])
@pytest.mark.parametrize("most", [9, 400])
def test_decided_as_rows_are(
    form: str, known: int, classes: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_KNOWN", known)
    monkeypatch.setattr(meanings, "MOST_CLASSES", classes)
    choices = seeded(hash((known, most)))
    program = load_text(MANY, "many.points")
    decider = Decider.of(program)
    tables = [purchases(choices, choices.pick((1, 5, 40)), most) for _ in range(30)]
    for rows, batch in zip(tables, batches(tables, form), strict=True):
        answer = decider.decide(decider.binder(batch.schema), batch)
        told = iter(answer.decisions.to_pylist())
        bad = {problem.row for problem in answer.problems}
        mine = [
            None if at in bad else as_told(next(told), program) for at in range(1, len(rows) + 1)
        ]
        assert mine == one_by_one(program, tuple(map(nested, rows)))


def test_the_purchases_differ() -> None:
    """Every override applies somewhere, every filter stops some, and some rows are refused."""
    program = load_text(MANY, "many.points")
    rows = purchases(seeded(3), 4_000, 9)
    told = one_by_one(program, tuple(map(nested, rows)))
    reasons = {each["reason"] for each in told if each is not None}
    rules = {each["rule"] for each in told if each is not None and each["target_credit"]}
    assert None in told
    assert len(reasons) >= 3
    assert len(rules) == 8
