"""`pointsman reverse`: the design's sample line, refusals, bad lines, and the rest going on."""

import json
from typing import Any

import pytest

from pointsman.programs import shipped_path
from tests.cli.conftest import Command

WHOLE = str(shipped_path("whole-purchase"))
PARTS = str(shipped_path("travel-card"))
SAMPLE: dict[str, Any] = {
    "id": "C-1",
    "at": "2026-04-01T00:00:00Z",
    "redemption": {
        "type": "MERCHANDISE",
        "allocations": [{"lot": "L1", "points": "3"}],
        "credited": "0",
    },
    "lots": [
        {
            "id": "L1",
            "earned": "2025-01-01T00:00:00Z",
            "expires": "2027-01-01T00:00:00Z",
            "remaining": "97",
        }
    ],
    "points": "3",
}


def lines(*requests: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in requests)


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_sample_of_the_design(command: Command) -> None:
    result = command("reverse", WHOLE, stdin=lines(SAMPLE))
    assert (result.status, result.err) == (0, "")
    [lot] = SAMPLE["lots"]
    assert answers(result.out) == [
        {
            "id": "C-1",
            "accepted": True,
            "errors": [],
            "credited": "3",
            "expired": "0",
            "remaining": "0",
            "lots": [{**lot, "remaining": "100"}],
        }
    ]


@pytest.mark.parametrize(
    ("program", "change", "reasons"),
    [
        (WHOLE, {"points": "4"}, ["CREDIT_EXCEEDS_REDEMPTION"]),
        (WHOLE, {"points": "0"}, ["INVALID_INPUT"]),
        (WHOLE, {"points": "-1"}, ["INVALID_INPUT"]),
        (WHOLE, {"points": "1.5"}, ["WHOLE_POINTS_ONLY"]),
        (WHOLE, {"points": "3.0"}, []),
        (PARTS, {"points": "1.5"}, []),
        (
            WHOLE,
            {"redemption": {**SAMPLE["redemption"], "type": "CASHBACK"}},
            ["NOT_REVERSIBLE"],
        ),
        (
            WHOLE,
            {"redemption": {**SAMPLE["redemption"], "credited": "3"}, "points": None},
            ["CREDIT_EXCEEDS_REDEMPTION"],
        ),
    ],
)
def test_refusals_are_answers(
    command: Command, program: str, change: dict[str, Any], reasons: list[str]
) -> None:
    result = command("reverse", program, stdin=lines({**SAMPLE, **change}))
    assert result.status == 0
    [answer] = answers(result.out)
    assert [error["reason"] for error in answer["errors"]] == reasons
    assert answer["accepted"] is (reasons == [])


def test_a_bad_line_does_not_stop_the_rest(command: Command) -> None:
    bad = {**SAMPLE, "lots": [], "id": "C-2"}
    result = command("reverse", WHOLE, stdin=lines(SAMPLE, bad) + "{\n" + lines(SAMPLE))
    assert result.status == 1
    assert [answer["credited"] for answer in answers(result.out)] == ["3", "3"]
    told = answers(result.err)
    assert [(each["line"], each["id"]) for each in told] == [(2, "C-2"), (3, None)]
    assert told[0]["error"]["path"] == "/redemption/allocations/0/lot"
