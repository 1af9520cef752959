"""Syntax tree to document (docs/document.md), with the place of every value.

One module for each part of the language. A converter takes the node of one statement and gives
a `Placed` value; a table says which converter reads which statement, and under what key of the
document its value goes. Numbers, codes and dates stay as they were written.
"""

from pointsman.dsl.points_document.program import to_document

__all__ = ["to_document"]
