"""The columns of a table against the facts of a program: what is where, or all that is wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen
from pyarrow import types

from pointsman.batch.binding.cells import Entries, is_settled, settled
from pointsman.batch.binding.fields import NEEDED, OWN, Fact, Path, Shape
from pointsman.engine.facts_reading.flaws import visible
from pointsman.engine.nearest import nearest
from pointsman.engine.problems import Problem, pointer


def _as_tuple(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problems)


@frozen(slots=False)
class BadColumnsError(Exception):
    """A table whose columns can hold no facts of the program; `problems` has all that is wrong.

    The pointer of a problem is that of the fact in the native form (`/authorization/amount`).
    """

    problems: tuple[Problem, ...] = field(converter=_as_tuple)

    def __str__(self) -> str:
        return "; ".join(_sentence(problem) for problem in self.problems)


@frozen
class Leaf:
    """One column of values: the path of its fact, and the way to it from the top of the table."""

    path: Path
    way: tuple[int, ...]
    type: pa.DataType

    def array(self, batch: pa.RecordBatch) -> pa.Array:
        """The values in a batch, null where any object around them is."""
        top, *below = self.way
        column = batch.column(top)
        return pc.struct_field(column, below) if below else column


@frozen
class Place:
    """A leaf with the fact that stands there."""

    leaf: Leaf
    fact: Fact
    is_settled: bool

    @classmethod
    def of(cls, leaf: Leaf, fact: Fact) -> "Place":
        """Where a fact stands."""
        return cls(leaf, fact, is_settled(leaf.type))

    def array(self, batch: pa.RecordBatch) -> pa.Array:
        """The values in a batch, settled."""
        array = self.leaf.array(batch)
        return array if self.is_settled else settled(array)


def leaves_of(schema: pa.Schema) -> Iterator[Leaf]:
    """All columns of values, nested or with dotted names; an empty struct has none."""
    for at, column in enumerate(schema):
        yield from _below(column, (), (at,))


def places_of(schema: pa.Schema, facts: Mapping[Path, Fact]) -> dict[Path, Place]:
    """The columns by their facts; columns without a type (all null) are left out.

    Raises:
        BadColumnsError: with every column that is unknown, doubled, missing or of a wrong type.
    """
    leaves = list(leaves_of(schema))
    problems = [*_doubled(leaves)]
    places = {}
    for leaf in leaves:
        problem = _problem(leaf, facts)
        if problem is not None:
            problems.append(problem)
        elif not types.is_null(leaf.type):
            places[leaf.path] = Place.of(leaf, facts[leaf.path])
    given = [leaf.path for leaf in leaves]
    problems += [_missing(path) for path in NEEDED if not _stands(path, given)]
    if problems:
        raise BadColumnsError(problems)
    return places


def _below(column: pa.Field, above: Path, way: tuple[int, ...]) -> Iterator[Leaf]:
    path = (*above, *column.name.split("."))
    if not types.is_struct(column.type):
        yield Leaf(path, way, column.type)
        return
    for at, inner in enumerate(column.type):
        yield from _below(inner, path, (*way, at))


def arrays_of(batch: pa.RecordBatch, places: Mapping[Path, Place]) -> dict[Path, pa.Array]:
    """The settled columns of a batch."""
    return {path: place.array(batch) for path, place in places.items()}


def entries_of(arrays: Mapping[Path, pa.Array]) -> dict[Path, Entries]:
    """Those columns that are in dictionaries.

    Raises:
        BadColumnsError: with every column that names entries which its dictionary lacks.
    """
    entries = {
        path: Entries.of(array)
        for path, array in arrays.items()
        if isinstance(array, pa.DictionaryArray)
    }
    stray = [path for path, column in entries.items() if column.are_stray]
    if stray:
        raise BadColumnsError(map(_stray, stray))
    return entries


def _stray(path: Path) -> Problem:
    message = f"the column `{_name(path)}` is broken: a row names an entry beyond its dictionary"
    return Problem("broken-column", pointer(path), message, "write the table anew")


def _stands(path: Path, given: list[Path]) -> bool:
    """Whether a column stands at the path or, null or wrong, in the place of an object above it."""
    return any(path[: len(one)] == one for one in given)


def _doubled(leaves: list[Leaf]) -> Iterator[Problem]:
    seen: set[Path] = set()
    for leaf in leaves:
        if leaf.path in seen:
            message = f"the column `{_name(leaf.path)}` stands twice in the table"
            yield Problem("doubled-column", pointer(leaf.path), message, "leave one of them out")
        seen.add(leaf.path)


def _missing(path: Path) -> Problem:
    help_ = "every purchase has an amount and its currency"
    return Problem("missing-column", pointer(path), f"there is no column `{_name(path)}`", help_)


def _problem(leaf: Leaf, facts: Mapping[Path, Fact]) -> Problem | None:
    fact = facts.get(leaf.path)
    inside = [path for path in facts if path[: len(leaf.path)] == leaf.path]
    if fact is None and not inside and leaf.path != OWN:
        return _unknown(leaf.path, facts)
    if types.is_null(leaf.type):
        return None
    if fact is None:
        return _no_struct(leaf, inside)
    return None if fits(leaf.type, fact.shape) else _wrong_type(leaf, fact)


def _unknown(path: Path, facts: Collection[Path]) -> Problem:
    name = _name(path)
    near = nearest(name, map(_name, facts)) or _same_key(path, facts)
    help_ = f"did you mean `{near}`?" if near else "leave out columns that are no facts"
    message = f"the column `{name}` is no fact of this program"
    return Problem("unknown-column", pointer(map(visible, path)), message, help_)


def _same_key(path: Path, facts: Collection[Path]) -> str | None:
    """The first fact of the same last key, which may only lack what stands before it."""
    return next((_name(fact) for fact in facts if fact[-1] == path[-1]), None)


def _no_struct(leaf: Leaf, inside: list[Path]) -> Problem:
    message = f"the column `{_name(leaf.path)}` is {_shown(leaf.type)}, but it must be a struct"
    example = f", such as `{_name(inside[0])}`" if inside else ""
    help_ = f"make it a struct, or give its parts as columns of their own{example}"
    return Problem("wrong-column-type", pointer(leaf.path), message, help_)


def _wrong_type(leaf: Leaf, fact: Fact) -> Problem:
    message = f"the column `{fact.name}` is {_shown(leaf.type)}, but it holds {fact.shape.value}"
    code, help_ = "wrong-column-type", "cast it to string, or to a dictionary of strings"
    if fact.shape is Shape.TIME and types.is_timestamp(leaf.type):
        help_ = 'say which time zone it is in, as in `timestamp("us", tz="UTC")`'
    elif fact.shape is Shape.TIME:
        help_ = 'cast it to `timestamp("us", tz="UTC")`'
    elif fact.shape is Shape.NUMBER:
        help_ = "cast it to a decimal, such as `decimal128(18, 2)`"
    if fact.shape is Shape.NUMBER and types.is_floating(_values(leaf.type)):
        code, message = "binary-float", f"{message}: a binary float is not exact"
    return Problem(code, pointer(leaf.path), message, help_)


def fits(kind: pa.DataType, shape: Shape) -> bool:
    """Whether a column of this type may hold values of this shape."""
    if types.is_dictionary(kind) and shape is Shape.TIME and not is_text(kind.value_type):
        return False
    kind = _values(kind)
    if is_text(kind):
        return True
    if shape is Shape.NUMBER:
        return bool(types.is_integer(kind) or types.is_decimal(kind))
    if shape is Shape.TIME:
        return bool(types.is_timestamp(kind) and kind.tz is not None)
    return shape is Shape.TEXT and bool(types.is_integer(kind))


def is_text(kind: pa.DataType) -> bool:
    """Whether it is one of Arrow's three types of text."""
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _values(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if types.is_dictionary(kind) else kind


def _shown(kind: pa.DataType) -> str:
    return f"`{visible(str(kind))}`"


def _name(path: Path) -> str:
    return visible(".".join(path))


def _sentence(problem: Problem) -> str:
    return f"{problem.message} ({problem.help})" if problem.help else problem.message
