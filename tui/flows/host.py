"""What the flows need of the app, so that they stand below it."""

from collections.abc import Coroutine
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from textual.screen import Screen

from pointsman.tui.model.desk import Desk
from pointsman.tui.model.question import Question
from pointsman.tui.model.recents import Recents

if TYPE_CHECKING:
    from pointsman.tui.flows.filing import Filing
    from pointsman.tui.flows.recovering import Recovering
    from pointsman.tui.flows.running_cases import RunningCases
    from pointsman.tui.flows.watching import Watching

T = TypeVar("T")
Level = Literal["information", "warning", "error"]


class Host(Protocol):
    """The app, as far as files, cases and recovery go."""

    desk: Desk
    recents: Recents
    filing: "Filing"
    cases: "RunningCases"
    recovering: "Recovering"
    watching: "Watching"

    def do(self, work: Coroutine[Any, Any, object], group: str = "filing") -> None:
        """Run something that takes time or asks the user, beside all else."""

    def say(self, message: str, severity: Level = "information") -> None:
        """Tell something in a corner."""

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a dialog and wait for its answer."""

    async def answered(self) -> None:
        """Wait until it is known what the rules on the desk come to."""

    def rules_replaced(self, origin: Path | None = None, *, keep_facts: bool = False) -> None:
        """Other rules lie on the desk."""

    def rules_begun(self, origin: Path | None = None, *, keep_facts: bool = False) -> None:
        """Rules have come to the desk, and are shown."""

    def rules_read_again(self) -> None:
        """The rules on the desk have another text."""

    def facts_replaced(self, question: Question) -> None:
        """Put other facts on the desk, and decide."""

    def choose_facts(self, question: Question, origin: str) -> None:
        """Put other facts on the desk."""

    def state_changed(self) -> None:
        """Something that the line at the top tells has changed."""

    def show_log(self, path: Path | None, purchases: Path | None = None) -> None:
        """Open a decision log."""

    def show_cases(self, summary: str, *, well: bool) -> None:
        """Tell how the cases came out."""

    def suspended(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program."""

    def leave(self, status: int) -> None:
        """End the program."""

    def action_place_cases(self) -> None:
        """Go to the cases."""

    @property
    def line(self) -> int:
        """The line of the rules that the cursor is on, from 1."""
