"""How the editor draws the line of the cursor and matching brackets: the colours of text stay."""

from rich.style import Style
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme


class GroundsOnly(TextAreaTheme):
    """Takes everything from the style sheet, but of these two no more than the background."""

    def apply_css(self, text_area: TextArea) -> None:
        """Read the style sheet anew; the theme may have changed."""
        super().apply_css(text_area)
        self.cursor_line_style = _ground(self.cursor_line_style)
        self.bracket_matching_style = _ground(self.bracket_matching_style)


def _ground(style: Style | None) -> Style | None:
    return style and style.without_color + Style(bgcolor=style.bgcolor)
