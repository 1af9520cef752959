"""A C loop over the coded columns, compiled on the spot: what the machine can do at most."""

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from benchmarks.reference.coded import (
    HOUSEHOLDS,
    MERCHANTS,
    PRODUCTS,
    WIDTHS,
    Column,
    Columns,
    countries,
)
from benchmarks.reference.terms import Terms, Tiers

SOURCE = Path(__file__).with_name("kernel.c")
FLAGS: Final = ("-O3", "-march=native", "-shared", "-fPIC", "-std=c11", "-Wall", "-Werror")
Results = tuple[Column, Column, Column]
"""Reason codes, points, cents of credit."""

_UNBOUNDED = 1 << 40


class NoCompilerError(Exception):
    """There is no C compiler to measure the limit with."""


class _Terms(ctypes.Structure):
    _fields_ = [
        ("mcc", ctypes.c_uint8 * 10_000), ("country", ctypes.c_uint8 * 256),
        ("barred", ctypes.c_uint8 * MERCHANTS), ("status", ctypes.c_uint8 * 128),
        ("role", ctypes.c_uint8 * 128), ("merchant", ctypes.c_int16 * MERCHANTS),
        ("merchant_bound", ctypes.c_int64 * 64), ("merchant_low", ctypes.c_int64 * 64),
        ("merchant_high", ctypes.c_int64 * 64), ("product", ctypes.c_int16 * 16),
        ("product_bound", ctypes.c_int64 * 16), ("product_low", ctypes.c_int64 * 16),
        ("product_high", ctypes.c_int64 * 16), ("base_bound", ctypes.c_int64 * 2),
        ("base", ctypes.c_int64 * 3),
    ]  # fmt: skip


class _Columns(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in WIDTHS]


class CLoop:
    """The compiled loops with the terms of one program."""

    def __init__(self, terms: Terms) -> None:
        """Compile in a temporary folder.

        Raises:
            NoCompilerError: there is no gcc.
        """
        compiler = shutil.which("gcc")
        if compiler is None:
            raise NoCompilerError("the C loop needs gcc; leave it out with --only")
        with TemporaryDirectory() as folder:
            library = Path(folder, "kernel.so")
            given = [
                f"-DOVER={terms.over}L",
                f"-DWORTH_MIN={terms.worth}L",
                f"-DSTEP={terms.step}L",
            ]
            command = [compiler, *FLAGS, *given, "-o", str(library), str(SOURCE)]
            subprocess.run(command, check=True)
            self._library = ctypes.CDLL(str(library))
        self._terms = _terms(terms)

    def chain(self, columns: Columns) -> Results:
        """The conditions one by one, each row leaving at the first that stops it."""
        return self._run(self._library.run_chain, columns)

    def two_stages(self, columns: Columns) -> Results:
        """The first ten conditions without a branch, the rest on the rows that passed."""
        return self._run(self._library.run_two_stages, columns)

    def replay(
        self, columns: Columns, account: Column, balance: Column, mode: Column
    ) -> tuple[Results, Column, Column]:
        """In the order of the rows; balance and mode by account are copied and carried on.

        `account` is the row of each purchase's account in the columns that belong to accounts.
        """
        held, chosen = balance.copy(), mode.copy()
        states = [ctypes.c_void_p(array.ctypes.data) for array in (account, held, chosen)]
        return self._run(self._library.run_replay, columns, *states), held, chosen

    def _run(self, function: Callable[..., Any], columns: Columns, *states: Any) -> Results:
        rows = len(columns["amount"])
        handed = _Columns(*(columns[name].ctypes.data for name in WIDTHS))
        out = np.empty(rows, np.int8), np.empty(rows, np.int64), np.empty(rows, np.int64)
        function(
            ctypes.byref(self._terms), ctypes.byref(handed), ctypes.c_int64(rows), *states,
            *(ctypes.c_void_p(array.ctypes.data) for array in out),
        )  # fmt: skip
        return out


def _terms(terms: Terms) -> _Terms:
    made = _Terms()
    for code in terms.mccs:
        made.mcc[int(code)] = 1
    for number, name in enumerate(countries()):
        made.country[number] = name in terms.countries
    for merchant in terms.merchants:
        made.barred[int(merchant)] = 1
    made.status[0] = made.status[1] = 1
    for number, role in enumerate(HOUSEHOLDS):
        made.role[number] = role != "NON_REDEEMER"
    merchants = {int(key): tiers for key, tiers in terms.by_merchant.items()}
    products = {PRODUCTS.index(key): tiers for key, tiers in terms.by_product.items()}
    _own_rates(made, "merchant", merchants)
    _own_rates(made, "product", products)
    made.base_bound[:] = [up_to for up_to, _ in terms.base if up_to is not None]
    made.base[:] = [rate for _, rate in terms.base]
    return made


def _own_rates(made: _Terms, kind: str, rates: dict[int, Tiers]) -> None:
    rows = getattr(made, kind)
    for number in range(len(rows)):
        rows[number] = -1
    for row, (number, tiers) in enumerate(rates.items()):
        rows[number] = row
        getattr(made, f"{kind}_bound")[row] = tiers[0][0] or _UNBOUNDED
        getattr(made, f"{kind}_low")[row] = tiers[0][1]
        getattr(made, f"{kind}_high")[row] = tiers[-1][1]
