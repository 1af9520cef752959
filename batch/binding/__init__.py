"""Arrow record batches of purchases as the integer columns that a compiled loop reads."""

from pointsman.batch.binding.binder import Binder, bind_columns
from pointsman.batch.binding.columns import NO_INSTANT, UNKNOWN, BoundColumns, Coded
from pointsman.batch.binding.row import row_facts
from pointsman.batch.binding.schema import BadColumnsError

__all__ = [
    "NO_INSTANT",
    "UNKNOWN",
    "BadColumnsError",
    "Binder",
    "BoundColumns",
    "Coded",
    "bind_columns",
    "row_facts",
]
