"""What a form is made of: fields, each with its type, choices and help, in sections and groups."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from attrs import evolve, frozen

from pointsman.engine.exact import Written
from pointsman.tui.model.data_paths import keys_of

ANY_ENTRY = "*"
"""Stands for the index of an entry in the pointers of a group's fields."""


class Editor(StrEnum):
    """How a field is edited. The value is the hint in an empty field."""

    TEXT = "text"
    AMOUNT = "amount"
    POINTS = "points"
    NUMBER = "number"
    CODE = "code"
    COUNTRY = "country"
    CURRENCY = "currency"
    TIME = "time with offset"
    CHOICE = "choice"

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, which are written without quotes."""
        return self in {Editor.AMOUNT, Editor.POINTS, Editor.NUMBER}

    def as_value(self, text: str) -> str:
        """What was typed, as the value that stands in the facts: the very same characters."""
        bare = self.is_number or self is Editor.TIME
        return Written(text) if bare else text


@frozen
class FieldSpec:
    """One fact that can be filled in.

    `pointer` is where it stands in the facts, `label` its name for people, `help` what it is and
    `source` the element of the message it comes from (`DE006`). `needed`: nothing is decided
    without it. `named`: the rules of the program look at it.
    """

    pointer: str
    label: str
    editor: Editor = Editor.TEXT
    choices: tuple[str, ...] = ()
    unit: str | None = None
    help: str = ""
    source: str | None = None
    needed: bool = False
    named: bool = False

    @property
    def key(self) -> str:
        """The last key of its pointer."""
        return keys_of(self.pointer)[-1]

    @property
    def hint(self) -> str:
        """What an empty field shows: what belongs there."""
        what = f"{self.editor.value} in {self.unit}" if self.unit else self.editor.value
        return what if self.needed else f"({what})"


@frozen
class Section:
    """Fields under one title."""

    title: str
    fields: tuple[FieldSpec, ...]


@frozen
class Group:
    """A list of entries with the same fields; their pointers have `*` for the index.

    `entry` is what one of them is called.
    """

    title: str
    pointer: str
    entry: str
    fields: tuple[FieldSpec, ...]

    def fields_of(self, index: int) -> tuple[FieldSpec, ...]:
        """The fields of one entry."""
        start, inside = self.pointer_of(index), len(self.pointer) + 1 + len(ANY_ENTRY)
        return tuple(evolve(each, pointer=start + each.pointer[inside:]) for each in self.fields)

    def pointer_of(self, index: int) -> str:
        """The pointer of one entry."""
        return f"{self.pointer}/{index}"


@frozen(slots=False)
class Form:
    """All that may be filled in for one kind of question; `note` says what may not, and why."""

    parts: tuple[Section | Group, ...]
    note: str | None = None

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lists of the form."""
        return tuple(part for part in self.parts if isinstance(part, Group))

    def field(self, pointer: str) -> FieldSpec | None:
        """The field that stands at a pointer, in an entry of a list too."""
        for part in self.parts:
            for found in _fields_at(part, pointer):
                if found.pointer == pointer:
                    return found
        return None

    def order_of(self, pointer: str) -> Sequence[str]:
        """The keys of an object in the order of the form."""
        return self._orders.get(_any_entries(pointer), ())

    @cached_property
    def _orders(self) -> dict[str, tuple[str, ...]]:
        orders: dict[str, dict[str, None]] = {}
        for part in self.parts:
            for each in _pointers(part):
                holder = ""
                for key in keys_of(each):
                    orders.setdefault(holder, {})[key] = None
                    holder += f"/{key}"
        return {pointer: tuple(keys) for pointer, keys in orders.items()}


def _pointers(part: Section | Group) -> Iterator[str]:
    """The pointers of a part, that of its list before those of its fields."""
    if isinstance(part, Group):
        yield part.pointer
    yield from (each.pointer for each in part.fields)


def _fields_at(part: Section | Group, pointer: str) -> tuple[FieldSpec, ...]:
    if isinstance(part, Section):
        return part.fields
    if not pointer.startswith(f"{part.pointer}/"):
        return ()
    index = pointer[len(part.pointer) + 1 :].partition("/")[0]
    return part.fields_of(int(index)) if index.isdecimal() else ()


def _any_entries(pointer: str) -> str:
    """A pointer with `*` for every index."""
    keys = (ANY_ENTRY if key.isdecimal() else key for key in pointer.split("/"))
    return "/".join(keys)
