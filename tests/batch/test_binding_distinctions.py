"""What a program asks about its texts is collected whole, and texts that are alike share a code."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from pointsman.batch.binding import BadColumnsError, Binder, meanings, vocabulary
from pointsman.batch.binding.coding import codes_of
from pointsman.batch.binding.distinctions import Distinctions, distinctions_of
from pointsman.batch.binding.meanings import Classes
from pointsman.batch.binding.vocabulary import Vocabulary
from pointsman.engine.glob import compile_glob
from pointsman.engine.slots import Slot
from pointsman.programs import load_text

ASKING = """
program "Asking" {
  version 1
  currency USD
  points "Points" whole
  fact tier text
  fact note text
  filters {
    merchant except id "M1", name "*cafe*", acquirer "Q"
    mcc only 5411..5499, 5812
    require tier = "gold" or not (tier in ("silver", "M9")) else "no tier"
  }
  conversion {
    base { above at 0.01 }
    override "One" for merchant id "M2" at 0.02
    override "Two" for merchant name "shop ?", "*Café*" at 0.02
    override "Three" when tier != "iron" and amount > 5.00 at 0.03
  }
  redemption { full }
}
"""

GLOBS = tuple((compile_glob(each),) for each in ("*cafe*", "shop ?"))


def asked() -> dict[int, Distinctions | None]:
    return distinctions_of(load_text(ASKING, "asking.points").plan)


def test_named_texts_of_every_step_are_found() -> None:
    found = asked()
    tier = len(Slot)
    assert found[Slot.MERCHANT_ID] == Distinctions(("M1", "M2"))
    assert found[Slot.ACQUIRER] == Distinctions(("Q",))
    assert found[tier] == Distinctions(("M9", "gold", "iron", "silver"))
    assert tier + 1 not in found
    assert Slot.PRODUCT not in found


def test_patterns_are_found() -> None:
    names = asked()[Slot.MERCHANT_NAME]
    assert names is not None
    assert names.named == ()
    assert {glob.pattern for globs in names.patterns for glob in globs} == {
        "*cafe*",
        "shop ?",
        "*Café*",
    }


def test_an_order_of_texts_is_no_matter_of_names() -> None:
    assert asked()[Slot.MCC] is None


def told(codes: list[Any], distinctions: Distinctions, kind: pa.DataType) -> list[Any]:
    coded = codes_of(pa.array(codes, kind), Vocabulary(kind, Classes(kind, distinctions)))
    assert coded.values[0] is None
    return [coded.values[code] for code in coded.rows]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_texts_that_are_not_named_are_one(kind: pa.DataType) -> None:
    texts = ["x", "M2", None, "y", "M1", "bad\n", "é", "M2"]
    values = told(texts, Distinctions(("M1", "M2")), kind)
    other = values[0]
    assert other not in texts
    assert values == [other, "M2", None, other, "M1", None, other, "M2"]


def test_numbers_are_named_as_they_are_written() -> None:
    values = told([7, None, -7, 70], Distinctions(("-7", "7")), pa.int64())
    assert values == ["7", None, "-7", values[3]]
    assert values[3] not in ("7", "-7", "70")


def test_texts_that_match_the_same_are_one() -> None:
    texts = ["Cafe 1", "M", "CAFE 2", "shop 1", None, "x", "y", "shop 2", "a\tcafe", "shop  3"]
    values = told(texts, Distinctions(("M", "shop 2"), GLOBS), pa.string())
    cafe, named, again, shop, unknown, other, another, other_named, refused, last = values
    assert (named, other_named, unknown, refused) == ("M", "shop 2", None, None)
    assert cafe == again
    assert cafe in ("Cafe 1", "CAFE 2")
    assert shop == "shop 1"
    assert other == another == last
    assert other in ("x", "y", "shop  3")


def test_classes_start_anew_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanings, "MOST_CLASSES", 2)
    monkeypatch.setattr(vocabulary, "MOST_KNOWN", 3)
    known = Vocabulary(pa.string(), Classes(pa.string(), Distinctions(("M",), GLOBS)))
    first = known.table(pa.array(["cafe", "shop 1", "x"]))
    again = known.table(pa.array(["shop 2", "M", "shop 3", "cafe 3"]))
    assert set(first.values) == {None, "M", "x", "cafe", "shop 1"}
    assert again.epoch != first.epoch
    meant = [again.values[code] for code in again.codes]
    assert meant[0] == meant[2]
    assert meant[0] in ("shop 2", "shop 3")
    assert (meant[1], meant[3], meant[4]) == ("M", "cafe 3", None)


@pytest.mark.parametrize("rows", [1, 3, 8])
def test_a_long_dictionary_is_worked_out_once_it_pays(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dictionary = pa.array([f"M{number}" for number in range(20)] + ["bad\n", None])
    known = Vocabulary(pa.string(), Classes(pa.string(), Distinctions(("M3", "M4"))))
    whole = []
    monkeypatch.setattr(
        known, "table", lambda it: whole.append(len(it)) or Vocabulary.table(known, it)
    )
    for start in range(60):
        entries = [(start * 5 + at * 3) % 22 for at in range(rows)] + [None]
        column = pa.DictionaryArray.from_arrays(pa.array(entries, pa.int8()), dictionary)
        codes = codes_of(column, known)
        texts = [dictionary[at].as_py() if at is not None else None for at in entries]
        assert [code == 0 for code in codes.rows] == [it in (None, "bad\n") for it in texts]
        named = [it if it in ("M3", "M4") else None for it in texts]
        other = codes.values[-1]
        assert [
            None if codes.values[code] == other else codes.values[code] for code in codes.rows
        ] == named
        assert (codes.refused is not None and codes.refused.any()) == ("bad\n" in texts)
    assert set(whole) == {22}
    assert len(whole) == 60 - (22 + rows) // (rows + 1)


@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.int32(), pa.int64(), pa.uint64()])
@pytest.mark.parametrize("name", ["merchant.id", "mcc", "currency", "amount", "time"])
def test_an_index_beyond_its_dictionary(kind: pa.DataType, name: str) -> None:
    program = load_text(ASKING, "asking.points")
    texts = pa.array({"amount": ["1", "2"], "time": ["2026-03-07T12:30:00Z"] * 2}.get(name, ["a"]))
    stray = [len(texts)] + ([-1] if pa.types.is_signed_integer(kind) else [])
    for index in stray:
        column = pa.DictionaryArray.from_arrays(pa.array([0, index], kind), texts, safe=False)
        columns = {"amount": pa.array(["1", "1"]), "currency": pa.array(["USD"] * 2), name: column}
        names = [f"authorization.{each}" for each in columns]
        batch = pa.RecordBatch.from_arrays(list(columns.values()), names)
        binder = Binder(program, batch.schema, frozenset(Slot))
        with pytest.raises(BadColumnsError, match=rf"column `authorization\.{name}` is broken"):
            binder.bind(batch)


def test_what_stands_in_null_cells_leads_nowhere() -> None:
    program = load_text(ASKING, "asking.points")
    cells = [pa.py_buffer(b"\x01"), pa.py_buffer(np.array([0, 99], np.int32).tobytes())]
    indices = pa.Array.from_buffers(pa.int32(), 2, cells)
    ids = pa.DictionaryArray.from_arrays(indices, pa.array(["M1"]), safe=False)
    batch = pa.RecordBatch.from_arrays(
        [pa.array(["1", "1"]), pa.array(["USD"] * 2), ids],
        [f"authorization.{each}" for each in ("amount", "currency", "merchant.id")],
    )
    bound = Binder(program, batch.schema, frozenset(Slot)).bind(batch)
    coded = bound.coded[Slot.MERCHANT_ID]
    assert [coded.values[code] for code in coded.codes] == ["M1", None]
