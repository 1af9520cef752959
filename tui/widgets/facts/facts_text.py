"""The facts as text: coloured YAML or JSON, with what is wrong underlined."""

from textual.document._document import Location
from textual.document._edit import Edit

from pointsman.dsl.forms import form_of_name
from pointsman.tui.model.document_coloring import coloured_json, coloured_yaml
from pointsman.tui.model.text_change import text_change
from pointsman.tui.widgets.rules.editor import RulesEditor


class FactsText(RulesEditor):
    """The text of the facts and its history: the one truth of the whole pane."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.placeholder = "Facts are written here, as YAML."
        self.coloring = coloured_yaml
        self._stepped = False
        """Whether the last call of `become` changed anything."""

    def show_form_of(self, name: str) -> None:
        """Colour the text as a file of this name."""
        json = form_of_name(name) == "json"
        self.coloring = coloured_json if json else coloured_yaml

    def become(self, text: str, *, goes_on: bool = False) -> None:
        """Turn the text into another one by the smallest edit, which can be undone.

        `goes_on`: with the change before it, if there was one, it is one step to undo.
        """
        if goes_on and self._stepped:
            self.undo()
        old = self.text
        self._stepped = text != old
        if text == old:
            return
        change = text_change(old, text)
        self.edit(
            Edit(
                change.new,
                self._location(old, change.start),
                self._location(old, change.end),
                maintain_selection_offset=True,
            )
        )

    def checkpoint(self) -> None:
        """What is edited from now on is undone by itself."""
        self.history.checkpoint()

    def _location(self, text: str, offset: int) -> Location:
        """The row and column of an offset; what stands inside a line break is at the line's end."""
        row = text.count("\n", 0, offset)
        start = text.rfind("\n", 0, offset) + 1
        line = self.source.source_line(row)
        return row, min(offset - start, len(line))
