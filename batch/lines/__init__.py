"""Purchases as JSON lines, many at a time: what is plain is decided here, in a few microseconds.

Needs `pointsman[batch]`. A line that is not plain is left to whoever reads lines one by one, so
nothing is answered here that would be answered otherwise there.
"""

from pointsman.batch.lines.deciding import LineDecider

__all__ = ["LineDecider"]
