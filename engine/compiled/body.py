"""The statements of a generated function as they are written, one after the other."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from pointsman.engine.compiled import syntax


class Body:
    """Statements in order, and the names that have a value where the next one will stand.

    A name that is asked for is read just before the first statement that needs it, and not again
    while that reading still counts.
    """

    def __init__(self) -> None:
        self._blocks: list[list[ast.stmt]] = [[]]
        self._defined: set[str] = set()

    @property
    def statements(self) -> list[ast.stmt]:
        """All that was written at the outermost level."""
        return self._blocks[0]

    def add(self, *statements: ast.stmt) -> None:
        """Write statements at the present place."""
        self._blocks[-1].extend(statements)

    def define(self, name: str, value: ast.expr) -> ast.expr:
        """The name, which is given `value` here unless it has it already."""
        if name not in self._defined:
            self._defined.add(name)
            self.add(syntax.assign(name, value))
        return syntax.name(name)

    @contextmanager
    def when(self, condition: ast.expr) -> Iterator[None]:
        """Write what stands below `if condition:`; names read there do not count afterwards."""
        inner: list[ast.stmt] = []
        self.add(syntax.when(condition, inner))
        defined = set(self._defined)
        self._blocks.append(inner)
        yield
        self._blocks.pop()
        self._defined = defined
