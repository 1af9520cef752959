"""Texts are read once, keep their codes while an epoch lasts, and do not pile up."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pytest

from pointsman.batch.binding import vocabulary
from pointsman.batch.binding.coding import Codes, codes_of
from pointsman.batch.binding.meanings import REFUSED, Readings
from pointsman.batch.binding.vocabulary import Vocabulary
from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.slots import Value


class Reader:
    """Reads a text as itself in capitals, refuses `no`, and keeps account of what it read."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def __call__(self, text: object) -> Value | Flaw:
        self.asked.append(text)
        return Flaw(Code.BAD_TEXT, "it is `no`") if text == "no" else str(text).upper()


def meanings(known: Vocabulary, dictionary: list[str | None]) -> list[Value]:
    """What each entry means; `refused` for what is not let through."""
    table = known.table(pa.array(dictionary, pa.string()))
    assert table.codes[-1] == 0
    assert table.refuses == (REFUSED in table.codes)
    codes = table.codes[:-1].tolist()
    return ["refused" if code == REFUSED else table.values[code] for code in codes]


def test_every_text_is_read_once() -> None:
    reader = Reader()
    known = Vocabulary(pa.string(), Readings(reader))
    assert meanings(known, ["a", None, "no", "b"]) == ["A", None, "refused", "B"]
    assert meanings(known, ["b", "no", "c", "b"]) == ["B", "refused", "C", "B"]
    assert meanings(known, []) == []
    assert meanings(known, ["c", "a"]) == ["C", "A"]
    assert reader.asked == ["a", "no", "b", "c"]


def test_texts_that_mean_the_same_share_a_code() -> None:
    known = Vocabulary(pa.string(), Readings(Reader()))
    table = known.table(pa.array(["usa", "USA", "uSa"]))
    assert table.codes.tolist() == [1, 1, 1, 0]
    assert table.values == (None, "USA")
    assert not table.in_order


def test_the_first_values_have_the_first_codes() -> None:
    known = Vocabulary(pa.string(), Readings(Reader(), ("X", "Y")))
    table = known.table(pa.array(["z", "y"]))
    assert table.codes.tolist() == [3, 2, 0]
    assert table.values == (None, "X", "Y", "Z")


def test_a_dictionary_seen_before_has_its_table_at_hand() -> None:
    known = Vocabulary(pa.string(), Readings(Reader()))
    dictionary = pa.array(["a", "b", "c"])
    table = known.table(dictionary)
    assert table.in_order
    assert known.table(dictionary) is table
    assert known.table(pa.array(["a", "b", "c"])) is table
    assert known.table(dictionary.slice(1)).codes.tolist() == [2, 3, 0]
    assert known.table(dictionary.slice(0, 2)).codes.tolist() == [1, 2, 0]


@pytest.mark.parametrize(("limit", "most"), [("MOST_KNOWN", 3), ("MOST_BYTES", 15)])
def test_a_new_epoch_where_there_are_too_many(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, limit, most)
    known = Vocabulary(pa.string(), Readings(Reader(), ("X",)))
    first = known.table(pa.array(["a", "b"]))
    second = known.table(pa.array(["c", "d", "a"]))
    assert first.epoch != second.epoch
    assert (first.values, second.values) == ((None, "X", "A", "B"), (None, "X", "C", "D", "A"))
    again = known.table(pa.array(["a", "b"]))
    assert [again.values[code] for code in again.codes] == ["A", "B", None]


def test_no_two_vocabularies_share_an_epoch() -> None:
    one, other = (Vocabulary(pa.string(), Readings(Reader())) for _ in range(2))
    epochs = {known.table(pa.array([text])).epoch for known in (one, other) for text in "ab"}
    assert len(epochs) == 2
    assert 0 not in epochs


def test_numbers_are_texts_too() -> None:
    known = Vocabulary(pa.int16(), Readings(Reader()))
    table = known.table(pa.array([7, None, -7], pa.int16()))
    assert [table.values[code] for code in table.codes] == ["7", None, "-7", None]


def test_many_threads_learn_the_same() -> None:
    known = Vocabulary(pa.string(), Readings(Reader()))
    parts: list[list[str | None]] = [[f"t{at % 50}", f"t{at % 7}", "no", None] for at in range(300)]
    expected = [[f"T{at % 50}", f"T{at % 7}", "refused", None] for at in range(300)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda part: meanings(known, part), parts)) == expected


def test_of_a_long_dictionary_only_what_is_named_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_KNOWN", 4)
    reader = Reader()
    dictionary = pa.array(["a", "b", "c", "d", "no", "f"])
    column = pa.DictionaryArray.from_arrays(pa.array([5, None, 1, 4, 5], pa.uint8()), dictionary)
    codes = codes_of(column, Vocabulary(pa.string(), Readings(reader)))
    assert reader.asked == ["b", "no", "f"]
    assert [codes.values[code] for code in codes.rows] == ["F", None, "B", None, "F"]
    assert codes.refused is not None
    assert codes.refused.tolist() == [False, False, False, True, False]


class Lasting(Readings):
    """Readings whose codes outlive the texts that are forgotten."""

    lasting = True

    def forget(self) -> None:
        """All values are kept."""


def test_texts_that_hardly_come_back_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_KNOWN", 4)
    reader = Reader()
    known = Vocabulary(pa.string(), Lasting(reader))
    first = known.table(pa.array(["a", "b", "c"]))
    second = known.table(pa.array(["d", "e", None, "f"]))
    assert first.epoch == second.epoch
    assert second.values[: len(first.values)] == first.values
    assert meanings(known, ["d", "no"]) == ["D", "refused"]
    assert reader.asked == ["a", "b", "c", "d", "e", "f", "d", "no"]


@pytest.mark.parametrize("limit", [1, 3, 50])
@pytest.mark.parametrize("meaning", [Readings, Lasting])
def test_codes_mean_the_same_however_little_is_kept(
    limit: int, meaning: type[Readings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_KNOWN", limit)
    known = Vocabulary(pa.string(), meaning(Reader()))
    epochs: dict[int, tuple[Value, ...]] = {}
    for start in range(40):
        texts = [f"t{(start * 7 + at * at) % 29}" for at in range(start % 9)] + [None, "no"]
        encoded = pa.array(texts).dictionary_encode()
        codes = codes_of(encoded, known)
        told = [codes.values[code] for code in codes.rows]
        assert told == [text.upper() if text and text != "no" else None for text in texts]
        before = epochs.get(codes.epoch, ())
        assert codes.values[: len(before)] == before or before[: len(codes.values)] == codes.values
        epochs[codes.epoch] = max(before, codes.values, key=len)


@pytest.mark.parametrize("rows", [[1, 1, 1], [0, 2, 1, 2], [0, 0], [], [3]])
def test_codes_in_use(rows: list[int]) -> None:
    codes = Codes(np.array(rows, np.int32), (None, "A", "B", "C"), 1, None)
    assert codes.in_use().tolist() == sorted(set(rows) - {0})
