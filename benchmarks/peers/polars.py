"""polars: the reference program as one lazy query over the coded columns."""

from typing import Any

from benchmarks.peers.c_loop import Results
from benchmarks.reference.answers import CODE
from benchmarks.reference.coded import HOUSEHOLDS, PRODUCTS, Columns
from benchmarks.reference.terms import Terms, Tiers

_ABOVE = 1 << 40


def frame(columns: Columns) -> Any:
    """The columns as a data frame."""
    import polars as pl  # noqa: PLC0415

    return pl.DataFrame(columns)


def decide(terms: Terms, data: Any) -> Results:
    """Reason codes, points and credit of a frame (`POLARS_MAX_THREADS` says on how many cores)."""
    result = query(terms, data.lazy()).collect()
    return tuple(result[name].to_numpy() for name in ("code", "points", "credit"))


def query(terms: Terms, rows: Any) -> Any:
    """The query, ready to be collected."""
    import polars as pl  # noqa: PLC0415

    column = pl.col
    rate, target = column("rate"), column("target")
    cap, amount, balance = column("cap"), column("amount"), column("balance")
    none = pl.lit(0, pl.Int64)
    rows = rows.with_columns(
        rate=_rate(terms, pl),
        target=pl.when((cap > 0) & (cap < amount)).then(cap).otherwise(amount),
    )
    rows = rows.with_columns(
        worth=balance * rate,
        whole=(20_000 * target + rate) // (2 * rate),
    )
    rows = rows.with_columns(part=column("worth") // (10_000 * terms.step) * terms.step)
    rows = rows.with_columns(code=_code(terms, pl))
    code = column("code")
    whole = (code == CODE["REDEEMED_FULL"]) | (code == CODE["REDEEMED_FIXED"])
    partial = code == CODE["REDEEMED_PARTIAL"]
    part = column("part")
    return rows.select(
        "code",
        points=pl.when(whole)
        .then(column("whole"))
        .when(partial)
        .then((20_000 * part + rate) // (2 * rate))
        .otherwise(none),
        credit=pl.when(whole).then(target).when(partial).then(part).otherwise(none),
    )


def _rate(terms: Terms, pl: Any) -> Any:
    amount = pl.col("amount")
    merchants = {int(key): tiers for key, tiers in terms.by_merchant.items()}
    products = {PRODUCTS.index(key): tiers for key, tiers in terms.by_product.items()}
    (first, low), (second, middle), (_, high) = terms.base
    rate = (
        pl.when(amount <= first)
        .then(pl.lit(low, pl.Int64))
        .when(amount <= second)
        .then(pl.lit(middle, pl.Int64))
        .otherwise(pl.lit(high, pl.Int64))
    )
    for name, own in (("product", products), ("merchant", merchants)):
        bound, below, above = (_column_of(pl.col(name), own, part, pl.Int64) for part in range(3))
        tier = pl.when(amount <= bound).then(below).otherwise(above)
        rate = pl.when(bound.is_not_null()).then(tier).otherwise(rate)
    return rate


def _column_of(key: Any, own: dict[int, Tiers], part: int, kind: Any) -> Any:
    values = [(t[0][0] or _ABOVE, t[0][1], t[-1][1])[part] for t in own.values()]
    return key.replace_strict(list(own), values, default=None, return_dtype=kind)


def _code(terms: Terms, pl: Any) -> Any:
    column = pl.col
    barred = [int(merchant) for merchant in terms.merchants]
    minimum, amount, target = column("minimum"), column("amount"), column("target")
    enough = column("balance") >= column("whole")
    conditions = {
        "CURRENCY_MISMATCH": column("currency") != 0,
        "NOT_A_PURCHASE": column("processing") != 0,
        "NOT_APPROVED": column("response") != 0,
        "ACCOUNT_STATUS": column("status") > 1,
        "NOT_A_REDEEMER": column("household") == HOUSEHOLDS.index("NON_REDEEMER"),
        "NOTHING_TO_REDEEM": amount <= 0,
        "BELOW_PROGRAM_MINIMUM": amount <= terms.over,
        "MCC_FILTERED": column("mcc").is_in(sorted(int(code) for code in terms.mccs)),
        "COUNTRY_FILTERED": column("country") >= len(terms.countries),
        "MERCHANT_FILTERED": column("merchant").is_in(barred),
        "BELOW_REDEMPTION_MINIMUM": column("worth") < 10_000 * terms.worth,
        "PREFERENCE_OFF": column("mode") == 0,
        "BELOW_CARDHOLDER_MINIMUM": (minimum > 0) & (amount <= minimum),
        "REDEEMED_FULL": enough & (target == amount),
        "REDEEMED_FIXED": enough,
        "INSUFFICIENT_BALANCE": column("part") == 0,
    }
    chain: Any = pl
    for reason, condition in conditions.items():
        chain = chain.when(condition).then(pl.lit(CODE[reason], pl.Int8))
    return chain.otherwise(pl.lit(CODE["REDEEMED_PARTIAL"], pl.Int8))
