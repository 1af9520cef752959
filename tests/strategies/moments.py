"""Drawn instants: on and around the dates and hours at which a document's decisions turn."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from tests.model.clock import zone
from tests.strategies.choices import Choices
from tests.strategies.edges import Edges

Document = dict[str, Any]

CLOCKS = (time(12, 30), time(0, 0), time(23, 59, 59), time(23, 59, 59, 999999), time(2, 30))
OFFSETS = (0, 330, -300, 345, -210, 840)
"""Minutes east of UTC in which instants may be written."""

DAY = timedelta(days=1)


def purchase_time(choices: Choices, document: Document, edges: Edges) -> datetime:
    """A purchase's instant: mostly inside the effective dates, often on an edge of something."""
    dates = _dates(document, edges)
    day = date.fromisoformat(choices.pick(dates))
    if choices.chance(12 if "effective" in document else 40):
        day += DAY * choices.pick((-1, 1, 2, 6))
    local = datetime.combine(day, _clock(choices, edges), zone(document.get("timezone", "UTC")))
    return local.astimezone(UTC)


def _dates(document: Document, edges: Edges) -> list[str]:
    """Dates the document names and a few more, those in effect first and weighed."""
    named = [*edges.literals.get("date", ()), "2026-03-07", "2026-03-08", "2026-11-01"]
    effective = document.get("effective")
    if effective is None:
        return named
    first, last = effective["from"], effective.get("to", "2026-12-31")
    inside = [first, last, *(day for day in named if first <= day <= last)]
    return inside * 3 + named


def _clock(choices: Choices, edges: Edges) -> time:
    hours = [time(int(hour)) for hour in edges.literals.get("hour", ())]
    clock = choices.pick([*CLOCKS, *hours, *hours])
    if choices.chance(20):
        edge = datetime.combine(date(2026, 1, 2), clock) - timedelta(microseconds=1)
        return edge.time()
    return clock


def request_time(choices: Choices, document: Document, purchase: datetime | None) -> datetime:
    """A later request's instant, often at the end of the document's window."""
    if purchase is None:
        return datetime(2026, 3, 20, 13, tzinfo=UTC)
    days = int(document.get("post_purchase", {}).get("within_days", "30"))
    window = DAY * days
    second, least = timedelta(seconds=1), timedelta(microseconds=1)
    inside = (timedelta(hours=1), timedelta(0), window - second, window)
    return purchase + choices.pick((*inside, window + least, window + second, window + DAY))


def rfc3339(choices: Choices, instant: datetime) -> str:
    """An instant written in some offset, in one of the spellings that RFC 3339 allows."""
    offset = choices.pick(OFFSETS)
    text = instant.astimezone(timezone(timedelta(minutes=offset))).isoformat()
    if offset == 0 and choices.chance(60):
        return text.replace("+00:00", "Z")
    return text
