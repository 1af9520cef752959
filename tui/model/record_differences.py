"""Two decision records of the same facts, field by field."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field, frozen

from pointsman.engine.program import Program
from pointsman.tui.model.alignment import rule_kind

_RULE: Final = "rule"
_PROGRAM: Final = "program"
"""Which program decided: never the same, and said elsewhere."""


@frozen
class FieldDifference:
    """A field of a record that is not the same; None: that side does not have it."""

    field: str
    left: str | None
    right: str | None


@frozen
class RuleNames:
    """The rules that set a cost per point, by their pointers, as people know them."""

    program: Program
    _titles: dict[str, str] = field(init=False, repr=False, eq=False)

    @_titles.default
    def _found(self) -> dict[str, str]:
        plan = self.program.plan
        return {rate.pointer: rate.title for rate in (plan.base, *plan.overrides)}

    def identity(self, pointer: str) -> tuple[str, str | None]:
        """What makes it the same rule in two programs: the kind and the name, not the number."""
        return rule_kind(pointer), self._titles.get(pointer)

    def shown(self, pointer: str) -> str:
        """The pointer, and the name of an override."""
        title = self._titles.get(pointer)
        return pointer if title is None else f"{pointer} ({title})"


@frozen
class RecordReader:
    """Reads the records of two programs so that they can be compared."""

    left: RuleNames
    right: RuleNames

    @classmethod
    def of(cls, left: Program, right: Program) -> "RecordReader":
        """For the records of two programs."""
        return cls(RuleNames(left), RuleNames(right))

    def differences(
        self, left: Mapping[str, object], right: Mapping[str, object]
    ) -> tuple[FieldDifference, ...]:
        """The fields that are not the same, in the order of the records."""
        lefts, rights = dict(_fields(left)), dict(_fields(right))
        return tuple(
            FieldDifference(name, _shown(here, self.left), _shown(there, self.right))
            for name in dict.fromkeys((*lefts, *rights))
            if not self._same(name, here := lefts.get(name), there := rights.get(name))
        )

    def _same(self, name: str, left: object, right: object) -> bool:
        if name == _RULE and isinstance(left, str) and isinstance(right, str):
            return self.left.identity(left) == self.right.identity(right)
        return type(left) is type(right) and left == right


def _fields(record: Mapping[str, object], within: str = "") -> Iterator[tuple[str, object]]:
    """The fields of a record; those of objects within it by their paths."""
    for key, value in record.items():
        if within or key != _PROGRAM:
            yield from _parts(f"{within}{key}", value)


def _parts(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from _fields(value, f"{name}/")
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for index, each in enumerate(value):
            yield from _parts(f"{name}/{index}", each)
    else:
        yield name, value


def _shown(value: object, names: RuleNames) -> str | None:
    if value is None:
        return None
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return names.shown(value) if value.startswith("/conversion/") else value
    return json.dumps(value, ensure_ascii=False)
