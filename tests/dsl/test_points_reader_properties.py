"""Properties of reading: any text is read without an exception, any program as it was written."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.found import FoundKind, found_at
from pointsman.dsl.grammar import grammar
from pointsman.dsl.lexicon import FORMS
from pointsman.dsl.located import Located
from pointsman.dsl.parser import comments, parse
from pointsman.dsl.places import Source
from pointsman.dsl.source_limits import MAX_REPORTED
from tests.dsl.points_reading import WORLD_ELITE, document, marked, read
from tests.strategies.documents import documents
from tests.strategies.text import points_text, points_texts

WORDS = sorted({word for forms in FORMS.values() for word in forms})
STATEMENTS = sorted({f for forms in FORMS.values() for several in forms.values() for f in several})
TOKENS = [
    *sorted(str(token) for token in grammar().lex(WORLD_ELITE)),
    *WORDS,
    *STATEMENTS,
    *("{", "}", "(", ")", ",", "..", "=", "!=", "==", "not", "and", "or", "like", "in", "else"),
    *('"', '"A', '"\\q"', "1e5", "-5", "5.", "2AB", "2026-1-1", "é", "\x00", "\u202e", "#", ";"),
]

tokens = st.lists(st.sampled_from(TOKENS), max_size=60)
gaps = st.sampled_from([" ", "\n", "  \n", "\t", "", "\r\n", " # x\n"])


@st.composite
def soups(draw: Callable[..., Any]) -> str:
    """Tokens in any order, with any gaps."""
    return "".join(token + draw(gaps) for token in draw(tokens))


@st.composite
def mutations(draw: Callable[..., Any]) -> str:
    """A good program with some runs of characters taken away, doubled, or put in."""
    text = WORLD_ELITE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        put = draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.sampled_from(TOKENS)))
        text = text[:start] + put + text[end:]
    return text


def check_sanity(located: Located) -> None:
    """What holds for every reading of every text."""
    text = located.source.text
    for found in located.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.message[0].islower()
        assert not found.message.endswith(".")
        assert "\n" not in found.message
        assert found.message.isprintable()
    assert len(located.diagnostics) <= MAX_REPORTED + 1
    for place in located.places.values():
        assert 0 <= place.value.start < place.value.end <= len(text)
    assert located.incomplete <= set(located.places)
    assert located.diagnostics or located.document is not None
    assert located.diagnostics or not located.incomplete


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check_sanity(read(text))


@given(soups())
def test_any_tokens_are_read(text: str) -> None:
    check_sanity(read(text))


@given(soups())
def test_any_tokens_in_a_program_are_read(text: str) -> None:
    check_sanity(read('program "X" {\nfilters {\n' + text + "\n}\n}\n"))


@given(mutations())
def test_any_broken_program_is_read(text: str) -> None:
    check_sanity(read(text))


@given(st.integers(0, len(WORLD_ELITE)))
def test_a_program_cut_off_anywhere_is_at_most_one_mistake(length: int) -> None:
    located = read(WORLD_ELITE[:length])
    check_sanity(located)
    assert len(located.diagnostics) <= 1


LINES = WORLD_ELITE.splitlines(keepends=True)


def holds_one_statement(line: str) -> bool:
    """Whether a line has one whole statement, and nothing of another."""
    return line.strip()[:1].isalpha() and line.count("{") == line.count("}")


LINES_OF_ONE_STATEMENT = [i for i, line in enumerate(LINES) if holds_one_statement(line)]


@given(st.sampled_from(LINES_OF_ONE_STATEMENT), st.sampled_from(["?", "= =", "%", "9x"]))
def test_a_mistake_in_one_statement_loses_no_other(number: int, mistake: str) -> None:
    lines = list(LINES)
    first, rest = lines[number].split(maxsplit=1)
    lines[number] = f"    {first} {mistake} {rest}"
    located = read("".join(lines))
    lines[number] = "\n"
    assert [found.line for found in located.diagnostics] == [number + 1]
    assert located.document == read("".join(lines)).document


@given(documents())
def test_a_printed_document_is_read_as_it_was(original: Any) -> None:
    assert document(points_text(original)) == original


@given(documents().flatmap(points_texts))
def test_any_layout_of_a_program_is_read_without_a_mistake(text: str) -> None:
    located = read(text)
    assert located.diagnostics == []
    assert located.incomplete == frozenset()


@given(documents().flatmap(points_texts))
def test_comments_stand_where_no_token_does(text: str) -> None:
    parsed = parse(Source("a", text))
    assert parsed.tree is not None
    spans = comments(text)
    in_comments = {place for span in spans for place in range(span.start, span.end)}
    for token in parsed.tree.scan_values(lambda _: True):
        assert in_comments.isdisjoint(range(token.start_pos or 0, token.end_pos or 0))
    for span in spans:
        assert text[span.start] == "#"
        assert "\n" not in text[span.start : span.end]


@given(mutations())
def test_what_is_marked_is_what_is_named(text: str) -> None:
    for found in read(text).diagnostics:
        if found.code in {"syntax-error", "bad-number", "bad-date", "unknown-statement"}:
            at = found_at(text, found.span.start)
            if at.kind is not FoundKind.END and marked(found):
                assert marked(found) == at.text
                assert at.named in found.message
