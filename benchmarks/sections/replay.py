"""Replay: balances and preferences carried from one purchase of an account to the next."""

import numpy as np
import pyarrow as pa

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, figures, interleaved, named, ratio
from benchmarks.peers.c_loop import CLoop
from benchmarks.reference.coded import Column, Columns, coded
from benchmarks.reference.tables import accounts_table, answers_in, replay_table
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from benchmarks.verify import answers_of, compare
from pointsman.batch.allocator import keep_freed_memory
from pointsman.batch.replay.accounts import Accounts, read_account_columns
from pointsman.batch.replay.deciding import decide_in_order
from pointsman.batch.replay.needs import needs_of
from pointsman.batch.replay.ordering import time_order
from pointsman.batch.replay.purchases import PurchaseColumns, Purchases
from pointsman.batch.replay.run import Replayer, replay_tables, row_batches
from pointsman.engine.program import Program

SEED = 11
C_LOOP = "C loop, in the order of the rows"
LOOP = "Pointsman, the compiled loop"
TAKEN_IN = "Pointsman, from what was taken in to what came out"
TABLES = "Pointsman, from tables to tables"
OF_ACCOUNTS = ("status", "household", "product", "minimum", "cap")
TEXT = """
Ten purchases an account, in the order of time, shuffled over the accounts. Balance and mode begin
as the account has them and go from one purchase to the next. No peer does this. The C loop is
handed purchases that are in order with the row of each one's account, Pointsman's loop the order
too; then it sees to the order itself and finds out how each account stood before each purchase. The
tables have text, ids of accounts and times, and all fields of a decision come out. Before it is
measured, every decision is compared with that of the C loop.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a purchase.

    Raises:
        DisagreementError: the C loop and Pointsman do not come to the same.
    """
    keep_freed_memory()
    columns, accounts, account = _drawn(settings.purchases)
    bought, held = replay_table(columns, account), accounts_table(accounts)
    opened, rows = program(), settings.purchases
    contenders = _pointsman(opened, held, bought, settings.rounds)
    limited = "c-loop" in settings.peers
    if limited:
        loop, handed = CLoop(terms()), {**columns, **{key: accounts[key] for key in OF_ACCOUNTS}}
        state = account, accounts["balance"], accounts["mode"]
        results, *_ = loop.replay(handed, *state)
        told = answers_in(replay_tables(opened, held, bought).decisions)
        compare("the replay", told, list(answers_of(results)))
        contenders.insert(0, Contender(C_LOOP, rows, lambda: loop.replay(handed, *state)))
    timings = interleaved(contenders, settings.rounds, say)
    checks: tuple[Check, ...] = ()
    if limited:
        over = ratio(named(timings, LOOP), named(timings, C_LOOP))
        checks = (Check("the compiled loop ÷ C loop", over, 2),)
    return Section("replay", "Replay", TEXT, figures(timings, "ns"), checks)


def _pointsman(opened: Program, held: pa.Table, bought: pa.Table, rounds: int) -> list[Contender]:
    """The loop alone; the replay from what was taken in; and from tables to tables."""
    accounts = read_account_columns(needs_of(opened), held.schema, row_batches(held))
    # A run lets go of the columns that it has read: each round has its own.
    loops = [_taken_in(accounts, bought) for _ in range(rounds + 1)]
    replays = [_replayer(opened, accounts, bought) for _ in range(rounds + 1)]
    first = loops[0]
    order = time_order(first.instants, first.left_out)
    rows = bought.num_rows
    return [
        Contender(LOOP, rows, lambda: decide_in_order(accounts, loops.pop(), order, compiled=True)),
        Contender(TAKEN_IN, rows, lambda: replays.pop().run(compiled=True)),
        Contender(TABLES, rows, lambda: replay_tables(opened, held, bought, compiled=True)),
    ]


def _taken_in(accounts: Accounts, bought: pa.Table) -> Purchases:
    gathered = PurchaseColumns(accounts, bought.schema)
    for batch in row_batches(bought):
        gathered.add(batch)
    return gathered.purchases()


def _replayer(opened: Program, accounts: Accounts, bought: pa.Table) -> Replayer:
    replayer = Replayer(opened, accounts, bought.schema)
    for batch in row_batches(bought):
        replayer.add(batch)
    return replayer


def _drawn(rows: int) -> tuple[Columns, Columns, Column]:
    """Purchases, accounts, and the account of each purchase."""
    count = max(1, rows // 10)
    random = np.random.default_rng(SEED)
    accounts = coded(count, SEED)
    accounts["balance"] = random.integers(0, 300_000, count).astype(np.int64)
    accounts["mode"] = random.choice(3, count, p=[0.05, 0.15, 0.8]).astype(np.int8)
    return coded(rows), accounts, random.integers(0, count, rows).astype(np.int32)
