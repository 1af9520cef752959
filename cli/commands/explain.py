"""`pointsman explain`: one purchase decided, and every step of why."""

from typing import TYPE_CHECKING

import click

from pointsman.cli.exit_status import CallWrong, ExitStatus
from pointsman.cli.inputs import STDIN, read_bytes
from pointsman.cli.options import color_option, form_option, json_option
from pointsman.cli.output import Color, write_data, write_json
from pointsman.cli.table_rows import explain_row
from pointsman.cli.tables import FORMATS as TABLES
from pointsman.dsl.forms import Form

if TYPE_CHECKING:
    from pointsman.cli.diagnosing import Report
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.program import Program

FORMATS = ("text", "markdown", "json", "html")
_SHOWN_NAMES = 8


@click.command("explain", short_help="Decide one purchase and explain every step.")
@click.argument("program", type=click.Path(allow_dash=True))
@click.argument("facts", default=STDIN, type=click.Path(allow_dash=True))
@click.option("--case", "case_name", help="Explain this case instead of a file of facts.")
@click.option("--cases", type=click.Path(), help="The case file; by default beside PROGRAM.")
@click.option(
    "--row",
    type=click.IntRange(min=1),
    help="Explain this row of a file of many (a line, in NDJSON).",
)
@click.option(
    "--input-format",
    type=click.Choice(TABLES),
    help="How that file is written, if its name does not tell.",
)
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="text", help="How to write it."
)
@form_option
@json_option
@color_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    program: str,
    facts: str,
    case_name: str | None,
    cases: str | None,
    row: int | None,
    input_format: str | None,
    style: str,
    form: Form | None,
    as_json: bool,
    color: Color,
) -> ExitStatus:
    """Decide the purchase in FACTS (YAML or JSON; - or nothing: standard input) and explain it.

    A digital redemption (`request`) and a reversal (`redemption`) are explained likewise.

    With --row FACTS is what `pointsman decide` takes: JSON lines, CSV, Parquet or Arrow.

    Facts may be in the native form, the JSON of the authorizations API, or a raw ISO 8583 message.

    \b
    Examples:
      pointsman explain world-elite.points purchase.yaml
      pointsman explain world-elite.points --case "seven steps of ten"
      pointsman explain world-elite.points march.parquet --row 70000
      pointsman explain --format html world-elite.points purchase.json > why.html
    """
    from pointsman.cli.diagnosing import Report
    from pointsman.cli.opening import open_program

    _check_call(program, facts, case_name, cases)
    _check_row(facts, row, case_name, input_format)
    style = "json" if as_json else style
    found = Report("json" if style == "json" else "full", color)
    opened = open_program(program, form, found)
    explanation = None
    if opened is not None:
        if row is not None:
            explanation = explain_row(opened, facts, row, input_format)
        elif case_name is None:
            explanation = _of_file(opened, facts, found)
        else:
            explanation = _of_case(opened, program, cases, case_name, found)
    if explanation is None:
        found.finish()
        return ExitStatus.INPUT_WRONG
    _write(explanation, style, color)
    return ExitStatus.WELL


def _check_call(program: str, facts: str, case_name: str | None, cases: str | None) -> None:
    if case_name is not None and facts != STDIN:
        raise click.UsageError("give a file of facts or `--case`, not both")
    if case_name is None and cases is not None:
        raise click.UsageError("`--cases` goes with `--case`")
    if case_name is None and program == facts == STDIN:
        raise click.UsageError("program and facts cannot both come from standard input")


def _check_row(
    facts: str, row: int | None, case_name: str | None, input_format: str | None
) -> None:
    if row is None and input_format is not None:
        raise click.UsageError("`--input-format` goes with `--row`")
    if row is not None and (case_name is not None or facts == STDIN):
        raise click.UsageError("`--row` goes with a file of many purchases")


def _of_file(program: "Program", path: str, found: "Report") -> "Explanation | None":
    from pointsman.cli.opening import read_facts_file, report_bad_facts
    from pointsman.engine.problems import BadFactsError
    from pointsman.feeds import mcc_name, native
    from pointsman.programs.questions import answer, explained

    located = read_facts_file(path, found)
    if located is None:
        return None
    try:
        answered = answer(program, located.document, native)
    except BadFactsError as error:
        report_bad_facts(located, error, found)
        return None
    return explained(program, answered, mcc_name)


def _of_case(
    program: "Program", path: str, cases: str | None, name: str, found: "Report"
) -> "Explanation | None":
    from pointsman.cli.opening import case_file_of
    from pointsman.feeds import mcc_name, native, secret_pointers
    from pointsman.programs.case_reading import read_cases
    from pointsman.programs.case_runs import run_case
    from pointsman.programs.questions import explained

    file = case_file_of(path, cases)
    read = read_cases(read_bytes(file), file)
    if read.diagnostics:
        found.add(read.diagnostics)
        return None
    case = read.named(name)
    if case is None:
        raise CallWrong("unknown-case", f"`{file}` has no case `{name}`", _near(name, read.names))
    ran = run_case(program, case, native)
    if ran.decision is None:
        found.add(read.problems_of(case, ran.problems, secret_pointers(case.given)))
        return None
    return explained(program, ran.decision, mcc_name)


def _near(name: str, names: tuple[str, ...]) -> str:
    from pointsman.engine.nearest import nearest

    near = nearest(name, names)
    if near:
        return f"did you mean `{near}`?"
    shown = ", ".join(f"`{each}`" for each in names[:_SHOWN_NAMES])
    return f"there are {shown}" + (f", {len(names)} in all" if len(names) > _SHOWN_NAMES else "")


def _write(explanation: "Explanation", style: str, color: Color) -> None:
    if style == "json":
        write_json(explanation.to_json())
    elif style == "text":
        from pointsman.cli.explanation_text import colored_text

        write_data(colored_text(explanation, color) + "\n")
    else:
        write_data(explanation.to_markdown() if style == "markdown" else explanation.to_html())
