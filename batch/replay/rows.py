"""The rows of a replay: accounts as they stand at the start, and purchases that name theirs.

An account's row is the `account` of the facts with its id beside it; a purchase's row is the facts
with the account's id in place of the account (docs/replay.md).
"""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from pointsman.batch.decide import BadRowError, RowProblem
from pointsman.batch.files.source import UnfitRow
from pointsman.engine.facts import Account, Facts
from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw, shown
from pointsman.engine.facts_reading.values import read_text
from pointsman.engine.problems import BadFactsError, Problem, pointer
from pointsman.engine.program import Program
from pointsman.engine.read_facts import read_account

Row = Mapping[str, object]
"""A row in the native form: text, numbers and mappings."""

ACCOUNT_ID: Final = "account_id"
"""The key, or column, with the id of an account, in both files."""

ACCOUNT: Final = "account"

TOTALS: Final = "replay"
"""The key of an end state that is no fact of the account: a replay that starts there skips it."""

UNKNOWN_ACCOUNT: Final = "unknown-account"

_TIME: Final = ("authorization", "time")


class BadAccountError(BadRowError):
    """A row of the accounts cannot be read, or has the id of another: there is no replay."""


class BadPurchaseError(BadRowError):
    """A row of the purchases cannot be replayed."""


@frozen
class AccountRow:
    """An account as it stands when the replay begins."""

    id: str
    account: Account


@frozen
class PurchaseRow:
    """A purchase, or a later request for one; `facts` have no account yet."""

    account_id: str
    facts: Facts

    @property
    def instant(self) -> int:
        """When it takes effect, in microseconds since 1970: when it was bought, or asked for."""
        request, time = self.facts.post_purchase, self.facts.authorization.time
        if request is not None:
            return request.requested_at
        if time is None:
            raise ValueError("a purchase without a time has no place in a replay")
        return time


def read_accounts(program: Program, rows: Iterable[Row]) -> dict[str, AccountRow]:
    """The accounts by their ids, in the order of the rows.

    Raises:
        BadAccountError: the first row that cannot be read, or names an account again.
    """
    accounts: dict[str, AccountRow] = {}
    row_of: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        try:
            account = read_account_row(program, row)
            if account.id in row_of:
                raise BadFactsError([named_twice(account.id, row_of[account.id])])
        except BadFactsError as error:
            raise BadAccountError(row_problem(number, row, ACCOUNT_ID, error)) from error
        row_of[account.id] = number
        accounts[account.id] = account
    return accounts


def read_account_row(program: Program, row: Row) -> AccountRow:
    """One row of the accounts.

    Raises:
        BadFactsError: with all that is wrong with it.
    """
    findings = Findings()
    account_id = _read_id(row, findings)
    facts = {key: value for key, value in row.items() if key not in (ACCOUNT_ID, TOTALS)}
    try:
        account = read_account(facts, program.facts_context)
    except BadFactsError as error:
        raise BadFactsError([*findings.problems, *map(as_in_accounts, error.problems)]) from error
    if account_id is None:
        raise BadFactsError(findings.problems)
    return AccountRow(account_id, account)


def read_purchases(
    program: Program, rows: Iterable[Row], accounts: Container[str]
) -> list[PurchaseRow]:
    """The purchases in the order of the rows; every one has its account among `accounts`.

    Raises:
        BadPurchaseError: the first row that cannot be replayed.
    """
    purchases = []
    for number, row in enumerate(rows, 1):
        try:
            purchases.append(read_purchase_row(program, row, accounts))
        except BadFactsError as error:
            raise BadPurchaseError(row_problem(number, row, "id", error)) from error
    return purchases


def read_purchase_row(program: Program, row: Row, accounts: Container[str]) -> PurchaseRow:
    """One row of the purchases.

    Raises:
        BadFactsError: with all that is wrong with it, an account that does not exist included.
    """
    findings = Findings()
    account_id = _read_id(row, findings)
    if account_id is not None and account_id not in accounts:
        findings.problems.append(unknown_account(account_id))
    if row.get(ACCOUNT) is not None:
        findings.problems.append(account_of_a_purchase())
    facts = _read_facts(program, row, findings)
    if facts is not None and facts.post_purchase is None and facts.authorization.time is None:
        findings.add_missing(_TIME, "a replay decides purchases in the order of time")
    if findings.problems or facts is None or account_id is None:
        raise BadFactsError(findings.problems)
    return PurchaseRow(account_id, facts)


def named_twice(account_id: str, row: int) -> Problem:
    """An id that an earlier row of the accounts has too."""
    flaw = Flaw(Code.NAMED_TWICE, f"row {row} has that id too", "an account has one row")
    return flaw.about((ACCOUNT_ID,), account_id)


def unknown_account(account_id: str) -> Problem:
    """An id that no row of the accounts has."""
    message = f"`{ACCOUNT_ID}` is {shown(account_id)}, but no row of the accounts has that id"
    return Problem(UNKNOWN_ACCOUNT, pointer((ACCOUNT_ID,)), message)


def account_of_a_purchase() -> Problem:
    """An account that stands beside its purchase."""
    message = f"`{ACCOUNT}` is no part of a purchase in a replay, where it stands in the accounts"
    return Problem(Code.UNKNOWN_KEY, pointer((ACCOUNT,)), message, f"write its id: `{ACCOUNT_ID}`")


def as_in_accounts(problem: Problem) -> Problem:
    """A problem with the `account` of facts as one with the row of an account."""
    below = problem.pointer.removeprefix(pointer((ACCOUNT,)))
    message = problem.message.replace(f"`{ACCOUNT}`", "an account").replace(f"`{ACCOUNT}.", "`")
    return evolve(problem, pointer=below, message=message)


def row_problem(number: int, row: Row, key: str, error: BadFactsError) -> RowProblem:
    """What is told of a bad row: its number, the text under a key, and all that is wrong."""
    told = row.get(key)
    return RowProblem(number, told if isinstance(told, str) else None, error.problems)


def unfit_problem(row: UnfitRow, read: Callable[[Row], object]) -> RowProblem:
    """What is told of a row that is in no columns, which is what its reader says of it."""
    try:
        if row.problems or row.data is None:
            raise BadFactsError(row.problems)
        read(row.data)
    except BadFactsError as error:
        return RowProblem(row.number, row.id, error.problems)
    problem = Problem(Code.WRONG_TYPE, "", "a replay takes rows in the native form only")
    return RowProblem(row.number, row.id, (problem,))


def _read_id(row: Row, findings: Findings) -> str | None:
    given = row.get(ACCOUNT_ID)
    if given is None:
        findings.add_missing((ACCOUNT_ID,))
        return None
    account_id = read_text(given)
    if isinstance(account_id, Flaw):
        findings.add(account_id, (ACCOUNT_ID,), given)
        return None
    return account_id


def _read_facts(program: Program, row: Row, findings: Findings) -> Facts | None:
    rest = {key: value for key, value in row.items() if key not in (ACCOUNT_ID, ACCOUNT)}
    try:
        return program.read_facts(rest)
    except BadFactsError as error:
        findings.problems.extend(error.problems)
        return None
