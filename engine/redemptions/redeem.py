"""The decision on a digital redemption request: steps 1 to 4 of the design's section 8.

Pure: a program, a request, the account's facts and an instant in, a decision out. What is wrong
with a request is an answer, not an exception.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.exact import grouped, plain
from pointsman.engine.facts import Account
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.values import read_time
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import read_account
from pointsman.engine.record import Record
from pointsman.engine.redemptions.decision import RedemptionDecision, known_balance
from pointsman.engine.redemptions.eligibility import Check, check_eligibility
from pointsman.engine.redemptions.points import WorkedItem, work_out
from pointsman.engine.redemptions.refusals import RedemptionError, Refusal
from pointsman.engine.redemptions.request import RequestedRedemption, read_request

if TYPE_CHECKING:
    from pointsman.engine.program import Program


@frozen(repr=False)
class RedemptionTrace(Record):
    """All that a request came to, step by step; no `requested` when the request itself is wrong."""

    errors: tuple[RedemptionError, ...]
    requested: RequestedRedemption | None = None
    checks: tuple[Check, ...] = ()
    items: tuple[WorkedItem, ...] = ()


def redeem(
    program: "Program",
    request: Mapping[str, object],
    account: Mapping[str, object] | Account,
    at: int | str,
    id: str | None = None,
) -> RedemptionDecision:
    """Decide a request (the JSON of `POST /redemptions`), for an account, at an instant.

    `account` is the `account` object of the facts; `at` is microseconds since 1970 or RFC 3339.
    Numbers are text, `Written`, int or Decimal, never a binary float.

    Raises:
        BadFactsError: the account or the instant cannot be read; there is no decision.
    """
    known = (
        account if isinstance(account, Account) else read_account(account, program.facts_context)
    )
    instant = at if isinstance(at, int) else _instant(at)
    trace = trace_redemption(program, request, known, instant)
    return RedemptionDecision(program, request, known, instant, id, trace.errors, trace.items)


def trace_redemption(
    program: "Program", request: object, account: Account, at: int
) -> RedemptionTrace:
    """Run the steps and keep what each found.

    Step 1's errors stand alone; those of steps 2 to 4 are told together, in that order.
    """
    requested = read_request(request, program.catalog)
    if not isinstance(requested, RequestedRedemption):
        return RedemptionTrace(requested)
    units = program.plan.units
    checks = tuple(check_eligibility(program, requested, account, at))
    items = tuple(work_out(item, requested.currency, units) for item in requested.items)
    errors = [check.error for check in checks if check.truth is not True]
    for item in items:
        errors.extend(item.errors)
    errors.extend(_balance_errors(items, known_balance(program, account)))
    return RedemptionTrace(tuple(errors), requested, checks, items)


def points_asked(items: Iterable[WorkedItem]) -> int:
    """The points that the items ask for together, in hundredths, as far as they say."""
    return sum(item.points or 0 for item in items)


def _balance_errors(items: Sequence[WorkedItem], balance: int | None) -> Iterable[RedemptionError]:
    """Step 4: the balance is known, and covers the sum."""
    asked = points_asked(items)
    if balance is None:
        yield RedemptionError(Refusal.INSUFFICIENT_POINTS, "the balance is not known", "/items")
    elif asked > balance:
        described = f"{_shown(asked)} points are asked for, and the balance is {_shown(balance)}"
        yield RedemptionError(Refusal.INSUFFICIENT_POINTS, described, "/items")


def _instant(text: str) -> int:
    instant = read_time(text)
    if isinstance(instant, Flaw):
        raise BadFactsError([instant.about(("at",), text)])
    return instant


def _shown(hundredths: int) -> str:
    return grouped(plain(hundredths, 2))
