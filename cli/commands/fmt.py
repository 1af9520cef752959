"""`pointsman fmt`: program files in the one style."""

import sys
from collections.abc import Iterator
from difflib import unified_diff
from typing import TYPE_CHECKING

import click
from attrs import define, field

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.inputs import STDIN, Given, each, form_of, read_program_file
from pointsman.cli.options import color_option, files_argument, json_option
from pointsman.cli.output import Color, has_color, write_data, write_json, write_text
from pointsman.cli.writing import write_file

if TYPE_CHECKING:
    from pointsman.cli.diagnosing import Report


@click.command("fmt", short_help="Rewrite .points files in the one style.")
@files_argument
@click.option("--check", "check_only", is_flag=True, help="Write nothing, name what would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing, show what would change.")
@json_option
@color_option
def command(
    files: tuple[str, ...], check_only: bool, show_diff: bool, as_json: bool, color: Color
) -> ExitStatus:
    """Rewrite .points files in the one style, comments kept.

    Standard input (-) is written to standard output. With --check or --diff nothing is written,
    and the exit status is 1 if anything would change. A file with a syntax error stays as it is.

    \b
    Examples:
      pointsman fmt world-elite.points
      pointsman fmt --check --diff programs/*.points
      pointsman fmt - < draft.points
    """
    from pointsman.cli.diagnosing import Report, diagnostics_json

    run = _Run(Report("json" if as_json else "full", color), check_only or show_diff, show_diff)
    status = each(files, run.format, as_json=as_json)
    if as_json:
        found = diagnostics_json(run.report.diagnostics)
        write_json({"changed": run.changed, "diagnostics": found})
    else:
        run.report.finish()
    return status


@define
class _Run:
    """One run of the command: what to do with a file that would change, and which have."""

    report: "Report"
    look_only: bool
    show_diff: bool
    changed: list[str] = field(factory=list)

    def format(self, path: str) -> ExitStatus:
        """Format one file; CallWrong if it is not there or not a .points file."""
        from pointsman.dsl.formatter import Formatted, format_text
        from pointsman.dsl.source_limits import decode

        given = _read(path)
        source, problems = decode(given.data, given.name)
        formatted = Formatted(None, problems) if problems else format_text(source)
        if formatted.text is None:
            self.report.add(formatted.diagnostics)
            return ExitStatus.INPUT_WRONG
        as_json = self.report.style == "json"
        if path == STDIN and not self.look_only and not as_json:
            write_data(formatted.text)
            return ExitStatus.WELL
        if formatted.text.encode() == given.data:
            return ExitStatus.WELL
        return self._change(given, formatted.text)

    def _change(self, given: Given, text: str) -> ExitStatus:
        self.changed.append(given.name)
        if not self.look_only and given.path != STDIN:
            write_file(given.path, text)
        if self.report.style != "json":
            self._tell(given, text)
        return ExitStatus.INPUT_WRONG if self.look_only else ExitStatus.WELL

    def _tell(self, given: Given, text: str) -> None:
        from pointsman.dsl.rendering import visible

        if self.show_diff:
            color = has_color(self.report.color, sys.stdout)
            write_text("".join(_diff(given, text, color=color)))
        else:
            did = "would change" if self.look_only else "formatted"
            write_text(f"{did} {visible(given.name)}\n")


def _read(path: str) -> Given:
    if path != STDIN and form_of(path) != "points":
        raise CallWrong(
            "not-points",
            f"`{path}` is not a .points file",
            f"write it as one: pointsman convert --to points {path}",
        )
    return read_program_file(path, "points")


def _diff(given: Given, text: str, *, color: bool) -> Iterator[str]:
    """The lines of a unified diff, each fit for a terminal."""
    from pointsman.dsl.rendering import Style, styled, visible

    styles = {"+": Style.GOOD, "-": Style.ERROR, "@": Style.SECOND}
    before = given.data.decode(errors="replace").splitlines()
    names = (given.name, f"{given.name} (formatted)")
    for line in unified_diff(before, text.splitlines(), *names, lineterm=""):
        style = styles.get(line[:1])
        shown = visible(line)
        yield (styled(shown, style, color=color) if style else shown) + "\n"
