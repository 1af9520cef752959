import pytest

from pointsman.dsl.reading import read_document
from pointsman.engine.decision import Decision
from pointsman.feeds import native
from pointsman.programs import load_shipped, load_text, shipped_names
from pointsman.programs.questions import answer
from pointsman.tui.model.forms import Subject, subject_of
from pointsman.tui.model.starters import entry_of, starter

NOT_REDEEMED = {
    "desert-dinar": "REQUIREMENT_NOT_MET",
    "groceries-only": "MERCHANT_FILTERED",
    "partner-bank": "DEFERRED_TO_BANK",
}
"""Programs that want more of a purchase than any first question can know."""


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("name", [None, *shipped_names()])
def test_a_first_question_of_each_kind_can_be_answered(name: str | None, subject: Subject) -> None:
    located = read_document(starter(subject, name and load_shipped(name)), "facts.yaml")
    assert not located.diagnostics
    assert subject_of(located.document) is subject
    if name is not None:
        assert answer(load_shipped(name), located.document, native) is not None


@pytest.mark.parametrize("name", shipped_names())
def test_a_first_purchase_is_redeemed_where_it_can_be(name: str) -> None:
    located = read_document(starter(Subject.PURCHASE, load_shipped(name)), "facts.yaml")
    decision = answer(load_shipped(name), located.document, native)
    assert isinstance(decision, Decision)
    reason = str(decision.reason)
    assert reason == NOT_REDEEMED[name] if name in NOT_REDEEMED else reason.startswith("REDEEMED")


@pytest.mark.parametrize("subject", [Subject.REDEMPTION, Subject.REVERSAL])
def test_first_requests_and_reversals_are_accepted(subject: Subject) -> None:
    program = load_shipped("all-rewards")
    located = read_document(starter(subject, program), "facts.yaml")
    answered = answer(program, located.document, native)
    assert getattr(answered, "accepted", False) is True


def test_a_purchase_lies_within_what_the_program_decides() -> None:
    program = load_text(
        'program "P" { version 1 effective 2027-05-03 to 2027-06-01 timezone "Asia/Tokyo" '
        'currency JPY points "P" whole preferences { offer next } '
        "filters { purchase at least 7000 purchase at most 12000 mcc only 3000..3299 "
        "country only JPN } conversion { base at 1 } redemption { full } }"
    )
    assert starter(Subject.PURCHASE, program) == (
        "authorization:\n"
        "  amount: 12000\n"
        "  currency: JPY\n"
        '  response_code: "00"\n'
        "  processing: purchase\n"
        '  mcc: "3000"\n'
        "  country: JPN\n"
        "  issuer_country: JPN\n"
        "  channel: chip\n"
        "  merchant:\n"
        '    id: "1001"\n'
        "    name: CORNER BOOKS\n"
        "  time: 2027-05-03T12:00:00+09:00\n"
        "account:\n"
        "  status: GOOD_STANDING\n"
        "  balance: 20000\n"
        "  preferences:\n"
        "    mode: NEXT\n"
    )


@pytest.mark.parametrize("type_", ["cashback", "merchandise", "external", "travel"])
def test_a_first_request_asks_for_an_item_of_the_program(type_: str) -> None:
    program = load_text(
        'program "P" { version 1 currency USD points "P" 2 decimals '
        "conversion { base at 0.01 } redemption { full } "
        f'digital {{ item "77" for {type_} at 0.03 partner "Q" }} }}'
    )
    located = read_document(starter(Subject.REDEMPTION, program), "facts.yaml")
    answered = answer(program, located.document, native)
    assert getattr(answered, "errors", None) == ()


def test_entries_to_begin_with() -> None:
    assert entry_of("/lots", None, 2) == {
        "id": "L3",
        "earned": "2025-01-01T00:00:00Z",
        "remaining": "0",
    }
    assert entry_of("/redemption/allocations", None, 0) == {"lot": "L1", "points": "100"}
    assert "pointsRedeemed" in entry_of("/request/items", None, 0)
