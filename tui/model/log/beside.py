"""The purchase that a decision of a log was made on, found in the file of purchases."""

from attrs import frozen

from pointsman.tui.model.log.log import File, Log
from pointsman.tui.model.log.problems import LogError
from pointsman.tui.model.log.record import Json, record_of

NO_PURCHASES = "the log has decisions without their facts: p opens the purchases beside it"


@frozen
class Found:
    """The facts of a row, and how they were found (None: in the row itself)."""

    facts: Json
    note: str | None = None


def facts_of(log: Log, position: int) -> Found:
    """The facts that belong to a decision.

    By its id, where that stands once in each file; by its row where an id stands more often, or
    there is none, and both files have as many rows.

    Raises:
        LogError: there are none, or more than one could be meant.
    """
    purchases = log.purchases
    if purchases is None:
        raise LogError(NO_PURCHASES)
    if not purchases.whole:
        raise LogError(f"`{purchases.path.name}` is still being read")
    if not purchases.rows and purchases.problem is not None:
        raise purchases.problem
    at, note = _place(log, purchases, position)
    return Found(_facts(purchases, at), f"{note} of {purchases.path.name}")


def _place(log: Log, purchases: File, position: int) -> tuple[int, str]:
    row = log.rows.row(position)
    if row.id is not None:
        there = purchases.rows.with_id(row.id)
        if not there:
            raise LogError(f"`{purchases.path.name}` has no purchase with the id `{row.id}`")
        if len(there) == 1 and len(log.rows.with_id(row.id)) == 1:
            number = purchases.rows.row(there[0]).number
            return there[0], f"the facts have the same id, in row {number:,}"
    if len(log.rows) != len(purchases.rows):
        raise LogError(_cannot_tell(log, purchases, row.id))
    number = purchases.rows.row(position).number
    return position, f"the facts are matched by their place, row {number:,}"


def _cannot_tell(log: Log, purchases: File, id_: str | None) -> str:
    what = "the decision has no id" if id_ is None else f"the id `{id_}` stands more than once"
    counts = f"{len(purchases.rows):,} purchases for {len(log.rows):,} decisions"
    return f"{what}, and there are {counts}, so nobody can tell which purchase it was made on"


def _facts(purchases: File, position: int) -> Json:
    source = purchases.source
    if source is None:
        raise LogError(f"`{purchases.path.name}` cannot be read again")
    record = record_of(source.data(purchases.rows.row(position)))
    if record.facts is None:
        raise LogError(f"`{purchases.path.name}` has decisions, not purchases")
    return record.facts
