"""From a document to typed `Rules`, or to every value in it that is not what it should be."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cattrs.errors import BaseValidationError

from pointsman.dsl.conversion_table import context_of, context_of_rules
from pointsman.dsl.converter import read_rules, write_rules
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.lexicon import homes_of
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.dsl.refusal import RefusedError
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.engine.problems import pointer as pointer_to
from pointsman.engine.rules import Rules

Path = tuple[str | int, ...]

_UNKNOWN = frozenset({"unknown-fact", "unknown-group"})


class MisshapenError(Exception):
    """A document that has the wrong shape although the schema found nothing: our mistake."""


def structure(located: Located, *, shaped: bool = True) -> tuple[Rules | None, list[Diagnostic]]:
    """The rules of a document, or what is wrong with its values.

    `shaped` says that the schema found nothing wrong; otherwise values of the wrong shape, which
    it has reported, are passed over, and only the rest is looked at.
    """
    document = located.document
    if not isinstance(document, Mapping):
        return None, []
    try:
        return read_rules(document, context_of(document)), []
    except Exception as error:
        found = list(_leaves(error, ()))
    others = [leaf for _, leaf in found if not isinstance(leaf, RefusedError)]
    if shaped and others:
        raise MisshapenError("the schema lets a document pass that has no meaning") from others[0]
    refused = [(pointer_to(path), leaf) for path, leaf in found if isinstance(leaf, RefusedError)]
    return None, [
        diagnostic_at(located, leaf.code, pointer, leaf.message, help=leaf.help)
        for pointer, leaf in refused[: MAX_REPORTED + 1]
        if not _may_be_declared(located, pointer, leaf)
    ]


def _may_be_declared(located: Located, pointer: str, refused: RefusedError) -> bool:
    """Whether a name is unknown only because its declaration was lost to a mistake.

    That is so where the program lost a statement, and a line of the text has the name where a
    declaration would have it: `gruop coffee {`.
    """
    place = located.places.get(pointer)
    if refused.code not in _UNKNOWN or "" not in located.incomplete or place is None:
        return False
    name = located.source.text[place.value.start : place.value.end]
    declarations = re.finditer(rf"^\s*(\w+)\s+{re.escape(name)}\b", located.source.text, re.M)
    return any(not _declares_nothing(match[1]) for match in declarations)


def _declares_nothing(word: str) -> bool:
    """Whether a line with this word before a name is surely no declaration of the name."""
    if word in {"fact", "group"}:
        return False
    return word in {"and", "or", "not", "else", "for", "when"} or bool(homes_of(word))


def document_of(rules: Rules) -> dict[str, Any]:
    """The canonical document of rules (docs/document.md, Canonical form)."""
    return write_rules(rules, context_of_rules(rules))


def _leaves(error: BaseException, path: Path) -> Iterator[tuple[Path, BaseException]]:
    """Every exception that is no group, with the path to its value."""
    for note in getattr(error, "__notes__", ()):
        if hasattr(note, "name"):
            path = (*path, note.name.rstrip("_"))
        elif hasattr(note, "index"):
            path = (*path, note.index)
    if isinstance(error, BaseValidationError | ExceptionGroup):
        for inner in error.exceptions:
            yield from _leaves(inner, path)
    elif isinstance(error, RefusedError):
        yield (*path, *error.within), error
    else:
        yield path, error
