"""The purchases as JSON lines, as `pointsman decide` reads them."""

import json
from collections.abc import Iterable, Iterator

from benchmarks.reference.purchases import Purchase, as_mapping


def lines(rows: Iterable[Purchase[int]]) -> Iterator[bytes]:
    """A line a purchase, with its end, numbered as its id says."""
    for number, row in enumerate(rows):
        yield json.dumps(as_mapping(row, f"P-{number:08d}"), separators=(",", ":")).encode() + b"\n"
