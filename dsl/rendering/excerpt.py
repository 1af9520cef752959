"""The lines of a source that a diagnostic speaks of, with carets under the marked text."""

from collections.abc import Iterator

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.places import Source
from pointsman.dsl.rendering.cells import cells, short
from pointsman.dsl.rendering.styles import Style, styled

WIDTH = 100
"""Cells of a line that are shown; a longer one is cut around the mark."""

_BEFORE_MARK = 30
_ELLIPSIS = "…"


@frozen
class Underline:
    """A marked stretch of one line: its characters from `start` up to but not including `end`."""

    line: int
    start: int
    end: int
    caret: str
    style: Style
    label: str = ""


def underlines(diagnostic: Diagnostic) -> list[Underline]:
    """What to mark, in the order of the lines; of several lines the first and the last."""
    style = Style.ERROR if diagnostic.severity == "error" else Style.WARNING
    first = Mark(diagnostic.span, diagnostic.label or "")
    found = _stretches(diagnostic.source, first, "^", style)
    for mark in diagnostic.marks:
        found += _stretches(diagnostic.source, mark, "-", Style.SECOND)
    return sorted(found, key=lambda u: (u.line, u.start))


def _stretches(source: Source, mark: Mark, caret: str, style: Style) -> list[Underline]:
    length = len(source.text)
    start = min(mark.span.start, length)
    end = max(start, min(mark.span.end, length))
    line, column = source.line_column(start)
    # The line of the last character, so that a span that takes its line break stays on its line.
    last_line, last_column = source.line_column(max(start, end - 1))
    first = column - 1
    after_last = last_column - 1 + (end > start)
    if line == last_line:
        return [Underline(line, first, after_last, caret, style, mark.label)]
    text, last_text = source.line_text(line), source.line_text(last_line)
    indent = len(last_text) - len(last_text.lstrip())
    return [
        Underline(line, first, len(text), caret, style),
        Underline(last_line, min(indent, after_last - 1), after_last, caret, style, mark.label),
    ]


@frozen
class Cut:
    """A line as it is shown, and where in it the mark stands, in cells."""

    text: str
    mark_at: int
    mark_width: int
    whole: bool


def cut(line: str, start: int, end: int) -> Cut:
    """The part of a line around its characters `start` to `end` that fits into `WIDTH` cells."""
    low = max(0, start - WIDTH)
    shown = cells(line[low : start + 2 * WIDTH])
    start, end = start - low, min(end - low, len(shown))
    beyond = len(line) > low + len(shown)
    whole = not low and not beyond and _width(shown) <= WIDTH
    left = 0 if whole else _left_edge(shown, start)
    right = len(shown) if whole else _right_edge(shown, left)
    before = _ELLIPSIS if low or left else ""
    after = _ELLIPSIS if beyond or right < len(shown) else ""
    return Cut(
        text=before + "".join(form for form, _ in shown[left:right]) + after,
        mark_at=len(before) + _width(shown[left:start]),
        mark_width=max(1, _width(shown[start : min(end, right)])),
        whole=whole,
    )


def _left_edge(shown: list[tuple[str, int]], start: int) -> int:
    """The first character to show: as far before the mark as there is room for."""
    if _width(shown[:start]) <= _BEFORE_MARK:
        return 0
    left, width = start, 0
    while left and width + shown[left - 1][1] <= _BEFORE_MARK:
        left -= 1
        width += shown[left][1]
    return left


def _right_edge(shown: list[tuple[str, int]], left: int) -> int:
    right, width = left, 0
    while right < len(shown) and width + shown[right][1] <= WIDTH:
        width += shown[right][1]
        right += 1
    return right


def _width(shown: list[tuple[str, int]]) -> int:
    return sum(width for _, width in shown)


@frozen
class Excerpt:
    """The lines to show and their marks, beside a gutter of line numbers `gutter` cells wide."""

    source: Source
    marked: list[Underline]
    gutter: int
    color: bool

    @classmethod
    def of(cls, diagnostic: Diagnostic, *, color: bool) -> "Excerpt":
        """The excerpt that belongs to a diagnostic."""
        marked = underlines(diagnostic)
        return cls(diagnostic.source, marked, len(str(marked[-1].line)) + 1, color)

    def lines(self) -> Iterator[str]:
        """The lines of the excerpt, framed by a line with the gutter alone."""
        yield self._bar()
        above = 0
        for number in self._numbers():
            if above and number > above + 1:
                yield styled("." * 3, Style.GUTTER, color=self.color)
            yield from self._line(number)
            above = number
        yield self._bar()

    def _numbers(self) -> list[int]:
        """The marked lines, the one before the first for its context, and single ones between."""
        marked = sorted({underline.line for underline in self.marked})
        wanted = set(marked)
        wanted.update(n + 1 for n in marked if n + 2 in wanted)
        before = marked[0] - 1
        if before and self.source.line_text(before).strip():
            wanted.add(before)
        return sorted(wanted)

    def _line(self, number: int) -> Iterator[str]:
        text = self.source.line_text(number)
        shown = None
        here = [underline for underline in self.marked if underline.line == number]
        if not here:
            yield self._bar(number, cut(text, 0, 0).text)
        for underline in here:
            part = cut(text, underline.start, underline.end)
            if part.text != shown:
                yield self._bar(number, part.text)
                shown = part.text
            yield self._bar(None, self._carets(underline, part))

    def _carets(self, underline: Underline, part: Cut) -> str:
        carets = underline.caret * part.mark_width
        label = f" {short(underline.label)}" if underline.label else ""
        return " " * part.mark_at + styled(carets + label, underline.style, color=self.color)

    def _bar(self, number: int | None = None, text: str = "") -> str:
        gutter = f"{'' if number is None else number:>{self.gutter}} |"
        return styled(gutter, Style.GUTTER, color=self.color) + (f" {text}" if text else "")
