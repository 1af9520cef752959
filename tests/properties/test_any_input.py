"""Whatever is handed in: a program, a decision or a list of what is wrong, never a traceback."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.forms import Form
from pointsman.dsl.reading import read_program
from pointsman.dsl.rendering import render_concise, render_json, render_terminal
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import native
from pointsman.programs import load_text
from tests.properties.drawn import Drawn, drawn

FORMS: tuple[Form, ...] = ("points", "yaml", "json")
WORDS = """
program version effective timezone currency points bank fact group filters purchase balance mcc
country merchant require preferences offer cardholder conversion base override redemption full
partial fixed redeem post purchase communications email notify statement over at least most under
up to above only except for when else in and or not like steps of { } ( ) , .. = < >= "x" "*a?" 10
0.01 2026-01-01 USD whole natural hosted external cross border # digital item source partner
cashback travel named redeems
""".split()
soup = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=60).map(" ".join)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=15,
)


def checked(data: bytes | str, form: Form) -> None:
    reading = read_program(data, f"any.{form}", form)
    assert reading.ok == (not reading.errors)
    for diagnostic in reading.diagnostics:
        assert diagnostic.message
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(reading.source.text)
    assert render_terminal(reading.diagnostics, color=False).count("\x1b") == 0
    assert len(json.loads(render_json(reading.diagnostics))) == len(reading.diagnostics)
    assert len(render_concise(reading.diagnostics).splitlines()) == len(reading.diagnostics)


@pytest.mark.parametrize("form", FORMS)
class TestPrograms:
    @given(text=st.text(max_size=400))
    def test_any_text(self, form: Form, text: str) -> None:
        checked(text, form)

    @given(data=st.binary(max_size=400))
    def test_any_bytes(self, form: Form, data: bytes) -> None:
        checked(data, form)

    @given(text=soup)
    def test_words_of_the_language(self, form: Form, text: str) -> None:
        checked(text, form)

    @given(value=json_values)
    def test_any_document(self, form: Form, value: object) -> None:
        checked(json.dumps(value), form)


@given(drawn(purchases=0), st.data())
def test_a_program_with_a_piece_changed(case: Drawn, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(case.text)))
    end = data.draw(st.integers(start, min(len(case.text), start + 30)))
    piece = data.draw(st.sampled_from(WORDS) | st.text(max_size=5))
    checked(case.text[:start] + piece + case.text[end:], "points")


PROGRAM = load_text(
    'program "P" { version 1 currency USD points "p" whole fact seg in (a, b) fact n number '
    "conversion { base at 0.01 } redemption { full } }"
)
KEYS = st.sampled_from(
    """
authorization account post_purchase id amount currency response_code processing mcc country
issuer_country channel local_amount local_currency merchant time status household product balance
preferences mode minimum facts seg n requested_at after iso8583 received_at cardholderBillingAmount
name acquirer terminal
""".split()
)
fact_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=12)
    | st.sampled_from(["USD", "100.00", "00", "2026-03-07T12:30:00-05:00", "GOOD_STANDING", "ALL"]),
    lambda inner: st.dictionaries(KEYS, inner, max_size=8) | st.lists(inner, max_size=3),
    max_leaves=25,
)


@given(fact_values)
def test_any_facts(value: object) -> None:
    try:
        told = PROGRAM.decide(native(value)).to_json()
    except BadFactsError as error:
        told = {"problems": [problem.to_json() for problem in error.problems]}
    assert told.get("currency") == "USD" or told["problems"]
    assert json.loads(json.dumps(told).encode()) == told
