"""What a program brings into generated code: never as code, only as values behind made-up names."""

import ast
from collections.abc import Callable, Hashable, Mapping
from typing import Final

from attrs import define, field, frozen

from pointsman.engine.compiled import syntax
from pointsman.engine.record import Record


@frozen(repr=False)
class Note(Record):
    """Where a piece of generated code comes from, for people: our words, and a rule's pointer."""

    words: str = ""
    rule: str = ""


_NO_NOTE: Final = Note()

NOWHERE: Final[Mapping[str, str]] = {}
"""The places of a program that was not read from a source."""


@define(repr=False)
class Constants(Record):
    """Values by the names that generated code knows them by: `k0`, `k1`, … in order of first use.

    Functions that it may call are called `f1`, `f2`, …. `notes` says for people where each comes
    from, every rule once; `tables` has what a function looks up, where it does that.
    """

    values: dict[str, object] = field(factory=dict)
    notes: dict[str, dict[Note, None]] = field(factory=dict)
    tables: dict[str, object] = field(factory=dict)
    _known: dict[tuple[type, Hashable], str] = field(factory=dict)

    def name(self, value: Hashable, note: Note = _NO_NOTE) -> ast.expr:
        """The name of a value, as an expression; equal values of one type share a name."""
        key = type(value), value
        known = self._known.get(key)
        if known is None:
            self._known[key] = known = self._new("k", value, note)
        else:
            self.notes[known][note] = None
        return syntax.name(known)

    def function(
        self, value: Callable[..., object], note: Note = _NO_NOTE, table: object = None
    ) -> str:
        """The name of a function that generated code may call; `table` is what it looks up."""
        name = self._new("f", value, note)
        self.tables[name] = table
        return name

    def _new(self, letter: str, value: object, note: Note) -> str:
        name = f"{letter}{len(self.values)}"
        self.values[name] = value
        self.notes[name] = {note: None}
        return name
