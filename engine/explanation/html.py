"""The explanation as one HTML page that needs no other file, in light and dark."""

from collections.abc import Iterator
from html import escape

from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.explanation.text import GLYPHS

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.1rem; margin-bottom: .2rem; }
h2 { font-size: .95rem; margin: 1.4rem 0 .3rem; }
.summary { font-size: 1.2rem; font-weight: 600; margin-top: 0; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .6rem .2rem 0; vertical-align: top; border-bottom: 1px solid #8883; }
td.glyph { width: 1.2rem; text-align: center; }
td.title { width: 11rem; font-weight: 500; }
td.verdict { width: 6.5rem; opacity: .75; }
td.place { text-align: right; opacity: .6; font: .8rem/1.9 ui-monospace, monospace; }
.passed .glyph { color: #1a7f37; }
.failed .glyph { color: #cf222e; }
.unknown .glyph { color: #9a6700; }
.failed .title, .failed .verdict { color: #cf222e; }
""".strip()


def to_html(explanation: Explanation) -> str:
    """The whole tree as a page; ends with a line break."""
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f"<title>{_text(explanation.summary)}</title>",
        f"<style>{_STYLE}</style></head>",
        "<body>",
        f"<h1>{_text(explanation.heading)}</h1>",
        f'<p class="summary">{_text(explanation.summary)}</p>',
    ]
    for stage in explanation.stages:
        lines.extend(_stage_lines(stage))
    return "\n".join([*lines, "</body>", "</html>", ""])


def _stage_lines(stage: ExplainedStage) -> Iterator[str]:
    yield f"<h2>{stage.number} {_text(stage.title)}</h2>"
    if not stage.reached:
        yield "<p>Not reached.</p>"
    elif not stage.steps:
        yield "<p>Nothing to do.</p>"
    else:
        yield "<table>"
        for step in stage.steps:
            yield from _rows(step, 0)
        yield "</table>"


def _rows(step: ExplainedStep, depth: int) -> Iterator[str]:
    css = str(step.verdict).replace(" ", "-")
    indent = f' style="padding-left: {depth}rem"' if depth else ""
    yield (
        f'<tr class="{css}"><td class="glyph">{GLYPHS[step.verdict]}</td>'
        f'<td class="title"{indent}>{_text(step.title)}</td>'
        f'<td class="verdict">{step.verdict}</td>'
        f"<td>{_text(step.says)}</td>"
        f'<td class="place" title="{_text(step.pointer or "built in")}">'
        f"{_text(step.place or '')}</td>"
        "</tr>"
    )
    for part in step.parts:
        yield from _rows(part, depth + 1)


def _text(text: str) -> str:
    return escape(printable(text))
