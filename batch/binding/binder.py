"""Record batches of purchases as integer columns, with the meaning that `engine.binding` gives.

What cannot be vouched for is not decided here: the row is marked odd, and the scalar path gives
its decision or says exactly what is wrong with it.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import types

from pointsman.batch.binding import fields
from pointsman.batch.binding.cells import Bits, settled
from pointsman.batch.binding.clock import Clock
from pointsman.batch.binding.coding import Codes, codes_of
from pointsman.batch.binding.columns import NO_INSTANT, UNKNOWN, BoundColumns
from pointsman.batch.binding.distinctions import Distinctions, distinctions_of
from pointsman.batch.binding.fields import Fact, Path, Shape, facts_of
from pointsman.batch.binding.instants import instants_of
from pointsman.batch.binding.meanings import Classes, Meaning, Read, Readings
from pointsman.batch.binding.money import amounts_of
from pointsman.batch.binding.numbers import MOST_DECIMALS, Numbers, numbers_of
from pointsman.batch.binding.schema import Place, arrays_of, entries_of, places_of
from pointsman.batch.binding.sheet import Sheet
from pointsman.batch.binding.texts import refused_texts
from pointsman.batch.binding.vocabulary import Vocabulary
from pointsman.engine.countries import COUNTRIES
from pointsman.engine.currencies import Currency
from pointsman.engine.exact import MAX_DIGITS, Exact
from pointsman.engine.facts_reading.flaws import Flaw
from pointsman.engine.facts_reading.values import Reader, read_text
from pointsman.engine.program import Program
from pointsman.engine.slots import NUMBER_PLACES, Slot, Value

_CALENDAR: Final = frozenset({Slot.WEEKDAY, Slot.HOUR, Slot.DATE})
_COUNTRIES: Final = (fields.COUNTRY, fields.ISSUER_COUNTRY)
_TIMES: Final = (fields.TIME, fields.REQUESTED_AT)
_MONEY: Final = {fields.MINIMUM: Slot.MINIMUM, fields.CAP: Slot.CAP}

Asked = Mapping[int, Distinctions | None]
Instant64 = NDArray[np.int64]


class Binder:
    """Binds the batches of one table; made once. Safe to use from several threads at once."""

    def __init__(self, program: Program, schema: pa.Schema, slots: frozenset[int]) -> None:
        """`slots` are the numbers of `engine.slots` that are to be filled.

        Raises:
            BadColumnsError: with every column that cannot hold facts of `program`.
        """
        self._schema = schema
        self._slots = slots
        self._units = program.plan.units
        self._hosted = program.plan.hosted
        self._clock = Clock(program.zone)
        self._places = places_of(schema, facts_of(program))
        asked = distinctions_of(program.plan)
        self._vocabularies = {
            path: _vocabulary(place, asked)
            for path, place in self._places.items()
            if self._is_coded(place)
        }

    def bind(self, batch: pa.RecordBatch) -> BoundColumns:
        """The columns of a batch, every value of which is looked at, whether asked for or not.

        Raises:
            BadColumnsError: a column is broken: it names entries that its dictionary lacks.
            ValueError: the columns of the batch are not those the binder was made for.
        """
        if not self._is_mine(batch.schema):
            raise ValueError("the batch has other columns than the table it belongs to")
        sheet = Sheet.empty(batch.num_rows, self._slots)
        arrays = arrays_of(batch, self._places)
        columns = arrays | entries_of(arrays)
        codes = {path: codes_of(columns[path], it) for path, it in self._vocabularies.items()}
        self._bind_codes(codes, sheet)
        self._bind_amounts(arrays, codes, sheet)
        self._bind_points(arrays.get(fields.BALANCE), sheet)
        self._bind_preferences(arrays, sheet)
        self._bind_times(arrays, codes.get(fields.AFTER), sheet)
        self._look_at_others(arrays, sheet)
        sheet.fill()
        ids = _ids(arrays.get(fields.ID), batch.num_rows)
        return BoundColumns(sheet.rows, sheet.numbers, sheet.coded, sheet.odd, ids)

    def _is_mine(self, schema: pa.Schema) -> bool:
        """Whether it has the same columns; which of them may be null, no matter."""
        mine = self._schema
        if schema.equals(mine):
            return True
        return bool(schema.names == mine.names and schema.types == mine.types)

    def _is_coded(self, place: Place) -> bool:
        """Whether its values are read one by one: those that rules read, and those with a list."""
        fact = place.fact
        if fact.shape is Shape.WORD or fact.slot in self._slots:
            return fact.path not in (fields.AMOUNT, fields.BALANCE, *_MONEY, *_TIMES)
        return fact.shape is Shape.TEXT and fact.read is not read_text

    def _bind_codes(self, codes: dict[Path, Codes], sheet: Sheet) -> None:
        for path, it in codes.items():
            sheet.doubt(it.refused)
            slot = self._places[path].fact.slot
            if slot is not None:
                sheet.put_codes(slot, it)
        merchant, issuer = (codes.get(path) for path in _COUNTRIES)
        if merchant is not None and issuer is not None and Slot.CROSS_BORDER in self._slots:
            sheet.put_numbers(Slot.CROSS_BORDER, _cross_border(merchant.rows, issuer.rows))

    def _bind_amounts(
        self, arrays: dict[Path, pa.Array], codes: dict[Path, Codes], sheet: Sheet
    ) -> None:
        array, currency = arrays.get(fields.AMOUNT), codes.get(fields.CURRENCY)
        if array is None or currency is None:
            sheet.doubt(np.ones(sheet.rows, np.bool_))
            sheet.put_numbers(Slot.AMOUNT, np.zeros(sheet.rows, np.int64))
            return
        amounts = amounts_of(array, currency)
        sheet.doubt(amounts.odd)
        sheet.put_numbers(Slot.AMOUNT, amounts.minor)

    def _bind_points(self, array: pa.Array | None, sheet: Sheet) -> None:
        if array is None:
            return
        balances = numbers_of(array, 2)
        sheet.doubt(balances.odd)
        if not self._hosted:
            return
        sheet.put_numbers(Slot.BALANCE, balances.or_unknown(balances.units))
        if Slot.USABLE in self._slots:
            sheet.put_numbers(Slot.USABLE, self._usable(array, balances))

    def _usable(self, array: pa.Array, balances: Numbers) -> NDArray[np.int64]:
        """The points, in hundredths, that make up whole units of those that the program counts."""
        unit = self._units.unit
        whole = balances.units
        if unit > 1 and not types.is_integer(array.type):
            whole = whole // unit
            whole *= unit
        return balances.or_unknown(whole)

    def _bind_preferences(self, arrays: dict[Path, pa.Array], sheet: Sheet) -> None:
        for path, slot in _MONEY.items():
            if path in arrays:
                amounts = numbers_of(arrays[path], self._units.exponent)
                sheet.doubt(amounts.odd)
                # An amount of 0 is not set; UNKNOWN is -1.
                np.subtract(amounts.units, amounts.units == 0, out=amounts.units)
                sheet.put_numbers(slot, amounts.units)

    def _bind_times(self, arrays: dict[Path, pa.Array], after: Codes | None, sheet: Sheet) -> None:
        bought, asked = (_instants(arrays.get(path), sheet) for path in _TIMES)
        if bought is not None:
            self._bind_calendar(bought, sheet)
            sheet.put_numbers(Slot.TIME, bought)
        if asked is not None:
            sheet.put_numbers(Slot.REQUESTED_AT, asked)
        sheet.doubt(_half_requests(asked, after))
        if bought is not None and asked is not None:
            sheet.doubt((asked != NO_INSTANT) & (asked < bought))

    def _bind_calendar(self, instants: Instant64, sheet: Sheet) -> None:
        if not _CALENDAR & self._slots:
            return
        local = self._clock.local(instants)
        if local.known is not None:
            sheet.doubt((instants != NO_INSTANT) & ~local.known)
        parts = {Slot.WEEKDAY: local.weekday, Slot.HOUR: local.hour, Slot.DATE: local.ordinal}
        for slot, part in parts.items():
            if slot in self._slots:
                sheet.put_numbers(slot, part())

    def _look_at_others(self, arrays: dict[Path, pa.Array], sheet: Sheet) -> None:
        """The values that fill no slot are looked at too: what is wrong is never passed over."""
        for path, place in self._places.items():
            if place.fact.read is read_text and path not in self._vocabularies:
                sheet.doubt(refused_texts(arrays[path]))
            elif self._is_idle_number(place):
                sheet.doubt(numbers_of(arrays[path], _places_to_look_at(arrays[path])).odd)

    def _is_idle_number(self, place: Place) -> bool:
        path = place.fact.path
        bound = path in self._vocabularies or path in (fields.AMOUNT, fields.BALANCE, *_MONEY)
        return place.fact.shape is Shape.NUMBER and not bound


def bind_columns(program: Program, batch: pa.RecordBatch, slots: frozenset[int]) -> BoundColumns:
    """One batch by itself; for the batches of a table, a `Binder` keeps what it has learned.

    Raises:
        BadColumnsError: with every column that cannot hold facts of `program`.
    """
    return Binder(program, batch.schema, slots).bind(batch)


def _vocabulary(place: Place, asked: Asked) -> Vocabulary:
    kind = settled(pa.nulls(0, place.leaf.type)).type
    texts = kind.value_type if types.is_dictionary(kind) else kind
    return Vocabulary(texts, _meaning(place.fact, texts, asked))


def _meaning(fact: Fact, kind: pa.DataType, asked: Asked) -> Meaning:
    """Countries have codes from a list, so that those of two columns can be compared."""
    if fact.read is read_text and fact.slot is not None:
        distinctions = asked.get(fact.slot, Distinctions())
        if distinctions is not None:
            return Classes(kind, distinctions)
    first = tuple(COUNTRIES) if fact.path in _COUNTRIES else ()
    return Readings(_into_slot(fact.read), first)


def _into_slot(read: Reader) -> Read:
    """The reader, with its answer as it stands in a slot."""

    def read_value(text: object) -> Value | Flaw:
        value = read(text)
        if isinstance(value, Currency):
            return value.code
        if isinstance(value, Exact):
            return value.scaled(NUMBER_PLACES)
        return value if isinstance(value, str | Flaw) else str(value)

    return read_value


def _cross_border(merchant: NDArray[np.int32], issuer: NDArray[np.int32]) -> NDArray[np.int64]:
    """1 where the countries differ, UNKNOWN where one is not known (code 0)."""
    known = (merchant != 0) & (issuer != 0)
    return np.where(known, merchant != issuer, UNKNOWN)


def _instants(array: pa.Array | None, sheet: Sheet) -> Instant64 | None:
    if array is None:
        return None
    instants = instants_of(array)
    sheet.doubt(instants.odd)
    return instants.micros


def _half_requests(asked: Instant64 | None, after: Codes | None) -> Bits | None:
    """Which requests have but one of their two fields; None when none can."""
    given: Bits | None = None if asked is None else asked != NO_INSTANT
    named: Bits | None = None if after is None else after.rows != 0
    if given is None:
        return named
    return given if named is None else np.not_equal(given, named)


def _places_to_look_at(array: pa.Array) -> int:
    """Decimals of a number that only has to be one: its column's own, where that is plain."""
    kind = array.type
    if types.is_decimal(kind) and kind.precision <= MAX_DIGITS:
        return min(max(0, int(kind.scale)), MAX_DIGITS - 1)
    return MOST_DECIMALS


def _ids(array: pa.Array | None, rows: int) -> pa.Array:
    if array is None:
        return pa.nulls(rows, pa.string())
    if types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array if types.is_string(array.type) else pc.cast(array, pa.string())
