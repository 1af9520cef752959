"""What holds for any text and any document that is formatted or printed."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.formatter import (
    document_to_json,
    document_to_points,
    document_to_yaml,
    format_text,
)
from pointsman.dsl.places import Source
from pointsman.dsl.points_reader import read_points
from pointsman.dsl.reading import read_program
from tests.dsl.formatter.scattered import (
    Comment,
    Scattered,
    comments_of,
    scatter,
    scattered,
    skeleton,
    words_of,
)
from tests.strategies.choices import seeded
from tests.strategies.documents import Document, build_document, documents
from tests.strategies.text import points_texts


def formatted(text: str) -> str:
    result = format_text(Source("drawn.points", text))
    assert result.diagnostics == []
    assert result.text is not None
    return result.text


def document_of(text: str) -> object:
    located = read_points(Source("drawn.points", text))
    assert located.diagnostics == []
    return located.document


@given(scattered())
def test_formatting_twice_is_formatting_once(drawn: Scattered) -> None:
    once = formatted(drawn.text)
    assert formatted(once) == once


@given(scattered())
def test_formatting_changes_no_document(drawn: Scattered) -> None:
    assert document_of(formatted(drawn.text)) == document_of(drawn.text)


@given(scattered())
def test_every_comment_stays_between_the_words_it_stood_between(drawn: Scattered) -> None:
    assert skeleton(formatted(drawn.text)) == skeleton(drawn.text)


@given(scattered())
def test_a_comment_stays_on_a_line_of_its_own_or_at_the_end_of_one(drawn: Scattered) -> None:
    before, after = comments_of(drawn.text), comments_of(formatted(drawn.text))
    for was, now in zip(before, after, strict=True):
        assert was.text == now.text
        if not may_move(was):
            assert was.ends_line == now.ends_line, was


def may_move(comment: Comment) -> bool:
    """Whether a comma or brace goes before it, or another comment came before that."""
    return comment.after[:1] in (",", "{") or comment.before[:1] in (",", "{", "#")


@given(scattered())
def test_lines_are_well_formed(drawn: Scattered) -> None:
    text = formatted(drawn.text)
    lines = text.split("\n")
    assert lines.pop() == ""
    assert all(line == line.rstrip() and "\t" not in line for line in lines)
    assert "\n\n\n" not in text
    assert not text.startswith("\n")
    assert not text.endswith("\n\n")


@given(documents().flatmap(points_texts))
def test_no_line_without_comments_is_too_long(text: str) -> None:
    lines = formatted(text).split("\n")
    assert [line for line in lines if len(line) > 100 and "#" not in line] == []


@given(st.data())
def test_layout_takes_no_part_in_the_formatted_text(data: st.DataObject) -> None:
    """Any layout of a text without comments or blank lines gives the same text."""
    words = words_of(document_to_points(data.draw(documents())))
    gaps = st.sampled_from((" ", "\n", "   ", "\r\n", "\t"))
    drawn = "".join(word + data.draw(gaps) for word in words)
    assert formatted(drawn) == formatted(" ".join(words))


@given(documents())
def test_a_printed_document_is_read_as_the_same(document: Document) -> None:
    assert document_of(document_to_points(document)) == document


@given(documents())
def test_a_printed_document_is_in_the_one_style(document: Document) -> None:
    text = document_to_points(document)
    assert formatted(text) == text


@given(documents())
def test_all_three_forms_are_the_same_program(document: Document) -> None:
    written = {
        "points": document_to_points(document),
        "yaml": document_to_yaml(document),
        "json": document_to_json(document),
    }
    for form, text in written.items():
        reading = read_program(text, f"printed.{form}")
        assert reading.errors == ()
        assert reading.located.document == document
        assert reading.document == document


@given(scattered())
def test_formatting_changes_no_digest(drawn: Scattered) -> None:
    before, after = (
        read_program(drawn.text, "a.points"),
        read_program(formatted(drawn.text), "a.points"),
    )
    assert before.digest is not None
    assert after.digest == before.digest
    assert [d.code for d in after.warnings] == [d.code for d in before.warnings]


@given(documents())
def test_quoted_or_not_yaml_readers_agree_on_what_is_text(document: Document) -> None:
    """What a reader with YAML's own types reads is the document too, but for its numbers."""
    assert differences(yaml.safe_load(document_to_yaml(document)), document) == []


def differences(read: Any, written: Any) -> list[tuple[object, object]]:
    """The values that differ; a number is the same as the text of one."""
    if isinstance(read, dict) and isinstance(written, dict) and read.keys() == written.keys():
        return [pair for key in read for pair in differences(read[key], written[key])]
    if isinstance(read, list) and isinstance(written, list) and len(read) == len(written):
        return [pair for both in zip(read, written, strict=True) for pair in differences(*both)]
    if type(read) in (int, float) and Decimal(str(read)) == Decimal(written):
        return []
    return [] if read == written else [(read, written)]


@pytest.mark.parametrize("seed", range(20))
def test_a_fixed_set_of_texts_is_formatted_too(seed: int) -> None:
    """The laws above, on texts that do not change from run to run."""
    text = scatter(seeded(seed)).text
    once = formatted(text)
    assert formatted(once) == once
    assert skeleton(once) == skeleton(text)
    assert document_to_points(build_document(seeded(seed)))
