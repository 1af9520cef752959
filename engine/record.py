"""What the records of the engine have in common: they show themselves by their fields.

attrs would write a `__repr__` for each class, when its module is imported. That is a fifth of what
importing the engine takes, which every cold start pays, so all records share this one.
"""

import attrs


class Record:
    """The base of an attrs class that is made with `repr=False`."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields = attrs.fields(type(self))  # type: ignore[arg-type]
        shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields if each.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"
