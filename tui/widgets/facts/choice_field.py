"""One value out of a few: the arrows step through them, letters jump, enter shows them all."""

from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from pointsman.engine.explanation.printable import printable
from pointsman.tui.styles import styles_beside

LEFT_OUT: Final = ""
"""The choice of nothing."""

_LEFT_OUT_SHOWN: Final = "(left out)"


class ChoiceField(Widget, can_focus=True):
    """The value, with a sign that there are others.

    `chosen` may be none of the choices: what is written is shown, whatever it is.
    """

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    ALLOW_SELECT = False

    chosen: reactive[str] = reactive(LEFT_OUT)

    class Changed(Message):
        """The user has chosen another value."""

        def __init__(self, field: "ChoiceField", value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    class MenuWanted(Message):
        """All choices are to be shown."""

        def __init__(self, field: "ChoiceField") -> None:
            super().__init__()
            self.field = field

    def __init__(
        self, choices: tuple[str, ...], chosen: str = LEFT_OUT, *, optional: bool = True
    ) -> None:
        super().__init__()
        self.choices: tuple[str, ...] = ()
        self._optional = optional
        self.offer(choices)
        self.set_reactive(ChoiceField.chosen, chosen)

    def offer(self, choices: tuple[str, ...]) -> None:
        """Offer other choices."""
        self.choices = (LEFT_OUT, *choices) if self._optional else choices
        self.refresh()

    def render(self) -> Content:
        """The value cut to the width, and the sign."""
        width = max(self.size.width - 2, 1)
        shown = printable(self.chosen) or _LEFT_OUT_SHOWN
        cut = shown if len(shown) <= width else f"{shown[: width - 1]}…"
        style = "$text-muted" if not self.chosen else "$foreground"
        if self.chosen and self.chosen not in self.choices:
            style = "$text-error"
        return Content.styled(cut.ljust(width), style) + Content.styled(" ▾", "$text-muted")

    def step(self, by: int) -> None:
        """Choose the value so many places further on, around the ends."""
        if self.chosen in self.choices:
            at = self.choices.index(self.chosen) + by
        else:
            at = 0 if by > 0 else -1
        self.choose(self.choices[at % len(self.choices)])

    def choose(self, value: str) -> None:
        """Choose a value, as the user does."""
        if value != self.chosen:
            self.chosen = value
            self.post_message(self.Changed(self, value))

    def want_menu(self) -> None:
        """Ask for the list of all choices."""
        self.post_message(self.MenuWanted(self))

    def on_click(self, event: events.Click) -> None:
        """A click shows all choices."""
        event.stop()
        self.want_menu()

    def on_key(self, event: events.Key) -> None:
        """A letter or digit goes to the next choice that begins with it."""
        if not event.is_printable or event.character is None or not event.character.isalnum():
            return
        event.stop()
        event.prevent_default()
        letter = event.character.lower()
        start = self.choices.index(self.chosen) + 1 if self.chosen in self.choices else 0
        around = (*self.choices[start:], *self.choices[:start])
        found = next((each for each in around if each.lower().startswith(letter)), None)
        if found is not None:
            self.choose(found)
