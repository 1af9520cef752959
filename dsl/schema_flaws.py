"""What the JSON Schema finds wrong with a document, with one flaw for one mistake.

A flaw that only follows from another is left out: a statement is missing because its name is
misspelt, a value of the wrong type is no choice either, a form has one part too many because that
part is not known.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from attrs import frozen
from jsonschema import ValidationError

from pointsman.dsl.schema import program_validator
from pointsman.dsl.source_limits import MAX_REPORTED, MAX_TEXT
from pointsman.engine.nearest import nearest
from pointsman.engine.problems import pointer as pointer_to

Path = tuple[str | int, ...]

_CODES: Final = {
    "type": "wrong-type",
    "enum": "bad-value",
    "const": "bad-value",
    "maxLength": "text-too-long",
    "minItems": "empty-list",
    "minProperties": "missing-statement",
    "maxProperties": "contradiction",
}
_LOOKED_AT: Final = 10 * MAX_REPORTED
_ABSENT: Final = frozenset({"missing-statement", "empty-list"})


@frozen
class Flaw:
    """One mistake: where it is, what it is, and what the schema says there.

    `at` leads to the `value` that `schema` is about, `keyword` is the keyword of it that failed,
    and `key` the property that is missing or not known.
    """

    code: str
    at: Path
    value: Any
    schema: Mapping[str, Any]
    keyword: str
    key: str | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The properties of which one is needed."""
        return tuple(self.schema.get("x-one-of", self.schema.get("properties", ())))

    @property
    def sides(self) -> tuple[Path | None, Path]:
        """What contradicts what: the paths of the first written (if there are two) and the last."""
        if "x-apart" in self.schema:
            return _apart(self)
        if self.keyword == "maxProperties":
            return (*self.at, next(iter(self.value))), (*self.at, list(self.value)[1])
        if "x-both" in self.schema:
            first, second = (key for key in self.value if key in self.schema["x-both"])
            return (*self.at, first), (*self.at, second)
        return None, self.at


def find_flaws(document: object, incomplete: Collection[str], *, deep: bool) -> list[Flaw]:
    """The flaws of a document, each once, without those that follow from others.

    `incomplete` has the JSON pointers of what lost a statement already, `deep` says that values
    are nothing (None) because they stand too deep. Of very many, the first are given.
    """
    errors = islice(program_validator().iter_errors(document), _LOOKED_AT)
    every = list(islice((flaw for error in errors for flaw in _flaws_of(error)), _LOOKED_AT))
    causes = _Causes.of(every)
    found: dict[tuple[object, ...], Flaw] = {}
    for flaw in every:
        lost = flaw.code in _ABSENT and pointer_to(flaw.at) in incomplete
        if not (lost or causes.explain(flaw) or (deep and flaw.value is None)):
            found.setdefault(_identity(flaw), flaw)
    return list(found.values())


def _flaws_of(error: ValidationError) -> Iterator[Flaw]:
    """The flaws of one error: keys that are not known are one flaw each."""
    path, schema = tuple(error.absolute_path), error.schema
    value: Any = error.instance
    keyword = str(error.validator)
    if not isinstance(schema, Mapping):
        raise TypeError("a schema of true or false has no words for authors")
    if keyword == "additionalProperties":
        for key in value:
            # That a key is over the limit of all texts has been said.
            if key not in schema["properties"] and len(key) <= MAX_TEXT:
                yield Flaw("unknown-key", path, value, schema, keyword, key)
    elif keyword == "required" and "x-code" not in schema:
        # The validator gives an error for each, and names the property in its message alone.
        for key in schema["required"]:
            if key not in value:
                yield Flaw("missing-statement", path, value, schema, keyword, key)
    else:
        yield Flaw(_CODES.get(keyword) or schema["x-code"], path, value, schema, keyword)


def _identity(flaw: Flaw) -> tuple[object, ...]:
    """What makes two flaws the same one."""
    if flaw.keyword == "maxProperties":
        return (flaw.at, flaw.keyword)
    return (flaw.at, flaw.code, flaw.key, flaw.schema.get("x-message"))


@frozen
class _Causes:
    """What other flaws may follow from, by the path of the value in which it is."""

    mistyped: frozenset[Path]
    contradictory: frozenset[Path]
    unknown: Mapping[Path, list[str]]

    @classmethod
    def of(cls, flaws: list[Flaw]) -> "_Causes":
        """The causes among some flaws."""
        unknown: dict[Path, list[str]] = {}
        for flaw in flaws:
            if flaw.code == "unknown-key":
                unknown.setdefault(flaw.at, []).append(str(flaw.key))
        contradictions = [flaw for flaw in flaws if flaw.code == "contradiction"]
        return cls(
            frozenset(flaw.at for flaw in flaws if flaw.code == "wrong-type"),
            frozenset(_form(flaw) for flaw in contradictions),
            unknown,
        )

    def explain(self, flaw: Flaw) -> bool:
        """Whether a flaw only follows from another."""
        if flaw.at in self.mistyped:
            return flaw.code != "wrong-type"
        if flaw.keyword == "maxProperties":
            return flaw.at in self.unknown
        return flaw.code == "missing-statement" and (
            flaw.at in self.contradictory or self._misspelt(flaw)
        )

    def _misspelt(self, flaw: Flaw) -> bool:
        """Whether a key that is not known may stand for what is missing.

        A program has so many statements that only a near name does; anywhere else any does.
        """
        unknown = self.unknown.get(flaw.at, [])
        if flaw.at == () and flaw.key is not None:
            return any(nearest(word, [flaw.key]) for word in unknown)
        return bool(unknown)


def _form(flaw: Flaw) -> Path:
    """The value that has a part it must not have."""
    return flaw.at[:-1] if flaw.schema.get("not") == {} else flaw.at


def _apart(flaw: Flaw) -> tuple[Path, Path]:
    """The first items of a list that have one and the other, in the order written."""
    first, second = sorted(
        (next(index for index, item in enumerate(flaw.value) if _has(item, kind, key)), kind, key)
        for kind, key in flaw.schema["x-apart"]
    )
    return (*flaw.at, *first), (*flaw.at, *second)


def _has(item: object, kind: str, key: str) -> bool:
    inner = item.get(kind) if isinstance(item, Mapping) else None
    return isinstance(inner, Mapping) and list(inner) == [key]
