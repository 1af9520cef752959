"""What stands on a screen, as plain text."""

from typing import Any

from textual.app import App


def screen_text(app: App[Any]) -> str:
    """The characters on the screen, line by line, blanks at the ends cut."""
    # The one private call of these tests: Textual has no public way to the characters.
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"
