"""duckdb: the reference program as one SQL query over a table of the coded columns."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from benchmarks.peers.c_loop import Results
from benchmarks.reference.answers import CODE
from benchmarks.reference.coded import HOUSEHOLDS, PRODUCTS, Columns
from benchmarks.reference.terms import Terms, Tiers

_ABOVE = 1 << 40


def connection(columns: Columns, threads: int = 1) -> Any:
    """A connection with the columns in a table of its own, numbered by row."""
    import duckdb  # noqa: PLC0415

    made = duckdb.connect(config={"threads": threads})
    rows = pa.table({"row": range(len(columns["amount"])), **columns})
    made.register("arrived", rows)
    made.execute("create table purchases as select * from arrived")
    made.unregister("arrived")
    return made


def decide(terms: Terms, opened: Any) -> Any:
    """The answers as an Arrow table with the columns row, code, points and credit."""
    return opened.sql(query(terms)).to_arrow_table()


def results(answers: Any) -> Results:
    """The answers in the order of the rows, for comparison."""
    ordered = answers.sort_by("row")
    code, points, credit = (ordered[name].to_numpy() for name in ("code", "points", "credit"))
    return code, points, credit


def once(terms: Terms, columns: Columns) -> Results:
    """Everything from the columns to the results, and the connection closed."""
    opened = connection(columns)
    try:
        return results(decide(terms, opened))
    finally:
        opened.close()


def query(terms: Terms) -> str:
    """The SQL. Every number in it is the program's own."""
    return f"""
with own_merchant(id, bound, low, high) as (values {_own(terms.by_merchant, int)}),
own_product(id, bound, low, high) as (values {_own(terms.by_product, PRODUCTS.index)}),
rated as (
  select p.*,
    (case when m.id is not null then case when amount <= m.bound then m.low else m.high end
          when o.id is not null then case when amount <= o.bound then o.low else o.high end
          {_base(terms.base)} end)::bigint as rate,
    case when cap > 0 and cap < amount then cap else amount end as target
  from purchases p
  left join own_merchant m on p.merchant = m.id left join own_product o on p.product = o.id),
sums as (
  select *, balance * rate as worth, (20000 * target + rate) // (2 * rate) as whole,
    balance * rate // {10_000 * terms.step} * {terms.step} as part
  from rated),
coded as (select *, (case {_conditions(terms)} end)::tinyint as code from sums)
select row, code,
  case when code in ({_whole()}) then whole
       when code = {CODE["REDEEMED_PARTIAL"]} then (20000 * part + rate) // (2 * rate)
       else 0 end as points,
  case when code in ({_whole()}) then target
       when code = {CODE["REDEEMED_PARTIAL"]} then part else 0 end as credit
from coded"""  # noqa: S608


def _conditions(terms: Terms) -> str:
    conditions = {
        "CURRENCY_MISMATCH": "currency <> 0",
        "NOT_A_PURCHASE": "processing <> 0",
        "NOT_APPROVED": "response <> 0",
        "ACCOUNT_STATUS": "status > 1",
        "NOT_A_REDEEMER": f"household = {HOUSEHOLDS.index('NON_REDEEMER')}",
        "NOTHING_TO_REDEEM": "amount <= 0",
        "BELOW_PROGRAM_MINIMUM": f"amount <= {terms.over}",
        "MCC_FILTERED": f"mcc in ({_list(terms.mccs)})",
        "COUNTRY_FILTERED": f"country >= {len(terms.countries)}",
        "MERCHANT_FILTERED": f"merchant in ({_list(terms.merchants)})",
        "BELOW_REDEMPTION_MINIMUM": f"worth < {10_000 * terms.worth}",
        "PREFERENCE_OFF": "mode = 0",
        "BELOW_CARDHOLDER_MINIMUM": "minimum > 0 and amount <= minimum",
        "REDEEMED_FULL": "balance >= whole and target = amount",
        "REDEEMED_FIXED": "balance >= whole",
        "INSUFFICIENT_BALANCE": "part = 0",
    }
    chain = [f"when {test} then {CODE[reason]}" for reason, test in conditions.items()]
    return " ".join([*chain, f"else {CODE['REDEEMED_PARTIAL']}"])


def _whole() -> str:
    return f"{CODE['REDEEMED_FULL']}, {CODE['REDEEMED_FIXED']}"


def _own(own: dict[str, Tiers], number: Any) -> str:
    rows = [(number(k), t[0][0] or _ABOVE, t[0][1], t[-1][1]) for k, t in own.items()]
    return ", ".join(f"({', '.join(map(str, row))})" for row in rows)


def _base(tiers: Tiers) -> str:
    *bounded, (_, last) = tiers
    chain = [f"when amount <= {up_to} then {rate}" for up_to, rate in bounded]
    return " ".join([*chain, f"else {last}"])


def _list(codes: Iterable[str]) -> str:
    return ", ".join(str(int(code)) for code in sorted(codes))
