"""An edit that puts another text in the place of all of it: one step to undo, any line breaks."""

from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit
from textual.widgets import TextArea

from pointsman.tui.widgets.rules.document import SourceDocument


class WholeText(Edit):
    """The edit; `cursor` is where the cursor comes to stand."""

    def __init__(self, text: str, end: Location, cursor: Location) -> None:
        super().__init__(text, (0, 0), end, maintain_selection_offset=False)
        self._cursor = cursor

    def do(self, text_area: TextArea, record_selection: bool = True) -> EditResult:
        """Replace the text, and keep the old one to come back to."""
        if record_selection:
            self._original_selection = text_area.selection
        self._edit_result = _put(text_area, self.text)
        self._updated_selection = Selection.cursor(self._cursor)
        return self._edit_result

    def undo(self, text_area: TextArea) -> EditResult:
        """Bring the old text back."""
        self._updated_selection = self._original_selection
        return _put(text_area, "" if self._edit_result is None else self._edit_result.replaced_text)


def _put(text_area: TextArea, text: str) -> EditResult:
    document = text_area.document
    if not isinstance(document, SourceDocument):
        raise TypeError("a whole text is put into a source document")
    replaced = document.text
    document.set_text(text)
    return EditResult(document.end, replaced)
