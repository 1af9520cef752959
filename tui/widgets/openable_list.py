"""The list of what can be opened: groups under headings, each thing on one line."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.widgets.option_list import Option

from pointsman.tui.actions.list_moves import LIST_MOVES
from pointsman.tui.model.openable import Kind, Openable
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.option_rows import OptionRows

_TITLE: Final = 24


class OpenableList(OptionRows, inherit_bindings=False):
    """Shows openables; `enter` is left to the screen, so that it opens from the filter too."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [*LIST_MOVES]

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True, id="openables")
        self._shown: tuple[Openable | None, ...] = ()

    @property
    def marked(self) -> Openable | None:
        """What the cursor stands on."""
        if self.highlighted is None or self.highlighted >= len(self._shown):
            return None
        return self._shown[self.highlighted]

    def action_page_up(self) -> None:
        """A page up, or to the first: the heading above it cannot be stood on."""
        super().action_page_up()
        if self.highlighted is None:
            self.action_first()

    def at(self, index: int) -> Openable | None:
        """What stands on a line; None for a heading."""
        return self._shown[index]

    def show(self, openables: Sequence[Openable]) -> None:
        """Show these, and stand on the first of them."""
        shown: list[Openable | None] = []
        options: list[Option] = []
        kind: Kind | None = None
        for one in openables:
            if one.kind is not kind:
                kind = one.kind
                shown.append(None)
                options.append(Option(_heading(kind), disabled=True))
            shown.append(one)
            options.append(Option(_line(one)))
        self._shown = tuple(shown)
        self.set_options(options)
        self.highlighted = 1 if openables else None


def _heading(kind: Kind) -> Content:
    return Content.styled(kind.value.capitalize(), "$accent bold")


def _line(one: Openable) -> Content:
    title = Content(one.title).truncate(_TITLE, ellipsis=True, pad=True)
    style = "$text-warning" if one.missing else "$foreground-muted"
    return Content.assemble("  ", title, "  ", (one.about, style))
