"""How a program names merchants: by group, identifier, name pattern, acquirer or terminal."""

from attrs import frozen

from pointsman.engine.literals import Span
from pointsman.engine.record import Record


@frozen(repr=False)
class Selector(Record):
    """One entry of a merchant list; exactly one field is set. `name` is a glob (see `glob.py`)."""

    group: str | None = None
    id: str | None = None
    name: str | None = None
    acquirer: str | None = None
    terminal: str | None = None


@frozen(repr=False)
class GroupEntry(Record):
    """One entry of a group; exactly one field is set. `name` is a glob (see `glob.py`)."""

    id: str | None = None
    name: str | None = None
    acquirer: str | None = None
    terminal: str | None = None
    mcc: str | Span | None = None
