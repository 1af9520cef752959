"""A small app around the pane of the rules, which keeps what the pane tells."""

from textual.app import App, ComposeResult
from textual.widgets import Footer

from pointsman.tui.messages import LineEntered, RulesEdited
from pointsman.tui.model.rules_text import ReadRules, RulesText, read_rules
from pointsman.tui.themes import DARK, THEMES
from pointsman.tui.widgets.rules import RulesPane
from pointsman.tui.widgets.rules.editor import RulesEditor

PROGRAM = """\
# A small program.
program "Small" {
  version   3
  currency  USD
  points    "Miles" whole

  group coffee { name "BLUE BOTTLE*" }

  conversion {
    base at 0.01
    override "Coffee" for merchant coffee at 0.008
  }

  redemption {
    full
  }
}
"""


class RulesApp(App[None]):
    """Shows one document, with the focus on it."""

    def __init__(self, text: str = PROGRAM, name: str = "small.points") -> None:
        super().__init__()
        self.pane = RulesPane(id="rules")
        self.first = (text, name)
        self.edits: list[str] = []
        self.lines: list[int] = []
        for theme in THEMES:
            self.register_theme(theme)

    def compose(self) -> ComposeResult:
        yield self.pane
        yield Footer()

    def on_mount(self) -> None:
        self.theme = DARK
        self.pane.load(*self.first)
        self.pane.focus()

    def on_rules_edited(self, message: RulesEdited) -> None:
        self.edits.append(message.text)

    def on_line_entered(self, message: LineEntered) -> None:
        self.lines.append(message.line)

    @property
    def editor(self) -> RulesEditor:
        return self.pane.editor

    @property
    def said(self) -> list[str]:
        """What was said in the corner, the last at the end."""
        return [notification.message for notification in self._notifications]

    def read(self) -> ReadRules:
        """Reads the present text and shows what is wrong with it, as the workbench does."""
        read = read_rules(RulesText(self.pane.text, self.first[1]))
        self.pane.show_read(read)
        return read


def shown_lines(app: RulesApp) -> list[str]:
    """The lines of the editor as they are drawn, without line numbers."""
    editor = app.editor
    strips = [editor.render_line(y) for y in range(editor.size.height)]
    return [strip.text[editor.gutter_width :].rstrip() for strip in strips]


def styles_of(app: RulesApp, row: int, part: str) -> list[str]:
    """How a part of a line is drawn: the styles of its first character, as text."""
    line = app.editor.get_line(row)
    at = line.plain.index(part)
    return [str(span.style) for span in line.spans if span.start <= at < span.end]


def style_in(app: RulesApp, name: str) -> str:
    """The colour that a part or mark has in the theme of the app."""
    color = app.editor.get_component_rich_style(f"rules-editor--{name}").color
    return "" if color is None else color.name


def press_text(text: str) -> list[str]:
    """The keys that type a text."""
    names = {" ": "space", "\n": "enter", ".": "full_stop", '"': "quotation_mark"}
    return [names.get(char, char) for char in text]
