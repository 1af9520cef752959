"""The place to begin when no file was named: recent files, a new program, those that ship."""

import asyncio
from pathlib import Path
from typing import ClassVar

from attrs import frozen
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.model.openable import Kind, Openable, matching, openables
from pointsman.tui.model.recents import Recents
from pointsman.tui.screens.open_path import OpenPathScreen
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.dismissed_once import ClosableScreen
from pointsman.tui.widgets.keys_row import KeysRow
from pointsman.tui.widgets.openable_list import OpenableList
from pointsman.tui.widgets.plain_input import PlainInput


@frozen
class Chosen:
    """What was chosen: a file (`path`), or a shipped program or the template (`name`).

    The last two become unsaved texts of the user's own; the package's files stay as they are.
    """

    kind: Kind
    name: str = ""
    path: Path | None = None


class Filter(PlainInput, inherit_bindings=False):
    """Where the filter is typed; `enter` is left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in Input.BINDINGS
        if not (isinstance(binding, Binding) and binding.key == "enter")
    ]


class ChooserScreen(ClosableScreen[Chosen | None]):
    """Gives back what to open, or None when the user goes back."""

    SCOPE: ClassVar[Scope] = Scope.CHOOSER
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Scope.CHOOSER),
        Binding("down", "move('cursor_down')", "Next", show=False),
        Binding("up", "move('cursor_up')", "Previous", show=False),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
    ]

    def __init__(self, recents: Recents | None = None) -> None:
        super().__init__()
        self.recents = recents or Recents(None)
        self._offered: tuple[Openable, ...] = ()

    def compose(self) -> ComposeResult:
        """The heading, the filter, the list, the footer."""
        yield Static("Pointsman · choose a program", id="chooser-heading", markup=False)
        yield Filter(
            placeholder="type to filter: words, or !word to leave out", id="filter", compact=True
        )
        yield OpenableList()
        yield Static("", id="chooser-about", markup=False)
        yield Static("nothing matches; esc clears the filter", id="chooser-none", markup=False)
        yield KeysRow()

    def on_mount(self) -> None:
        """Typing filters at once; the files are looked at beside it."""
        self.query_one(Filter).focus()
        self._look()

    @work(exclusive=True, group="openables")
    async def _look(self) -> None:
        """Whether a recent file is still there may take long to know, on a network's disk."""
        self._offered = await asyncio.to_thread(lambda: openables(self.recents.files()))
        if self.is_open:
            self._filter()

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        found = matching(self._offered, self.query_one(Filter).value)
        self.query_one(OpenableList).show(found)
        self.query_one("#chooser-none").display = bool(self._offered) and not found

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        """The line about it may be cut off in the list."""
        one = self.query_one(OpenableList).at(event.option_index)
        self.query_one("#chooser-about", Static).update(Content("" if one is None else one.about))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self.query_one(OpenableList).at(event.option_index))

    def action_choose(self) -> None:
        """Open what is marked."""
        self._choose(self.query_one(OpenableList).marked)

    def action_new(self) -> None:
        """Start from the template."""
        self.dismiss(Chosen(Kind.NEW, "template"))

    def action_path(self) -> None:
        """Ask for a path."""
        self.app.push_screen(OpenPathScreen("Open a program"), self._path_given)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one(Filter).focus()

    def action_drop(self) -> None:
        """Forget the marked recent file."""
        marked = self.query_one(OpenableList).marked
        if marked is not None and marked.path is not None:
            self.recents.drop(marked.path)
            self._look()

    def action_back(self) -> None:
        """One level: first the filter is cleared."""
        typed = self.query_one(Filter)
        if typed.value:
            typed.value = ""
            typed.focus()
        else:
            self.dismiss(None)

    async def action_move(self, how: str) -> None:
        """Move in the list while the filter has the focus."""
        await self.query_one(OpenableList).run_action(how)

    def _choose(self, one: Openable | None) -> None:
        if one is None:
            return
        if one.kind is Kind.NEW and one.name == "path":
            self.action_path()
        elif one.missing:
            gone = f"{one.title} is no longer there; delete takes it off this list"
            self.query_one("#chooser-about", Static).update(Content.styled(gone, "$text-error"))
        else:
            self.dismiss(Chosen(one.kind, one.name, one.path))

    def _path_given(self, path: Path | None) -> None:
        if path is not None:
            self.dismiss(Chosen(Kind.RECENT, path=path))
