import pytest

from pointsman.dsl.diagnostics import Severity
from tests.dsl.program_texts import program, read, told, whole

STATEMENTS = (
    "filters { balance worth at least 5 balance at least 10 points purchase over 1 }",
    "communications { email redeemed, insufficient balance }",
)


def test_what_needs_a_balance_is_idle_with_an_external_bank() -> None:
    reading = read(program("bank external", *STATEMENTS))
    filters = {
        "code": "external-bank",
        "marked": "balance",
        "message": "this filter is never checked: an external bank holds the balance",
        "help": "leave it out, or write `bank hosted`",
    }
    email = {
        "code": "external-bank",
        "marked": "insufficient balance",
        "message": "this email is never sent: an external bank holds the balance",
        "help": "leave it out, or write `bank hosted`",
    }
    assert [whole(each) for each in reading.warnings] == [filters, filters, email]
    assert all(each.severity is Severity.WARNING for each in reading.diagnostics)
    assert reading.ok


@pytest.mark.parametrize("bank", [(), ("bank hosted",)])
def test_it_is_not_with_a_hosted_one(bank: tuple[str, ...]) -> None:
    assert told(program(*bank, *STATEMENTS)) == []


def test_an_external_bank_alone_is_fine() -> None:
    assert told(program("bank external", "communications { email redeemed }")) == []
