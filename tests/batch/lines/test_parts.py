"""What lines are decided with, part by part: each says what the engine says."""

import random
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from pointsman.batch.lines import memory
from pointsman.batch.lines.clock import Clock
from pointsman.batch.lines.evaluating import make_evaluator
from pointsman.batch.lines.kinds import pieces_of
from pointsman.batch.lines.memory import Amounts, Memory, NotPlainError, as_written
from pointsman.batch.lines.reading import billing, into_slot, money
from pointsman.batch.lines.shapes import CHOICES, SHORT, make_shapes
from pointsman.engine.binding import bind
from pointsman.engine.exact import Written
from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.facts_reading.objects import Field
from pointsman.engine.facts_reading.values import read_country, read_mcc
from pointsman.engine.instants import BadInstantError, local_parts, parse_instant
from pointsman.engine.outcome import Stage
from pointsman.engine.reasons import REDEEMED
from tests.facts.purchases import CONTEXT, PURCHASE
from tests.properties.drawn import Drawn, drawn

ZONES = ("UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Monrovia", "Asia/Kathmandu")


class TestMemory:
    def test_reads_once(self) -> None:
        read: list[str] = []

        def upper(given: str) -> str:
            read.append(given)
            return given.upper()

        remembered = Memory(upper)
        assert [remembered["a"], remembered["a"], remembered["b"]] == ["A", "A", "B"]
        assert read == ["a", "b"]

    def test_what_is_left_out(self) -> None:
        assert Memory(read_mcc)[None] is None
        with pytest.raises(NotPlainError):
            Memory(read_mcc, needed=True)[None]

    def test_a_flaw_is_not_remembered(self) -> None:
        remembered = Memory(read_mcc)
        for _ in range(2):
            with pytest.raises(NotPlainError):
                remembered["12"]
        assert dict(remembered) == {None: None}

    def test_numbers_get_their_zeros_back(self) -> None:
        assert Memory(read_country)[36] == "AUS"
        with pytest.raises(NotPlainError):
            Memory(read_country)["36"]

    def test_true_is_not_1(self) -> None:
        remembered = Memory(money(2))
        assert remembered.find(1) == 100
        for other in (True, 1.0, ["1"], {"a": 1}):
            with pytest.raises(NotPlainError):
                remembered.find(other)

    def test_does_not_grow_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(memory, "REMEMBERED", 10)
        for remembered in (
            Memory(money(2)),
            Amounts(money(2), 2),
            Amounts(money(2), 2, needed=True),
        ):
            for cents in range(100):
                assert remembered[f"7.{cents:02d}"] == 700 + cents
            assert len(remembered) <= 10
        assert Memory(read_mcc)[None] is None

    @pytest.mark.parametrize("given", ["1.50", 7, Raw("1.50")])
    def test_as_it_was_written(self, given: object) -> None:
        shown = bytes(given).decode() if isinstance(given, Raw) else str(given)
        written = as_written(given)
        assert written == shown
        assert isinstance(written, Written) is not isinstance(given, str)


class TestAmounts:
    @given(
        st.one_of(
            st.text("0123456789.", max_size=21),
            st.text("0123456789.-+eE_ \n٣²", max_size=8),
            st.from_regex(r"\A[0-9]{1,18}\.[0-9]{2}\Z"),
            st.integers(-5, 10**19),
        ),
        st.sampled_from([0, 2, 3]),
    )
    def test_as_the_engine_reads_them(self, given_: str | int, exponent: int) -> None:
        expected = money(exponent)(as_written(given_))
        amounts = Amounts(money(exponent), exponent)
        for _ in range(2):
            if isinstance(expected, Flaw):
                with pytest.raises(NotPlainError):
                    amounts.find(given_)
            else:
                assert amounts.find(given_) == expected

    def test_in_a_currency(self) -> None:
        yen = billing("392")
        assert not isinstance(yen, Flaw)
        code, amounts = yen
        assert (code, amounts["1500"]) == ("JPY", 1500)
        with pytest.raises(NotPlainError):
            amounts["1500.50"]

    @pytest.mark.parametrize(
        ("currency", "code"), [("XAU", Code.NO_MINOR_UNIT), ("USX", Code.UNKNOWN_CURRENCY)]
    )
    def test_in_no_currency(self, currency: str, code: Code) -> None:
        flaw = billing(currency)
        assert isinstance(flaw, Flaw)
        assert flaw.code is code


class TestClock:
    @pytest.mark.parametrize("zone", ZONES)
    def test_says_what_the_engine_says(self, zone: str) -> None:
        dice = random.Random(zone)  # noqa: S311 - test data
        clock = Clock(ZoneInfo(zone))
        for _ in range(3_000):
            text = _time(dice)
            try:
                instant = parse_instant(text)
            except BadInstantError:
                with pytest.raises(NotPlainError):
                    clock.moment(text)
                continue
            day, weekday, hour = local_parts(instant, ZoneInfo(zone))
            assert clock.moment(text) == (instant, weekday, hour, day), text

    def test_does_not_grow_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pointsman.batch.lines.clock.REMEMBERED", 10)
        clock = Clock(ZoneInfo("UTC"))
        for minute in range(60):
            found = clock.moment(f"2026-03-07T12:{minute:02d}:30Z")[0]
            assert found == parse_instant(f"2026-03-07T12:{minute:02d}:30Z")
        assert len(clock._minutes) <= 10


def _time(dice: random.Random) -> str:
    """A time near others, now and then none."""
    year = dice.choice(["2026", "1971", "1972", "1919", "2016"])
    date = f"{year}-{dice.choice(['03-08', '11-01', '12-31', '02-29', '04-05'])}"
    second = dice.choice([*range(60), 60, 61])
    time = f"{dice.randrange(3):02d}:{dice.choice([0, 29, 30, 59, 60]):02d}:{second:02d}"
    fraction = dice.choice(["", "", "", ".5", ".0000001", "."])
    offset = dice.choice(["Z", "z", "+00:00", "-05:00", "+10:30", "-00:44", "", "+24:00"])
    return f"{date}{dice.choice('TTTTt ')}{time}{fraction}{offset}"


class TestShapes:
    def test_words_are_those_of_the_engine(self) -> None:
        tables = _tables(CONTEXT.fields)
        for key, words in CHOICES.items():
            read = tables[key].read
            assert callable(read)
            assert [str(read(word)) for word in words] == list(words)
            assert all(isinstance(read(it), Flaw) for it in ("", words[0] + "x", Written("1")))

    def test_short_texts_are_those_of_the_engine(self) -> None:
        for key, most in SHORT.items():
            read = _tables(CONTEXT.fields)[key].read
            assert callable(read)
            assert read("x" * most) == "x" * most
            assert isinstance(read("x" * (most + 1)), Flaw)

    def test_what_is_not_there_is_like_an_empty_object(self) -> None:
        shapes = make_shapes(CONTEXT)
        for nothing in (shapes.no_account, shapes.no_merchant, shapes.no_preferences):
            assert {getattr(nothing, field) for field in nothing.__struct_fields__} == {None}

    def test_has_every_key_of_the_facts(self) -> None:
        found = make_shapes(CONTEXT).decode(str(PURCHASE).replace("'", '"').encode())
        assert found.authorization.merchant.terminal == "00000001"
        assert found.account.facts.own_0 == "gold"

    def test_an_object_has_no_value(self) -> None:
        with pytest.raises(TypeError, match="`merchant` is an object"):
            into_slot(Field("merchant", {}))


def _tables(fields: Mapping[str, Field]) -> dict[str, Field]:
    """All fields that hold a value, by their keys."""
    found: dict[str, Field] = {}
    for key, field in fields.items():
        found.update({key: field} if callable(field.read) else _tables(field.read))
    return found


@given(drawn())
def test_numbers_are_those_of_the_decision(case: Drawn) -> None:
    program = case.program
    decide = make_evaluator(program)
    for purchase in case.purchases:
        facts = program.read_facts(purchase)
        ending: tuple[Any, ...] = decide(bind(program.plan, program.zone, facts))
        decision = program.decide(facts)
        result = decision.result
        assert ending[0] == decision.ending
        assert (len(ending) > 1) is (decision.stage is Stage.REDEMPTION)
        if result.conversion and result.target:
            _, rate, required, credit, points, taken, given_ = ending
            assert rate is decision.rate
            assert required == result.conversion.required
            assert (credit, points) == (result.target.credit, result.target.points)
            assert (taken, given_) == (result.points, result.credit)


@given(drawn(purchases=1))
def test_pieces_and_values_make_the_line(case: Drawn) -> None:
    decision = case.program.decide(case.purchases[0])
    pieces, text = pieces_of(decision), str(decision)
    count = 3
    if decision.stage is Stage.REDEMPTION:
        count = 8 if decision.reason in REDEEMED else 6
    assert len(pieces) == count
    for piece in pieces:
        _, found, text = text.partition(piece)
        assert found == piece
    assert text == ""
