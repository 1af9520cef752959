"""Reading one object of the facts by a table of its fields."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from attrs import frozen

from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw, visible
from pointsman.engine.facts_reading.values import Reader
from pointsman.engine.nearest import nearest
from pointsman.engine.problems import Problem, pointer
from pointsman.engine.record import Record

MAX_UNKNOWN_KEYS: Final = 20
"""Unknown keys of one object that are told one by one; the rest are counted."""

MAX_POINTED_KEY: Final = 100
"""A longer key is not repeated in a pointer, which then points at the object around it."""

Path = tuple[str, ...]


@frozen(repr=False)
class Field(Record):
    """One key of an object, with the reader of its value or the table of the object there."""

    key: str
    read: "Reader | Fields"
    needed: bool = False


Fields = Mapping[str, Field]
"""The fields of an object by their keys."""


def table(*fields: Field) -> Fields:
    """Fields by their keys, in the order given, which is the order of reading."""
    return {field.key: field for field in fields}


def read_object(
    value: object, fields: Fields, path: Path, findings: Findings, named: str | None = None
) -> dict[str, Any]:
    """The values of an object's fields, without those that are left out, null or flawed.

    `named` is what messages call the object; its path, or the facts, when None.
    """
    if not isinstance(value, Mapping):
        findings.add(Flaw(Code.WRONG_TYPE, "it must be an object"), path, value)
        return {}
    _tell_unknown_keys(value, fields, path, findings, named)
    values = {}
    for key, field in fields.items():
        given = value.get(key)
        if given is not None:
            read = _read_field(given, field, path, findings)
            if read is not None:
                values[key] = read
        elif field.needed:
            findings.add_missing((*path, key))
    return values


def _read_field(value: object, field: Field, path: Path, findings: Findings) -> object:
    """What the field of the object at `path` holds, or None with a problem noted."""
    if not callable(field.read):
        return read_object(value, field.read, (*path, field.key), findings)
    read = field.read(value)
    if not isinstance(read, Flaw):
        return read
    findings.add(read, (*path, field.key), value)
    return None


def _tell_unknown_keys(
    given: Mapping[Any, object],
    known: Collection[str],
    path: Path,
    findings: Findings,
    named: str | None,
) -> None:
    """Note every key that the object does not have, with the nearest one that it has."""
    unknown = [key for key in given if not isinstance(key, str) or key not in known]
    for key in unknown[:MAX_UNKNOWN_KEYS]:
        findings.problems.append(_unknown_key(str(key), known, path, named))
    more = len(unknown) - MAX_UNKNOWN_KEYS
    if more > 0:
        message = f"there are {more:,} more unknown keys"
        findings.problems.append(Problem(Code.UNKNOWN_KEY, pointer(path), message))


def _unknown_key(key: str, known: Collection[str], path: Path, named: str | None) -> Problem:
    near = nearest(key, known)
    help_ = f"did you mean `{near}`?" if near else None
    at = (*path, key) if key.isprintable() and len(key) <= MAX_POINTED_KEY else path
    where = named or (f"`{'.'.join(path)}`" if path else "the facts")
    message = f"`{visible(key)}` is not a key of {where}"
    return Problem(Code.UNKNOWN_KEY, pointer(at), message, help_)
