"""Facts one a line: JSON objects read from a stream, never more than one line in memory.

Numbers stay as they are written (`Written`), so that no value passes through a float and a number
of a million digits costs nothing. A name that stands twice in one object is refused.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from attrs import frozen

from pointsman.engine.exact import Written
from pointsman.engine.problems import Problem

MAX_LINE: Final = 1024 * 1024
"""Bytes a line may have."""


@frozen
class Line:
    """One line that is not blank: its number from 1, and its object or what is wrong with it."""

    number: int
    data: dict[str, object] | None
    problem: Problem | None = None


class _TwiceError(ValueError):
    """A name stands twice in one object."""


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Every line of a stream that is not blank, as it comes."""
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            _skip_rest(stream, raw)
            yield _bad(number, "line-too-long", f"a line has at most {MAX_LINE:,} bytes")
        elif raw.strip():
            yield _read(number, raw)


def _skip_rest(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MAX_LINE)


def _read(number: int, raw: bytes) -> Line:
    try:
        data = _DECODER.decode(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _bad(number, "line-not-utf8", f"byte {error.start + 1} of the line is not UTF-8")
    except _TwiceError as error:
        return _bad(number, "duplicate-key", f"`{error}` stands twice in one object")
    except json.JSONDecodeError as error:
        return _bad(number, "not-json", f"not JSON at column {error.colno}: {_lowered(error.msg)}")
    except RecursionError:
        return _bad(number, "too-deep", "the objects and lists are nested too deeply")
    if not isinstance(data, dict):
        return _bad(number, "wrong-type", "a line holds one JSON object")
    return Line(number, data)


def _bad(number: int, code: str, message: str) -> Line:
    return Line(number, None, Problem(code, "", message))


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise _TwiceError(name)
        names.add(name)
    return found


_DECODER = json.JSONDecoder(
    parse_float=Written, parse_int=Written, parse_constant=Written, object_pairs_hook=_once
)
