"""The statements of a generated function as they are written, one after the other."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from pointsman.engine.compiled import syntax
from pointsman.engine.compiled.constants import Note

Remarks = list[tuple[ast.stmt, Note]]
"""What people are told about statements."""


class Body:
    """Statements in order, and the names that have a value where the next one will stand.

    A name that is asked for is read just before the first statement that needs it, and not again
    while that reading still counts.
    """

    def __init__(self) -> None:
        self._blocks: list[list[ast.stmt]] = [[]]
        self._defined: set[str] = set()
        self.rule = ""
        """The pointer of the rule that is being written; empty: what is built in."""
        self.remarks: Remarks = []

    @property
    def statements(self) -> list[ast.stmt]:
        """All that was written at the outermost level."""
        return self._blocks[0]

    def add(self, *statements: ast.stmt) -> None:
        """Write statements at the present place."""
        self._blocks[-1].extend(statements)

    @contextmanager
    def about(self, rule: str) -> Iterator[None]:
        """Write for the rule at this pointer."""
        before, self.rule = self.rule, rule
        yield
        self.rule = before

    def remark(self, statement: ast.stmt, words: str) -> None:
        """Tell people about a statement, and the rule that is being written."""
        self.remarks.append((statement, Note(words, self.rule)))

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
