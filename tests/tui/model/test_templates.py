from pointsman.dsl.formatter import format_text
from pointsman.dsl.places import Source
from pointsman.dsl.reading import read_program
from pointsman.tui.model.templates import template


def test_it_loads_and_there_is_nothing_to_warn_of() -> None:
    reading = read_program(template(), "new.points")
    assert reading.ok
    assert reading.diagnostics == ()


def test_it_has_the_one_style() -> None:
    assert format_text(Source("new.points", template())).text == template()
