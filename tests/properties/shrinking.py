"""A failing program and purchase made small: parts are taken away while they go on failing."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

from pointsman.engine.problems import BadFactsError
from pointsman.programs import ProgramError
from tests.model import BadInput

Json = dict[str, Any]
Fails = Callable[[Json, Json], bool]
Path_ = tuple[str | int, ...]

_NO_CASE = (ProgramError, BadFactsError, BadInput)
"""What was taken away was needed: it is no program, or no facts, any more."""

_GONE = (KeyError, IndexError)
"""The part went with another one already."""


def shrunk(document: Json, facts: Json, fails: Fails) -> tuple[Json, Json]:
    """The same failure with nothing left in program and purchase that can be left out."""
    pair, before = {"document": document, "facts": facts}, None
    while pair != before:
        before = pair
        for path in sorted(_paths(pair), key=len):
            pair = _smaller(pair, path, fails)
    return pair["document"], pair["facts"]


def keep(folder: Path, document: Json, facts: Json, why: str) -> Path:
    """Write a pair into a folder of cases that are tried for ever."""
    case = {"why": why, "document": document, "purchases": [facts]}
    text = json.dumps(case, indent=1, ensure_ascii=False) + "\n"
    path = folder / f"found-{sha256(text.encode()).hexdigest()[:12]}.json"
    path.write_text(text, encoding="utf-8")
    return path


def _smaller(pair: Json, path: Path_, fails: Fails) -> Json:
    """The pair without one of its parts if it fails without it too, else as it was."""
    try:
        without = _without(pair, path)
        return without if fails(without["document"], without["facts"]) else pair
    except (*_NO_CASE, *_GONE):
        return pair


def _paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    parts: Any = ()
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    for key, part in parts:
        yield (*path, key)
        yield from _paths(part, (*path, key))


def _without(pair: Json, path: Path_) -> Json:
    copy = deepcopy(pair)
    holder: Any = copy
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return copy
