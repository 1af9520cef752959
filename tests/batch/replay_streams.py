"""Drawn replays: a program, a few accounts, and purchases that crowd the same instants."""

from copy import deepcopy
from typing import Any

import pyarrow as pa
from attrs import frozen
from hypothesis import strategies as st

from pointsman.engine.program import Program
from pointsman.programs import load_text
from tests.strategies.choices import Choices, any_choices
from tests.strategies.documents import build_document
from tests.strategies.facts import build_facts
from tests.strategies.text import points_text

Json = dict[str, Any]

_INSTANTS = (
    "2026-03-07T12:30:00Z",
    "2026-03-07T07:30:00-05:00",
    "2026-03-08T06:59:59.999999Z",
    "2026-06-01T00:00:00+02:00",
)
"""The first two are one instant."""


@frozen
class Stream:
    """A program with what it replays, in the native form."""

    document: Json
    text: str
    accounts: tuple[Json, ...]
    purchases: tuple[Json, ...]

    @property
    def program(self) -> Program:
        """The program, from its text."""
        return load_text(self.text, "drawn.points")


def draw_stream(choices: Choices, rows: int = 12) -> Stream:
    """Up to four accounts, about half of them on NEXT, and purchases that they share."""
    document = build_document(choices)
    ids = tuple(choices.some(("A-1", "b 2", "ü", "17"), 1, 4))
    accounts = tuple(_account(choices, document, each) for each in ids)
    purchases = tuple(_purchase(choices, document, ids, at) for at in range(rows))
    return Stream(document, points_text(document, choices), accounts, purchases)


def streams(rows: int = 8) -> st.SearchStrategy[Stream]:
    """Drawn replays, which shrink."""
    return any_choices(800).map(lambda choices: draw_stream(choices, rows))


def table_of(rows: tuple[Json, ...]) -> pa.Table:
    """Rows as a table with nested columns, every value as text."""
    return pa.Table.from_struct_array(pa.array([as_text(row) for row in rows]))


def as_text(value: Any) -> Any:
    """The same facts with text in place of numbers, without empty objects."""
    if isinstance(value, dict):
        inner = {key: as_text(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each is not None} or None
    return None if value is None else str(value)


def _account(choices: Choices, document: Json, account_id: str) -> Json:
    account = deepcopy(build_facts(choices, document).get("account")) or {}
    if choices.chance(50) and account.get("preferences") is not None:
        account["preferences"]["mode"] = "NEXT"
    if choices.chance(40):
        account["balance"] = choices.pick(("99999", "20000.5", "1234567.89"))
    return {"account_id": account_id, **account}


def _purchase(choices: Choices, document: Json, ids: tuple[str, ...], at: int) -> Json:
    facts = deepcopy(build_facts(choices, document))
    facts.pop("account", None)
    facts["id"] = f"P-{at}"
    authorization = facts["authorization"]
    if not facts.get("post_purchase"):
        facts.pop("post_purchase", None)
        if authorization.get("time") is None or choices.chance(60):
            authorization["time"] = choices.pick(_INSTANTS)
    return {"account_id": choices.pick(ids), **facts}
