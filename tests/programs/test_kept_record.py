import json
import secrets
import sys
from typing import Any

import pytest
from attrs import evolve

from pointsman.engine.exact import Exact
from pointsman.engine.program import Program
from pointsman.programs import load_text
from pointsman.programs.kept.record import (
    NotARecordError,
    Record,
    read_record,
    record_of,
    write_record,
)
from tests.programs.keeping import DATA, NAME, TEXT
from tests.programs.shipped_programs import FORMS, NAMES, program
from tests.properties.drawn import draw
from tests.strategies.choices import seeded

RANDOM_PROGRAMS = 200


def there_and_back(kept: Program) -> Record:
    return read_record(write_record(record_of(kept)))


def told() -> dict[str, Any]:
    """The record of a small program, as plain data that a test may spoil."""
    plain: dict[str, Any] = json.loads(write_record(record_of(load_text(TEXT, NAME))))
    return plain


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_every_program_that_ships_comes_back(name: str, form: str) -> None:
    kept = program(name, form)
    assert there_and_back(kept) == record_of(kept)


def test_random_programs_come_back() -> None:
    seed = secrets.randbits(32)
    for number in range(RANDOM_PROGRAMS):
        drawn = draw(seeded(seed + number), purchases=0)
        kept = drawn.program
        record = there_and_back(kept)
        assert record.rules == kept.rules, f"seed {seed + number}\n{drawn!r}"
        # Equality would not tell a list from a tuple, nor True from 1: how they are shown does.
        assert repr(record.rules) == repr(kept.rules), f"seed {seed + number}\n{drawn!r}"
        assert (record.digest, dict(record.lines)) == (kept.digest, dict(record_of(kept).lines))


def test_a_record_is_json_without_a_word_of_the_layout() -> None:
    plain = told()
    assert set(plain) == {"digest", "lines", "rules"}
    assert plain["rules"]["class"] == "Rules"
    assert plain["rules"]["points"] == {
        "class": "Points",
        "name": "Points",
        "precision": {"class": "Precision", "value": "whole"},
    }
    assert plain["lines"]["/version"] == 2
    assert NAME not in json.dumps(plain), "the name is that of the file that is opened"
    assert b"\n" not in write_record(record_of(load_text(DATA.decode(), NAME)))


def test_text_that_no_locale_could_write() -> None:
    name = "Café \u202e \U0001f600 \u2028"
    kept = load_text(TEXT.replace("Small", "Café \U0001f600"), NAME)
    renamed = Program(evolve(kept.rules, program=name), kept.digest, kept.zone, kept.places)
    text = write_record(record_of(renamed))
    assert text.isascii()
    assert read_record(text).rules.program == name


class TestWhatIsNoRecord:
    @pytest.mark.parametrize(
        "text",
        [
            b"", b"null", b"1", b"[]", b"{}", b"{", b"\xff", b'"rules"', b"\0", b"[" * 100_000,
            b'{"a":' * 100_000, b'{"rules": null, "digest": "", "lines": {}}', b"NaN",
        ],
        ids=range(13),
    )  # fmt: skip
    def test_a_text(self, text: bytes) -> None:
        with pytest.raises(NotARecordError):
            read_record(text)

    @pytest.mark.parametrize("field", ["digest", "lines", "rules"])
    @pytest.mark.parametrize("value", [None, 1, [], "absent"], ids=str)
    def test_a_part_that_is_another_thing_or_absent(self, field: str, value: object) -> None:
        plain = told()
        plain[field] = value
        if value == "absent":
            del plain[field]
        with pytest.raises(NotARecordError):
            read_record(json.dumps(plain).encode())

    @pytest.mark.parametrize(
        "name",
        ["Program", "system", "os.system", "object", "type", "Record", "Kind", "", 1, None, [], {}],
        ids=str,
    )
    def test_a_class_that_no_rule_has(self, name: object) -> None:
        plain = told()
        plain["rules"]["points"] = {"class": name, "value": "whoami"}
        if name is None:
            del plain["rules"]["class"]
        with pytest.raises(NotARecordError):
            read_record(json.dumps(plain).encode())

    def test_a_field_too_many_or_too_few(self) -> None:
        for spoil in ({"surprise": 1}, {"__init__": 1}, {"self": 1}):
            plain = told()
            plain["rules"].update(spoil)
            with pytest.raises(NotARecordError):
                read_record(json.dumps(plain).encode())
        plain = told()
        del plain["rules"]["conversion"]
        with pytest.raises(NotARecordError):
            read_record(json.dumps(plain).encode())

    def test_a_word_that_an_enumeration_does_not_have(self) -> None:
        plain = told()
        plain["rules"]["points"]["precision"]["value"] = "3 decimals"
        with pytest.raises(NotARecordError):
            read_record(json.dumps(plain).encode())


def test_reading_runs_nothing_and_opens_nothing() -> None:
    text = write_record(record_of(load_text(TEXT, NAME)))
    plain = json.loads(text)
    plain["rules"]["program"] = "__import__('os').system('id')"
    seen: list[str] = []
    watching = [True]

    def watch(event: str, _: object) -> None:
        if watching and event.split(".", maxsplit=1)[0] in {
            "exec",
            "compile",
            "import",
            "open",
            "os",
            "socket",
        }:
            seen.append(event)

    sys.addaudithook(watch)
    record = read_record(json.dumps(plain).encode())
    watching.clear()
    assert record.rules.program == "__import__('os').system('id')"
    assert seen == []


class TestWhatCannotBeRecorded:
    def test_a_program_without_a_source(self) -> None:
        kept = load_text(TEXT, NAME)
        with pytest.raises(NotARecordError, match="lines of the program are not known"):
            record_of(Program(kept.rules, kept.digest))

    @pytest.mark.parametrize("value", [b"bytes", 1.5, ["list"], object()], ids=["b", "f", "l", "o"])
    def test_a_value_that_no_rule_holds(self, value: Any) -> None:
        kept = record_of(load_text(TEXT, NAME))
        spoilt = evolve(kept, rules=evolve(kept.rules, timezone=value))
        with pytest.raises(NotARecordError, match="no rule should hold"):
            write_record(spoilt)

    def test_a_class_of_the_same_name_from_elsewhere(self) -> None:
        class Exact2(Exact):
            pass

        Exact2.__name__ = "Exact"
        kept = record_of(load_text(TEXT, NAME))
        with pytest.raises(NotARecordError):
            write_record(evolve(kept, rules=evolve(kept.rules, version=Exact2(1))))  # type: ignore[arg-type]
