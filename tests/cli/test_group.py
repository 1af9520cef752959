"""The frame: help, version, completion, statuses, and how a run ends that does not end well."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pointsman.cli import commands, main
from pointsman.cli.exit_status import CallWrong, ExitStatus, Failure, InputWrong
from pointsman.cli.group import COMMANDS, pointsman
from pointsman.engine.version import __version__
from tests.cli.conftest import GOOD, Command

PROCESS = (sys.executable, "-m", "pointsman.cli")


def process(
    *arguments: str, stdin: str = "", **options: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*PROCESS, *arguments],
        check=False,
        **{"input": stdin, "capture_output": True, "text": True, **options},
    )


class TestHelp:
    def test_the_command_lists_its_subcommands(self, command: Command) -> None:
        result = command("--help")
        assert result.status is ExitStatus.WELL
        assert re.findall(r"^  ([a-z]+) ", result.out, re.MULTILINE) == list(COMMANDS)
        assert "Exit status: 0 well, 1 the input is wrong, 2 the call is wrong." in result.out

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_subcommand_shows_an_example(self, name: str, command: Command) -> None:
        for flag in ("--help", "-h"):
            result = command(name, flag)
            assert result.status is ExitStatus.WELL
            assert re.search(r"Examples?:\n +(.*\| )?pointsman " + name, result.out)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_subcommand_speaks_json_but_a_script_and_a_screen(self, name: str) -> None:
        subcommand = pointsman.get_command(click.Context(pointsman), name)
        assert subcommand is not None
        options = {option for parameter in subcommand.params for option in parameter.opts}
        # Neither a script for a shell nor a screen is data.
        assert ("--json" in options) == (name not in {"completion", "tui"})

    def test_every_module_of_commands_is_listed(self) -> None:
        modules = {path.stem for path in Path(commands.__path__[0]).glob("*.py")} - {"__init__"}
        assert modules == set(COMMANDS)

    def test_no_subcommand_is_a_wrong_call_that_shows_the_help(self, command: Command) -> None:
        result = command()
        assert result.status is ExitStatus.CALL_WRONG
        assert result.out == ""
        assert "Commands:" in result.err


class TestVersion:
    @pytest.mark.parametrize("flag", ["--version", "-V"])
    def test_the_fast_way_says_the_same_as_the_group(
        self,
        flag: str,
        command: Command,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["pointsman", flag])
        main()
        assert capsys.readouterr().out == f"pointsman {__version__}\n"
        assert command(flag).out == f"pointsman {__version__}\n"

    def test_as_a_module(self) -> None:
        done = process("--version")
        assert (done.returncode, done.stdout) == (0, f"pointsman {__version__}\n")


class TestWrongCalls:
    def test_an_unknown_command_names_the_nearest(self, command: Command) -> None:
        result = command("chekc", "a.points")
        assert result.status is ExitStatus.CALL_WRONG
        assert "error[usage]: there is no command `chekc`: did you mean `check`?" in result.err

    def test_a_command_like_no_other(self, command: Command) -> None:
        result = command("zzz")
        assert f"there is no command `zzz`: there are {', '.join(COMMANDS)}" in result.err

    def test_an_unknown_option(self, command: Command) -> None:
        result = command("check", "--formt", "json", "x.points")
        assert result.status is ExitStatus.CALL_WRONG
        assert result.err.startswith("Usage: pointsman check ")
        assert "--formt" in result.err
        assert result.err.endswith("help: try `pointsman check --help`\n")

    def test_as_json(self, command: Command) -> None:
        result = command("check", "--json")
        assert result.status is ExitStatus.CALL_WRONG
        error = json.loads(result.err)["error"]
        assert error["code"] == "usage"
        assert "FILES" in error["message"]

    def test_arguments_never_steer_the_terminal(self, command: Command) -> None:
        result = command("check", "\x1b[2J.points")
        assert "\x1b" not in result.err
        assert "`<U+001B>[2J.points` does not exist" in result.err


class TestFailures:
    def test_statuses(self) -> None:
        assert InputWrong("a-b", "x").exit_code is ExitStatus.INPUT_WRONG
        assert CallWrong("a-b", "x").exit_code is ExitStatus.CALL_WRONG
        assert Failure("a-b", "x").help is None

    def test_help_has_a_line_of_its_own(self, command: Command, files: Path) -> None:
        (files / "a.txt").write_text(GOOD)
        assert command("check", "a.txt").err == (
            "error[unknown-form]: `a.txt` does not tell its form: its name ends in none of "
            ".points, .yaml, .yml, .json\n"
            "help: say `--form points`, `--form yaml` or `--form json`\n"
        )

    def test_our_own_mistake_is_owned(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pointsman.cli.commands.schema.schema_names", lambda: 1 / 0)
        result = command("schema")
        assert result.status is ExitStatus.OUR_MISTAKE
        assert "ZeroDivisionError" in result.err
        assert result.err.endswith("please report the lines above\n")

    def test_control_c(self, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted() -> list[str]:
            raise KeyboardInterrupt

        monkeypatch.setattr("pointsman.cli.commands.schema.schema_names", interrupted)
        assert command("schema").status is ExitStatus.INTERRUPTED

    def test_a_signal_ends_a_waiting_run_quietly(self, files: Path) -> None:
        with subprocess.Popen(
            [*PROCESS, "check", "--format", "concise", "bad.points", "-"],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=files,
        ) as waiting:
            assert waiting.stderr is not None
            assert b"error[" in waiting.stderr.readline(), "it has begun, and waits for its input"
            waiting.send_signal(signal.SIGINT)
            _, err = waiting.communicate()
        assert waiting.returncode == ExitStatus.INTERRUPTED
        assert b"Traceback" not in err

    @pytest.mark.parametrize("arguments", [("schema",), ("--help",), ("check", "--help")])
    def test_a_reader_that_goes_away_is_no_mistake(self, arguments: tuple[str, ...]) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = process(*arguments, stdout=writing, stderr=subprocess.PIPE, capture_output=False)
        os.close(writing)
        assert done.stderr == ""
        assert done.returncode == ExitStatus.READER_GONE


class TestCompletion:
    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_script_of_a_shell(self, shell: str, command: Command) -> None:
        result = command("completion", shell)
        assert result.status is ExitStatus.WELL
        assert "_POINTSMAN_COMPLETE" in result.out
        assert "pointsman" in result.out

    def test_an_unknown_shell(self, command: Command) -> None:
        assert command("completion", "tcsh").status is ExitStatus.CALL_WRONG

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("pointsman c", {"check", "convert", "compile", "completion"}),
            ("pointsman schema pro", {"program"}),
        ],
    )
    def test_what_is_completed(self, words: str, expected: set[str]) -> None:
        asked = {"_POINTSMAN_COMPLETE": "bash_complete", "COMP_WORDS": words}
        done = process(env={**os.environ, **asked, "COMP_CWORD": str(words.count(" "))})
        assert {line.partition(",")[2] for line in done.stdout.split()} == expected

    def test_bash_accepts_the_script(self, command: Command) -> None:
        script = command("completion", "bash").out
        done = subprocess.run(
            ["bash", "-n"], input=script, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
