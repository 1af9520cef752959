"""The stream in pieces of whole rows.

A row ends where it does for Arrow, which parses the pieces: at `\\n`, `\\r` or `\\r\\n` outside of
quotes. A quote opens only as the first character of a cell. Within quotes two of them are one that
belongs to the text; behind the closing one, as anywhere else, a quote is a character like others.
"""

import re
from collections.abc import Collection, Iterator
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from pointsman.batch.files.utf8 import Bytes

_LINE_FEED, _RETURN, _COMMA, _QUOTE = b'\n\r,"'

_IN_QUOTES: Final = re.compile(rb'"[^"]*+(?:""[^"]*+)*+("?)')
"""From a quote that opens to the one that closes; the group is empty where there is none."""


def whole_rows(stream: BinaryIO, size: int, longest: int) -> Iterator[memoryview]:
    """The rows of a stream that is read `size` bytes at a time, as many at once as are whole.

    Each piece begins with the end of the row before it, the first with an empty line: no row for
    Arrow, which would take three bytes away from a piece that begins with a byte order mark. A row
    of `longest` bytes is given whatever is around it; one with more may be refused.

    Raises:
        EOFError: a row is too long, or the stream ends within quotes. All rows before were given.
        OSError: the stream cannot be read.
    """
    rest = b"\n"
    while read := stream.read(size):
        piece = rest + read
        del read  # not needed while others work on the rows
        end = _last_end(piece)
        rest = piece[end:]
        if end:
            yield memoryview(piece)[: end + 1]
        if len(rest) - 1 > longest:
            raise EOFError("a row is too long")
    if len(rest) > 1:
        if len(_edges(rest)) % 2:
            raise EOFError("a quote is not closed")
        yield memoryview(rest)


def without_rows(piece: Bytes, numbers: Collection[int]) -> bytes:
    """A piece without the rows of these numbers, counted from 1 as Arrow does."""
    ends = _row_ends(piece, _edges(piece)).tolist()
    between = zip(ends, [*ends[1:], len(piece)], strict=True)
    rows = (bytes(piece[end + 1 : next_end]) for end, next_end in between if end + 1 < next_end)
    return b"\n" + b"\n".join(row for number, row in enumerate(rows, 1) if number not in numbers)


def _last_end(piece: bytes) -> int:
    """The position of the last row's end, which is the first byte if there is no other."""
    last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
    if b'"' not in piece:
        return last
    edges = _edges(piece)
    return last if np.searchsorted(edges, last) % 2 == 0 else int(_row_ends(piece, edges)[-1])


def _row_ends(piece: Bytes, edges: NDArray[np.intp]) -> NDArray[np.intp]:
    data = np.frombuffer(piece, np.uint8)
    ends = np.flatnonzero((data == _LINE_FEED) | (data == _RETURN))
    outside: NDArray[np.intp] = ends[np.searchsorted(edges, ends) % 2 == 0]
    return outside


def _edges(piece: Bytes) -> NDArray[np.intp]:
    """Positions of quotes: what has an odd number of them before it is within quotes.

    They are all the quotes where each that would then open, every other one, stands where one does
    (or right behind the one before: these two are one character of a text). Else there may be
    quotes that do not count, and each that may open is looked at.
    """
    data = np.frombuffer(piece, np.uint8)
    quotes = np.flatnonzero(data == _QUOTE)
    before = data[quotes[::2] - 1]
    if (_ends_a_cell(before) | (before == _QUOTE)).all():
        return quotes
    return _looked_at(piece, quotes[_ends_a_cell(data[quotes - 1])])


def _ends_a_cell(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    ends: NDArray[np.bool_] = (data == _COMMA) | (data == _LINE_FEED) | (data == _RETURN)
    return ends


def _looked_at(piece: Bytes, may_open: NDArray[np.intp]) -> NDArray[np.intp]:
    """The edges, one by one, from the quotes that open if they are not within others."""
    edges: list[int] = []
    end = 0
    for begin in may_open.tolist():
        part = _IN_QUOTES.match(piece, begin) if begin >= end else None
        if part:
            end = part.end()
            edges += [begin, end - 1] if part[1] else [begin]
    return np.array(edges, np.intp)
