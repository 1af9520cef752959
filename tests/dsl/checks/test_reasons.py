import pytest

from pointsman.engine.reasons import REDEEMED, Reason
from tests.dsl.program_texts import only, program, told, whole


def after(*reasons: str) -> str:
    return program(f"post purchase {{ after {', '.join(reasons)} }}")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in REDEEMED])
def test_a_purchase_that_was_not_redeemed_may_be_offered_again(reason: Reason) -> None:
    assert told(after(reason)) == []


@pytest.mark.parametrize("reason", sorted(REDEEMED))
def test_one_that_was_redeemed_may_not(reason: Reason) -> None:
    assert whole(only(after("PREFERENCE_OFF", reason))) == {
        "code": "bad-reason",
        "marked": reason,
        "message": f"a purchase that ended `{reason}` is not redeemed again",
        "help": "leave it out",
    }


def test_a_misspelt_reason() -> None:
    assert whole(only(after("INSUFICIENT_BALANCE", "PREFERENCE_OFF"))) == {
        "code": "unknown-reason",
        "marked": "INSUFICIENT_BALANCE",
        "message": "no purchase ends with `INSUFICIENT_BALANCE`",
        "help": "did you mean `INSUFFICIENT_BALANCE`?",
    }


def test_a_reason_like_no_other_gets_examples() -> None:
    diagnostic = only(after("MONDAY"))
    assert diagnostic.help is not None
    assert diagnostic.help.startswith("write reasons such as `PREFERENCE_OFF`")
    assert not any(reason in diagnostic.help for reason in REDEEMED)


def test_every_unknown_reason_is_told() -> None:
    assert told(after("A_B", "PREFERENCE_OFF", "C_D")) == [
        ("unknown-reason", "A_B"),
        ("unknown-reason", "C_D"),
    ]
