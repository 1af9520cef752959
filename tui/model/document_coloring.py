"""What the parts of a line of YAML or JSON are: enough for colour, not for meaning."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pointsman.dsl.forms import Form
from pointsman.tui.model.coloring import MAX_COLOURED, Part, Run, coloured

_WHOLE: Final = r'"(?:\\.|[^"\\])*"'
_TEXT: Final = _WHOLE + "?"
_NUMBER: Final = r"(?<![\w.-])-?[0-9][0-9.]*(?![\w.-])"
_WORD: Final = r"(?<![\w.-])(?:true|false|null)(?![\w.-])"

_JSON: Final = re.compile(
    rf"(?P<statement>{_WHOLE}(?=\s*:))|(?P<string>{_TEXT})|(?P<number>{_NUMBER})|(?P<keyword>{_WORD})"
)
_YAML: Final = re.compile(
    r"(?P<comment>(?:(?<=\s)|^)\#.*)"
    rf"|(?P<statement>(?:(?<=^)|(?<=[\s,{{])){_WHOLE}(?=:(?:\s|$)))"
    r"|(?P<block>(?:(?<=^)|(?<=[\s,{]))[A-Za-z_][\w.-]*(?=:(?:\s|$)))"
    rf"|(?P<string>{_TEXT}|'(?:''|[^'])*'?)"
    rf"|(?P<number>{_NUMBER})|(?P<keyword>{_WORD})"
)


def coloring_of(form: Form | None) -> Callable[[str], tuple[Run, ...]]:
    """What tells the parts of a line of a program that is written in this form."""
    match form:
        case "yaml":
            return coloured_yaml
        case "json":
            return coloured_json
        case _:
            return coloured


@lru_cache(maxsize=8192)
def coloured_yaml(line: str) -> tuple[Run, ...]:
    """The parts of one line of YAML."""
    return _runs(_YAML, line)


@lru_cache(maxsize=8192)
def coloured_json(line: str) -> tuple[Run, ...]:
    """The parts of one line of JSON."""
    return _runs(_JSON, line)


def _runs(pattern: re.Pattern[str], line: str) -> tuple[Run, ...]:
    """The groups of a pattern are called as the parts that they find."""
    found = pattern.finditer(line[:MAX_COLOURED])
    return tuple(Run(m.start(), m.end(), Part(m.lastgroup)) for m in found if m.lastgroup)
