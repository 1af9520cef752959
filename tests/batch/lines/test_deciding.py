"""Many lines at a time: what is decided is decided as it is one by one."""

import json
import os
import random
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from pointsman.batch.lines import LineDecider
from pointsman.engine.program import Program
from pointsman.feeds.ndjson import MAX_LINE
from pointsman.programs import load, load_text, shipped_path
from tests.batch.lines.changes import as_lines, mutated
from tests.batch.lines.ordinary import answered_alone, differences, left_to_others
from tests.facts.bad_facts import BAD_FACTS
from tests.facts.purchases import PURCHASE, changed
from tests.programs.shipped_programs import NAMES
from tests.properties.drawn import draw
from tests.strategies.choices import seeded

PARTS = 4
PROGRAMS_A_PART = 120
PURCHASES = 12
MUTATIONS = 3

PROGRAM = """
program "100 %s of it" {
  version 7  currency USD  points "Points" 2 decimals, rounded up
  fact segment in (gold, silver, basic)
  fact nickname text
  fact visits number
  filters { require weekday in (mon, tue, wed, thu, fri, sat) or nickname = "Bob" }
  conversion { base { up to 50.00 at 0.01 above at 0.0125 }
               override "Gold" when segment = gold and visits >= 2.5 at 0.008 }
  redemption { partial in steps of 10.00 }
  post purchase { within 30 days after PREFERENCE_OFF }
  communications { email redeemed, eligible  notify "https://issuer.example/n"
                   statement "100 % MILES" }
}
"""


@pytest.fixture(scope="module")
def program() -> Program:
    return load_text(PROGRAM)


def line(changes: dict[str, object] | None = None, **layout: Any) -> bytes:
    """The purchase of the tests of facts with some changes, as a line."""
    return json.dumps(changed(changes or {}), **layout).encode()


@pytest.mark.parametrize("part", range(PARTS))
def test_random_programs_and_purchases(part: int) -> None:
    """Bulk without shrinking: a failure prints the line and both answers."""
    seed = int(os.environ.get("POINTSMAN_SEED") or secrets.randbits(63))
    left = plain = 0
    for number in range(PROGRAMS_A_PART):
        start = hash((seed, part, number))
        dice = random.Random(start)  # noqa: S311 - no secret
        case = draw(seeded(start), purchases=PURCHASES)
        program = case.program
        good = list(as_lines(case.purchases, dice))
        broken = [mutated(dice.choice(good), dice) for _ in range(MUTATIONS * len(good))]
        assert differences(program, good) == [], f"seeded({start})"
        assert differences(program, dice.sample(good + broken, 40)) == [], f"seeded({start})"
        left += len(left_to_others(program, [it for it in good if b"\\" not in it]))
        plain += len(good)
    assert left == 0, f"of {plain}"


@pytest.mark.parametrize("name", NAMES)
def test_shipped_programs(name: str) -> None:
    program = load(shipped_path(name))
    dice = random.Random(name)  # noqa: S311 - no secret
    case = draw(seeded(hash(name)), purchases=40)
    lines = list(as_lines([*case.purchases, PURCHASE], dice))
    assert differences(program, lines + [mutated(dice.choice(lines), dice) for _ in lines]) == []


def _bad_lines() -> Iterator[bytes]:
    for _, changes, _ in BAD_FACTS:
        try:
            yield json.dumps(changed(changes), default=str).encode()
        except (TypeError, ValueError):  # what JSON cannot say
            continue


def test_bad_facts_are_left_to_others(program: Program) -> None:
    lines = list(_bad_lines())
    assert len(lines) > 100
    assert differences(program, lines, together=1) == []
    for bad in lines:
        (told,) = LineDecider(program).answers([bad])
        assert told == answered_alone(program, bad)


PLAIN = {
    "as it is": line(),
    "compact": line(separators=(",", ":")),
    "with a break of Windows": line() + b"\r",
    "with white space": b" \t" + line(separators=(" , ", "\t:  ")) + b"\t ",
    "keys in another order": line(sort_keys=True),
    "other characters": line({"authorization.merchant.name": "CAFÉ 東京"}, ensure_ascii=False),
    "per cent": line({"id": "100%s", "authorization.merchant.name": "%d"}),
    "an empty id": line({"id": ""}),
    "no id": line({"id": None}),
    "no account": line({"account": None}),
    "an empty account": line({"account": {}}),
    "no merchant": line({"authorization.merchant": None}),
    "own facts of none": line({"account.facts": {}}),
    "numbers": line({"authorization.amount": 100, "account.balance": 7650}),
    "numbers with a point": line().replace(b'"100.00"', b"100.10").replace(b'"7650"', b"7650.25"),
    "a balance of 0": line({"account.balance": 0}),
    "a great balance": line({"account.balance": 999999999999999999}),
    "codes as numbers": line({"authorization.mcc": 5942, "authorization.country": 840}),
    "a request": line(
        {"post_purchase": {"requested_at": "2026-03-08T00:00:00Z", "after": "PREFERENCE_OFF"}}
    ),
    "long ago": line({"authorization.time": "1890-05-05T12:00:31+00:00"}),
    "a fraction of a second": line({"authorization.time": "2026-03-07T12:30:00.123456789Z"}),
    "a leap second": line({"authorization.time": "2016-12-31T23:59:60Z"}),
    "no time": line({"authorization.time": None}),
    "nothing known": b'{"authorization":{"amount":"100.00","currency":"USD"}}',
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_lines(name: str, program: Program) -> None:
    (told,) = LineDecider(program).answers([PLAIN[name]])
    assert told is not None
    assert told == answered_alone(program, PLAIN[name])


def test_plain_lines_together(program: Program) -> None:
    decider, lines = LineDecider(program), list(PLAIN.values())
    expected = [answered_alone(program, each) for each in lines]
    assert decider.answers(lines) == expected
    assert decider.answers(lines * 3) == expected * 3
    assert decider.answers([]) == []


NOT_PLAIN = {
    "blank": b"",
    "white space": b" \t\r",
    "form feed": b"\x0c",
    "not JSON": b"{",
    "a list": b"[]",
    "no amount": line({"authorization.amount": None}),
    "no currency": line({"authorization.currency": None}),
    "a mark at the beginning": b"\xef\xbb\xbf" + line(),
    "an escape": line({"authorization.merchant.name": "CAFÉ"}),
    "an escaped key": line().replace(b'"id"', b'"i\\u0064"'),
    "a key twice": line().replace(b'"id": "A-1001"', b'"id": "A-1", "id": "A-1001"'),
    "a key twice, and nothing": line().replace(b'"id": "A-1001"', b'"id": null, "id": "A-1001"'),
    "a number twice": line({"account.balance": 5}).replace(b'"balance"', b'"balance":5,"balance"'),
    "an object twice": line().replace(b'"account":', b'"account":{},"account":'),
    "minus 0": line().replace(b'"7650"', b"-0"),
    "minus 0.0": line().replace(b'"7650"', b"-0.0"),
    "minus 0 in a text": line().replace(b'"A-1001"', b"-0"),
    "an exponent": line().replace(b'"100.00"', b"1e2"),
    "a number of 5,000 digits": line().replace(b'"7650"', b"1" * 5_000),
    "an id of 5,000 digits": line().replace(b'"A-1001"', b"1" * 5_000),
    "lists in lists": line().replace(b'"7650"', b"[" * 100_000 + b"]" * 100_000),
    "too great": line({"account.balance": 10**18}),
    "true for 1": line({"account.balance": True}),
    "an amount that is a list": line({"authorization.amount": ["1.00"]}),
    "delete": line().replace(b"A-1001", b"A\x7f"),
    "a line separator": line().replace(b"A-1001", "A\u2028".encode()),
    "not UTF-8": line().replace(b"A-1001", b"\xff"),
    "half a pair": line().replace(b"A-1001", b"\xed\xa0\x80"),
    "a text that is too long": line({"id": "x" * 10_001}),
    "a line that is too long": line() + b" " * MAX_LINE,
    "an unknown key": line().replace(b'"mcc"', b'"mmc"'),
    "digits of another script": line().replace(b"100.00", "١٠٠.٠٠".encode()),
    "an amount with a sign": line({"authorization.amount": "+1.00"}),
    "an amount with nothing before its point": line({"authorization.amount": ".00"}),
    "digits in groups": line({"authorization.amount": "1_0.00"}),
    "the API's form": b'{"authorization":{"cardholderBillingAmount":"1.00"}}',
    "an empty time": line({"authorization.time": ""}),
    "no seconds": line({"authorization.time": "2026-03-07T12:30Z"}),
    "61 seconds": line({"authorization.time": "2026-03-07T12:30:61Z"}),
    "asked too early": line(
        {"post_purchase": {"requested_at": "2026-03-07T17:29:59Z", "after": "PREFERENCE_OFF"}}
    ),
}


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_lines_that_are_left_to_others(name: str, program: Program) -> None:
    good = line()
    first, told, last = LineDecider(program).answers([good, NOT_PLAIN[name], good])
    assert told is None
    assert first == last == answered_alone(program, good)


def test_numbers_that_are_equal_are_not_the_same(program: Program) -> None:
    decider = LineDecider(program)
    one, true = line({"account.balance": 1}), line({"account.balance": True})
    amount = line({"authorization.amount": 1})
    assert decider.answers([one, amount])[0] == answered_alone(program, one)
    assert decider.answers([true, line({"authorization.amount": True})]) == [None, None]
    assert decider.answers([amount]) == [answered_alone(program, amount)]


def test_no_key_may_stand_twice_wherever_it_is(program: Program) -> None:
    decider = LineDecider(program)
    text = json.dumps(PURCHASE, separators=(",", ":"))
    members = [at for at, char in enumerate(text) if char in "{,"]
    for at in members:
        end = text.index(":", at)
        doubled = f"{text[: at + 1]}{text[at + 1 : end]}:null,{text[at + 1 :]}".encode()
        assert decider.answers([doubled]) == [None], doubled
        assert answered_alone(program, doubled) is None
    assert len(members) > 25
