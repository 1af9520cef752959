"""The whole way from bytes to rules: forms, the order of passes, and what one run tells."""

import json
import random
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.dsl.canonical import digest_of, document_of
from pointsman.dsl.formatter import document_to_json, document_to_points, document_to_yaml
from pointsman.dsl.forms import ENDINGS, Form
from pointsman.dsl.reading import read_document, read_program, read_source
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.engine.rules import Rules
from tests.dsl.program_texts import conversion, filters, program, read, told, whole
from tests.strategies.choices import any_choices
from tests.strategies.documents import build_document, simple_document
from tests.strategies.rules import rules

Json = dict[str, Any]

WRITERS = {"points": document_to_points, "yaml": document_to_yaml, "json": document_to_json}


def test_a_program_is_read() -> None:
    reading = read(program())
    assert reading.ok
    assert reading.diagnostics == reading.errors == reading.warnings == ()
    assert reading.rules is not None
    assert reading.document == document_of(reading.rules)
    assert reading.digest == digest_of(reading.document)
    assert reading.source.name == "a.points"
    assert reading.places["/version"] == reading.located.places["/version"]


def test_a_warning_keeps_no_program_from_loading() -> None:
    reading = read(filters("purchase under 0.01"))
    assert reading.ok
    assert reading.digest is not None
    assert [each.code for each in reading.warnings] == ["nothing-passes"]
    assert reading.errors == ()


def test_an_error_does() -> None:
    reading = read(program(version="0"))
    assert not reading.ok
    assert (reading.rules, reading.document, reading.digest) == (None, None, None)
    assert [each.code for each in reading.errors] == ["zero-bound"]


@pytest.mark.parametrize(("ending", "form"), ENDINGS.items())
@pytest.mark.parametrize("name", ["a{}", "dir.json/a.b{}", "A{}"])
def test_the_ending_tells_the_form(ending: str, form: Form, name: str) -> None:
    text = WRITERS[form](simple_document())
    assert read_program(text, name.format(ending)).ok
    assert read_program(text.encode(), name.format(ending.upper())).ok
    assert read_program(text, "<stdin>", form).ok


@pytest.mark.parametrize("name", ["a", "a.txt", "points", "a.points.bak", "", ".yaml"])
def test_a_name_that_tells_no_form(name: str) -> None:
    [diagnostic] = read_program(program(), name).diagnostics
    assert whole(diagnostic) == {
        "code": "unknown-form",
        "marked": "",
        "message": f"the name `{name}` does not tell how the file is written",
        "help": "end the name in .points, .yaml, .yml, .json",
    }


def test_the_form_said_counts_more_than_the_name() -> None:
    assert read_program(program(), "a.json", "points").ok
    assert not read_program(program(), "a.points", "json").ok


@given(rules(), st.sampled_from(sorted(WRITERS)))
def test_all_forms_are_one_program(drawn: Rules, form: str) -> None:
    document = document_of(drawn)
    reading = read_program(WRITERS[form](document), f"a.{form}")
    assert reading.errors == ()
    assert reading.rules == drawn
    assert reading.document == document
    assert reading.digest == digest_of(document)


def test_mistakes_of_every_pass_come_in_one_run() -> None:
    text = "\n".join(
        [
            'program "X" {',
            "version 0",
            "versoin 3",
            "currency USB",
            'points "P" whole',
            "filters { country only usa purchase over 5 purchase over 6 mcc only 1 mcc except 2 }",
            "conversion { base { up to 5 at 1 up to 4 at 1 } }",
            "redemption { full fixed 0 }",
            "post purchase { after MONDAY }",
            "}",
        ]
    )
    assert {code for code, _ in told(text)} == {
        "unknown-statement",
        "zero-bound",
        "unknown-currency",
        "unknown-country",
        "duplicate-statement",
        "contradiction",
        "bad-mcc",
        "falling-tiers",
        "no-above",
        "unknown-reason",
    }
    lines = [each.line for each in read(text).diagnostics]
    assert lines == sorted(lines)


def test_a_value_that_the_schema_refuses_is_refused_once() -> None:
    document = simple_document(version={"a": "b"}, bank="hsoted", redemption={"fixed": ["1"]})
    codes = [code for code, _ in told(json.dumps(document), "a.json")]
    assert codes == ["wrong-type", "bad-value", "wrong-type"]


def test_no_more_mistakes_are_told_than_anybody_reads() -> None:
    values = [f'override "{at}" for mcc 1 at 0' for at in range(MAX_REPORTED)]
    names = [f'override "A" for mcc {at:04d} at 1' for at in range(2 * MAX_REPORTED)]
    shapes = json.dumps(simple_document(filters=[1] * 500))
    for reading in (read(conversion(*values)), read(conversion(*names)), read(shapes, "a.json")):
        *shown, last = reading.diagnostics
        assert len(shown) == MAX_REPORTED
        assert last.code == "too-many-errors"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", "not-utf8"),
        (b"\xc3\x28", "not-utf8"),
        ("\ud800", "not-utf8"),
        ("\x00", "control-character"),
        ("\ufeff" + program(), "byte-order-mark"),
        ("", "missing-program"),
        ("# nothing", "missing-program"),
        ("}" * 1000, "missing-program"),
    ],
)
@pytest.mark.parametrize("form", ["points"])
def test_what_is_no_text_at_all(data: bytes | str, code: str, form: Form) -> None:
    reading = read_program(data, "a", form)
    assert code in {each.code for each in reading.errors} or reading.errors
    assert not reading.ok


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("data", ["", " ", "x", "[]", "{}", "null", '"x"', "3", "- a", "{", "%"])
def test_what_is_no_program(data: str, form: Form) -> None:
    reading = read_program(data, "a", form)
    assert not reading.ok
    assert reading.errors


def test_a_document_is_read_without_being_checked() -> None:
    located = read_document('{"a": [1, "x", true, null]}', "facts.json")
    assert located.document == {"a": ["1", "x", True, None]}
    assert located.diagnostics == []
    assert "/a/1" in located.places


def test_a_source_is_read_whatever_is_wrong_with_it() -> None:
    assert read_source(b"a\xffb\x00", "a.points").text == "a\ufffdb\x00"


@given(any_choices(), st.integers(0, 2**32))
def test_a_damaged_document_never_breaks_the_reading(choices: Any, seed: int) -> None:
    """Values of a document are swapped, dropped, doubled, and put where they do not belong."""
    document = deepcopy(build_document(choices))
    shuffled = random.Random(seed)  # noqa: S311 - test data
    for _ in range(shuffled.randint(1, 4)):
        damage(document, shuffled)
    reading = read_program(json.dumps(document), "a.json")
    assert reading.ok == (reading.errors == ())
    length = len(reading.source.text)
    assert all(0 <= d.span.start <= d.span.end <= length for d in reading.diagnostics)


def damage(document: Json, shuffled: random.Random) -> None:
    holders = [value for value in everything(document) if isinstance(value, dict | list) and value]
    holder: Any = shuffled.choice(holders)
    key = shuffled.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    odd: list[Any] = [None, True, "", "x", "0", "-1", 3, 1e400, [], {}, ["a"], {"from": "1"}]
    match shuffled.randrange(4):
        case 0:
            del holder[key]
        case 1:
            holder[key] = shuffled.choice(odd)
        case 2:
            holder[key] = shuffled.choice(list(everything(document)))
            json.dumps(document) if is_tree(document) else holder.__setitem__(key, "x")
        case _ if isinstance(holder, dict):
            holder[shuffled.choice(["all", "merchant", "rate", "tiers", "from", "é"])] = holder[key]
        case _:
            holder.append(holder[key])


def everything(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(deep for each in inner for deep in everything(each))]


def is_tree(value: Any, around: tuple[int, ...] = ()) -> bool:
    """Whether a value does not hold itself."""
    if id(value) in around:
        return False
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(is_tree(each, (*around, id(value))) for each in inner)
