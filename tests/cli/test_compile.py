"""`pointsman compile`."""

import ast
import json
from pathlib import Path

import pytest

from pointsman.programs import load, shipped_path
from tests.cli.conftest import GOOD, Command

WORLD_ELITE = shipped_path("world-elite")


class TestSource:
    def test_of_a_program(self, command: Command) -> None:
        result = command("compile", WORLD_ELITE)
        assert (result.status, result.err) == (0, "")
        digest = load(WORLD_ELITE).digest
        assert result.out.startswith(f"# 'World Elite' version 3, {digest}\n# slots: 0 currency,")
        assert "\ndef decide(slots, facts):\n" in result.out
        assert "# filters: MCC_FILTERED /filters/3/mcc (world-elite.points:18)\n" in result.out
        assert result.out.endswith("return decision  # redemption: INSUFFICIENT_BALANCE\n")

    def test_of_columns(self, command: Command) -> None:
        result = command("compile", "--columns", WORLD_ELITE)
        assert (result.status, result.err) == (0, "")
        assert "\ndef decide_columns(start, stop, " in result.out
        assert "like ['*ATM*']  /filters/5/merchant (world-elite.points:20)" in result.out
        assert "continue  # filters: MCC_FILTERED /filters/3/mcc (world-elite.points:18)\n" in (
            result.out
        )

    @pytest.mark.parametrize("columns", [(), ("--columns",)])
    def test_it_reads_as_one_function(self, columns: tuple[str, ...], command: Command) -> None:
        result = command("compile", *columns, WORLD_ELITE)
        assert [type(each) for each in ast.parse(result.out).body] == [ast.FunctionDef]

    def test_as_json(self, command: Command) -> None:
        for option, columns in (((), False), (("--columns",), True)):
            told = json.loads(command("compile", "--json", *option, WORLD_ELITE).out)
            assert told["program"] == load(WORLD_ELITE).identity()
            assert told["columns"] is columns
            assert told["source"] == command("compile", *option, WORLD_ELITE).out

    def test_from_standard_input(self, command: Command) -> None:
        result = command("compile", "-", stdin=GOOD)
        assert result.status == 0
        assert "(<stdin>:11)" in result.out

    def test_a_name_stays_in_its_comment(self, command: Command, files: Path) -> None:
        text = GOOD.replace('"Everyday"', '"Every\\"day # é"')
        (files / "odd # 'name.points").write_text(text, encoding="utf-8")
        result = command("compile", "odd # 'name.points")
        assert result.out.startswith("# 'Every\"day # \\xe9' version 1, ")
        assert "(odd # 'name.points:" in result.out
        assert len(ast.parse(result.out).body) == 1


class TestWrong:
    def test_a_broken_program_is_shown(self, command: Command, files: Path) -> None:
        result = command("compile", "bad.points")
        assert (result.status, result.out) == (1, "")
        assert "bad.points:3:13" in result.err

    def test_a_broken_program_as_json(self, command: Command, files: Path) -> None:
        result = command("compile", "--json", "bad.points")
        assert (result.status, result.err) == (1, "")
        assert {each["line"] for each in json.loads(result.out)} >= {3}

    def test_no_file(self, command: Command, files: Path) -> None:
        result = command("compile", "missing.points")
        assert (result.status, result.out) == (2, "")
        assert "missing.points" in result.err
