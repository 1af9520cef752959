"""Columns: millions of purchases decided by the same plan as one (needs `pointsman[batch]`)."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pointsman.batch.decide import BadRowError, Decider, RowProblem, decide_table, decider_of

__all__ = ["BadRowError", "Decider", "RowProblem", "decide_table", "decider_of"]

_HOME: Final = "pointsman.batch.decide"


def __getattr__(name: str) -> object:
    """A name of the module that brings pyarrow along, which is imported when one is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME), name)
