"""One row of a file of many purchases, explained."""

from typing import TYPE_CHECKING

from pointsman.cli.tables import format_named, telling_what_is_wrong

if TYPE_CHECKING:
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.program import Program


def explain_row(program: "Program", path: str, number: int, kind: str | None) -> "Explanation":
    """The explanation of a row, counted from 1, or of a line of JSON lines.

    Raises:
        Failure: there is no such row, or it cannot be decided.
    """
    from pathlib import Path

    from pointsman.engine.problems import BadFactsError
    from pointsman.feeds import mcc_name, native

    with telling_what_is_wrong(path):
        from pointsman.batch.decide import BadRowError, RowProblem
        from pointsman.batch.rows import facts_of_row

        try:
            facts = facts_of_row(Path(path), number, format_named(kind))
            return program.decide(native(facts)).explain(mcc_name)
        except BadFactsError as error:
            raise BadRowError(RowProblem(number, None, error.problems)) from error
