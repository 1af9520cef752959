"""Statements that need a balance, in a program whose balance is not ours to see."""

from collections.abc import Iterator

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.rules import Bank, Rules


def balance_held_elsewhere(located: Located, rules: Rules) -> Iterator[Diagnostic]:
    """Filters on the balance and the insufficient balance email, with an external bank."""
    if rules.bank is not Bank.EXTERNAL:
        return
    for index, each in enumerate(rules.filters or ()):
        if each.balance is not None:
            message = "this filter is never checked: an external bank holds the balance"
            yield _warning(located, f"/filters/{index}/balance", message, at_key=True)
    emails = (rules.communications.email if rules.communications else None) or ()
    for index, kind in enumerate(emails):
        if kind == "insufficient balance":
            message = "this email is never sent: an external bank holds the balance"
            yield _warning(located, f"/communications/email/{index}", message, at_key=False)


def _warning(located: Located, pointer: str, message: str, *, at_key: bool) -> Diagnostic:
    return diagnostic_at(
        located,
        "external-bank",
        pointer,
        message,
        severity=Severity.WARNING,
        help="leave it out, or write `bank hosted`",
        at_key=at_key,
    )
