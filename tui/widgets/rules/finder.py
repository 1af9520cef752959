"""Finding in the editor: what is looked for, where it stands, which of those places is meant."""

from textual.document._document import Location, Selection

from pointsman.tui.model.finding import (
    MAX_MATCHES,
    Match,
    Wanted,
    match_after,
    match_before,
    match_from,
)
from pointsman.tui.widgets.rules.editor import RulesEditor


class Finder:
    """Moves the selection of an editor from match to match; each method says how it stands."""

    def __init__(self, editor: RulesEditor) -> None:
        self._editor = editor
        self._wanted = Wanted("")
        self._from: Location = (0, 0)

    @property
    def text(self) -> str:
        """What was looked for last."""
        return self._wanted.text

    def begin(self) -> str:
        """Look from where the cursor is; gives what is selected, or was looked for last."""
        self._from = min(self._editor.selection)
        selected = self._editor.selected_text
        return selected if selected and "\n" not in selected else self.text

    def look_for(self, text: str) -> str:
        """Go to the first match after the place where finding began."""
        self._wanted = Wanted(text)
        self._editor.show_wanted(self._wanted)
        matches = self._matches()
        if matches:
            return self._go(matches, match_from(matches, *self._from))
        self._editor.selection = Selection.cursor(self._from)
        return self._nothing()

    def step(self, by: int) -> str:
        """Go to the next match, or with -1 to the previous one; round the end of the text."""
        self._editor.show_wanted(self._wanted)
        matches = self._matches()
        if not matches:
            return self._nothing()
        here = min(self._editor.selection)
        at = match_after(matches, *here) if by > 0 else match_before(matches, *here)
        self._from = (matches[at].row, matches[at].start)
        return self._go(matches, at)

    def end(self) -> None:
        """Mark nothing any longer; what was looked for is kept for another time."""
        self._editor.show_wanted(Wanted(""))

    def _matches(self) -> tuple[Match, ...]:
        return self._wanted.in_lines(self._editor.source.source_lines)

    def _go(self, matches: tuple[Match, ...], at: int) -> str:
        match = matches[at]
        self._editor.selection = Selection((match.row, match.start), (match.row, match.end))
        more = "+" if len(matches) == MAX_MATCHES else ""
        return f"{at + 1} of {len(matches)}{more}"

    def _nothing(self) -> str:
        return "not found" if self.text else ""
