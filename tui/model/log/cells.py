"""How a row is written in the table: columns of fixed width, numbers to the right."""

from typing import Final

from attrs import frozen
from rich.cells import cell_len, set_cell_size

from pointsman.engine.currencies import find
from pointsman.engine.exact import Exact, grouped
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS
from pointsman.engine.verdicts import Verdict
from pointsman.tui.model.log.row import Row, number_text
from pointsman.tui.model.outcome_shown import Tone

GAP: Final = 1
BROKEN: Final = "broken"
_AMOUNT: Final = "amount"


@frozen
class Column:
    """A column: its heading, and how wide it is."""

    title: str
    width: int
    right: bool = False


@frozen
class Cell:
    """A text as wide as its column, and the tone of an outcome (None: of no outcome)."""

    text: str
    tone: Tone | None = None


_TONES: Final = {
    "REDEEMED": (GLYPHS[Verdict.PASSED], Tone.GOOD),
    "ACCEPTED": (GLYPHS[Verdict.PASSED], Tone.GOOD),
    "REVERSED": (GLYPHS[Verdict.PASSED], Tone.GOOD),
    "ELIGIBLE": (GLYPHS[Verdict.NOT_APPLIED], Tone.HALF),
    "DEFERRED": ("→", Tone.OPEN),
    "INELIGIBLE": (GLYPHS[Verdict.FAILED], Tone.BAD),
    "REFUSED": (GLYPHS[Verdict.FAILED], Tone.BAD),
}
_OTHER: Final = (GLYPHS[Verdict.UNKNOWN], Tone.OPEN)


def columns_for(rows: int, *, amounts: bool = True) -> tuple[Column, ...]:
    """The columns of a table of so many rows; `amounts`: whether any of them has one."""
    columns = (
        Column("row", max(4, len(f"{rows:,}")), right=True),
        Column("id", 12),
        Column("outcome", 12),
        Column("reason", 24),
        Column("points", 10, right=True),
        Column("credit", 10, right=True),
        Column("cur", 3),
        Column(_AMOUNT, 10, right=True),
        Column("rule", 28),
    )
    return columns if amounts else tuple(each for each in columns if each.title != _AMOUNT)


def width_of(columns: tuple[Column, ...]) -> int:
    """How wide a whole line is."""
    return sum(column.width + GAP for column in columns) - GAP


def heading_cells(columns: tuple[Column, ...]) -> list[str]:
    """The line above the rows."""
    return [fitted(column.title, column) for column in columns]


def cells_of(row: Row, columns: tuple[Column, ...]) -> list[Cell]:
    """The cells of a row; of a broken one what is wrong stands in the place of the rest."""
    number, id_, outcome, *rest = columns
    cells = [Cell(fitted(f"{row.number:,}", number)), Cell(fitted(row.id or "", id_))]
    if row.error is not None:
        wide = Column("", width_of(tuple(rest)))
        glyph = GLYPHS[Verdict.UNKNOWN]
        cells.append(Cell(fitted(f"{glyph} {BROKEN}", outcome), Tone.BAD))
        return [*cells, Cell(fitted(row.error, wide), Tone.BAD)]
    glyph, tone = mark_of(row.outcome)
    cells.append(Cell(fitted(f"{glyph} {row.outcome or ''}", outcome), tone))
    texts = {
        "reason": row.reason or "",
        "points": _points(row.points),
        "credit": _money(row.credit, row.currency),
        "cur": row.currency or "",
        _AMOUNT: _money(row.amount, row.currency),
        "rule": row.rule or "",
    }
    return cells + [Cell(fitted(texts[column.title], column)) for column in rest]


def mark_of(outcome: str | None) -> tuple[str, Tone]:
    """The glyph and the tone of an outcome."""
    return _TONES.get(outcome or "", _OTHER)


def fitted(text: str, column: Column) -> str:
    """A text exactly as wide as its column, cut with an ellipsis where it is longer."""
    text = printable(text)
    length = cell_len(text)
    if length > column.width:
        return set_cell_size(text, column.width - 1) + "…"
    return (
        " " * (column.width - length) + text if column.right else set_cell_size(text, column.width)
    )


def _points(points: Exact | None) -> str:
    return "" if points is None else grouped(str(points))


def _money(amount: Exact | None, code: str | None) -> str:
    if amount is None:
        return ""
    currency = None if code is None else find(code)
    return grouped(number_text(amount, (currency and currency.exponent) or 0))
