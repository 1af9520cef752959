"""Facts and cases as YAML in few lines, as people write them: what is small stands on one line.

Numbers and codes stay as they were written, digit for digit, and read back as the same data.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pointsman.engine.exact import Written
from pointsman.tui.model.yaml_writing import flow, scalar

_STEP: Final = "  "
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)


def compact_yaml(data: Mapping[str, object], width: int, opened: int = 0) -> str:
    """An object as YAML, with a line break at its end; an empty one is `{}`.

    What fits on a line of this width stands on one, but for the outermost `opened` levels.
    """
    return "".join(f"{line}\n" for line in compact_lines(data, width, opened)) or "{}\n"


def compact_lines(
    data: Mapping[str, object], width: int, opened: int = 0, indent: str = ""
) -> Iterator[str]:
    """The same as lines without their ends, every one indented."""
    for key, value in data.items():
        start = f"{indent}{scalar(key)}:"
        line = f"{start} {on_one_line(value)}"
        if _is_simple(value) or (opened <= 0 and len(line) <= width):
            yield line
            continue
        yield start
        if isinstance(value, Mapping):
            yield from compact_lines(value, width, opened - 1, indent + _STEP)
        elif isinstance(value, list):
            yield from _items(value, width, indent + _STEP)


def on_one_line(value: object) -> str:
    """A value on one line: objects and lists in brackets."""
    return flow(_with_times(value))


def _items(values: list[object], width: int, indent: str) -> Iterator[str]:
    for value in values:
        line = f"{indent}- {on_one_line(value)}"
        if not isinstance(value, Mapping) or not value or len(line) <= width:
            yield line
            continue
        first, *rest = compact_lines(value, width, 0, indent + _STEP)
        yield f"{indent}- {first.removeprefix(indent + _STEP)}"
        yield from rest


def _is_simple(value: object) -> bool:
    """Whether a value has no lines of its own: no object or list, or an empty one."""
    return not isinstance(value, Mapping | list) or not value


def _with_times(value: object) -> object:
    """Instants without quotes, as numbers: no other text looks like one."""
    if isinstance(value, Mapping):
        return {key: _with_times(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return list(map(_with_times, value))
    return Written(value) if isinstance(value, str) and _TIME.fullmatch(value) else value
