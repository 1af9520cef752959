"""`pointsman explain`."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from pointsman.programs import shipped_path
from tests.cli.conftest import GOOD, Command
from tests.cli.processes import run_process

WORLD_ELITE = shipped_path("world-elite")
SEVEN = ("explain", WORLD_ELITE, "--case", "seven steps of ten")
SUMMARY = "REDEEMED_PARTIAL: 7,000 Miles for 70.00 USD, 650 left"

FACTS = """\
id: A-1
authorization: {amount: 100.00, currency: USD, response_code: "00", processing: purchase}
account: {status: GOOD_STANDING, balance: 7650, preferences: {mode: ALL}}
"""
BROKEN = """\
id: A-1
authorization:
  amount: 100.005
  currency: USD
  chanel: chip
account: {status: GOOD, preferences: {minimum: -1}}
"""


@pytest.fixture
def facts(files: Path) -> Path:
    """A file of facts beside the programs."""
    path = files / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


class TestFacts:
    def test_of_a_file(self, command: Command, facts: Path) -> None:
        result = command("explain", "good.points", facts)
        assert (result.status, result.err) == (0, "")
        heading, summary, *_ = result.out.split("\n")
        assert heading == "Everyday v1 · A-1 · 100.00 USD"
        assert summary == "REDEEMED_PARTIAL: 7,000 Points for 70.00 USD, 650 left"
        assert "good.points:11" in result.out, "the place of `partial`"
        assert result.out.endswith("\n")
        assert not result.out.endswith("\n\n")

    @pytest.mark.parametrize("argument", [(), ("-",)])
    @pytest.mark.parametrize(
        "text",
        [
            FACTS,
            json.dumps({"authorization": {"amount": "1.00", "currency": "USD"}}),
            '\n { "authorization": {"amount": "1.00", "currency": "USD"}}',
            "{authorization: {amount: 1.00, currency: USD}}",
        ],
    )
    def test_of_standard_input(
        self, text: str, argument: tuple[str, ...], command: Command, files: Path
    ) -> None:
        result = command("explain", "good.points", *argument, stdin=text)
        assert (result.status, result.err) == (0, "")
        assert result.out.startswith("Everyday v1 · ")

    @pytest.mark.parametrize(
        ("name", "summary"),
        [
            ("purchase.yaml", SUMMARY),
            ("authorization.json", "REDEEMED_FULL: 10,000 Miles for 100.00 USD, 2,000 left"),
            ("iso8583.json", SUMMARY),
        ],
    )
    def test_in_every_form_there_is(
        self, name: str, summary: str, command: Command, root: Path
    ) -> None:
        result = command("explain", WORLD_ELITE, root / "examples" / name)
        assert (result.status, result.err) == (0, "")
        assert result.out.split("\n")[1] == summary
        assert "5942 Bookshops" in result.out

    def test_the_program_may_come_from_standard_input(self, command: Command, facts: Path) -> None:
        result = command("explain", "-", facts, stdin=GOOD)
        assert result.status == 0
        assert "<stdin>:11" in result.out

    def test_the_form_of_the_program_may_be_told(self, command: Command, facts: Path) -> None:
        Path("good.txt").write_text(GOOD, encoding="utf-8")
        assert command("explain", "--form", "points", "good.txt", facts).status == 0
        assert command("explain", "good.txt", facts).status == 2

    def test_a_purchase_that_is_not_redeemed_is_no_error(
        self, command: Command, files: Path
    ) -> None:
        text = "authorization: {amount: 1.00, currency: USD}"
        result = command("explain", "good.points", stdin=text)
        assert (result.status, result.err) == (0, "")
        assert "NOT_A_PURCHASE: not eligible" in result.out


class TestBrokenFacts:
    def test_each_is_shown_at_its_place(
        self, command: Command, facts: Path, snapshot: SnapshotAssertion
    ) -> None:
        facts.write_text(BROKEN, encoding="utf-8")
        result = command("explain", "good.points", "facts.yaml")
        assert (result.status, result.out) == (1, "")
        assert result.err == snapshot

    def test_as_json(self, command: Command, facts: Path) -> None:
        facts.write_text(BROKEN, encoding="utf-8")
        for option in ("--json", "--format=json"):
            result = command("explain", option, "good.points", "facts.yaml")
            assert (result.status, result.err) == (1, "")
            found = [(each["code"], each["line"]) for each in json.loads(result.out)]
            assert found == [
                ("too-fine", 3),
                ("unknown-key", 5),
                ("not-a-choice", 6),
                ("bad-number", 6),
            ]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "empty-document"),
            ('{"a": 1', "json-syntax"),
            ("a: [", "yaml-syntax"),
            ("[1, 2]", "wrong-type"),
            ("5", "wrong-type"),
            ("iso8583: '0100'", "missing-fact"),
        ],
    )
    def test_what_is_no_facts_at_all(
        self, text: str, code: str, command: Command, files: Path
    ) -> None:
        result = command("explain", "good.points", stdin=text)
        assert (result.status, result.out) == (1, "")
        assert f"error[{code}]" in result.err

    def test_a_broken_program_is_shown_and_the_facts_are_not_read(
        self, command: Command, facts: Path
    ) -> None:
        facts.write_text(BROKEN, encoding="utf-8")
        result = command("explain", "bad.points", facts)
        assert (result.status, result.out) == (1, "")
        assert "bad.points:3:13" in result.err
        assert "facts.yaml" not in result.err

    def test_bytes_that_are_no_text(self, command: Command, facts: Path) -> None:
        facts.write_bytes(b"id: \xff\n")
        result = command("explain", "good.points", facts)
        assert (result.status, result.out) == (1, "")
        assert "facts.yaml:1:5" in result.err


class TestFormats:
    def test_text_is_the_default(self, command: Command) -> None:
        assert command(*SEVEN).out == command(*SEVEN, "--format", "text").out

    def test_json(self, command: Command) -> None:
        result = command(*SEVEN, "--format", "json")
        explained = json.loads(result.out)
        assert explained["summary"] == SUMMARY
        assert explained["decision"]["points"] == "7000"
        assert [stage["number"] for stage in explained["stages"]] == [1, 2, 3, 4, 5, 6]
        assert command(*SEVEN, "--json").out == result.out

    def test_markdown(self, command: Command) -> None:
        lines = command(*SEVEN, "--format", "markdown").out.split("\n")
        assert lines[0].startswith("# World Elite v3 · A-1001 · 100.00 USD at CORNER BOOKS")
        assert lines[2] == f"**{SUMMARY.replace('_', chr(92) + '_')}**"
        assert "| ✗ | whole purchase | failed |" in "\n".join(lines)

    def test_html(self, command: Command) -> None:
        page = command(*SEVEN, "--format", "html").out
        assert page.startswith("<!doctype html>\n")
        assert page.endswith("</html>\n")
        assert f"<title>{SUMMARY}</title>" in page

    def test_another_is_refused(self, command: Command) -> None:
        result = command(*SEVEN, "--format", "pdf")
        assert (result.status, result.out) == (2, "")
        assert "'text', 'markdown', 'json', 'html'" in result.err

    def test_no_colour_where_nobody_watches(self, command: Command) -> None:
        assert "\x1b" not in command(*SEVEN).out

    def test_colour_on_demand(self, command: Command) -> None:
        plain = command(*SEVEN).out
        colored = command(*SEVEN, "--color", "always").out
        assert "\x1b[32m✓\x1b[0m approved" in colored
        assert "\x1b[1m5 Redemption\x1b[0m" in colored
        assert _without_color(colored) == plain

    @pytest.mark.parametrize("style", ["json", "markdown", "html"])
    def test_data_has_no_colour(self, style: str, command: Command) -> None:
        assert "\x1b" not in command(*SEVEN, "--format", style, "--color", "always").out

    def test_facts_never_steer_the_terminal(self, command: Command, files: Path) -> None:
        text = FACTS.replace("A-1", '"\\u202eA"')
        result = command("explain", "good.points", stdin=text)
        assert "\u202e" not in result.out + result.err


def _without_color(text: str) -> str:
    for code in ("0", "1", "2", "32", "1;31", "1;33", "33"):
        text = text.replace(f"\x1b[{code}m", "")
    return text


class TestCases:
    def test_by_name(self, command: Command) -> None:
        result = command(*SEVEN)
        assert (result.status, result.err) == (0, "")
        assert result.out.split("\n")[1] == SUMMARY

    def test_of_another_file(self, command: Command, files: Path) -> None:
        Path("more.cases.yaml").write_text(
            f"given:\n  {FACTS.strip().replace(chr(10), chr(10) + '  ')}\n"
            "cases: [{name: mine, expect: {points: 1}}]\n",
            encoding="utf-8",
        )
        arguments = ("explain", "good.points", "--cases", "more.cases.yaml", "--case", "mine")
        result = command(*arguments)
        assert (result.status, result.err) == (0, "")
        assert "Everyday v1 · A-1" in result.out, "whatever the case expects"

    def test_a_name_that_is_near(self, command: Command) -> None:
        result = command("explain", WORLD_ELITE, "--case", "seven steps of tne")
        assert (result.status, result.out) == (2, "")
        assert "has no case `seven steps of tne`" in result.err
        assert result.err.endswith("help: did you mean `seven steps of ten`?\n")

    def test_a_name_that_is_not_near_shows_a_few(self, command: Command) -> None:
        result = command("explain", WORLD_ELITE, "--case", "nothing like it")
        assert result.status == 2
        assert "there are `whole purchase`, `seven steps of ten`, " in result.err
        assert result.err.endswith(" in all\n")
        assert len(result.err.splitlines()[-1]) < 400

    def test_broken_cases(self, command: Command, files: Path) -> None:
        Path("good.cases.yaml").write_text("cases: [{nam: a}]\n", encoding="utf-8")
        result = command("explain", "good.points", "--case", "a")
        assert (result.status, result.out) == (1, "")
        assert "good.cases.yaml:1:10" in result.err

    def test_broken_facts_are_shown_in_the_case_file(self, command: Command, files: Path) -> None:
        Path("good.cases.yaml").write_text(
            "given:\n  authorization: {amount: 1.005, currency: USD}\n"
            "cases:\n  - name: a\n    given: {account: {statu: NEW}}\n    expect: {points: 1}\n",
            encoding="utf-8",
        )
        result = command("explain", "good.points", "--case", "a")
        assert (result.status, result.out) == (1, "")
        assert "good.cases.yaml:2:27" in result.err
        assert "good.cases.yaml:5:23" in result.err
        assert "did you mean `status`?" in result.err

    def test_no_cases_beside_the_program(self, command: Command, files: Path) -> None:
        result = command("explain", "good.points", "--case", "a")
        assert (result.status, result.out) == (2, "")
        assert result.err == (
            "error[no-cases]: `good.points` has no cases\n"
            "help: write them into `good.cases.yaml`, or name another file with `--cases`\n"
        )

    def test_none_are_beside_standard_input(self, command: Command) -> None:
        result = command("explain", "-", "--case", "a", stdin=GOOD)
        assert (result.status, result.out) == (2, "")
        assert "name a file of cases with `--cases`" in result.err


class TestCalls:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "Missing argument 'PROGRAM'"),
            (("-",), "program and facts cannot both come from standard input"),
            (("good.points", "a.yaml", "--case", "a"), "a file of facts or `--case`, not both"),
            (("good.points", "--cases", "a.yaml"), "`--cases` goes with `--case`"),
            (("none.points", "a.yaml"), "`none.points` does not exist"),
            (("good.points", "none.yaml"), "`none.yaml` does not exist"),
            (("good.points", "bad.points"), "`bad.points` is no file of facts"),
            (("good.points", "a.ndjson"), "purchases one a line are for `pointsman decide`"),
            (("good.points", "a.txt"), "give a YAML or JSON file, or pipe the facts in"),
            (("good.points", "."), "is no file of facts"),
            (("good.points", "--case", "a", "--cases", "none.yaml"), "`none.yaml` does not exist"),
        ],
    )
    def test_wrong_ones(
        self, arguments: tuple[str, ...], told: str, command: Command, files: Path
    ) -> None:
        result = command("explain", *arguments, stdin=GOOD)
        assert (result.status, result.out) == (2, "")
        assert told in result.err

    def test_as_json(self, command: Command, files: Path) -> None:
        result = command("explain", "good.points", "none.yaml", "--json")
        assert (result.status, result.out) == (2, "")
        assert json.loads(result.err)["error"]["code"] == "no-such-file"


class TestProcess:
    def test_statuses(self, files: Path) -> None:
        assert run_process("explain", "good.points", stdin=FACTS).returncode == 0
        assert run_process("explain", "good.points", stdin=BROKEN).returncode == 1
        assert run_process("explain", "bad.points", stdin=FACTS).returncode == 1
        assert run_process("explain", "none.points", stdin=FACTS).returncode == 2

    def test_it_is_utf_8_whatever_the_locale(self, files: Path) -> None:
        locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        ended = run_process("explain", "good.points", stdin=FACTS, **locale)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert "✓ approved" in ended.stdout.decode("utf-8")
