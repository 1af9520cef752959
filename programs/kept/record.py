"""A program as a JSON text, and back: its rules value by value, its digest, its lines.

An object with a `class` stands for a value of one of the engine's own classes of rules, and holds
the fields that are not None; a list stands for a tuple. No other class can be named, and what is
read is passed to constructors of values alone.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType
from typing import Any, Final

from attrs import fields, frozen, has

from pointsman.engine import conditions, exact, literals, selectors
from pointsman.engine import rules as written
from pointsman.engine.program import Program
from pointsman.engine.rules import Rules
from pointsman.programs.places import PlaceNames


class NotARecordError(ValueError):
    """A text that is no record of a program, or a program that cannot be recorded."""


@frozen
class Record:
    """What is kept of a program: all of it but its file's name and its time zone's rules."""

    rules: Rules
    digest: str
    lines: Mapping[str, int]


def record_of(program: Program) -> Record:
    """What is kept of a program.

    Raises:
        NotARecordError: it was not loaded from a source, so that its lines are not known.
    """
    if not isinstance(program.places, PlaceNames):
        raise NotARecordError("the lines of the program are not known")
    return Record(program.rules, program.digest, program.places.lines)


def write_record(record: Record) -> bytes:
    """The JSON text of a record.

    Raises:
        NotARecordError: a rule holds a value of a class that no rule should hold.
    """
    told = {"digest": record.digest, "lines": dict(record.lines), "rules": _plain(record.rules)}
    return json.dumps(told, separators=(",", ":")).encode()


def read_record(text: bytes) -> Record:
    """The record of a JSON text.

    Raises:
        NotARecordError: it is none.
    """
    try:
        told = json.loads(text, object_hook=_revived)
        rules, digest, lines = told["rules"], told["digest"], told["lines"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotARecordError("the text is no record of a program") from error
    if not (isinstance(rules, Rules) and isinstance(digest, str) and isinstance(lines, dict)):
        raise NotARecordError("the record has no rules, no digest or no lines")
    return Record(rules, digest, lines)


def _classes(module: ModuleType) -> dict[str, type]:
    """The classes of values and the enumerations that a module defines."""
    return {
        name: found
        for name, found in vars(module).items()
        if isinstance(found, type)
        and found.__module__ == module.__name__
        and (has(found) or issubclass(found, StrEnum))
    }


_CLASSES: Final[Mapping[str, type]] = {
    name: found
    for module in (conditions, exact, literals, selectors, written)
    for name, found in _classes(module).items()
}


def _plain(value: Any) -> object:
    if isinstance(value, StrEnum):
        return {"class": _name(value), "value": value.value}
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    told: dict[str, object] = {"class": _name(value)}
    for attribute in fields(type(value)):
        item = getattr(value, attribute.name)
        if item is not None:
            told[attribute.name] = _plain(item)
    return told


def _name(value: object) -> str:
    name = type(value).__name__
    if _CLASSES.get(name) is not type(value):
        raise NotARecordError(f"no rule should hold a value of `{name}`")
    return name


def _revived(told: dict[str, Any]) -> Any:
    name = told.pop("class", None)
    if name is None:
        return told
    return _CLASSES[name](
        **{key: tuple(item) if isinstance(item, list) else item for key, item in told.items()}
    )
