"""The row of keys at the bottom: those of the focused pane first, help and palette always."""

from collections.abc import Iterator
from typing import Final

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer

MOST: Final = 6
"""Keys in the row, beside the palette at its right end."""


class KeysRow(Footer):
    """A footer with few keys: the palette, always shown, has the others."""

    def compose(self) -> ComposeResult:
        """What Textual would show, cut to what can be taken in."""
        shown = list(_chosen(list(super().compose())))
        self.styles.grid_size_columns = len(shown)
        yield from shown


def _chosen(keys: list[Widget]) -> Iterator[Widget]:
    help_ = [key for key in keys if _action_of(key) == "help"]
    palette = [key for key in keys if _action_of(key) == "command_palette"]
    others = [key for key in keys if key not in help_ and key not in palette]
    yield from others[: MOST - len(help_)]
    yield from help_
    # The last one stands at the right end, unless the user's keymap has moved it.
    yield from palette[-1:]


def _action_of(key: Widget) -> str:
    return str(getattr(key, "action", ""))
