"""`pointsman decide`."""

import json
import resource
from pathlib import Path
from typing import Any

import pytest

from pointsman.programs import load_text, shipped_path
from tests.cli.conftest import GOOD, Command
from tests.cli.processes import run_process, start_process

WORLD_ELITE = shipped_path("world-elite")
APPROVED = {"currency": "USD", "response_code": "00", "processing": "purchase"}


def line(id_: object = "A-1", amount: object = "100.00", **rest: object) -> str:
    """One purchase by an account with 7,650 points."""
    account = {"status": "GOOD_STANDING", "balance": "7650", "preferences": {"mode": "ALL"}}
    authorization = {"amount": amount, **APPROVED}
    return json.dumps({"id": id_, "authorization": authorization, "account": account, **rest})


def decisions(out: str) -> list[dict[str, Any]]:
    """The decisions of an output; each line ends in a line break."""
    assert out == "" or out.endswith("\n")
    return [json.loads(each) for each in out.splitlines()]


class TestDeciding:
    def test_one_decision_a_line_in_order(self, command: Command, files: Path) -> None:
        text = "\n".join(line(f"A-{n}", f"{n}.00") for n in range(1, 101))
        result = command("decide", "good.points", stdin=text)
        assert (result.status, result.err) == (0, "")
        found = decisions(result.out)
        assert [each["id"] for each in found] == [f"A-{n}" for n in range(1, 101)]
        assert [each["points"] for each in found[:3]] == ["100", "200", "300"]

    def test_a_decision_is_that_of_the_library(self, command: Command, files: Path) -> None:
        (found,) = decisions(command("decide", "good.points", stdin=line()).out)
        assert found == load_text(GOOD).decide(json.loads(line())).to_json()
        assert list(found)[:3] == ["id", "outcome", "code"]

    def test_of_a_file(self, command: Command, root: Path) -> None:
        result = command("decide", WORLD_ELITE, root / "examples/purchases.ndjson")
        assert (result.status, result.err) == (0, "")
        found = decisions(result.out)
        assert [each["reason"] for each in found] == [
            "REDEEMED_FULL",
            "REDEEMED_PARTIAL",
            "BELOW_PROGRAM_MINIMUM",
            "REDEEMED_FULL",
            "REDEEMED_FULL",
            "REDEEMED_FULL",
            "REDEEMED_FULL",
            "MERCHANT_FILTERED",
            "REDEEMED_FULL",
            "PREFERENCE_OFF",
            "NOT_APPROVED",
            "REDEEMED_FULL",
        ]
        # Worked out by hand, as the cases of the program are.
        assert [each["points"] for each in found] == [
            *("10000", "7000", "0", "6071", "41668", "31840"),
            *("6737", "0", "3999", "0", "0", "10000"),
        ]
        assert {each["rule"] for each in found} == {
            None,
            "/conversion/base",
            *(f"/conversion/overrides/{n}" for n in (0, 2, 4, 5)),
        }

    def test_facts_of_every_form_may_be_mixed(self, command: Command, root: Path) -> None:
        texts = [
            json.dumps(json.loads((root / "examples" / name).read_text(encoding="utf-8")))
            for name in ("authorization.json", "iso8583.json")
        ]
        result = command("decide", WORLD_ELITE, stdin="\n".join([*texts, line("A-9")]))
        assert [each["id"] for each in decisions(result.out)] == ["A-1002", "A-1003", "A-9"]

    def test_blank_lines_are_nothing(self, command: Command, files: Path) -> None:
        result = command("decide", "good.points", stdin=f"\n\n{line()}\n  \n\n")
        assert (result.status, len(decisions(result.out))) == (0, 1)

    @pytest.mark.parametrize("text", ["", "\n", " \r\n"])
    def test_of_nothing_comes_nothing(self, text: str, command: Command, files: Path) -> None:
        result = command("decide", "good.points", stdin=text)
        assert (result.status, result.out, result.err) == (0, "", "")

    def test_lines_of_windows_and_without_an_end(self, command: Command, files: Path) -> None:
        result = command("decide", "good.points", stdin=f"{line()}\r\n{line()}")
        assert len(decisions(result.out)) == 2

    def test_numbers_pass_through_no_float(self, command: Command, files: Path) -> None:
        text = line("A-1").replace('"100.00"', "1234567890123456.10")
        (found,) = decisions(command("decide", "good.points", stdin=text).out)
        assert found["target_credit"] == "1234567890123456.10"

    def test_text_that_is_not_ascii(self, command: Command, files: Path) -> None:
        result = command("decide", "good.points", stdin=line("Ünï-東京"))
        assert "Ünï-東京" in result.out


BAD_LINES = {
    "nope": "not-json",
    "{": "not-json",
    "[1]": "wrong-type",
    "5": "wrong-type",
    "null": "wrong-type",
    "{}": "missing-fact",
    line(amount="-1"): "bad-number",
    line(amount="NaN"): "bad-number",
    line().replace('"100.00"', "1e3"): "bad-number",
    line().replace('"100.00"', "Infinity"): "bad-number",
    line(amount="100.005"): "too-fine",
    line().replace("USD", "USX"): "unknown-currency",
    line().replace('"amount"', '"amuont"'): "unknown-key",
    line(post_purchase={"after": "PREFERENCE_OFF"}): "missing-fact",
    line("\ud800"): "bad-text",
    '{"id": "a", "id": "b"}': "duplicate-key",
    '{"iso8583": "0110", "received_at": "2026-03-07T17:30:02Z"}': "bad-message",
    '{"a":' * 5000: "too-deep",
}


class TestBadLines:
    @pytest.mark.parametrize("bad", BAD_LINES, ids=range(len(BAD_LINES)))
    def test_is_told_with_its_number_and_the_rest_go_on(
        self, bad: str, command: Command, files: Path
    ) -> None:
        text = "\n".join([line("A-1"), "", bad, line("A-4")])
        result = command("decide", "good.points", stdin=text)
        assert result.status == 1
        assert [each["id"] for each in decisions(result.out)] == ["A-1", "A-4"]
        (told,) = decisions(result.err)
        assert (told["line"], told["error"]["code"]) == (3, BAD_LINES[bad])
        assert set(told["error"]) - {"also"} == {"code", "path", "message", "help"}

    def test_is_told_with_its_id(self, command: Command, files: Path) -> None:
        texts = [line("A-1", "-1"), line(7, "-1"), line(["x"], "-1"), "[]"]
        told = decisions(command("decide", "good.points", stdin="\n".join(texts)).err)
        assert [each["id"] for each in told] == ["A-1", "7", None, None]

    def test_everything_that_is_wrong_with_it_is_told(self, command: Command, files: Path) -> None:
        text = line(amount="-1").replace("USD", "USX").replace("NEW", "OLD")
        (told,) = decisions(command("decide", "good.points", stdin=text).err)
        assert told["error"]["path"] == "/authorization/amount"
        (also,) = told["error"]["also"]
        assert (also["path"], also["code"]) == ("/authorization/currency", "unknown-currency")

    def test_is_ascii_whatever_it_says(self, command: Command, files: Path) -> None:
        result = command("decide", "good.points", stdin=line("\u202eevil\x1b[31m"))
        assert result.err.isascii()
        assert "\x1b" not in result.err

    def test_bytes_that_are_no_text(self, command: Command, files: Path) -> None:
        text = line().encode() + b"\n\xff\n" + line().encode()
        result = command("decide", "good.points", stdin=text)
        assert (result.status, len(decisions(result.out))) == (1, 2)
        assert decisions(result.err)[0]["error"]["code"] == "line-not-utf8"

    def test_a_line_that_is_too_long(self, command: Command, files: Path) -> None:
        text = f"{line()}\n{line('x' * 2_000_000)}\n{line('A-3')}\n"
        result = command("decide", "good.points", stdin=text)
        assert [each["id"] for each in decisions(result.out)] == ["A-1", "A-3"]
        (told,) = decisions(result.err)
        assert (told["line"], told["error"]["code"]) == (2, "line-too-long")


class TestCalls:
    def test_a_broken_program(self, command: Command, files: Path) -> None:
        result = command("decide", "bad.points", stdin=line())
        assert (result.status, result.out) == (1, "")
        assert "bad.points:3:13" in result.err
        found = json.loads(command("decide", "bad.points", "--json", stdin=line()).out)
        assert [each["line"] for each in found] == [3, 7]

    def test_warnings_are_not_shown(self, command: Command) -> None:
        result = command("decide", shipped_path("two-tiers"), stdin=line())
        assert (result.status, result.err) == (0, "")

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "Missing argument 'PROGRAM'"),
            (("-",), "program and lines cannot both come from standard input"),
            (("none.points",), "`none.points` does not exist"),
            (("good.points", "none.ndjson"), "`none.ndjson` does not exist"),
            (("good.points", "."), "`.` is a directory"),
            (("good.points", "a", "b"), "unexpected extra argument"),
        ],
    )
    def test_wrong_ones(
        self, arguments: tuple[str, ...], told: str, command: Command, files: Path
    ) -> None:
        result = command("decide", *arguments, stdin=GOOD)
        assert (result.status, result.out) == (2, "")
        assert told in result.err

    def test_the_program_may_come_from_standard_input(self, command: Command, files: Path) -> None:
        Path("a.ndjson").write_text(line(), encoding="utf-8")
        result = command("decide", "-", "a.ndjson", stdin=GOOD)
        assert (result.status, len(decisions(result.out))) == (0, 1)


class TestProcess:
    def test_statuses(self, files: Path) -> None:
        assert run_process("decide", "good.points", stdin=line()).returncode == 0
        assert run_process("decide", "good.points", stdin="nope").returncode == 1
        assert run_process("decide", "bad.points", stdin=line()).returncode == 1
        assert run_process("decide", "none.points", stdin=line()).returncode == 2

    def test_each_line_is_answered_before_the_next_is_sent(self, files: Path) -> None:
        with start_process("decide", "good.points") as running:
            assert running.stdin is not None
            assert running.stdout is not None
            for number in range(3):
                running.stdin.write(f"{line(f'A-{number}')}\n".encode())
                running.stdin.flush()
                assert json.loads(running.stdout.readline())["id"] == f"A-{number}"
            running.stdin.close()
            assert running.wait() == 0

    def test_whoever_reads_may_stop(self, files: Path) -> None:
        Path("many.ndjson").write_text(f"{line()}\n" * 5_000, encoding="utf-8")
        with start_process("decide", "good.points", "many.ndjson") as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.readline()
            running.stdout.close()
            assert running.stderr.read() == b""
            assert running.wait() == 141

    def test_memory_does_not_grow_with_the_file(self, files: Path) -> None:
        few, many = Path("few.ndjson"), Path("many.ndjson")
        few.write_text(f"{line('x' * 9_000)}\n", encoding="utf-8")
        many.write_text(f"{line('x' * 9_000)}\n" * 4_000, encoding="utf-8")
        assert run_process("decide", "good.points", few).returncode == 0
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        assert run_process("decide", "good.points", many).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        assert after - before < 20 * 1024, "kilobytes; the file has 36 megabytes"
