"""Snapshots of explanations, each a file of its own that a person can open and read."""

from collections.abc import Iterable

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from pointsman.engine.program import Program
from pointsman.programs.case_runs import CaseRun
from pointsman.programs.questions import explained

_RULE = "=" * 100


class TextFile(SingleFileSnapshotExtension):
    """Text as it is."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class MarkdownFile(TextFile):
    """Markdown, to be opened where Markdown is shown."""

    file_extension = "md"


class HtmlFile(TextFile):
    """A page, to be opened in a browser."""

    file_extension = "html"


class JsonFile(TextFile):
    """JSON, indented."""

    file_extension = "json"


def as_one_text(program: Program, runs: Iterable[CaseRun]) -> str:
    """The explanations of runs below each other, each under the name of its case."""
    return "\n\n".join(_with_heading(program, run) for run in runs) + "\n"


def _with_heading(program: Program, run: CaseRun) -> str:
    assert run.decision is not None, f"{run.case.place}: its facts cannot be read"
    text = explained(program, run.decision).to_text()
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return f"{_RULE}\n{run.case.name}\n{_RULE}\n{lines}"
