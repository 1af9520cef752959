"""The dates of `effective`, in order."""

from collections.abc import Iterator

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at

_LENGTH = len("2026-01-31")


def dates_in_order(located: Located) -> Iterator[Diagnostic]:
    """An end before the beginning. (Dates that do not exist are refused when they are read.)"""
    effective = Outline(located).block("effective")
    first, last = effective.get("from"), effective.get("to")
    if not isinstance(first, str) or not isinstance(last, str):
        return
    # Dates of one length, year first, are in order when their texts are.
    if len(first) == len(last) == _LENGTH and last < first:
        yield diagnostic_at(
            located,
            "falling-dates",
            "/effective/to",
            f"the program ends on {last}, before it begins on {first}",
            help=f"write `effective {last} to {first}`",
        )
