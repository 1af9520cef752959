"""What the validator remembers of lists that it has seen: only that an item has no flaw."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pointsman.dsl import schema
from pointsman.dsl.schema import program_schema, program_validator
from tests.strategies.documents import documents, simple_document

Told = list[tuple[object, ...]]
Check = Callable[[object], Told]

PLAIN = Draft202012Validator(program_schema())
"""The validator without a memory."""

GOOD = {"up_to": "5.00", "rate": "0.01"}
BAD = {"up_to": "5.00", "raet": "0.01"}


class Watched(dict[str, Any]):
    """An object that counts how often it is looked into; it is written as any other."""

    looks = 0

    def __contains__(self, key: object) -> bool:
        self.looks += 1
        return super().__contains__(key)


@pytest.fixture
def check() -> Check:
    """Checks the tiers of a program with a validator that remembers nothing yet."""
    validator = program_validator.__wrapped__()
    return lambda tiers: told(validator, with_tiers(tiers))


def with_tiers(tiers: object) -> dict[str, Any]:
    return simple_document(conversion={"base": {"tiers": tiers}})


def told(validator: Draft202012Validator, document: object) -> Told:
    """The path of each flaw, then what it is."""
    errors = validator.iter_errors(document)
    return [(*error.absolute_path, error.validator, error.message) for error in errors]


def test_an_item_without_a_flaw_is_looked_at_once(check: Check) -> None:
    first, again = Watched(GOOD), Watched(GOOD)
    assert check([first]) == check([again]) == []
    assert first.looks > 0
    assert again.looks == 0


def test_wherever_in_the_list_it_stands(check: Check) -> None:
    check([GOOD])
    again = Watched(GOOD)
    assert check([{"rate": "0.02"}, again, again]) == []
    assert again.looks == 0


def test_a_flaw_is_told_every_time_at_its_own_place(check: Check) -> None:
    once = check([BAD])
    assert {flaw[:4] for flaw in once} == {("conversion", "base", "tiers", 0)}
    assert check([BAD]) == once
    assert check([GOOD, BAD, BAD]) == [
        (*flaw[:3], index, *flaw[4:]) for index in (1, 2) for flaw in once
    ]


def test_to_stop_at_the_first_flaw_is_not_to_find_none() -> None:
    validator = program_validator.__wrapped__()
    document = with_tiers([BAD])
    assert not validator.is_valid(document)
    assert next(validator.iter_errors(document)).validator == "required"
    assert told(validator, document) == told(PLAIN, document)
    assert len(told(PLAIN, document)) == 2


def test_what_is_changed_after_it_was_seen_is_another_item(check: Check) -> None:
    tiers = [dict(GOOD)]
    assert check(tiers) == []
    tiers[0]["raet"] = tiers[0].pop("rate")
    assert check(tiers) == check([BAD])
    assert len(check(tiers)) == 2


def test_what_was_told_of_it_may_be_changed() -> None:
    validator = program_validator.__wrapped__()
    document = with_tiers([BAD])
    before = told(validator, document)
    for error in validator.iter_errors(document):
        error.path.clear()
        error.message = "nothing"
        error.instance = None
    assert told(validator, document) == before


def test_what_is_right_in_one_list_may_be_wrong_in_another() -> None:
    validator = program_validator.__wrapped__()
    assert told(validator, with_tiers([GOOD])) == []
    elsewhere = simple_document(filters=[GOOD], groups=[GOOD])
    assert told(validator, elsewhere) == told(PLAIN, elsewhere)
    assert {flaw[0] for flaw in told(validator, elsewhere)} == {"filters", "groups"}


@pytest.mark.parametrize("first", [1, 1.0, "1", True])
def test_values_that_are_equal_are_not_the_same(check: Check, first: object) -> None:
    check([{"rate": first}])
    found = {repr(rate): bool(check([{"rate": rate}])) for rate in (1, 1.0, "1", True)}
    assert found == {"1": False, "1.0": False, "'1'": False, "True": True}


def test_a_long_item_is_looked_at_again(check: Check) -> None:
    first, again = (Watched(rate="1" * 2_000) for _ in range(2))
    assert check([first]) == check([again]) == []
    assert again.looks == first.looks > 0


def test_what_is_known_is_forgotten_when_it_is_too_much(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_MOST_KNOWN", 3)
    check([GOOD, {"rate": "0.02"}, {"rate": "0.03"}, {"rate": "0.04"}])
    forgotten, known = Watched(GOOD), Watched(GOOD)
    assert check([forgotten]) == check([known]) == []
    assert forgotten.looks > 0
    assert known.looks == 0


def test_each_validator_has_a_memory_of_its_own(check: Check) -> None:
    check([GOOD])
    item = Watched(GOOD)
    assert told(program_validator.__wrapped__(), with_tiers([item])) == []
    assert item.looks > 0


@pytest.mark.parametrize("value", [None, "rate", 3, True, {"0": GOOD}])
def test_what_is_no_list_has_no_items(check: Check, value: object) -> None:
    [flaw] = check(value)
    assert flaw[3] == "type"


@given(documents(), st.data())
def test_it_tells_what_a_validator_without_a_memory_tells(
    document: dict[str, Any], data: st.DataObject
) -> None:
    assert program_validator().is_valid(document)
    text = json.dumps(document)
    keys = sorted(set(text.split('"')) & {"rate", "only", "name", "id", "from", "op", "program"})
    key = data.draw(st.sampled_from(keys))
    edited = json.loads(text.replace(f'"{key}"', '"xyz"', data.draw(st.integers(1, 3))))
    expected = told(PLAIN, edited)
    assert told(program_validator(), edited) == expected
    assert told(program_validator(), edited) == expected
    assert program_validator().is_valid(document)
