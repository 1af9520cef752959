"""The command run in this process, as a function: arguments and input in, status and output out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from pointsman.cli.exit_status import ExitStatus
from pointsman.cli.group import run
from pointsman.dsl.formatter import format_text
from pointsman.dsl.places import Source

_PROGRAM = """\
program "Everyday" {
  version   1
  currency  USD
  points    "Points" whole

  conversion {
    base at 0.01
  }

  redemption {
    partial in steps of 10.00
  }
}
"""
GOOD = format_text(Source("good.points", _PROGRAM)).text or ""
UNTIDY = GOOD.replace("version ", "version  ").replace(" {", " {   # opens", 1)
BAD = GOOD.replace("USD", "USX").replace("0.01", "0")


@frozen
class Outcome:
    """How a run of the command ended, and what it wrote."""

    status: ExitStatus
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command; nothing that it writes to is a terminal."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def call(*arguments: str | Path, stdin: bytes | str = b"") -> Outcome:
        with CliRunner().isolation(input=stdin) as (out, err, *_):
            status = run([str(argument) for argument in arguments])
        return Outcome(status, out.getvalue().decode(), err.getvalue().decode())

    return call


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, and to be in, with a good program, an untidy one and a bad one."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("good", GOOD), ("untidy", UNTIDY), ("bad", BAD)):
        (tmp_path / f"{name}.points").write_text(text, encoding="utf-8")
    return tmp_path
