"""A bar chart as SVG: figures that differ by orders of magnitude, on a scale of powers of ten."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

from benchmarks.figures import Figure, Section

WIDTH, LEFT, RIGHT, BAR, GAP, HEAD = 900, 350, 70, 18, 8, 54
OURS, THEIRS, INK, FAINT = "#3f51b5", "#9e9e9e", "#212121", "#e0e0e0"
FONT = "font-family='system-ui, sans-serif'"


def chart(sections: Sequence[Section]) -> str:
    """The sections that are to be shown, one below the other."""
    parts: list[str] = []
    top = 8.0
    for section in sections:
        parts += _panel(section, top)
        top += _height(section)
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {top:.0f}' role='img' "
        "aria-label='Pointsman and its peers'>"
    )
    # A ground of its own: the page around it may be light or dark.
    ground = f"<rect width='{WIDTH}' height='{top:.0f}' fill='#ffffff'/>"
    return "\n".join([head, ground, *parts, "</svg>\n"])


def _height(section: Section) -> float:
    return HEAD + len(section.figures) * (BAR + GAP) + 34


def _panel(section: Section, top: float) -> list[str]:
    low, high = _decades(section.figures)
    title = f"{section.title}: {section.figures[0].unit}, in powers of ten"
    parts = [_text(16, top + 22, title, 15, weight="600")]
    bottom = top + HEAD + len(section.figures) * (BAR + GAP)
    for power in range(low, high + 1):
        x = _place(10.0**power, low, high)
        parts.append(
            f"<line x1='{x:.1f}' x2='{x:.1f}' y1='{top + HEAD - 10}' y2='{bottom:.1f}' "
            f"stroke='{FAINT}'/>"
        )
        parts.append(_text(x, bottom + 14, _plain(10.0**power), 11, anchor="middle"))
    for number, figure in enumerate(sorted(section.figures, key=_value)):
        parts += _bar(figure, top + HEAD + number * (BAR + GAP), low, high)
    return parts


def _bar(figure: Figure, y: float, low: int, high: int) -> list[str]:
    end = _place(figure.value, low, high)
    color = OURS if figure.name.startswith("Pointsman") else THEIRS
    base = y + BAR - 5
    return [
        _text(LEFT - 10, base, figure.name.replace("`", ""), 12, anchor="end"),
        f"<rect x='{LEFT}' y='{y:.1f}' width='{end - LEFT:.1f}' height='{BAR}' fill='{color}'/>",
        _text(end + 6, base, _plain(figure.value), 12),
    ]


def _value(figure: Figure) -> float:
    return figure.value


def _decades(figures: Sequence[Figure]) -> tuple[int, int]:
    """Powers of ten around all figures, the smallest bar still to be seen."""
    values = [figure.value for figure in figures]
    low = floor(log10(min(values)))
    if log10(min(values)) - low < 0.1:
        low -= 1
    return low, max(ceil(log10(max(values))), low + 1)


def _place(value: float, low: int, high: int) -> float:
    share = (log10(value) - low) / (high - low)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _text(
    x: float, y: float, text: str, size: int, *, anchor: str = "start", weight: str = "400"
) -> str:
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' {FONT} font-size='{size}' font-weight='{weight}' "
        f"text-anchor='{anchor}' fill='{INK}'>{escape(text)}</text>"
    )


def _plain(value: float) -> str:
    """Three digits that count, without an exponent."""
    digits = max(0, 2 - floor(log10(value)))
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
