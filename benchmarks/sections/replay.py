"""Replay: balances and preferences carried from one purchase of an account to the next."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from attrs import evolve

from benchmarks.figures import Check, Section
from benchmarks.measure import Contender, Say, figures, interleaved, named, ratio
from benchmarks.peers.c_loop import CLoop
from benchmarks.reference.coded import Column, Columns, coded
from benchmarks.reference.tables import accounts_table, answers_in, replay_table
from benchmarks.reference.terms import program, terms
from benchmarks.settings import Settings
from benchmarks.verify import answers_of, compare
from pointsman.batch.replay.accounts import read_account_columns
from pointsman.batch.replay.deciding import decide_in_order
from pointsman.batch.replay.needs import needs_of
from pointsman.batch.replay.ordering import time_order
from pointsman.batch.replay.purchases import PurchaseColumns
from pointsman.batch.replay.run import replay_tables
from pointsman.engine.program import Program

SEED = 11
C_LOOP = "C loop, in the order of the rows"
LOOP = "Pointsman, the compiled loop"
TABLES = "Pointsman, from tables to tables"
OF_ACCOUNTS = ("status", "household", "product", "minimum", "cap")
TEXT = """
Ten purchases an account, in the order of time, shuffled over the accounts. Balance and mode begin
as the account has them and go from one purchase to the next. No peer does this. The C loop is
handed purchases that are in order with the row of each one's account, and Pointsman's loop the
order too. The tables have text, ids of accounts and times, and all fields of a decision come out.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a purchase.

    Raises:
        DisagreementError: the C loop and Pointsman do not come to the same.
    """
    columns, accounts, account = _drawn(settings.purchases)
    bought, held = replay_table(columns, account), accounts_table(accounts)
    opened, rows = program(), settings.purchases
    contenders = [
        Contender(LOOP, rows, _loop(opened, held, bought)),
        Contender(TABLES, rows, lambda: replay_tables(opened, held, bought, compiled=True)),
    ]
    limited = "c-loop" in settings.peers
    if limited:
        loop, handed = CLoop(terms()), {**columns, **{key: accounts[key] for key in OF_ACCOUNTS}}
        state = account, accounts["balance"], accounts["mode"]
        results, *_ = loop.replay(handed, *state)
        told = answers_in(replay_tables(opened, held, bought).decisions)
        compare("the replay", told, list(answers_of(results)))
        contenders.insert(0, Contender(C_LOOP, rows, lambda: loop.replay(handed, *state)))
    timings = interleaved(contenders, settings.rounds, say)
    checks = ()
    if limited:
        over = ratio(named(timings, LOOP), named(timings, C_LOOP))
        checks = (Check("the compiled loop ÷ C loop", over, 2),)
    return Section("replay", "Replay", TEXT, figures(timings, "ns"), checks)


def _loop(opened: Program, held: pa.Table, bought: pa.Table) -> Callable[[], object]:
    """Deciding alone, with accounts and purchases bound and their order known."""
    accounts = read_account_columns(needs_of(opened), held.to_batches())
    gathered = PurchaseColumns(accounts)
    for batch in bought.to_batches():
        gathered.add(batch)
    ready = gathered.purchases()
    order = time_order(ready.instants, ready.left_out)

    def run() -> object:
        # A run lets go of the columns that it has read: each gets a mapping of its own.
        purchases = evolve(ready, columns=dict(ready.columns))
        return decide_in_order(accounts, purchases, order, compiled=True)

    return run


def _drawn(rows: int) -> tuple[Columns, Columns, Column]:
    """Purchases, accounts, and the account of each purchase."""
    count = max(1, rows // 10)
    random = np.random.default_rng(SEED)
    accounts = coded(count, SEED)
    accounts["balance"] = random.integers(0, 300_000, count).astype(np.int64)
    accounts["mode"] = random.choice(3, count, p=[0.05, 0.15, 0.8]).astype(np.int8)
    return coded(rows), accounts, random.integers(0, count, rows).astype(np.int32)
