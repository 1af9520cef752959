import pytest

from pointsman.dsl.forms import Form
from pointsman.tui.model.coloring import MAX_COLOURED, Part, coloured
from pointsman.tui.model.document_coloring import coloring_of


def parts(form: Form | None, line: str) -> list[tuple[str, str]]:
    return [(line[run.start : run.end], run.part.value) for run in coloring_of(form)(line)]


def test_a_points_text_and_an_unknown_one_are_coloured_by_the_lexer() -> None:
    assert coloring_of("points") is coloring_of(None) is coloured


def test_yaml() -> None:
    assert parts("yaml", '  name: "a: #b" # c') == [
        ("name", "block"),
        ('"a: #b"', "string"),
        ("# c", "comment"),
    ]
    assert parts("yaml", "- {up_to: 500.00, at: '0.01', whole: true}") == [
        ("up_to", "block"),
        ("500.00", "number"),
        ("at", "block"),
        ("'0.01'", "string"),
        ("whole", "block"),
        ("true", "keyword"),
    ]
    assert parts("yaml", "# all of it") == [("# all of it", "comment")]
    assert parts("yaml", '"quoted key": 2026-01-01') == [('"quoted key"', "statement")]


def test_json() -> None:
    assert parts("json", '{"at": "0.01", "n": -12.5, "whole": null}') == [
        ('"at"', "statement"),
        ('"0.01"', "string"),
        ('"n"', "statement"),
        ("-12.5", "number"),
        ('"whole"', "statement"),
        ("null", "keyword"),
    ]


def test_a_text_without_its_end_reaches_to_the_end_of_the_line() -> None:
    assert parts("json", '"a\\"b') == [('"a\\"b', "string")]
    assert parts("yaml", "x: 'a''b") == [("x", "block"), ("'a''b", "string")]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_long_lines_are_coloured_in_part(form: Form) -> None:
    runs = coloring_of(form)('"x", ' * 10_000)
    assert {run.part for run in runs} == {Part.STRING}
    assert runs[-1].end <= MAX_COLOURED
