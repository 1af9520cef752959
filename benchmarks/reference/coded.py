"""The purchases as columns of small numbers, made from a seed: the same on every run.

The mix is that of a filter's life: about 40 in 100 are redeemed, and each of the ways to stop
takes about 5 in 100. A code is a place in the lists below; amounts are cents, balances points.
"""

from typing import Any

import numpy as np
from attrs import frozen

from benchmarks.reference.terms import Terms, terms

Column = np.ndarray[Any, np.dtype[Any]]
Columns = dict[str, Column]

PURCHASES = 200_000
SEED = 7
MERCHANTS = 20_000

RESPONSES = ("00", "05", "14", "51", "54", "91")
STATUSES = ("GOOD_STANDING", "REDEEM_ONLY", "ON_HOLD", "CANCELLED")
HOUSEHOLDS = (None, "REDEEMER", "NON_REDEEMER")
MODES = ("OFF", "NEXT", "ALL")
PRODUCTS = ("MCS", "MCG", "MPL", "MWE", "MWO", "MBK", "MDP", "MRW")
ABROAD = (
    "RUS", "BRA", "MEX", "JPN", "CHN", "IND", "TUR", "ZAF", "NGA", "ARE", "POL", "CZE", "HUN",
    "ROU", "THA",
)  # fmt: skip
"""Countries that the program does not accept."""

WIDTHS = {
    "currency": np.int8, "processing": np.int8, "response": np.int8, "status": np.int8,
    "household": np.int8, "amount": np.int64, "mcc": np.int16, "country": np.int16,
    "merchant": np.int32, "product": np.int8, "balance": np.int64, "mode": np.int8,
    "minimum": np.int64, "cap": np.int64,
}  # fmt: skip
"""Every column, with the narrowest width that is natural for it."""


def countries() -> tuple[str, ...]:
    """Accepted countries first: a code under 15 is one of them."""
    return (*terms().countries, *ABROAD)


def coded(rows: int = PURCHASES, seed: int = SEED) -> Columns:
    """So many purchases, as columns of codes; a minimum or cap of 0 is not set."""
    plain = _passing(rows, np.random.default_rng(seed))
    spoiled = _spoiled(plain, np.random.default_rng(seed + 1))
    return {name: np.ascontiguousarray(spoiled[name].astype(w)) for name, w in WIDTHS.items()}


@frozen
class _Numbers:
    """The program's codes as the numbers they are drawn from."""

    codes: Column
    free_codes: Column
    shops: Column
    barred: Column
    own_rate: Column

    @classmethod
    def of(cls, said: Terms) -> "_Numbers":
        codes = {int(code) for code in said.mccs}
        barred = {int(merchant) for merchant in said.merchants}
        own_rate = {int(merchant) for merchant in said.by_merchant}
        return cls(
            codes=np.array(sorted(codes)),
            free_codes=np.array([code for code in range(3000, 9999) if code not in codes]),
            shops=np.array([m for m in range(1, MERCHANTS) if m not in barred | own_rate]),
            barred=np.array(sorted(barred)),
            own_rate=np.array(sorted(own_rate)),
        )


def _passing(n: int, random: np.random.Generator) -> Columns:
    """Purchases that no condition stops, some with too few points for the whole of them."""
    numbers = _Numbers.of(terms())
    amount = np.clip(np.exp(random.normal(np.log(9000), 1.1, n)).astype(np.int64), 1_001, 900_000)
    plenty = 2 * amount  # points: more than enough at any of the program's rates
    spare = plenty + random.integers(0, 50_000, n)
    short = np.maximum(3_000, plenty * random.integers(0, 50, n) // 100)
    some = random.choice([1000, 2000, 2500, 5000, 1234], n)
    return {
        "currency": np.zeros(n), "processing": np.zeros(n), "response": np.zeros(n),
        "status": random.integers(0, 2, n), "household": random.integers(0, 2, n),
        "amount": amount, "mcc": random.choice(numbers.free_codes, n),
        "country": np.where(random.random(n) < 0.7, 0, random.integers(0, 15, n)),
        "merchant": np.where(
            random.random(n) < 0.15,
            random.choice(numbers.own_rate, n),
            random.choice(numbers.shops, n),
        ),
        "product": random.choice(8, n, p=[0.25, 0.2, 0.2, 0.05, 0.05, 0.15, 0.05, 0.05]),
        "balance": np.where(random.random(n) < 0.7, spare, short),
        "mode": random.integers(1, 3, n),
        "minimum": np.where(random.random(n) < 0.3, np.minimum(amount - 1, 2500), 0),
        "cap": np.where(random.random(n) < 0.2, some, 0),
    }  # fmt: skip


def _spoiled(columns: Columns, random: np.random.Generator) -> Columns:
    """Six in ten made to stop, each of the eleven ways as often as the others."""
    n = len(columns["amount"])
    numbers = _Numbers.of(terms())
    way = np.where(random.random(n) < 0.4, 0, random.integers(1, 12, n))
    amount = columns["amount"]
    changes: list[tuple[int, str, Any]] = [
        (1, "response", random.integers(1, 6, n)),
        (2, "status", random.integers(2, 4, n)),
        (3, "household", 2),
        (4, "mode", 0),
        (5, "amount", random.integers(1, 1001, n)),
        (6, "minimum", amount + random.integers(0, 5000, n)),
        (7, "mcc", random.choice(numbers.codes, n)),
        (8, "country", random.integers(15, 30, n)),
        (9, "merchant", random.choice(numbers.barred, n)),
        (10, "balance", random.integers(0, 299, n)),
        # Worth 5.00 and more, but not one step of 10.00, and no cap that so little would reach.
        (11, "balance", random.integers(680, 800, n)),
        (11, "amount", np.maximum(amount, 1500)),
        (11, "cap", 0),
        (11, "merchant", random.choice(numbers.shops, n)),
        (11, "product", 0),
    ]
    for number, name, values in changes:
        columns[name] = np.where(way == number, values, columns[name])
    return columns
