"""Text to document to program and back, in every direction, without losing anything."""

from hypothesis import given

from pointsman.dsl.canonical import digest_of, document_of
from pointsman.dsl.formatter import document_to_points, format_text
from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_program
from tests.properties.drawn import Drawn, drawn


@given(drawn(purchases=0))
def test_text_to_document_to_program_to_text(case: Drawn) -> None:
    reading = read_program(case.text, "drawn.points")
    assert reading.errors == ()
    assert reading.rules is not None
    assert reading.document == case.document == document_of(reading.rules)
    printed = document_to_points(case.document)
    again = read_program(printed, "printed.points")
    assert (again.rules, again.digest) == (reading.rules, reading.digest)
    assert document_to_points(again.document or {}) == printed


@given(drawn(purchases=0))
def test_formatting_is_idempotent_and_changes_no_digest(case: Drawn) -> None:
    formatted = format_text(Source("drawn.points", case.text)).text
    assert formatted is not None
    assert format_text(Source("formatted.points", formatted)).text == formatted
    assert read_program(formatted, "formatted.points").digest == digest_of(case.document)


@given(drawn(purchases=0))
def test_every_value_has_a_place(case: Drawn) -> None:
    reading = read_program(case.text, "drawn.points")
    length = len(case.text)
    for pointer in _pointers(reading.located.document, ""):
        place = reading.places[pointer]
        assert 0 <= place.value.start < place.value.end <= length


def _pointers(value: object, pointer: str) -> list[str]:
    inner: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            inner += _pointers(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            inner += _pointers(item, f"{pointer}/{index}")
    return [pointer, *inner]
