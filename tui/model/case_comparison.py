"""What a case expected beside what came out: one row for each value, in the order written."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from pointsman.engine.exact import Exact, NotPlainError
from pointsman.programs.case_runs import CaseRun
from pointsman.tui.model.compact_yaml import on_one_line

_ALWAYS_TOLD: Final = ("outcome", "reason", "accepted")
"""Keys that are shown also where nothing is expected of them: they say what happened."""


@frozen
class Compared:
    """One value of a decision. `agrees` is None where nothing was expected."""

    key: str
    expected: str
    found: str
    agrees: bool | None


def compared(run: CaseRun) -> tuple[Compared, ...]:
    """Every value that a case expects, then what came out besides; nothing without a decision.

    Objects and lists of one length are taken apart, so that the value that differs is seen.
    """
    if run.decision is None:
        return ()
    found = run.decision.to_json()
    differing = {mismatch.key for mismatch in run.mismatches}
    expected = [
        row
        for key, value in run.case.expect.items()
        for row in _rows(key, value, found.get(key), key in differing)
    ]
    besides = [
        Compared(key, "", _shown(found[key]), None)
        for key in _ALWAYS_TOLD
        if key in found and key not in run.case.expect
    ]
    return (*expected, *besides)


def _rows(key: str, expected: object, found: object, differs: bool) -> Iterator[Compared]:
    """The rows of one value; a value of one that agrees as a whole agrees too."""
    parts = list(_parts(key, expected, found))
    if not parts:
        agrees = not differs or _agree(expected, found)
        yield Compared(key, _shown(expected), _shown(found), agrees)
    for name, inner, beside in parts:
        yield from _rows(name, inner, beside, differs)


def _parts(key: str, expected: object, found: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for name, value in expected.items():
            yield f"{key}.{name}", value, found.get(name)
    elif isinstance(expected, list) and isinstance(found, list) and _paired(expected, found):
        for number, (value, beside) in enumerate(zip(expected, found, strict=True), start=1):
            yield f"{key}.{number}", value, beside


def _paired(expected: list[object], found: list[object]) -> bool:
    """Whether lists of objects stand beside each other item by item."""
    return len(expected) == len(found) and any(isinstance(value, Mapping) for value in expected)


def _agree(expected: object, found: object) -> bool:
    """Whether a value within one that differs is itself as expected: decimals by value."""
    if isinstance(expected, str) and isinstance(found, Mapping):
        return expected == found.get("reason")
    if isinstance(expected, str) and isinstance(found, str):
        number = _number(expected)
        return expected == found or (number is not None and number == _number(found))
    return type(expected) is type(found) and expected == found


def _number(text: str) -> Exact | None:
    try:
        return Exact.parse(text)
    except NotPlainError:
        return None


def _shown(value: object) -> str:
    """A value as people read it; an error by its reason."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "none"
    if isinstance(value, Mapping):
        return str(value["reason"]) if "reason" in value else on_one_line(value)
    if isinstance(value, str):
        return str(value)
    return on_one_line(value)
