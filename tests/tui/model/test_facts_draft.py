import pytest

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.engine.problems import BadFactsError
from pointsman.programs import load_shipped
from pointsman.programs.load import load_text
from pointsman.tui.model.data_paths import keys_of, value_at
from pointsman.tui.model.decided import Undecided, decide
from pointsman.tui.model.facts_draft import FactsDraft
from pointsman.tui.model.facts_text import CannotWriteError
from pointsman.tui.model.forms import FieldSpec, Subject
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.model.starters import starter

RULES = (
    'program "P" { version 1 currency USD points "P" whole '
    "fact segment in (gold, silver) conversion { base at 0.01 } redemption { full } }"
)
TEXT = """\
authorization:
  amount: 100.00   # DE006
  currency: USD
account:
  preferences: {mode: ALL}
"""


def draft_of(text: str, name: str = "facts.yaml") -> FactsDraft:
    draft = FactsDraft(load_text(RULES))
    draft.read(text, name)
    return draft


def field(draft: FactsDraft, pointer: str) -> FieldSpec:
    found = draft.form.field(pointer)
    assert found is not None
    return found


def problems_of(text: str) -> tuple[Diagnostic, ...]:
    undecided = decide(read_rules(RulesText(RULES)), read_question(Question(text)))
    assert isinstance(undecided, Undecided)
    return undecided.of_facts


def test_a_draft_begins_empty() -> None:
    draft = FactsDraft()
    assert (draft.text, draft.data, draft.readable) == ("", {}, True)
    assert draft.subject is Subject.PURCHASE


def test_a_field_is_set_in_the_text() -> None:
    draft = draft_of(TEXT)
    edited = draft.with_field(field(draft, "/authorization/amount"), "7")
    assert edited.text == TEXT.replace("100.00", "7")
    assert draft.text == TEXT


def test_codes_keep_their_zeros() -> None:
    draft = draft_of(TEXT)
    edited = draft.with_field(field(draft, "/authorization/response_code"), "00")
    assert '  response_code: "00"\n' in edited.text


def test_an_emptied_field_keeps_its_line_until_it_is_tidied() -> None:
    draft = draft_of("account:\n  status: NEW\n  product: MCS\n")
    draft.take(draft.with_field(field(draft, "/account/status"), "").located)
    assert draft.text == "account:\n  status:\n  product: MCS\n"
    tidied = draft.tidied("/account/status")
    assert tidied is not None
    assert tidied.text == "account:\n  product: MCS\n"


def test_a_comment_beside_an_emptied_field_keeps_its_line() -> None:
    draft = draft_of(TEXT)
    draft.take(draft.with_field(field(draft, "/authorization/amount"), "").located)
    assert draft.tidied("/authorization/amount") is None
    assert "# DE006" in draft.text


def test_there_is_nothing_to_tidy_where_a_value_is() -> None:
    draft = draft_of(TEXT)
    assert draft.tidied("/authorization/amount") is None
    assert draft.tidied("/authorization/mcc") is None


def test_what_only_one_value_filled_goes_with_it() -> None:
    assert draft_of(TEXT).without("/account/preferences/mode").text == TEXT.replace(
        "  preferences: {mode: ALL}\n", ""
    ).replace("account:", "account: {}")


def test_a_text_that_cannot_be_read_leaves_the_last_facts() -> None:
    draft = draft_of(TEXT)
    draft.read("authorization: [", "facts.yaml")
    assert not draft.readable
    assert value_at(draft.data, keys_of("/authorization/amount")) == "100.00"
    with pytest.raises(CannotWriteError):
        draft.with_field(field(draft, "/authorization/amount"), "7")


def test_the_form_stays_the_same_as_long_as_it_fits() -> None:
    draft = draft_of(TEXT)
    form = draft.form
    draft.read(TEXT.replace("100.00", "7"), "facts.yaml")
    assert draft.form is form
    draft.program = load_shipped("world-elite")
    assert draft.form is not form
    draft.read("request: {redemptionType: TRAVEL}", "facts.yaml")
    travel = draft.form
    draft.read("request: {redemptionType: CASHBACK}", "facts.yaml")
    assert draft.form is not travel


def test_entries_come_and_go() -> None:
    draft = draft_of("redemption: {type: TRAVEL}\n")
    draft.take(draft.with_entry("/lots").located)
    draft.take(draft.with_entry("/lots").located)
    assert [lot["id"] for lot in draft.data["lots"]] == ["L1", "L2"]  # type: ignore[attr-defined]
    draft.take(draft.without_entry("/lots/0").located)
    assert [lot["id"] for lot in draft.data["lots"]] == ["L2"]  # type: ignore[attr-defined]


def test_where_a_field_stands() -> None:
    draft = draft_of("redemption: {allocations: [{}]}\nlots: [{}, {}]\n")
    assert draft.list_around("/lots/1/id") == "/lots"
    assert draft.list_around("/at") == "/redemption/allocations"
    assert draft.entry_around("/lots/1/id") == "/lots/1"
    assert draft.entry_around("/at") is None
    assert draft_of(TEXT).list_around("") is None


def test_each_kind_of_question_keeps_its_last_text() -> None:
    draft = draft_of(TEXT)
    draft.read(draft.asking(Subject.REVERSAL), "facts.yaml")
    assert draft.subject is Subject.REVERSAL
    draft.read(draft.text.replace("id: L1", "id: X1"), "facts.yaml")
    assert draft.asking(Subject.PURCHASE) == TEXT
    draft.read(draft.asking(Subject.PURCHASE), "facts.yaml")
    assert "id: X1" in draft.asking(Subject.REVERSAL)


def test_a_request_is_put_beside_the_purchase_and_taken_from_it() -> None:
    draft = draft_of(TEXT)
    asked = draft.asking(Subject.POST_PURCHASE)
    assert asked.startswith(TEXT)
    assert "after: PREFERENCE_OFF" in asked
    other = draft_of(asked)
    assert other.asking(Subject.PURCHASE) == TEXT


def test_a_first_question_where_there_was_none() -> None:
    draft = draft_of("authorization: [")
    assert draft.asking(Subject.PURCHASE) == starter(Subject.PURCHASE, draft.program)


def test_a_problem_belongs_to_its_field() -> None:
    text = TEXT.replace("USD", "USX").replace("mode: ALL", "mode: ON")
    told = draft_of(text).problems(problems_of(text))
    assert set(told) == {"/authorization/currency", "/account/preferences/mode"}
    assert told["/account/preferences/mode"] == ("`mode` is `ON`, but it must be OFF, NEXT or ALL",)


def test_what_is_missing_belongs_to_the_field_that_is_empty() -> None:
    text = "authorization:\n  amount: 5\npost_purchase: {after: PREFERENCE_OFF}\n"
    told = draft_of(text).problems(problems_of(text))
    assert set(told) == {"/authorization/currency", "/post_purchase/requested_at"}


def test_an_unknown_key_belongs_to_no_field() -> None:
    text = TEXT.replace("account:", "account:\n  statos: NEW")
    told = draft_of(text).problems(problems_of(text))
    assert set(told) == {"/account/statos"}
    assert "did you mean" in told["/account/statos"][0]


def test_a_key_that_no_pointer_can_name_belongs_to_what_is_around_it() -> None:
    text = TEXT.replace("account:", f"account:\n  {'x' * 120}: NEW")
    assert set(draft_of(text).problems(problems_of(text))) <= {"/account", ""}


API = """\
authorization:
  cardholderBillingAmount: "100.00"
  cardholderBillingCurrencyCode: USD
  responseCode: "00"
account: {status: NEW}
"""


def test_facts_of_the_api_are_converted() -> None:
    draft = draft_of(API)
    assert not draft.is_native
    edited = draft.as_native()
    draft.take(edited.located)
    assert draft.is_native
    assert value_at(draft.data, keys_of("/authorization/response_code")) == "00"
    assert value_at(draft.data, keys_of("/account/status")) == "NEW"


def test_facts_that_cannot_be_converted_say_why() -> None:
    draft = draft_of(API.replace('"100.00"', "{}"))
    with pytest.raises(BadFactsError):
        draft.as_native()
