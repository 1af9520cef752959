"""The row of keys at the bottom: those of the focused pane first, help and palette always."""

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer

MOST: Final = 6
"""Keys in the row, beside the palette at its right end."""
_BLANKS: Final = 3
"""Around a key and its word."""


class KeysRow(Footer):
    """A footer with few keys: the palette, always shown, has the others."""

    def compose(self) -> ComposeResult:
        """What Textual would show, cut to what can be taken in, and to the room there is."""
        yield from self._wanted()

    async def recompose(self) -> None:
        """Make the keys again, but only if they are others: every focus asks for it."""
        if self.is_attached and list(map(_face, self._wanted())) != list(map(_face, self.children)):
            await super().recompose()

    async def on_resize(self, event: events.Resize) -> None:
        """Another width has room for others."""
        await self.recompose()

    def _wanted(self) -> list[Widget]:
        keys = _fitting(list(super().compose()), self.app.size.width)
        if keys:
            self.styles.grid_size_columns = len(keys)
        return keys


def _fitting(keys: list[Widget], room: int) -> list[Widget]:
    help_ = [key for key in keys if _action_of(key) == "help"]
    palette = [key for key in keys if _action_of(key) == "command_palette"]
    # Of two the last one stands at the right end; the first is there for its word.
    always = [*help_, *palette[-1:]]
    others = [key for key in keys if key not in help_ and key not in palette]
    others = others[: MOST - len(help_)]
    while others and sum(map(_width, (*others, *always))) >= room:
        others.pop()
    return [*others, *always]


def _face(key: Widget) -> tuple[object, ...]:
    """All that tells one key in the row from another."""
    told = (_action_of(key), getattr(key, "key_display", ""), getattr(key, "description", ""))
    return (*told, key.disabled, str(key.tooltip))


def _action_of(key: Widget) -> str:
    return str(getattr(key, "action", ""))


def _width(key: Widget) -> int:
    return len(f"{getattr(key, 'key_display', '')}{getattr(key, 'description', '')}") + _BLANKS
