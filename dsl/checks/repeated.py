"""Statements of a list that may stand once: a second one would silently lose against the first."""

from collections.abc import Iterator, Mapping

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.dsl.spelling import spelled


def filters_written_twice(located: Located) -> Iterator[Diagnostic]:
    """The same bound or the same list twice; `require` may stand any number of times."""
    first: dict[tuple[str, str], str] = {}
    for item in Outline(located).items("filters"):
        for kind, content in item.value.items():
            if kind == "require" or not isinstance(content, Mapping):
                continue
            for operation in content:
                statement = (kind, str(operation))
                pointer = f"{item.pointer}/{kind}"
                if statement in first:
                    yield _twice(located, statement, pointer, first[statement])
                first.setdefault(statement, pointer)


def _twice(located: Located, statement: tuple[str, str], pointer: str, first: str) -> Diagnostic:
    kind, operation = statement
    listed = operation in {"only", "except"}
    return diagnostic_at(
        located,
        "duplicate-statement",
        pointer,
        f"`{kind} {spelled(operation)}` is written twice",
        help="put both lists into one statement" if listed else "leave one out",
        first=first,
        at_key=True,
    )
