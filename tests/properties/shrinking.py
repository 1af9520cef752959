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


def shrunk(document: Json, facts: Json, fails: Fails) -> tuple[Json, Json]:
    """The same failure with nothing left in program and purchase that can be left out."""
    pair = {"document": document, "facts": facts}
    smaller: Json | None = pair
    while smaller is not None:
        pair = smaller
        smaller = next((it for it in _smaller(pair) if _still(it, fails)), None)
    return pair["document"], pair["facts"]


def keep(folder: Path, document: Json, facts: Json, why: str) -> Path:
    """Write a pair into a folder of cases that are tried for ever."""
    case = {"why": why, "document": document, "purchases": [facts]}
    text = json.dumps(case, indent=1, ensure_ascii=False) + "\n"
    path = folder / f"found-{sha256(text.encode()).hexdigest()[:12]}.json"
    path.write_text(text, encoding="utf-8")
    return path


def _still(pair: Json, fails: Fails) -> bool:
    try:
        return fails(pair["document"], pair["facts"])
    except _NO_CASE:
        return False


def _smaller(pair: Json) -> Iterator[Json]:
    """The pair without each of its parts, the largest first."""
    for path in sorted(_paths(pair), key=len):
        if len(path) > 1:
            yield _without(pair, path)


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
