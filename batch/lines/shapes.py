"""What msgspec decodes a line into: structures made from the engine's own tables of the facts.

They say which keys there are, and of what JSON type a value can be; what a value means is read
by the engine. Numbers keep their text: a whole number is an int, any other a `Raw`.
"""

from typing import Annotated, Any, Final

from msgspec import UNSET, Meta, Raw, UnsetType, defstruct, json

from pointsman.engine.facts_reading.objects import Field, Fields
from pointsman.engine.facts_reading.values import (
    MAX_TEXT,
    read_number,
    read_points,
    read_time,
)
from pointsman.engine.read_facts import FactsContext

_TEXT: Final[Any] = Annotated[str, Meta(max_length=MAX_TEXT)]
_NUMBERS: Final = (read_number, read_points)

OWN: Final = "own_"
"""How the fields of a program's own facts are called here, each with its number."""


def make_decoder(context: FactsContext) -> json.Decoder[Any]:
    """A decoder of lines with facts of one program; unknown keys are errors.

    Of a key that stands twice the last one counts: whoever decodes has to look for such keys.
    """
    return json.Decoder(_structure("facts", context.fields), float_hook=Raw)


def _structure(name: str, fields: Fields) -> Any:
    """A structure whose fields are called as the keys; own facts, named by anybody, by number."""
    own = name == "account_facts"
    names = {key: f"{OWN}{number}" if own else key for number, key in enumerate(fields)}
    return defstruct(
        name,
        [_defined(names[key], field, name) for key, field in fields.items()],
        rename={each: key for key, each in names.items()},
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def _defined(name: str, field: Field, around: str) -> Any:
    kind = _kind(field, around)
    return (name, kind) if field.needed else (name, kind | None | UnsetType, UNSET)


def _kind(field: Field, around: str) -> Any:
    if not callable(field.read):
        return _structure(f"{around}_{field.key}" if around != "facts" else field.key, field.read)
    if field.read in _NUMBERS:
        return Any
    return _TEXT if field.read is read_time else _TEXT | int
