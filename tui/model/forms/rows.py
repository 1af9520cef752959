"""A form laid out: one row for each title, field, entry and button that is to be seen."""

from collections.abc import Collection, Iterator
from enum import Enum
from typing import Final

from attrs import frozen

from pointsman.tui.model.data_paths import MISSING, keys_of, value_at
from pointsman.tui.model.forms.field_spec import FieldSpec, Form, Group, Section

MOST_ENTRIES: Final = 12
"""Entries of one list that a form shows; the rest is left to the text."""


class RowKind(Enum):
    """What a row is."""

    TITLE = "title"
    FIELD = "field"
    ENTRY = "entry"
    ADD = "add"
    REST = "rest"
    MORE = "more"


@frozen
class Row:
    """One row. `pointer` is what it is about, `text` what it says beside a field's own label."""

    kind: RowKind
    pointer: str
    text: str = ""
    field: FieldSpec | None = None

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from all other rows of a form."""
        return self.kind.value, self.text if self.kind is RowKind.TITLE else self.pointer


def rows_of(
    form: Form, data: object, *, everything: bool, kept: Collection[str] = ()
) -> tuple[Row, ...]:
    """The rows of a form for some facts.

    Unless `everything` is wanted they are the fields that are set, those that are needed, those
    that the program's rules name, and `kept`: the pointers of others that have been in use.
    """
    rows: list[Row] = []
    hidden = 0
    for part in form.parts:
        fields = [part.fields] if isinstance(part, Section) else _entries(part, data)
        seen = [[f for f in each if everything or _matters(f, data, kept)] for each in fields]
        hidden += sum(map(len, fields)) - sum(map(len, seen))
        rows += _section(part, seen[0]) if isinstance(part, Section) else _group(part, data, seen)
    if everything or hidden:
        rows.append(Row(RowKind.MORE, "", _more(hidden)))
    return tuple(rows)


def shown_text(value: object) -> str | None:
    """A value as a field shows it; None for an object or a list, which no field can hold."""
    if value is MISSING or value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else None


def _more(hidden: int) -> str:
    if not hidden:
        return "- only what matters"
    return f"+ {hidden} more field{'s' if hidden > 1 else ''}"


def _matters(field: FieldSpec, data: object, kept: Collection[str]) -> bool:
    if field.needed or field.named or field.pointer in kept:
        return True
    return value_at(data, keys_of(field.pointer)) not in (MISSING, None)


def _entries(group: Group, data: object) -> list[tuple[FieldSpec, ...]]:
    count = min(_count(group, data), MOST_ENTRIES)
    return [group.fields_of(index) for index in range(count)]


def _count(group: Group, data: object) -> int:
    entries = value_at(data, keys_of(group.pointer))
    return len(entries) if isinstance(entries, list) else 0


def _section(part: Section, seen: list[FieldSpec]) -> Iterator[Row]:
    if seen:
        yield Row(RowKind.TITLE, "", part.title)
    for field in seen:
        yield Row(RowKind.FIELD, field.pointer, field=field)


def _group(group: Group, data: object, seen: list[list[FieldSpec]]) -> Iterator[Row]:
    yield Row(RowKind.TITLE, "", group.title)
    for index, fields in enumerate(seen):
        yield Row(RowKind.ENTRY, group.pointer_of(index), f"{group.entry} {index + 1}")
        for field in fields:
            yield Row(RowKind.FIELD, field.pointer, field=field)
    rest = _count(group, data) - len(seen)
    if rest:
        yield Row(RowKind.REST, group.pointer, f"{rest} more in the YAML")
    yield Row(RowKind.ADD, group.pointer, f"+ {group.entry}")
