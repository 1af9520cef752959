"""The full form: what is wrong, where, the line itself with the place marked, what to do.

```
error[unknown-fact]: `totl` is not a fact
  --> world-elite.points:4:8
   |
 3 | override "Big"
 4 |   when totl >= 100
   |        ^^^^ not declared
   |
help: did you mean `total`?
```
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.rendering.cells import short, visible
from pointsman.dsl.rendering.excerpt import Excerpt
from pointsman.dsl.rendering.styles import Style, styled


def render_terminal(diagnostics: Iterable[Diagnostic], color: bool = False) -> str:
    """All diagnostics in the order given, a blank line between two; no text when there are none."""
    return "\n".join("\n".join(_lines(d, color)) + "\n" for d in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many there are, as `2 errors, 1 warning`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    found = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
    return ", ".join(found) or "no problems"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _lines(diagnostic: Diagnostic, color: bool) -> Iterator[str]:
    style = Style.ERROR if diagnostic.severity is Severity.ERROR else Style.WARNING
    head = styled(f"{diagnostic.severity}[{visible(diagnostic.code)}]", style, color=color)
    yield head + styled(f": {short(diagnostic.message)}", Style.MESSAGE, color=color)
    name = visible(diagnostic.source.name)
    if diagnostic.source.text:
        excerpt = Excerpt.of(diagnostic, color=color)
        arrow = " " * excerpt.gutter + "-->"
        line, column = diagnostic.line, diagnostic.column
        yield f"{styled(arrow, Style.GUTTER, color=color)} {name}:{line}:{column}"
        yield from excerpt.lines()
    else:
        yield f"{styled('  -->', Style.GUTTER, color=color)} {name}"
    if diagnostic.help:
        yield from _remark("help", diagnostic.help, Style.HELP, color)
    for note in diagnostic.notes:
        yield from _remark("note", note, Style.SECOND, color)


def _remark(kind: str, text: str, style: Style, color: bool) -> Iterator[str]:
    """A remark below the excerpt; its further lines stand under its first."""
    first, *rest = text.split("\n")
    yield f"{styled(kind, style, color=color)}: {short(first)}"
    for line in rest:
        yield " " * len(f"{kind}: ") + short(line)
