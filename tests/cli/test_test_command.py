"""`pointsman test`."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.programs import shipped_names, shipped_path
from tests.cli.conftest import GOOD, Command
from tests.cli.processes import run_process

GIVEN = """\
given:
  authorization: {amount: 100.00, currency: USD, response_code: "00", processing: purchase}
  account: {status: GOOD_STANDING, balance: 7650, preferences: {mode: ALL}}
"""
PASSING = f"""\
{GIVEN}cases:
  - name: seven steps of ten
    expect: {{points: 7000, credit: 70.00}}
"""
FAILING = f"""\
{PASSING}  - name: not a step
    given: {{account: {{balance: 999}}}}
    expect: {{reason: REDEEMED_PARTIAL, points: 1000, balance_after: 999}}
"""
UNREADABLE = f"""\
{PASSING}  - name: too fine
    given: {{authorization: {{amount: 100.005}}, account: {{statu: NEW}}}}
    expect: {{points: 1}}
"""
FILTERED = GOOD.replace(
    "  conversion {\n", "  filters {\n    purchase over 20.00\n  }\n\n  conversion {\n"
)


@pytest.fixture
def cases(files: Path) -> Path:
    """The case file beside the good program."""
    path = files / "good.cases.yaml"
    path.write_text(PASSING, encoding="utf-8")
    return path


class TestPassing:
    def test_every_case_is_named_and_all_are_counted(self, command: Command, cases: Path) -> None:
        result = command("test", "good.points")
        assert (result.status, result.err) == (0, "")
        assert result.out == "✓ seven steps of ten\ngood.points: 1 of 1 case passed\n"

    def test_every_program_that_ships(self, command: Command) -> None:
        paths = [shipped_path(name) for name in shipped_names()]
        result = command("test", *paths)
        assert (result.status, result.err) == (0, "")
        assert "✗" not in result.out
        assert "no case reached" not in result.out
        assert result.out.count(" cases passed\n") == len(paths)

    def test_cases_of_another_file(self, command: Command, files: Path) -> None:
        Path("more.cases.yaml").write_text(PASSING, encoding="utf-8")
        result = command("test", "good.points", "--cases", "more.cases.yaml")
        assert (result.status, result.err) == (0, "")

    def test_of_a_program_from_standard_input(self, command: Command, cases: Path) -> None:
        result = command("test", "-", "--cases", cases, stdin=GOOD)
        assert (result.status, result.err) == (0, "")
        assert result.out.endswith("-: 1 of 1 case passed\n")


class TestFailing:
    def test_what_came_out_is_shown_beside_what_was_expected(
        self, command: Command, cases: Path, snapshot: SnapshotAssertion
    ) -> None:
        cases.write_text(FAILING, encoding="utf-8")
        result = command("test", "good.points")
        assert (result.status, result.err) == (1, "")
        assert result.out == snapshot
        assert not any(each.endswith(" ") for each in result.out.splitlines())

    def test_facts_that_cannot_be_read_are_shown_at_their_place(
        self, command: Command, cases: Path, snapshot: SnapshotAssertion
    ) -> None:
        cases.write_text(UNREADABLE, encoding="utf-8")
        result = command("test", "good.points")
        assert result.status == 1
        assert "its facts cannot be read" in result.out
        assert result.err == snapshot

    def test_a_message_that_cannot_be_read_is_not_shown(
        self, command: Command, cases: Path
    ) -> None:
        message = "0100F000000000000000165413330089010483"
        facts = f'{{iso8583: "{message}", received_at: now}}'
        case = f"{{name: a, given: {facts}, expect: {{outcome: REDEEMED}}}}"
        cases.write_text(f"cases:\n  - {case}\n", encoding="utf-8")
        for result in (
            command("test", "good.points"),
            command("explain", "good.points", "--case", "a"),
        ):
            assert result.status == 1
            assert "`received_at` is `now`" in result.err
            assert "5413330089010483" not in result.out + result.err

    def test_the_other_programs_are_still_tested(self, command: Command, cases: Path) -> None:
        cases.write_text(FAILING, encoding="utf-8")
        two_tiers = shipped_path("two-tiers")
        result = command("test", "bad.points", "none.points", "good.points", two_tiers)
        assert result.status == 2, "the worst of all"
        assert "good.points: 1 of 2 cases passed" in result.out
        assert "8 of 8 cases passed" in result.out
        assert "bad.points:3:13" in result.err
        assert "`none.points` does not exist" in result.err

    def test_broken_cases_are_shown_and_none_is_run(self, command: Command, cases: Path) -> None:
        cases.write_text(f"{PASSING}  - nam: b\n", encoding="utf-8")
        result = command("test", "good.points")
        assert (result.status, result.out) == (1, "")
        assert "good.cases.yaml:7:5" in result.err
        assert "did you mean `name`?" in result.err


class TestUnreached:
    def test_rules_are_listed_and_are_no_error(self, command: Command, cases: Path) -> None:
        Path("good.points").write_text(FILTERED, encoding="utf-8")
        result = command("test", "good.points")
        assert (result.status, result.err) == (0, "")
        assert result.out.endswith(
            "no case reached:\n  – filter purchase: stopped no purchase  good.points:7\n"
        )


class TestJson:
    def test_of_everything(self, command: Command, cases: Path) -> None:
        Path("good.points").write_text(FILTERED, encoding="utf-8")
        cases.write_text(FAILING, encoding="utf-8")
        result = command("test", "--json", "good.points")
        assert (result.status, result.err) == (1, "")
        told = json.loads(result.out)
        assert told["diagnostics"] == []
        (program,) = told["programs"]
        assert (program["file"], program["program"]["name"]) == ("good.points", "Everyday")
        passed, failed = program["cases"]
        assert (passed["name"], passed["passed"]) == ("seven steps of ten", True)
        assert passed["explanation"] is None
        assert (failed["place"], failed["passed"]) == ("good.cases.yaml:7", False)
        assert failed["mismatches"] == [
            {"key": "reason", "expected": "REDEEMED_PARTIAL", "found": "INSUFFICIENT_BALANCE"},
            {"key": "points", "expected": "1000", "found": "0"},
        ]
        assert failed["explanation"]["summary"] == "INSUFFICIENT_BALANCE: eligible, not redeemed"
        (unreached,) = program["unreached"]
        assert unreached == {
            "rule": "/filters/0/purchase",
            "title": "filter purchase",
            "what": "stopped no purchase",
            "place": "good.points:7",
        }

    def test_of_facts_that_cannot_be_read(self, command: Command, cases: Path) -> None:
        cases.write_text(UNREADABLE, encoding="utf-8")
        result = command("test", "--json", "good.points")
        told = json.loads(result.out)
        assert (result.status, result.err) == (1, "")
        assert [each["code"] for each in told["diagnostics"]] == ["too-fine", "unknown-key"]
        unreadable = told["programs"][0]["cases"][1]
        assert [each["path"] for each in unreadable["problems"]] == [
            "/account/statu",
            "/authorization/amount",
        ]

    def test_of_a_program_that_does_not_load(self, command: Command, files: Path) -> None:
        result = command("test", "--json", "bad.points")
        told = json.loads(result.out)
        assert (result.status, told["programs"]) == (1, [])
        assert [each["line"] for each in told["diagnostics"]] == [3, 7]

    def test_of_a_call_that_is_wrong(self, command: Command, files: Path) -> None:
        result = command("test", "--json", "good.points")
        assert result.status == 2
        assert json.loads(result.err)["error"]["code"] == "no-cases"
        assert json.loads(result.out) == {"programs": [], "diagnostics": []}


class TestColour:
    def test_only_on_demand(self, command: Command, cases: Path) -> None:
        cases.write_text(FAILING, encoding="utf-8")
        assert "\x1b" not in command("test", "good.points").out
        colored = command("test", "good.points", "--color", "always").out
        assert "\x1b[32m✓\x1b[0m seven steps of ten" in colored
        assert "✗\x1b[0m not a step" in colored

    def test_names_never_steer_the_terminal(self, command: Command, cases: Path) -> None:
        cases.write_text(
            PASSING.replace("seven", '"\\e[31m\\u202eseven"').replace(" steps of ten", ""),
            encoding="utf-8",
        )
        result = command("test", "good.points")
        assert "\x1b" not in result.out + result.err
        assert "\u202e" not in result.out + result.err


class TestCalls:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "Missing argument 'PROGRAMS...'"),
            (("none.points",), "`none.points` does not exist"),
            (("good.points",), "write them into `good.cases.yaml`"),
            (("good.points", "--cases", "none.yaml"), "`none.yaml` does not exist"),
            (("good.points", "bad.points", "--cases", "a.yaml"), "`--cases` goes with one program"),
            (("-",), "a program from standard input has no cases beside it"),
        ],
    )
    def test_wrong_ones(
        self, arguments: tuple[str, ...], told: str, command: Command, files: Path
    ) -> None:
        result = command("test", *arguments, stdin=GOOD)
        assert (result.status, result.out) == (2, "")
        assert told in result.err

    def test_statuses_of_a_process(self, cases: Path) -> None:
        assert run_process("test", "good.points").returncode == 0
        cases.write_text(FAILING, encoding="utf-8")
        ended = run_process(
            "test", "good.points", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
        )
        assert ended.returncode == 1
        assert b"1 of 2 cases passed" in ended.stdout
        assert run_process("test", "none.points").returncode == 2
