"""Which texts of a column match the patterns of a program, many at a time.

Arrow matches them, by expressions that take time proportional to the text, once they are folded as
`engine.glob` folds; for texts of ASCII alone Arrow does that, too.
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
    plain = _bits(pc.string_is_ascii(texts))
    if plain.all():
        return _matched(patterns, _folded_ascii(texts))
    bits = np.empty((len(texts), len(patterns)), np.bool_)
    bits[plain] = _matched(patterns, _folded_ascii(texts.filter(pa.array(plain))))
    others = texts.filter(pa.array(~plain)).to_pylist()
    bits[~plain] = _matched(patterns, pa.array(map(folded, others), texts.type))
    return bits


def _folded_ascii(texts: pa.Array) -> pa.Array:
    return pc.ascii_lower(pc.ascii_trim(texts, " "))


def _matched(patterns: Sequence[tuple[Glob, ...]], texts: pa.Array) -> Bits:
    found = [reduce(pc.or_, (_matches(glob, texts) for glob in globs)) for globs in patterns]
    return np.column_stack([_bits(each) for each in found])


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


def _bits(array: pa.Array) -> Bits:
    bits: Bits = array.to_numpy(zero_copy_only=False)
    return bits
