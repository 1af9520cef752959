"""Programs and facts that a command works on: opened, or their mistakes shown."""

import re
import sys
from os.path import splitext
from typing import TYPE_CHECKING

from pointsman.cli.exit_status import CallWrong
from pointsman.cli.inputs import READ_AT_MOST, STDIN, Given, read_bytes, read_program_file
from pointsman.dsl.forms import Form, form_of_name

if TYPE_CHECKING:
    from pointsman.cli.diagnosing import Report
    from pointsman.dsl.located import Located
    from pointsman.engine.problems import BadFactsError
    from pointsman.engine.program import Program

_JSON = re.compile(rb'\s*\{\s*["}]')
"""How facts in JSON begin; those of YAML hardly ever do."""


def open_program(path: str, form: Form | None, found: "Report") -> "Program | None":
    """The program of a path; None when it does not load, and then its errors are reported.

    It comes from what earlier runs have kept, where it can. Warnings are for `pointsman check`: a
    program that loads is used without a word.
    """
    from pointsman.programs.kept import kept_programs

    given = read_program_file(path, form)
    kept = kept_programs()
    program = kept.find(given.data, given.name, given.form)
    if program is None:
        program = _read_program(given, found)
        if program is not None:
            kept.keep(program, given.data, given.form)
    return program


def read_facts_file(path: str, found: "Report") -> "Located | None":
    """The facts of a YAML or JSON file (`-`: standard input) with the place of each of them.

    None when the file is neither, and then its errors are reported.
    """
    from pointsman.dsl.reading import read_document

    given = _facts_given(path)
    located = read_document(given.data, given.name, given.form)
    if located.diagnostics:
        found.add(located.diagnostics)
        return None
    return located


def case_file_of(program: str, cases: str | None) -> str:
    """The case file that is named, else the one beside the program; CallWrong if there is none."""
    from pathlib import Path

    from pointsman.programs.cases import cases_beside

    if cases is not None:
        return cases
    if program == STDIN:
        raise CallWrong(
            "no-cases",
            "a program from standard input has no cases beside it",
            "name a file of cases with `--cases`",
        )
    beside = cases_beside(Path(program))
    if not beside.exists():
        raise CallWrong(
            "no-cases",
            f"`{program}` has no cases",
            f"write them into `{beside}`, or name another file with `--cases`",
        )
    return str(beside)


def report_bad_facts(located: "Located", error: "BadFactsError", found: "Report") -> None:
    """Show each problem with facts at its place in their file."""
    from pointsman.dsl.bad_facts import diagnostics_of
    from pointsman.feeds import secret_pointers

    secret = secret_pointers(located.document)
    found.add(diagnostics_of(located, error.problems, secret))


def _read_program(given: Given, found: "Report") -> "Program | None":
    from pointsman.dsl.reading import read_program
    from pointsman.programs import program_of

    reading = read_program(given.data, given.name, given.form)
    if not reading.ok:
        found.add(reading.errors)
        return None
    return program_of(reading)


def _facts_given(path: str) -> Given:
    if path == STDIN:
        if sys.stdin.isatty():
            raise CallWrong(
                "no-facts",
                "there are no facts to explain",
                "give a file of facts, name a case with `--case`, or pipe facts in",
            )
        data = sys.stdin.buffer.read(READ_AT_MOST)
        return Given(path, "<stdin>", data, "json" if _JSON.match(data) else "yaml")
    form = form_of_name(path)
    if form is None or form == "points":
        raise CallWrong(
            "not-facts",
            f"`{path}` is no file of facts: its name ends in none of .yaml, .yml, .json",
            "purchases one a line are for `pointsman decide`"
            if splitext(path)[1].lower() in {".ndjson", ".jsonl"}
            else "give a YAML or JSON file, or pipe the facts in",
        )
    return Given(path, path, read_bytes(path), form)
