"""Patterns match texts by the thousand exactly as they match one by one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.batch.binding.patterns import matched
from pointsman.engine.facts_reading.values import read_text
from pointsman.engine.glob import compile_glob

NEAR = "aAbk. \\^$[(é\u0130ßSſK\u0301日😀\xa0"
"""Characters that fold to others, that end spaces, and that expressions give a meaning."""

TEXTS = st.text(st.sampled_from(NEAR), max_size=8).filter(lambda it: isinstance(read_text(it), str))
PIECES = st.sampled_from([*NEAR.replace("\\", ""), "*", "?", "\\*", "\\?", "\\\\", "{2}", "|"])
GLOBS = st.lists(PIECES, max_size=6).map("".join)
PATTERNS = st.lists(st.lists(GLOBS, min_size=1, max_size=3), min_size=1, max_size=4)


def check(globs: list[list[str]], texts: list[str], kind: pa.DataType) -> None:
    patterns = [tuple(map(compile_glob, each)) for each in globs]
    told = matched(patterns, pa.array(texts, kind)).tolist()
    assert told == [
        [any(glob.matches(text) for glob in each) for each in patterns] for text in texts
    ]


@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=12))
def test_any_texts(globs: list[list[str]], texts: list[str]) -> None:
    check(globs, texts, pa.string())


@given(GLOBS, st.lists(st.text(st.sampled_from("ab* ?"), max_size=6), min_size=1))
def test_texts_of_ascii(glob: str, texts: list[str]) -> None:
    check([[glob]], texts, pa.large_string())


@pytest.mark.parametrize("glob", ["a" * 9_999, "?" * 400, "?" * 501, "*a" * 5_000, "*?" * 249, ""])
def test_long_patterns(glob: str) -> None:
    check([[glob, "b*"]], ["a" * 9_999, "A" * 501, "é" * 400, "", "B", "ß" * 200], pa.string())


def test_as_many_columns_as_patterns() -> None:
    patterns = [(compile_glob(f"*{number}"),) for number in range(70)]
    bits = matched(patterns, pa.array(["5", "69", "x"]))
    assert bits.shape == (3, 70)
    assert bits.sum(axis=1).tolist() == [1, 2, 0]
