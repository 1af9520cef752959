"""A new case written into the text of a case file, which keeps every comment and its style."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import Case, CaseFile, Json
from pointsman.programs.questions import Answer, Kind, kind_of
from pointsman.tui.model.case_expectation import expected_of
from pointsman.tui.model.case_layout import Layout, first_layout, layout_of

_OWN_OF_A_PURCHASE: Final = ("id", "post_purchase")
"""What is no default for other cases, when the first one makes the file."""

_NOTHING_THERE: Final = frozenset({"empty-document", "missing-cases"})
"""Mistakes of a file that has no case yet."""


@frozen
class NotAppended:
    """Why there is no new text: one sentence, safe to show."""

    message: str


def case_appended(
    text: str | None, name: str, given: object, answer: Answer, file: str = "cases.yaml"
) -> str | NotAppended:
    """The text of a case file with one more case at its end; `text` is None for a new file.

    The new case says of the facts what is not in the file's defaults, and expects what was
    answered. The text is read again before it is handed out: all cases are there, unchanged.
    """
    if not isinstance(given, Mapping):
        return NotAppended("a case needs facts, and these are none")
    text = text or ""
    read = read_cases(_bytes(text), file)
    problem = _unreadable(read) or name_problem(name, read.names)
    if problem is not None:
        return NotAppended(problem)
    layout, defaults = _place(text, read, given)
    expect = expected_of(answer)
    over = difference(defaults, given)
    case: Json = {"name": name, **({"given": over} if over else {}), "expect": expect}
    written = layout and layout.inserted(text, case)
    if not written or not _holds(written, read, given, case):
        return NotAppended(f"`{printable(file)}` is laid out so that no case can be added to it")
    return written


def names_taken(text: str, file: str) -> tuple[str, ...] | NotAppended:
    """The names of a file's cases, or why none can be added to it."""
    read = read_cases(_bytes(text), file)
    problem = _unreadable(read)
    return read.names if problem is None else NotAppended(problem)


def name_problem(name: str, taken: Sequence[str]) -> str | None:
    """Why a new case cannot be called so; None when it can."""
    if not name.strip():
        return "a case needs a name"
    if not name.isprintable():
        return f"`{printable(name)}` has characters that cannot be seen"
    if name in taken:
        return f"there is a case `{name}` already"
    return None


def difference(defaults: Mapping[str, object], given: Mapping[str, object]) -> Json:
    """The least that, laid over the defaults, gives these facts again; null takes one away."""
    over: Json = {key: None for key in defaults if key not in given}
    for key, value in given.items():
        under = defaults.get(key)
        if isinstance(value, Mapping) and isinstance(under, Mapping):
            inner = difference(under, value)
            over |= {key: inner} if inner else {}
        elif not _same(under, value):
            over[key] = value
    return over


def _place(
    text: str, read: CaseFile, given: Mapping[str, object]
) -> tuple[Layout | None, Mapping[str, object]]:
    """Where the case goes, and the defaults that it is laid over."""
    document = read.located.document
    if isinstance(document, Mapping):
        there = document.get("given")
        defaults = there if isinstance(there, Mapping) else {}
        return layout_of(text, read) if read.cases else first_layout(text, read, {}), defaults
    own = _OWN_OF_A_PURCHASE if kind_of(given) is Kind.PURCHASE else tuple(given)
    defaults = {key: value for key, value in given.items() if key not in own}
    return first_layout(text, read, defaults), defaults


def _unreadable(read: CaseFile) -> str | None:
    """What is wrong with a file that a case cannot be added to."""
    document = read.located.document
    empty = not isinstance(document, Mapping) or document.get("cases") in (None, [])
    wrong = [each for each in read.diagnostics if not (empty and each.code in _NOTHING_THERE)]
    if not wrong:
        return None
    place = printable(f"{read.located.source.name}:{wrong[0].line}")
    return f"the case file has mistakes, the first at `{place}`: {printable(wrong[0].message)}"


def _holds(written: str, before: CaseFile, given: Mapping[str, object], case: Json) -> bool:
    """Whether the text has all cases that it had, as they were, and then the new one."""
    now = read_cases(_bytes(written), before.located.source.name)
    if now.diagnostics or len(now.cases) != len(before.cases) + 1:
        return False
    *others, new = now.cases
    return (
        all(map(_same, map(_as_data, before.cases), map(_as_data, others)))
        and new.name == case["name"]
        and not difference(new.given, given)
        and _same(new.expect, case["expect"])
    )


def _as_data(case: Case) -> object:
    return {"name": case.name, "given": case.given, "expect": case.expect}


def _same(one: object, other: object) -> bool:
    """Equal, and numbers and texts written as they are: `5942` is not `"5942"`."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")
