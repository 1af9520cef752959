"""What is told beside the list of cases, as text with colours, fitted to a width."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.rendering import render_terminal
from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.case_comparison import Compared, compared
from pointsman.tui.model.cases import CaseRow, CasesRun, Result, case_text
from pointsman.tui.model.cases_beside import NoCases
from pointsman.tui.widgets.cases.columns import fitted

_STYLES: Final = {
    Result.PASSED: "$text-success",
    Result.FAILED: "$text-error",
    Result.UNREADABLE: "$text-warning",
}
_MUTED: Final = "$foreground 60%"
_MARKS: Final = {
    True: ("✓ same   ", "$text-success"),
    False: ("✗ differs", "$text-error"),
    None: ("· besides", _MUTED),
}
_WIDEST_KEY: Final = 20
_NARROWEST: Final = len("expected")
_GAP: Final = "  "

Line = tuple[tuple[str, str], ...]
"""Pieces of one line, each with its style."""


def about_case(run: CasesRun, row: CaseRow, width: int, in_full: bool = False) -> Content:
    """How a case came out: expected beside found, or what is wrong with its facts; its facts."""
    lines: list[Line] = [
        (
            (f"{row.result.glyph} {row.result.word}{_GAP}", f"bold {_STYLES[row.result]}"),
            (printable(row.name), "bold"),
        ),
        ((printable(f"{row.kind} · {row.case.place}"), _MUTED),),
        (),
    ]
    if row.result is Result.UNREADABLE:
        lines += _plain(render_terminal(run.problems_of(row)))
    else:
        lines += _table(compared(row.run), width, in_full)
    lines += [(), (("facts", _MUTED),), *_plain(case_text(row.case))]
    return _content(lines)


def about_unreached(run: CasesRun, _: int) -> Content:
    """The rules that made no difference in any case."""
    if run.stopped:
        return Content("not every case has run, so it is not known which rules none reached")
    if not run.unreached:
        return Content("every rule made a difference in some case")
    rules = "rule" if len(run.unreached) == 1 else "rules"
    lines: list[Line] = [
        ((f"{len(run.unreached):,} {rules} that no case reached", "bold"),),
        (("a case in which they make a difference is missing", _MUTED),),
        (),
    ]
    for rule in run.unreached:
        place = printable(rule.place or "")
        lines.append((("– ", "$text-warning"), (printable(rule.title), "")))
        lines.append(((f"  {rule.what}  {place}", _MUTED),))
    return _content(lines)


def about_none(none: NoCases) -> Content:
    """Why there are no cases, and what to do about it."""
    return _content([((printable(none.message), "bold"),), ((printable(none.help), _MUTED),)])


def note(run: CasesRun, shown: int, failing: bool, stale: bool) -> Content:
    """One line under the list: what is left out of it, and what no case reached."""
    total = len(run.rows)
    pieces: Line = ()
    if stale:
        pieces += (("stale: run with the last rules that load", "italic $text-warning"),)
    if shown < total or failing:
        which = "do not pass (f shows all)" if failing else "match"
        pieces += ((f"{shown:,} of {total:,} {which}", ""),)
    if run.unreached:
        rules = "rule" if len(run.unreached) == 1 else "rules"
        pieces += ((f"{len(run.unreached):,} {rules} that no case reached (u)", "$text-warning"),)
    elif not run.stopped:
        pieces += (("every rule is reached by a case", _MUTED),)
    return Content(" · ").join([Content.styled(*piece) for piece in pieces])


def about_file(diagnostics: Iterable[Diagnostic]) -> Content:
    """What keeps a case file from being read, each mistake at its place."""
    lines: list[Line] = [(("the case file cannot be read", "bold $text-error"),), ()]
    return _content([*lines, *_plain(render_terminal(diagnostics))])


def _table(rows: tuple[Compared, ...], width: int, in_full: bool) -> list[Line]:
    if in_full:
        return [line for row in rows for line in _spread(row)]
    mark = len(_MARKS[True][0])
    key = min(_WIDEST_KEY, max((cell_len(row.key) for row in rows), default=0))
    left = max(2 * _NARROWEST, width - mark - key - 3 * len(_GAP))
    longest = max((cell_len(row.expected) for row in rows), default=0)
    expected = min(left // 2, max(_NARROWEST, longest))
    columns = (key, expected, left - expected)
    heading = f"{' ' * mark}{_GAP}{' ' * key}{_GAP}{fitted('expected', expected)}{_GAP}found"
    return [((heading, _MUTED),), *(_beside(row, columns) for row in rows)]


def _beside(row: Compared, columns: tuple[int, int, int]) -> Line:
    key, expected, found = columns
    mark, style = _MARKS[row.agrees]
    differs = f"bold {style}" if row.agrees is False else ""
    return (
        (mark, style),
        (f"{_GAP}{fitted(row.key, key)}{_GAP}", _MUTED if row.agrees is None else ""),
        (f"{fitted(row.expected, expected)}{_GAP}", differs),
        (fitted(row.found, found).rstrip(), differs),
    )


def _spread(row: Compared) -> list[Line]:
    """One value on lines of its own, nothing cut."""
    mark, style = _MARKS[row.agrees]
    lines: list[Line] = [((mark, style), (f"{_GAP}{printable(row.key)}", "bold"))]
    if row.agrees is not None:
        lines.append((("  expected  ", _MUTED), (printable(row.expected), "")))
    return [*lines, (("  found     ", _MUTED), (printable(row.found), ""))]


def _plain(text: str) -> list[Line]:
    return [((printable(line), ""),) for line in text.rstrip("\n").split("\n")]


def _content(lines: list[Line]) -> Content:
    return Content("\n").join([Content.assemble(*line) for line in lines])
