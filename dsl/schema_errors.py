"""What the JSON Schema finds wrong with a document, in its author's words, at the author's place.

The schema finds the flaws (`schema_flaws`), those that only follow from another are left out, and
the rest are worded here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pointsman.dsl import schema_words as words
from pointsman.dsl.diagnostics import Diagnostic, Severity, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.dsl.refusal import did_you_mean
from pointsman.dsl.schema_flaws import Flaw, Path, find_flaws
from pointsman.dsl.source_limits import MAX_REPORTED, text_too_long
from pointsman.engine.problems import pointer as pointer_to

_BEGIN: Final = "begin with `program`, the name of the program"


def check_schema(located: Located) -> list[Diagnostic]:
    """Everything the schema says about a document, in the order of the document's text.

    Nothing is said about statements missing where `located.incomplete` says that one was lost,
    about what `located.diagnostics` say already, nor about a document of which nothing could be
    read for a reason that they give. At most one more than `MAX_REPORTED` are given.
    """
    if not isinstance(located.document, Mapping):
        known = any(d.severity is Severity.ERROR for d in located.diagnostics)
        return [] if known else [_no_program(located)]
    reported = {(d.code, d.span) for d in located.diagnostics}
    flaws = find_flaws(located.document, located.incomplete, deep=_too_deep(located))
    diagnostics = [_WORDED.get(flaw.code, _own_words)(located, flaw) for flaw in flaws]
    new = [d for d in diagnostics if (d.code, d.span) not in reported]
    return in_order(new)[: MAX_REPORTED + 1]


def _too_deep(located: Located) -> bool:
    """Whether values were left out, as nothing, because they stand too deep."""
    return any(d.code == "too-deep" for d in located.diagnostics)


def _no_program(located: Located) -> Diagnostic:
    code = "missing-program" if located.document is None else "wrong-type"
    found = words.found(located.document)
    message = f"found {found}, expected a program: {words.SETTINGS}"
    return diagnostic_at(located, code, "", message, help=_BEGIN)


def _unknown_key(located: Located, flaw: Flaw) -> Diagnostic:
    key, known = str(flaw.key), list(flaw.schema["properties"])
    called = flaw.schema["x-called"]
    message = f"{words.quoted(key)} is not a statement of {called}"
    help_ = did_you_mean(key, known, f"the statements of {called} are {words.listed(known, 'and')}")
    return diagnostic_at(
        located, flaw.code, pointer_to((*flaw.at, key)), message, help=help_, at_key=True
    )


def _missing(located: Located, flaw: Flaw) -> Diagnostic:
    if flaw.keyword == "minProperties":
        needed = words.listed(flaw.choices)
        called = flaw.schema["x-called"]
        return _at_heading(located, flaw, f"{called} needs {needed}", "write one of them")
    if flaw.key is None:
        return _own_words(located, flaw)
    message = f"{flaw.schema['x-called']} needs {words.needed(flaw.key)}"
    return _at_heading(located, flaw, message, _how_to_add(flaw.schema, flaw.key))


def _how_to_add(schema: Mapping[str, Any], key: str) -> str:
    if key not in schema.get("properties", {}):
        return str(schema["x-help"])
    inner = words.resolved(schema["properties"][key])
    return str(inner.get("x-add", f"add `{key}`: {words.called(inner)}"))


def _wrong_type(located: Located, flaw: Flaw) -> Diagnostic:
    message = (
        f"found {words.found(flaw.value)}, expected {words.expected(flaw.schema)}"
        f"{words.place(flaw.at)}"
    )
    return _at_value(located, flaw, message, words.how_to_shape(flaw.schema))


def _bad_value(located: Located, flaw: Flaw) -> Diagnostic:
    choices = words.choices(flaw.schema)
    found = words.found(flaw.value)
    message = f"found {found}, expected {words.listed(choices)}{words.place(flaw.at)}"
    help_ = did_you_mean(str(flaw.value), choices, flaw.schema.get("x-help"))
    return _at_value(located, flaw, message, help_)


def _too_long(located: Located, flaw: Flaw) -> Diagnostic:
    at_value = _at_value(located, flaw, "", None)
    return text_too_long(
        located.source, at_value.span, str(flaw.value), int(flaw.schema["maxLength"])
    )


def _empty_list(located: Located, flaw: Flaw) -> Diagnostic:
    message = (
        f"found nothing, expected {words.called(flaw.schema['items'])}{words.place(flaw.at, 'in')}"
    )
    return _at_value(located, flaw, message, "write at least one, or leave the statement out")


def _own_words(located: Located, flaw: Flaw) -> Diagnostic:
    """A form that is not allowed: the schema says what to say, and what contradicts what."""
    schema = flaw.schema
    if flaw.code == "missing-statement":
        return _at_heading(located, flaw, schema["x-message"], schema["x-help"])
    first, second = flaw.sides
    return diagnostic_at(
        located,
        flaw.code,
        pointer_to(second),
        schema["x-message"],
        help=schema["x-help"],
        first=None if first is None else pointer_to(first),
        at_key=True,
    )


def _at_value(located: Located, flaw: Flaw, message: str, help_: str | None) -> Diagnostic:
    return diagnostic_at(located, flaw.code, pointer_to(flaw.at), message, help=help_)


def _at_heading(located: Located, flaw: Flaw, message: str, help_: str | None) -> Diagnostic:
    """At the keyword of a block; at its first statement where the block has none."""
    heading = next((path for path in _headings(flaw) if _has_key(located, path)), flaw.at)
    return diagnostic_at(located, flaw.code, pointer_to(heading), message, help=help_, at_key=True)


def _headings(flaw: Flaw) -> Iterator[Path]:
    yield flaw.at
    yield from ((*flaw.at, key) for key in flaw.value)


def _has_key(located: Located, path: Path) -> bool:
    found = located.places.get(pointer_to(path))
    return found is not None and found.key is not None


_WORDED: Final[Mapping[str, Callable[[Located, Flaw], Diagnostic]]] = {
    "unknown-key": _unknown_key,
    "missing-statement": _missing,
    "wrong-type": _wrong_type,
    "bad-value": _bad_value,
    "text-too-long": _too_long,
    "empty-list": _empty_list,
}
