"""Screens that give one answer, also when a key is held down: the next one is not theirs any more.

Textual's `dismiss` takes the screen on top away, whichever that is, so a second one would take the
screen below.
"""

from typing import ClassVar, Generic

from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen, ScreenResultType

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of


def quit_bindings() -> list[BindingType]:
    """The keys that quit, the user's own ones too: below a question the app gets no keys."""
    return [binding for binding in bindings_of(Scope.APP) if binding.action == "quit"]


class ClosableScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A whole screen that can be closed once."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with a result, if this is still the screen on top."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    @property
    def is_open(self) -> bool:
        """Whether it is still there for what was begun beside it: soon it has no widgets."""
        return self.app.is_running and self in self.app.screen_stack


class QuestionScreen(ModalScreen[ScreenResultType], ClosableScreen[ScreenResultType]):
    """A question over another screen that is answered once. The program can be quit from it."""

    BINDINGS: ClassVar[list[BindingType]] = quit_bindings()

    async def action_quit(self) -> None:
        """Quit, as everywhere."""
        await self.app.run_action("quit")
