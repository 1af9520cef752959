"""The text of an explanation with colour, where the terminal shows colour."""

import re
import sys
from typing import TYPE_CHECKING

from pointsman.cli.output import Color, has_color

if TYPE_CHECKING:
    from pointsman.engine.explanation.model import Explanation

_STEP = re.compile(r"^(?P<indent> +)(?P<glyph>[✓✗?·–○]) (?P<rest>.*)$")


def colored_text(explanation: "Explanation", color: Color) -> str:
    """The text form; glyphs coloured by verdict, headings bold, what did not apply faint."""
    text = explanation.to_text()
    if not has_color(color, sys.stdout):
        return text
    return "\n".join(_line(number, line) for number, line in enumerate(text.split("\n")))


def _line(number: int, line: str) -> str:
    from pointsman.dsl.rendering import Style, styled

    step = _STEP.match(line)
    if step is None:
        return styled(line, Style.MESSAGE, color=number > 0 and bool(line))
    glyph = step["glyph"]
    style = {"✓": Style.GOOD, "✗": Style.ERROR, "?": Style.WARNING}.get(glyph)
    if style is not None:
        return f"{step['indent']}{styled(glyph, style, color=True)} {step['rest']}"
    return line if glyph == "·" else styled(line, Style.FAINT, color=True)
