"""A path, typed with the folder's entries to choose from: to open a file, or to save as one."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from pointsman.engine.explanation.printable import printable
from pointsman.tui.model.completions import Completion, common_start, completions, path_of
from pointsman.tui.screens.confirm import Choice, ConfirmScreen
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import QuestionScreen
from pointsman.tui.widgets.option_rows import OptionRows
from pointsman.tui.widgets.plain_input import PlainInput


class PathInput(PlainInput):
    """Where the path is typed; what it means can be seen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", "Complete", priority=True),
    ]


class OpenPathScreen(QuestionScreen[Path | None]):
    """Gives back a path, or None. With `must_exist` only a file that is there.

    Without it a new file is meant (save as): one that is there already has to be confirmed, and
    what comes back may be written over.
    """

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False),
        Binding("down", "move('cursor_down')", "Next entry", show=False),
        Binding("up", "move('cursor_up')", "Previous entry", show=False),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
    ]

    def __init__(self, title: str, start: Path | None = None, must_exist: bool = True) -> None:
        super().__init__()
        self.heading = printable(title)
        given = (start or Path.cwd()).absolute()
        self.folder = given if given.is_dir() else given.parent
        proposed = "" if given == self.folder else given.name
        self._proposed = proposed if proposed.isprintable() else ""
        self.must_exist = must_exist
        self._found: tuple[Completion, ...] = ()

    def compose(self) -> ComposeResult:
        """The heading, the folder that the path starts in, the path, the entries, the keys."""
        with Vertical(id="open-path"):
            yield Static(self.heading, id="open-path-heading", markup=False)
            yield Static(f"in {printable(str(self.folder))}", id="open-path-folder", markup=False)
            yield PathInput(
                self._proposed, placeholder="a path; ~ is your home", id="path", compact=True
            )
            yield Static("", id="open-path-wrong", markup=False)
            yield OptionRows(id="entries", markup=False, compact=True)
            with Horizontal(id="open-path-last"):
                yield Static("tab completes · ↑ ↓ marks", id="open-path-keys", markup=False)
                yield Button("Take  enter", id="take", variant="primary", compact=True)
                yield Button("Back  esc", id="back", compact=True)

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(OptionList).can_focus = False
        self.query_one(PathInput).focus()
        self._look(self._proposed)

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say("")
        self._look(event.value)

    @work(exclusive=True, group="entries")
    async def _look(self, typed: str) -> None:
        """A folder may be large, or on a slow disk; the newest text alone is answered."""
        found = await asyncio.to_thread(completions, typed, self.folder)
        if not self.is_open:
            return
        self._found = found
        self.query_one(OptionList).set_options(map(_option, found))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._go_on_to(self._found[event.option_index].text)

    @on(Input.Submitted, "#path")
    @on(Button.Pressed, "#take")
    def _submitted(self) -> None:
        marked = self.query_one(OptionList).highlighted
        typed = self.query_one(PathInput).value
        self._go_on_to(typed if marked is None else self._found[marked].text)

    @on(Button.Pressed, "#back")
    def _left(self) -> None:
        self.dismiss(None)

    def _go_on_to(self, text: str) -> None:
        """An entry is first put into the path, and taken when it stands there."""
        if text == self.query_one(PathInput).value:
            self._take(text)
        else:
            self._put(text)

    def action_complete(self) -> None:
        """Go on as far as there is no choice; a marked entry is the choice."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self._put(self._found[marked].text)
        elif self._found:
            self._put(common_start(tuple(one for one in self._found if one.text.isprintable())))

    async def action_move(self, how: str) -> None:
        """Mark another entry, while the path keeps the focus."""
        await self.query_one(OptionList).run_action(how)

    def action_back(self) -> None:
        """Close without a path."""
        self.dismiss(None)

    def _put(self, text: str) -> None:
        typed = self.query_one(PathInput)
        typed.value = text
        typed.cursor_position = len(text)
        typed.focus()

    def _take(self, typed: str) -> None:
        path = path_of(typed, self.folder)
        wrong = _wrong_with(typed, path, self.must_exist)
        if wrong:
            self._say(wrong)
        elif not self.must_exist and path.exists():
            self._confirm(path)
        else:
            self.dismiss(path)

    def _confirm(self, path: Path) -> None:
        def answered(answer: str | None) -> None:
            if answer == "replace":
                self.dismiss(path)

        choices = (
            Choice("replace", "Replace it", "r", destructive=True),
            Choice("keep", "Keep it", "k", safe=True),
        )
        self.app.push_screen(ConfirmScreen(f"`{path.name}` is there already", choices), answered)

    def _say(self, wrong: str) -> None:
        said = self.query_one("#open-path-wrong", Static)
        said.update(Content(wrong))
        said.display = bool(wrong)


def _wrong_with(typed: str, path: Path, must_exist: bool) -> str | None:
    """What keeps a path from being taken."""
    if not typed:
        return "type the path of a file"
    shown = printable(typed)
    try:
        if path.is_dir():
            return f"`{shown}` is a folder"
        if must_exist and not path.exists():
            return f"`{shown}` is not there"
        if not path.parent.is_dir():
            return f"there is no folder `{printable(str(path.parent))}`"
    except (OSError, ValueError) as error:
        return f"`{shown}` cannot be looked at: {printable(str(error))}"
    return None


def _option(one: Completion) -> Option:
    """A name with characters that steer terminals is shown, but nothing that could be typed."""
    shown = printable(one.name)
    line = Content.styled(f"▸ {shown}/", "$accent") if one.is_folder else Content(f"  {shown}")
    return Option(line, disabled=not one.text.isprintable())
