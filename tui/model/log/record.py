"""What a row holds: a decision, the facts that it was made on, or both."""

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from pointsman.engine.exact import Exact
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.tui.model.log.row import BadCellError, Row, exact_cell, text_cell

Json = Mapping[str, object]

_DECIDED: Final = ("outcome", "accepted")
"""Keys that decisions of all kinds have, and facts never."""

_ASKED: Final = ("authorization", "iso8583", "request", "redemption")
"""Keys that only facts have."""

_OF_FACTS: Final = ("id", *_ASKED, "account", "post_purchase", "at", "lots")


@frozen
class Record:
    """The two halves of a row; a row of purchases has facts alone."""

    decision: Json | None
    facts: Json | None


def record_of(data: Json) -> Record:
    """The halves of a row: `decision` and `facts` objects, or their keys beside each other."""
    decision, facts = data.get("decision"), data.get("facts")
    if isinstance(decision, Mapping):
        beside = {key: value for key, value in data.items() if key != "decision"}
        return Record(decision, facts if isinstance(facts, Mapping) else _facts_in(beside))
    if all(data.get(key) is None for key in _DECIDED):
        return Record(None, facts if isinstance(facts, Mapping) else data)
    found = facts if isinstance(facts, Mapping) else _facts_in(data)
    if found is None:
        return Record(data, None)
    of_facts = {"facts", *_OF_FACTS} - {"id"}
    return Record({key: value for key, value in data.items() if key not in of_facts}, found)


def _facts_in(data: Json) -> Json | None:
    """The facts that stand beside the keys of a decision, in any form that facts have."""
    if all(data.get(key) is None for key in _ASKED):
        return None
    return {key: data[key] for key in _OF_FACTS if data.get(key) is not None}


def row_of(number: int, record: Record) -> Row:
    """The row of a record with a decision."""
    decision = record.decision or {}
    row = Row(number, id=id_in(decision) or id_in(record.facts or {}))
    try:
        row.outcome, row.reason = _outcome(decision)
        row.points = exact_cell("points", decision.get("points", decision.get("credited")))
        row.credit = exact_cell("credit", decision.get("credit"))
        row.rule = text_cell("rule", decision.get("rule"))
        row.currency = text_cell("currency", decision.get("currency"))
        row.amount = amount_in(record.facts)
    except BadCellError as error:
        row.error = str(error)
    return row


def undecided_row(number: int, facts: Json | None, problems: Iterable[Problem]) -> Row:
    """The row of facts that have no decision, and why."""
    return Row(number, id=id_in(facts or {}), error=told(tuple(problems)))


def id_in(data: Json) -> str | None:
    """The id that a row tells, where it is one."""
    found = data.get("id")
    return str(found) if isinstance(found, str) else None


def amount_in(facts: Json | None) -> Exact | None:
    """The amount of a purchase, where it can be read as a number."""
    authorization = (facts or {}).get("authorization")
    if not isinstance(authorization, Mapping):
        return None
    try:
        return exact_cell("amount", authorization.get("amount"))
    except BadCellError:
        return None


def told(problems: tuple[Problem, ...]) -> str:
    """What is wrong with facts, in one line."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{problems[0]}{more}" if problems else "it is blank"


def told_of(error: BadFactsError) -> str:
    """The same of what was raised."""
    return told(error.problems)


def _outcome(decision: Json) -> tuple[str | None, str | None]:
    """Outcome and reason; redemptions and reversals are accepted, or refused by an error."""
    if "outcome" in decision:
        return (
            text_cell("outcome", decision["outcome"]),
            text_cell("reason", decision.get("reason")),
        )
    accepted, errors = decision.get("accepted"), decision.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    reason = first.get("reason") if isinstance(first, Mapping) else None
    if not isinstance(accepted, bool):
        raise BadCellError("it has no outcome")
    taken = "REVERSED" if "credited" in decision else "ACCEPTED"
    return taken if accepted else "REFUSED", text_cell("reason", reason)
