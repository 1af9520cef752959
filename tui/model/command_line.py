"""The command that explains the same decision in a shell: for a ticket, or a colleague."""

import shlex
from pathlib import Path

from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import RulesText

_END = "FACTS"


def command_line(rules: RulesText, path: Path | None, question: Question) -> str:
    """`pointsman explain` with the facts as its input.

    Rules that have no file, or differ from it, are named as the file that they would be saved as.
    """
    program = shlex.quote(rules.name if path is None else str(path))
    text = question.text if question.text.endswith("\n") else f"{question.text}\n"
    end = _END
    while end in text.splitlines():
        end += "_"
    return f"pointsman explain {program} - <<'{end}'\n{text}{end}\n"
