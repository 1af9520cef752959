"""A replay from files to files: accounts and purchases in, decisions and an end state out."""

from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from attrs import frozen

from pointsman.batch.files.drafts import drafted
from pointsman.batch.files.formats import Format
from pointsman.batch.files.reading import open_batches
from pointsman.batch.files.source import Source
from pointsman.batch.files.writing import Look, open_writer
from pointsman.batch.replay.accounts import Accounts, read_account_columns
from pointsman.batch.replay.needs import needs_of
from pointsman.batch.replay.rows import ACCOUNT, ACCOUNT_ID, TOTALS, BadPurchaseError
from pointsman.batch.replay.run import Replay, Replayer
from pointsman.batch.run import MONEY, OnRows, bad_row_line
from pointsman.engine.facts_reading.objects import Field, Fields, table
from pointsman.engine.facts_reading.values import read_text
from pointsman.engine.program import Program

_END_LOOK: Final = Look(frozenset({f"{TOTALS}.credit"}))


@frozen
class ReplayFiles:
    """What a replay reads and writes; formats that are None are told by the endings of the names.

    With `bad_rows` purchases that cannot be replayed go there, as JSON lines; else the first ends
    the replay.
    """

    accounts: Path
    purchases: Path
    decisions: Path | BinaryIO
    decisions_format: Format | None = None
    end_state: Path | None = None
    bad_rows: Path | None = None


@frozen
class ReplayRun:
    """What became of the rows: how many purchases there were, and how many had no decision."""

    rows: int
    bad: int
    accounts: int


def replay_files(program: Program, files: ReplayFiles, on_rows: OnRows | None = None) -> ReplayRun:
    """Replay a file of purchases. Output files appear when all is done, or not at all.

    Raises:
        BadFileError: a file cannot be read or written.
        BadAccountColumnsError: the columns of the accounts can hold none of the program.
        BadColumnsError: likewise of the purchases.
        BadAccountError: a row of the accounts cannot be read, or names an account again.
        BadPurchaseError: the first purchase that cannot be replayed, where there is no file for it.
    """
    with ExitStack() as opened:
        accounts = read_accounts_file(program, files.accounts)
        source = opened.enter_context(
            open_batches(files.purchases, fields=purchase_fields(program))
        )
        replayer = Replayer(program, accounts, source.schema)
        rows, bad = _take_in(replayer, source, files, opened, on_rows)
        _write(replayer.run(), files, opened)
        return ReplayRun(rows, bad, len(accounts))


def account_fields(program: Program) -> Fields:
    """What a row of the accounts may hold."""
    account = program.facts_context.account_fields[ACCOUNT].read
    if callable(account):
        raise TypeError("an account is an object")
    totals = table(*(Field(name, _unread) for name in ("decided", "redeemed", "points", "credit")))
    return table(
        Field(ACCOUNT_ID, read_text, needed=True), *account.values(), Field(TOTALS, totals)
    )


def purchase_fields(program: Program) -> Fields:
    """What a row of the purchases may hold."""
    facts = program.facts_context.fields
    return table(
        Field(ACCOUNT_ID, read_text, needed=True),
        *(field for field in facts.values() if field.key != ACCOUNT),
    )


def read_accounts_file(program: Program, path: Path) -> Accounts:
    """The accounts of a file, as they stand at the start.

    Raises:
        BadFileError: the file cannot be read.
        BadAccountColumnsError: its columns can hold no accounts of the program.
        BadAccountError: a row cannot be read, or names an account again.
    """
    with open_batches(path, fields=account_fields(program)) as source:
        return read_account_columns(needs_of(program), source.schema, source.batches())


def _take_in(
    replayer: Replayer,
    source: Source,
    files: ReplayFiles,
    opened: ExitStack,
    on_rows: OnRows | None,
) -> tuple[int, int]:
    """How many purchases were read, and how many of them are bad and told of."""
    rows = bad = 0
    told = opened.enter_context(drafted(files.bad_rows)) if files.bad_rows else None
    for batch in source.batches():
        problems = replayer.add(batch)
        for problem in problems:
            if told is None:
                raise BadPurchaseError(problem)
            told.write(bad_row_line(problem).encode() + b"\n")
        rows += batch.columns.num_rows + len(batch.unfit)
        bad += len(problems)
        if on_rows is not None:
            on_rows(rows, source.rows)
    return rows, bad


def _write(replay: Replay, files: ReplayFiles, opened: ExitStack) -> None:
    look = Look(MONEY, {"program": replay.program.identity()})
    decisions = opened.enter_context(
        open_writer(files.decisions, files.decisions_format, replay.schema, look)
    )
    for batch in replay.decisions():
        decisions.write(batch)
    if files.end_state is None:
        return
    ends = replay.end_state()
    writer = opened.enter_context(open_writer(files.end_state, None, ends.schema, _END_LOOK))
    for batch in ends.to_batches():
        writer.write(batch)


def _unread(value: object) -> object:
    """What an earlier replay told is of no account to the next."""
    return value
