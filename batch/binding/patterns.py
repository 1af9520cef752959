"""Which texts of a column match the patterns of a program, many at a time.

Texts of ASCII alone are folded and matched by Arrow, whose expressions take time proportional to
the text; every other text is handed to `engine.glob` itself.
"""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pointsman.batch.binding.cells import Bits
from pointsman.engine.glob import Glob, folded

_TOKEN: Final = re.compile(r"\\(.)|([*?])|(.)", re.DOTALL)
_WILD: Final = {"*": ".*", "?": "."}

_LONGEST: Final = 500
"""Characters of a pattern that becomes an expression; the size of those is limited."""


def matched(patterns: Sequence[tuple[Glob, ...]], texts: pa.Array) -> Bits:
    """A row for each text, a column for each pattern: whether one of its globs matches.

    The texts are known and fit to stand in a purchase: they hold no control characters.
    """
    bits = np.zeros((len(texts), len(patterns)), np.bool_)
    plain = _bits(pc.string_is_ascii(texts))
    whole = bool(plain.all())
    easy = texts if whole else texts.filter(pa.array(plain))
    easy = pc.ascii_lower(pc.ascii_trim(easy, " "))
    for at, globs in enumerate(patterns):
        found = _bits(reduce(pc.or_, (_matches(glob, easy) for glob in globs)))
        if whole:
            bits[:, at] = found
        else:
            bits[plain, at] = found
    if not whole:
        bits[~plain] = _one_by_one(patterns, texts.filter(pa.array(~plain)))
    return bits


def _matches(glob: Glob, texts: pa.Array) -> pa.Array:
    if len(glob.pattern) > _LONGEST:
        return pa.array([glob.matches_folded(text) for text in texts.to_pylist()], pa.bool_())
    return pc.match_substring_regex(texts, expression(glob.pattern))


def expression(pattern: str) -> str:
    """A glob as an expression of RE2 that folded texts match as a whole."""
    parts = (_part(*token.groups()) for token in _TOKEN.finditer(pattern))
    return f"^(?s:{''.join(parts)})$"


def _part(escaped: str | None, wild: str | None, char: str | None) -> str:
    return _WILD[wild] if wild else re.escape((escaped or char or "").casefold())


def _one_by_one(patterns: Sequence[tuple[Glob, ...]], texts: pa.Array) -> list[list[bool]]:
    return [
        [any(glob.matches_folded(text) for glob in globs) for globs in patterns]
        for text in map(folded, texts.to_pylist())
    ]


def _bits(array: pa.Array) -> Bits:
    bits: Bits = array.to_numpy(zero_copy_only=False)
    return bits
