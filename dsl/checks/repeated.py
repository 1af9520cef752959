"""What may stand once in a list: a second one would silently lose, or says nothing new."""

from collections.abc import Iterator, Mapping
from typing import Final

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.dsl.spelling import spelled

_WORD_LISTS: Final = (
    ("preferences", "offer"),
    ("preferences", "cardholder"),
    ("post_purchase", "after"),
    ("communications", "email"),
    ("digital", "source"),
    ("digital", "partner"),
)


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


def words_written_twice(located: Located) -> Iterator[Diagnostic]:
    """The same word twice in a list: `offer next, next`, `cardholder minimum` two times."""
    outline = Outline(located)
    for block, key in _WORD_LISTS:
        words = outline.block(block).get(key)
        first: dict[str, str] = {}
        for index, word in enumerate(words if isinstance(words, list) else []):
            pointer = f"/{block}/{key}/{index}"
            if isinstance(word, str) and word in first:
                yield diagnostic_at(
                    located,
                    "duplicate-statement",
                    pointer,
                    f"`{spelled(key)} {word}` is written twice",
                    help="leave one out",
                    first=first[word],
                )
            first.setdefault(str(word), pointer)


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
