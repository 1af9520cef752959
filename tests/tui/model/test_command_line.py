"""The copied command gives the same explanation in a real shell."""

import subprocess
import sys
from pathlib import Path

import pytest

from pointsman.tui.model.command_line import command_line
from pointsman.tui.model.decided import Decided, decide
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from tests.tui.running import program_in

FACTS = 'id: "it\'s $HOME"\nauthorization: {amount: 100.00, currency: USD}\naccount: {balance: 5}'


@pytest.mark.parametrize("text", [FACTS, f"# FACTS\n{FACTS}\n"])
def test_a_shell_explains_the_same(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "it's here"
    folder.mkdir()
    path = program_in(folder, cases=False)
    rules = RulesText(path.read_text(encoding="utf-8"), path.name)
    decided = decide(read_rules(rules), read_question(Question(text)))
    assert isinstance(decided, Decided)
    command = command_line(rules, path, Question(text))
    here = command.replace("pointsman explain", f"{sys.executable} -m pointsman.cli explain", 1)
    ran = subprocess.run(["bash", "-c", here], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{decided.explanation}\n"


def test_the_end_of_the_facts_is_not_in_them() -> None:
    written = command_line(RulesText("", "a.points"), None, Question("FACTS\nFACTS_\n"))
    assert written == "pointsman explain a.points - <<'FACTS__'\nFACTS\nFACTS_\nFACTS__\n"
