"""What a program brings into generated code: never as code, only as values behind made-up names."""

import ast
from collections.abc import Callable, Hashable

from attrs import define, field

from pointsman.engine.compiled import syntax


@define
class Constants:
    """Values by the names that generated code knows them by: `k0`, `k1`, … in order of first use.

    Functions that it may call are called `f1`, `f2`, …; `notes` says for people what is what.
    """

    values: dict[str, object] = field(factory=dict)
    notes: dict[str, str] = field(factory=dict)
    _known: dict[tuple[type, Hashable], str] = field(factory=dict)

    def name(self, value: Hashable, note: str = "") -> ast.expr:
        """The name of a value, as an expression; equal values of one type share a name."""
        key = type(value), value
        if key not in self._known:
            self._known[key] = self._new("k", value, note)
        return syntax.name(self._known[key])

    def function(self, value: Callable[..., object], note: str = "") -> str:
        """The name of a function that generated code may call."""
        return self._new("f", value, note)

    def _new(self, letter: str, value: object, note: str) -> str:
        name = f"{letter}{len(self.values)}"
        self.values[name] = value
        self.notes[name] = note
        return name
