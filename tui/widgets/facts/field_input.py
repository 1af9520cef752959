"""A field that is typed into, on one line."""

import re
from typing import Final

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

_ALLOWED: Final = r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
"""What may be typed or pasted: nothing that steers a terminal or turns text around."""

_TYPED: Final = re.compile(_ALLOWED)


class FieldInput(Input):
    """The value as it stands in the facts; what cannot be shown as it is, is not changed here."""

    # As every input has it, but a longer text needs no new layout: the width is that of the row.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, hint: str, value: str | None) -> None:
        super().__init__(placeholder=hint, compact=True, restrict=_ALLOWED, select_on_focus=False)
        self.show(value)

    def show(self, value: str | None) -> None:
        """Show a value of the facts; None is an object or a list."""
        fits = value is not None and _TYPED.fullmatch(value) is not None
        shown = value if fits and value is not None else ""
        if self.value != shown:
            with self.prevent(Input.Changed):
                self.value = shown
        if self.disabled is fits:
            self.disabled = not fits
