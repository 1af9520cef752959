"""The facts to begin with beside a program: its first case, or a short question of our own."""

from pathlib import Path

from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import Case, cases_beside
from pointsman.tui.model.cases import case_text
from pointsman.tui.model.forms.subject import Subject
from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import RulesText, read_for_deciding
from pointsman.tui.model.starters import starter


def first_question(rules: RulesText, path: Path | None) -> tuple[Question, str]:
    """The question and where it comes from; `path` is the rules' file, which is read for cases."""
    case = None if path is None else _first_case(cases_beside(path))
    if case is not None:
        return Question(case_text(case)), f"case `{case.name}`"
    return Question(starter(Subject.PURCHASE, read_for_deciding(rules).program)), "an example"


def _first_case(path: Path) -> Case | None:
    try:
        data = path.read_bytes()
    except OSError:
        # The cases place says what is wrong with the file.
        return None
    cases = read_cases(data, path.name).cases
    return cases[0] if cases else None
