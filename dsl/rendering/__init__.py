"""Several ways to show one diagnostic: with its source line, on one line, as JSON."""

from pointsman.dsl.rendering.cells import visible, visible_lines
from pointsman.dsl.rendering.concise import render_concise
from pointsman.dsl.rendering.json_form import diagnostic_json, render_json
from pointsman.dsl.rendering.styles import Style, styled
from pointsman.dsl.rendering.terminal import render_terminal, summary

__all__ = [
    "Style",
    "diagnostic_json",
    "render_concise",
    "render_json",
    "render_terminal",
    "styled",
    "summary",
    "visible",
    "visible_lines",
]
