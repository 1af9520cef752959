"""Looking at a document that may be broken: what is there and has the right shape, no more."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from pointsman.dsl.located import Located

Json = Mapping[str, Any]


@frozen
class Item:
    """One object of a list, and its JSON pointer."""

    pointer: str
    value: Json


@frozen
class Outline:
    """A document, read with care."""

    located: Located

    def block(self, *keys: str) -> Json:
        """The object at a path; empty when there is none."""
        found: Any = self.located.document
        for key in keys:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def items(self, *keys: str) -> Iterator[Item]:
        """The objects of the list at a path."""
        *path, last = keys
        yield from items_of(self.block(*path).get(last), "".join(f"/{key}" for key in keys))

    def lost_something(self, pointer: str) -> bool:
        """Whether a mistake already reported took something away there."""
        return pointer in self.located.incomplete


def items_of(values: object, pointer: str) -> Iterator[Item]:
    """The objects of a list."""
    for index, value in enumerate(values if isinstance(values, list) else []):
        if isinstance(value, Mapping):
            yield Item(f"{pointer}/{index}", value)
