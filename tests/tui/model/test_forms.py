"""The forms, held against what the engine reads: neither may know a field that the other lacks."""

from collections.abc import Mapping
from typing import Any

import pytest

from pointsman.dsl.reading import read_document
from pointsman.engine.fact_types import BUILT_IN, CHANNELS, PROCESSINGS
from pointsman.engine.facts import Household, Mode, Status
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.objects import Fields
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import FactsContext
from pointsman.engine.reasons import Reason
from pointsman.engine.redemptions.fields import FORMS, UNTYPED
from pointsman.engine.reversal import RedemptionType
from pointsman.engine.reversal_reading import read_reversal
from pointsman.programs import load_shipped, load_text
from pointsman.tui.model.data_paths import keys_of, nested
from pointsman.tui.model.forms import Editor, Form, Subject, form_of, is_native_form, subject_of
from pointsman.tui.model.forms.field_spec import FieldSpec
from pointsman.tui.model.forms.named_facts import named_pointers, pointers_of_fact
from pointsman.tui.model.starters import starter

WORLD_ELITE = load_shipped("world-elite")


def fields_of(form: Form) -> dict[str, FieldSpec]:
    return {field.pointer: field for part in form.parts for field in part.fields}


def pointers_in(fields: Fields, holder: str = "") -> dict[str, bool]:
    """Every field that a table of the engine has, and whether it is needed."""
    found = {}
    for field in fields.values():
        at = f"{holder}/{field.key}"
        if callable(field.read):
            found[at] = field.needed
        else:
            found |= pointers_in(field.read, at)
    return found


def request_form(type_: str | None) -> dict[str, FieldSpec]:
    data = {"request": {"redemptionType": type_}}
    return fields_of(form_of(Subject.REDEMPTION, None, data))


def test_a_purchase_has_the_fields_that_the_engine_reads() -> None:
    engine = pointers_in(FactsContext(2).fields)
    form = fields_of(form_of(Subject.POST_PURCHASE, None))
    assert set(form) == set(engine)
    needed = {pointer for pointer, field in form.items() if field.needed}
    assert needed == {pointer for pointer, is_needed in engine.items() if is_needed}


def test_only_a_request_for_a_past_purchase_asks_when_and_after_what() -> None:
    purchase = set(fields_of(form_of(Subject.PURCHASE, None)))
    request = set(fields_of(form_of(Subject.POST_PURCHASE, None)))
    assert request - purchase == {"/post_purchase/requested_at", "/post_purchase/after"}


@pytest.mark.parametrize(
    ("pointer", "choices"),
    [
        ("/authorization/processing", PROCESSINGS),
        ("/authorization/channel", CHANNELS),
        ("/account/status", tuple(Status)),
        ("/account/household", tuple(Household)),
        ("/account/preferences/mode", tuple(Mode)),
        ("/post_purchase/after", tuple(Reason)),
    ],
)
def test_choices_are_those_of_the_engine(pointer: str, choices: tuple[str, ...]) -> None:
    field = fields_of(form_of(Subject.POST_PURCHASE, None))[pointer]
    assert field.editor is Editor.CHOICE
    assert field.choices == choices


@pytest.mark.parametrize(
    ("pointer", "editor", "source"),
    [
        ("/id", Editor.TEXT, None),
        ("/authorization/amount", Editor.AMOUNT, "DE006"),
        ("/authorization/currency", Editor.CURRENCY, "DE051"),
        ("/authorization/response_code", Editor.CODE, "DE039"),
        ("/authorization/mcc", Editor.CODE, "DE018"),
        ("/authorization/country", Editor.COUNTRY, "DE061 subfield 13"),
        ("/authorization/local_amount", Editor.AMOUNT, "DE004"),
        ("/authorization/local_currency", Editor.CURRENCY, "DE049"),
        ("/authorization/time", Editor.TIME, "DE007"),
        ("/authorization/merchant/terminal", Editor.TEXT, "DE041"),
        ("/account/balance", Editor.POINTS, None),
        ("/account/preferences/minimum", Editor.AMOUNT, None),
        ("/post_purchase/requested_at", Editor.TIME, None),
    ],
)
def test_how_fields_are_edited(pointer: str, editor: Editor, source: str | None) -> None:
    field = fields_of(form_of(Subject.POST_PURCHASE, None))[pointer]
    assert (field.editor, field.source) == (editor, source)
    assert field.help
    assert "(DE0" not in field.help


def test_the_program_adds_its_own_facts() -> None:
    program = load_text(
        'program "P" { version 1 currency EUR points "P" whole '
        "fact segment in (gold, silver) fact score number fact note text "
        "conversion { base at 0.01 } redemption { full } }"
    )
    form = fields_of(form_of(Subject.PURCHASE, program))
    assert form["/account/facts/segment"].choices == ("gold", "silver")
    assert form["/account/facts/segment"].editor is Editor.CHOICE
    assert form["/account/facts/score"].editor is Editor.NUMBER
    assert form["/account/facts/note"].editor is Editor.TEXT
    assert form["/account/preferences/minimum"].hint == "(amount in EUR)"
    assert "/account/facts/segment" not in fields_of(form_of(Subject.PURCHASE, None))


def test_every_fact_of_expressions_has_its_field() -> None:
    form = fields_of(form_of(Subject.PURCHASE, WORLD_ELITE))
    for fact in (*BUILT_IN, "segment"):
        assert pointers_of_fact(fact)
        assert set(pointers_of_fact(fact)) <= set(form)


def test_what_the_rules_name() -> None:
    named = named_pointers(WORLD_ELITE.plan)
    assert {
        "/account/facts/segment",
        "/authorization/mcc",
        "/authorization/merchant/id",
        "/authorization/merchant/name",
        "/authorization/issuer_country",
        "/authorization/time",
        "/account/balance",
        "/account/preferences/minimum",
        "/account/preferences/amount",
    } <= named
    assert "/authorization/local_currency" not in named
    assert "/account/household" not in named


def test_what_a_program_without_rules_of_its_own_names() -> None:
    program = load_text(
        'program "P" { version 1 currency EUR points "P" whole bank external '
        "conversion { base at 0.01 } redemption { full } }"
    )
    assert named_pointers(program.plan) == {
        "/authorization/response_code",
        "/authorization/processing",
        "/account/status",
        "/account/preferences/mode",
    }


@pytest.mark.parametrize("type_", RedemptionType)
def test_a_redemption_has_the_fields_of_its_type(type_: RedemptionType) -> None:
    engine = pointers_in(FORMS[type_].fields, "/request")
    engine |= pointers_in(FORMS[type_].item, "/request/items/*")
    form = request_form(type_)
    needed = {pointer for pointer, field in form.items() if field.needed}
    assert needed - {"/at"} == {
        at for at, is_needed in engine.items() if is_needed and not at.endswith("items")
    }
    assert {at for at in engine if not at.endswith("/items")} <= set(form)


def test_fields_of_other_types_are_there_too_but_not_needed() -> None:
    every = pointers_in(UNTYPED.fields, "/request") | pointers_in(UNTYPED.item, "/request/items/*")
    wanted = {at for at in every if not at.endswith("/items")}
    for type_ in (None, "CASHBACK", "NONSENSE"):
        assert wanted <= set(request_form(type_))
    assert not request_form("CASHBACK")["/request/totalCashValue"].needed


def _read_in(fields: Mapping[str, Any], key: str) -> Any:
    return fields[key].read


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        (FORMS[RedemptionType.MERCHANDISE].fields, "/request/userIdType"),
        (FORMS[RedemptionType.MERCHANDISE].fields, "/request/redemptionType"),
        (FORMS[RedemptionType.MERCHANDISE].item, "/request/items/*/paymentOption"),
    ],
)
def test_choices_of_a_redemption_are_those_that_the_engine_takes(
    fields: Fields, pointer: str
) -> None:
    field = request_form("MERCHANDISE")[pointer]
    read = _read_in(fields, field.key)
    assert field.editor is Editor.CHOICE
    assert not [choice for choice in field.choices if isinstance(read(choice), Flaw)]
    refused = read("NONE OF THEM")
    assert isinstance(refused, Flaw)
    assert all(choice in refused.reason for choice in field.choices)


def test_numbers_of_a_redemption_are_written_as_numbers() -> None:
    form = request_form("CASHBACK")
    assert form["/request/items/*/cashbackAmount"].editor is Editor.AMOUNT
    assert form["/request/items/*/pointsRedeemed"].editor is Editor.POINTS
    assert form["/request/items/*/redemptionMatrixItemId"].editor is Editor.TEXT
    assert form["/request/items/*/description"].label == "description"


def missing_from(data: object) -> set[str]:
    with pytest.raises(BadFactsError) as caught:
        read_reversal(data)
    return {problem.pointer for problem in caught.value.problems if problem.code == "missing-fact"}


def test_a_reversal_needs_what_the_engine_misses() -> None:
    form = form_of(Subject.REVERSAL, None)
    needed = {field.pointer for field in fields_of(form).values() if field.needed}
    data = {"redemption": {"allocations": [{}]}, "lots": [{}]}
    assert needed == {pointer.replace("/0/", "/*/") for pointer in missing_from(data)}


@pytest.mark.parametrize("pointer", sorted(fields_of(form_of(Subject.REVERSAL, None))))
def test_the_engine_knows_every_field_of_a_reversal(pointer: str) -> None:
    value = nested(keys_of(pointer.replace("/*/", "/0/")), "x")
    with pytest.raises(BadFactsError) as caught:
        read_reversal(value)
    assert "unknown-key" not in {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("name", ["world-elite", "all-rewards"])
def test_every_key_of_a_first_question_is_in_its_form(subject: Subject, name: str) -> None:
    program = load_shipped(name)
    located = read_document(starter(subject, program), "facts.yaml")
    form = form_of(subject, program, located.document)
    for pointer in located.places:
        if not any(other.startswith(f"{pointer}/") for other in located.places):
            assert form.field(pointer) is not None, pointer


@pytest.mark.parametrize(
    ("data", "subject"),
    [
        ({"authorization": {}}, Subject.PURCHASE),
        ({"authorization": {}, "post_purchase": None}, Subject.PURCHASE),
        ({"post_purchase": {"after": "X"}}, Subject.POST_PURCHASE),
        ({"request": {}}, Subject.REDEMPTION),
        ({"redemption": {}}, Subject.REVERSAL),
        (None, Subject.PURCHASE),
        ("text", Subject.PURCHASE),
    ],
)
def test_what_facts_ask(data: object, subject: Subject) -> None:
    assert subject_of(data) is subject


def test_facts_of_another_form_have_their_purchase_in_the_text() -> None:
    for data in ({"iso8583": "0110"}, {"authorization": {"responseCode": "00"}}):
        assert not is_native_form(data)
        form = form_of(Subject.PURCHASE, None, data)
        assert form.note
        assert {field.partition("/")[2].partition("/")[0] for field in fields_of(form)} == {
            "id",
            "account",
        }
    assert is_native_form({"authorization": {"amount": "1"}})


def test_a_form_finds_the_field_of_an_entry() -> None:
    form = form_of(Subject.REVERSAL, None)
    field = form.field("/lots/12/remaining")
    assert field is not None
    assert (field.pointer, field.editor) == ("/lots/12/remaining", Editor.POINTS)
    assert form.field("/lots/x/remaining") is None
    assert form.field("/lots/0/nothing") is None


def test_a_form_knows_the_order_of_keys() -> None:
    form = form_of(Subject.REVERSAL, None)
    assert form.order_of("") == ("id", "at", "redemption", "points", "lots")
    assert form.order_of("/lots/3") == ("id", "earned", "expires", "remaining")
    assert form.order_of("/nowhere") == ()


def test_what_is_typed_keeps_its_characters() -> None:
    assert Editor.AMOUNT.as_value("00.10") == "00.10"
    assert Editor.TEXT.as_value("00") == "00"
    assert type(Editor.TEXT.as_value("00")) is str
    assert type(Editor.TIME.as_value("2026-01-01")) is not str
