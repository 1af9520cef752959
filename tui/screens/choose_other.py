"""What to compare with: the saved file, another file, a program that ships."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.comparing import OtherSide, file_side
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import FileProblem
from pointsman.tui.model.other_choices import Opening, OtherChoice, other_choices
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen
from pointsman.tui.widgets.option_rows import OptionRows

_PATH = "path"


class ChooseOtherScreen(QuestionScreen[OtherSide | None]):
    """Gives back the other side, or None."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", show=False),
        Binding("ctrl+o", "path", "A path", show=False),
        Binding("j", "mark('cursor_down')", "Next", show=False),
        Binding("k", "mark('cursor_up')", "Previous", show=False),
        Binding("g", "mark('first')", "First", show=False),
        Binding("G", "mark('last')", "Last", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._choices: tuple[OtherChoice, ...] = ()

    def compose(self) -> ComposeResult:
        """What is asked, what is wrong with the last answer, and the list."""
        with Vertical(id="choose-other"):
            yield Static("Compare with", id="choose-other-heading", markup=False)
            yield Static("", id="choose-other-wrong", markup=False)
            yield OptionRows(id="choose-other-list", markup=False, compact=True)
            yield Static("enter takes it · ctrl+o a path · esc back", id="choose-other-keys")

    def on_mount(self) -> None:
        """The list comes when the folder has been looked into."""
        self.query_one(OptionList).focus()
        self._look()

    @work(thread=True, exclusive=True, group="choices")
    def _look(self) -> None:
        self.app.call_from_thread(self._list, other_choices(self._desk))

    def _list(self, choices: tuple[OtherChoice, ...]) -> None:
        if not self.is_open:
            return
        self._choices = choices
        listed = self.query_one(OptionList)
        listed.add_option(Option(_line("another file…", "by its path"), id=_PATH))
        listed.add_options(
            Option(_line(each.title, each.about), id=str(index), disabled=each.opening is None)
            for index, each in enumerate(choices)
        )
        listed.action_first()

    @on(OptionList.OptionSelected)
    def _taken(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == _PATH:
            self.action_path()
            return
        opening = self._choices[int(event.option_id or 0)].opening
        if opening is not None:
            self._open(opening)

    def action_path(self) -> None:
        """Ask for the path of a file."""
        asked = OpenPathScreen("Compare with", self._desk.path and self._desk.path.parent)
        self.app.push_screen(asked, self._open_path)

    def action_mark(self, how: str) -> None:
        """Mark another line of the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def _open_path(self, path: Path | None) -> None:
        if path is not None:
            self._open(lambda: file_side(path))

    @work(thread=True, exclusive=True, group="opening")
    def _open(self, opening: Opening) -> None:
        """A file may be on a slow disk."""
        self.app.call_from_thread(self._opened, opening())

    def _opened(self, side: OtherSide | FileProblem) -> None:
        if isinstance(side, OtherSide):
            self.dismiss(side)
        elif self.is_open:
            wrong = self.query_one("#choose-other-wrong", Static)
            wrong.update(Content(side.message))
            wrong.display = True


def _line(title: str, about: str) -> Content:
    return Content.assemble(f"{printable(title):<28}  ", (printable(about), "$text-muted"))
