"""What msgspec decodes a line into: structures made from the engine's own tables of the facts.

They say which keys there are, and of what JSON type a value can be. What needs no more to be
sure of a value is said here too; everything else is read by the engine. Numbers keep their text:
a whole number is an int, any other a `Raw`.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Literal

from attrs import frozen
from msgspec import Meta, Raw, defstruct, json

from pointsman.engine.fact_types import CHANNELS, PROCESSINGS
from pointsman.engine.facts import Household, Mode, Status
from pointsman.engine.facts_reading.objects import Field, Fields
from pointsman.engine.facts_reading.values import MAX_TEXT, read_number, read_points, read_text
from pointsman.engine.read_facts import FactsContext

OWN: Final = "own_"
"""How the fields of a program's own facts are called here, each with its number."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "processing": PROCESSINGS,
    "channel": CHANNELS,
    "status": tuple(str(it) for it in Status),
    "household": tuple(str(it) for it in Household),
    "mode": tuple(str(it) for it in Mode),
}
"""Words that stand for themselves, by the key that has them."""

SHORT: Final = {"response_code": 10}
"""Characters that a text may have at most, where that is fewer than others may."""


@frozen
class Shapes:
    """A decoder of lines, and the objects that stand for those that a line does not have."""

    decode: Callable[[bytes], Any]
    no_account: Any
    no_merchant: Any
    no_preferences: Any


def make_shapes(context: FactsContext) -> Shapes:
    """The decoder of lines with facts of one program; unknown keys are errors.

    Of a key that stands twice the last one counts, and null is the same as left out: whoever
    decodes has to look for such keys.
    """
    made: dict[str, Any] = {}
    line = _structure("line", context.fields, made)
    nothing = (made[key]() for key in ("account", "merchant", "preferences"))
    return Shapes(json.Decoder(line, float_hook=Raw).decode, *nothing)


def _structure(name: str, fields: Fields, made: dict[str, Any]) -> Any:
    """A structure whose fields are called as the keys; own facts, named by anybody, by number."""
    names = {key: f"{OWN}{number}" if name == "facts" else key for number, key in enumerate(fields)}
    made[name] = defstruct(
        name,
        [_defined(names[key], field, made) for key, field in fields.items()],
        rename={each: key for key, each in names.items()},
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
    )
    return made[name]


def _defined(name: str, field: Field, made: dict[str, Any]) -> Any:
    kind = _kind(name, field, made)
    return (name, kind) if field.needed else (name, kind | None, None)


def _kind(name: str, field: Field, made: dict[str, Any]) -> Any:
    if not callable(field.read):
        return _structure(field.key, field.read, made)
    if name in CHOICES:
        return Literal[CHOICES[name]]
    if field.read in {read_number, read_points}:
        return Any
    text = Annotated[str, Meta(max_length=SHORT.get(name, MAX_TEXT))]
    return text if is_plain_text(name, field) else text | int


def is_plain_text(name: str, field: Field) -> bool:
    """Whether any text that is not too long stands for itself, or is a time."""
    return field.read is read_text or name in SHORT or name in {"time", "requested_at"}
