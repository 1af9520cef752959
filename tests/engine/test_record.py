"""Records show themselves as attrs would show them."""

from attrs import field, frozen

from pointsman.engine.conditions import Not
from pointsman.engine.record import Record


@frozen(repr=False)
class Own(Record):
    """A record with a field that is not shown."""

    name: str
    size: int = 3
    secret: str = field(default="", repr=False)


def test_every_field_is_shown_with_its_name() -> None:
    assert repr(Own("a'b")) == """Own(name="a'b", size=3)"""


def test_a_record_within_another_is_shown_too() -> None:
    inner = Own("inner", 1, "hidden")
    assert repr(Own(inner)) == "Own(name=Own(name='inner', size=1), size=3)"  # type: ignore[arg-type]


def test_records_of_the_engine_show_what_is_in_them() -> None:
    assert repr(Not(Not("x"))) == "Not(not_=Not(not_='x'))"  # type: ignore[arg-type]
