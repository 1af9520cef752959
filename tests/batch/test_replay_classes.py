"""Values that a program cannot tell apart are one class, over batches and epochs."""

import numpy as np

from pointsman.batch.binding.columns import Coded
from pointsman.batch.replay.classes import MODES, Classes, classes_of
from pointsman.batch.replay.needs import Needs
from pointsman.engine.facts import Mode
from pointsman.engine.slots import Slot, Value, is_of_account
from tests.batch.replay_cases import program

FILTERS = [{"mcc": {"except": ["4829", {"from": "6010", "to": "6012"}]}}]


def _coded(codes: list[int], values: tuple[Value, ...], epoch: int = 0) -> Coded:
    return Coded(np.array(codes, np.int32), values, epoch)


def _initials() -> Classes:
    return Classes(lambda value: str(value)[0])


def test_values_with_one_answer_are_one_class() -> None:
    classes = _initials()
    codes = classes.codes(_coded([0, 1, 2, 3], (None, "apple", "pear", "avocado")))
    assert codes.tolist() == [0, 1, 2, 1]
    assert classes.values == [None, "apple", "pear"]


def test_classes_stay_when_the_values_are_counted_anew() -> None:
    classes = _initials()
    assert classes.codes(_coded([1], (None, "apple"))).tolist() == [1]
    assert classes.codes(_coded([2, 1], (None, "pear", "banana"), epoch=1)).tolist() == [3, 2]
    assert classes.codes(_coded([1, 2, 0], (None, "ape", "bar"), epoch=2)).tolist() == [1, 3, 0]


def test_an_unknown_value_is_no_class_of_known_ones() -> None:
    classes = Classes(lambda _: "same")
    assert classes.codes(_coded([0, 1, 2], (None, "a", "b"))).tolist() == [0, 1, 1]


def test_a_program_tells_apart_what_its_filters_name() -> None:
    needs = Needs(program(filters=FILTERS))
    classes = classes_of(needs.program.plan, needs.loop.parameters, Slot.MCC)
    values = (None, "4829", "5411", "5812", "6011", "6012")
    assert classes.codes(_coded([0, 1, 2, 3, 4, 5], values)).tolist() == [0, 1, 2, 2, 1, 1]


def test_every_mode_is_its_own_class() -> None:
    needs = Needs(program())
    classes = needs.classes(frozenset({Slot.MODE, Slot.AMOUNT}))
    assert classes.keys() == {Slot.MODE}
    values = (None, Mode.ALL, Mode.NEXT, Mode.OFF)
    found = classes[Slot.MODE].codes(_coded([0, 1, 2, 3], values)).tolist()
    assert [MODES[code] for code in found] == list(values)


def test_accounts_fill_their_slots_and_own_facts() -> None:
    own = [{"name": "segment", "type": "choice", "values": ["gold"]}]
    needs = Needs(program(facts=own))
    assert is_of_account(Slot.BALANCE)
    assert is_of_account(len(Slot))
    assert not is_of_account(Slot.MCC)
    assert needs.of_accounts.isdisjoint(needs.of_purchases)
    assert needs.of_purchases >= {Slot.AMOUNT, Slot.TIME, Slot.REQUESTED_AT, Slot.AFTER}
