"""Colour, and what a stream may be."""

import io
import json
import sys

import pytest

from pointsman.cli.exit_status import CallWrong
from pointsman.cli.output import Color, has_color, report, write_json
from tests.cli.conftest import Command


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


class TestColor:
    def test_on_a_terminal_only(self) -> None:
        assert has_color(Color.AUTO, Terminal())
        assert not has_color(Color.AUTO, io.StringIO())

    @pytest.mark.parametrize(("value", "expected"), [("1", False), ("0", False), ("", True)])
    def test_no_color(self, value: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", value)
        assert has_color(Color.AUTO, Terminal()) is expected
        assert has_color(Color.ALWAYS, Terminal())

    def test_a_dumb_terminal_has_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TERM", "dumb")
        assert not has_color(Color.AUTO, Terminal())

    def test_the_option_has_the_last_word(self) -> None:
        assert has_color(Color.ALWAYS, io.StringIO())
        assert not has_color(Color.NEVER, Terminal())


class TestReport:
    def test_for_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", Terminal())
        report(CallWrong("a-b", "bad \x1b[2J", "do this"), as_json=False)
        assert sys.stderr.getvalue() == (  # type: ignore[attr-defined]
            "\x1b[1;31merror[a-b]\x1b[0m: bad <U+001B>[2J\n\x1b[1;32mhelp\x1b[0m: do this\n"
        )

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        report(CallWrong("a-b", "bad"), as_json=True)
        told = json.loads(capsys.readouterr().err)
        assert told == {"error": {"code": "a-b", "message": "bad", "help": None}}


class TestData:
    def test_json_is_utf_8_whatever_the_locale(self, monkeypatch: pytest.MonkeyPatch) -> None:
        room = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(room, encoding="ascii"))
        write_json({"name": "Größe"})
        assert room.getvalue() == '{\n  "name": "Größe"\n}\n'.encode()

    def test_a_schema_is_json(self, command: Command) -> None:
        for name in ("program", "facts"):
            schema = json.loads(command("schema", name).out)
            assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert command("schema").out == command("schema", "program", "--json").out

    def test_an_unknown_schema(self, command: Command) -> None:
        result = command("schema", "programme")
        assert result.status == 2
        assert result.err.startswith("error[unknown-schema]: there is no schema `programme`\n")
        assert "facts" in result.err
