"""The programs that ship, in each of their forms, with their cases."""

from functools import cache

from pointsman.dsl.formatter import document_to_json, document_to_yaml
from pointsman.dsl.reading import Reading, read_program
from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.programs import load, load_text, shipped_names, shipped_path
from pointsman.programs.case_reading import read_cases
from pointsman.programs.case_runs import CaseRun, run_case
from pointsman.programs.cases import Case, CaseFile, cases_beside

FORMS = ("points", "yaml", "json")
NAMES = shipped_names()


@cache
def reading(name: str) -> Reading:
    """The `.points` file of a program, as read."""
    path = shipped_path(name)
    return read_program(path.read_bytes(), str(path))


@cache
def program(name: str, form: str = "points") -> Program:
    """A program from its file, or from the YAML or JSON that the file converts to."""
    if form == "points":
        return load(shipped_path(name))
    document = reading(name).document
    assert document is not None
    printed = document_to_yaml(document) if form == "yaml" else document_to_json(document)
    return load_text(printed, f"{name}.{form}")


@cache
def case_file(name: str) -> CaseFile:
    """The cases beside a program."""
    path = cases_beside(shipped_path(name))
    return read_cases(path.read_bytes(), str(path))


def case(name: str, case_name: str) -> Case:
    """A case of a program by its name."""
    found = case_file(name).named(case_name)
    assert found is not None, f"{name} has no case `{case_name}`"
    return found


@cache
def runs(name: str, form: str = "points") -> tuple[CaseRun, ...]:
    """Every case of a program, run."""
    return tuple(run_case(program(name, form), each, native) for each in case_file(name).cases)
