"""The pane of the rules: what the other panes and the app see of it."""

from typing import ClassVar, Self

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from pointsman.dsl.diagnostics import Severity
from pointsman.dsl.forms import form_of_name
from pointsman.dsl.places import Source, Span
from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import bindings_of
from pointsman.tui.messages import LineEntered, RulesEdited
from pointsman.tui.model.document_coloring import coloring_of
from pointsman.tui.model.problems import counted, problem_after, problem_before, problems_of
from pointsman.tui.model.rules_text import ReadRules
from pointsman.tui.model.tidied import Tidied, moved, tidied
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.rules.editor import RulesEditor
from pointsman.tui.widgets.rules.entry_bar import EntryBar
from pointsman.tui.widgets.rules.find_bar import FindBar
from pointsman.tui.widgets.rules.finder import Finder
from pointsman.tui.widgets.rules.line_bar import LineBar
from pointsman.tui.widgets.rules.problems_list import ProblemsList


class RulesPane(Vertical):
    """The editor, the bars to find and to go to a line, and the problems."""

    SCOPE: ClassVar[Scope] = Scope.RULES
    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Scope.RULES),
        Binding("escape", "back", "Back", show=False, id="rules.back"),
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.editor = RulesEditor(id="rules-editor")
        self.problems = ProblemsList(id="rules-problems")
        self.find_bar = FindBar()
        self.line_bar = LineBar()
        self._finder = Finder(self.editor)
        self._file = ""
        self._told = ""
        self._line = 1
        self._read: Source | None = None

    def compose(self) -> ComposeResult:
        """The text, what is typed below it, what is wrong with it."""
        yield self.editor
        yield self.find_bar
        yield self.line_bar
        yield self.problems

    # What the workbench asks for.

    @property
    def text(self) -> str:
        """The rules as they stand, with the line breaks that they came with."""
        return self.editor.text

    @property
    def line(self) -> int:
        """The line of the cursor, from 1."""
        return self.editor.cursor_location[0] + 1

    def load(self, text: str, name: str) -> None:
        """Show another document: nothing to undo, no problems, the cursor at its beginning."""
        self._file = name
        self._told = text
        self._line = 1
        self._read = None
        self.editor.coloring = coloring_of(form_of_name(name))
        self.editor.load_source(text)
        self.problems.show(())
        self._entitle()

    def replace_all(self, text: str) -> None:
        """Put another text in the place of this one, as one step that can be undone."""
        if text != self.text:
            row, column = self.editor.cursor_location
            lines = text.split("\n")
            row = min(row, len(lines) - 1)
            self.editor.put(text, (row, min(column, len(lines[row].rstrip("\r")))))

    def show_read(self, read: ReadRules) -> None:
        """Show what is wrong with the rules: below the text, and underlined in it."""
        self._read = read.reading.source
        diagnostics = read.reading.diagnostics
        self.editor.show_problems(diagnostics)
        self.problems.show(problems_of(diagnostics))
        self._entitle()

    def show_span(self, span: Span | None) -> None:
        """Mark a rule and bring it into view; offsets are those of the text last read."""
        self.editor.show_chosen(self._read or Source(self._file, self.text), span)

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor there and give the text the focus."""
        self.editor.place_cursor(line, column)
        self.editor.focus()

    def next_problem(self) -> None:
        """Go to the next problem after the cursor, or to the first."""
        self._go_to_problem(problem_after(self.problems.problems, *self._place()))

    def previous_problem(self) -> None:
        """Go to the last problem before the cursor, or to the last of all."""
        self._go_to_problem(problem_before(self.problems.problems, *self._place()))

    def focus(self, scroll_visible: bool = True) -> Self:
        """The focus of the pane is that of its text."""
        self.editor.focus(scroll_visible)
        return self

    def _place(self) -> tuple[int, int]:
        row, column = self.editor.cursor_location
        return row + 1, column + 1

    def _go_to_problem(self, at: int | None) -> None:
        if at is None:
            self._say("there are no problems")
            return
        self.problems.highlighted = at
        self.go_to(*self.problems.problems[at].at)

    def _entitle(self) -> None:
        title = Content.assemble("Rules · ", Content(printable(self._file)))
        self.border_title = title if self._file else Content("Rules")
        self.border_subtitle = ":".join(map(str, self._place()))
        problems = self.problems.problems
        self.problems.border_title = f" {counted(problems)} "
        self.problems.set_class(bool(problems), "-some")
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        self.problems.set_class(not errors, "-warnings")

    def _say(self, message: str, severity: str = "information") -> None:
        warning = severity == "warning"
        self.notify(
            printable(message), severity="warning" if warning else "information", markup=False
        )

    # What the parts tell.

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.text != self._told:
            self._told = self.text
            self.post_message(RulesEdited(self._told))

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self.border_subtitle = ":".join(map(str, self._place()))
        line = self.editor.cursor_location[0] + 1
        if line != self._line:
            self._line = line
            self.post_message(LineEntered(line))

    @on(ProblemsList.Wanted)
    def _problem_wanted(self, event: ProblemsList.Wanted) -> None:
        event.stop()
        self.go_to(*event.problem.at)

    @on(FindBar.Typed)
    def _find_typed(self, event: FindBar.Typed) -> None:
        event.stop()
        if self.find_bar.is_open:
            self.find_bar.say(self._finder.look_for(event.text))

    @on(FindBar.Stepped)
    def _find_stepped(self, event: FindBar.Stepped) -> None:
        event.stop()
        self.find_bar.say(self._finder.step(event.by))

    @on(LineBar.Entered)
    def _line_entered(self, event: LineBar.Entered) -> None:
        event.stop()
        self.go_to(event.line, event.column)

    @on(EntryBar.Closed)
    def _bar_closed(self, event: EntryBar.Closed) -> None:
        event.stop()
        self._finder.end()
        self.editor.focus()

    # Actions.

    def action_undo(self) -> None:
        """Take the last edit back."""
        self.editor.undo()

    def action_redo(self) -> None:
        """Make an edit again that was taken back."""
        self.editor.redo()

    def action_find(self) -> None:
        """Open the bar to find a text."""
        self.line_bar.remove_class("-open")
        self.find_bar.open(self._finder.begin())

    def action_find_next(self) -> None:
        """Go to the next place of the text that was looked for."""
        self._find_again(1)

    def action_find_previous(self) -> None:
        """Go to the previous place of the text that was looked for."""
        self._find_again(-1)

    def _find_again(self, by: int) -> None:
        if self._finder.text:
            self.find_bar.add_class("-open")
            self.find_bar.say(self._finder.step(by))
            self.editor.focus()
        else:
            self.action_find()

    def action_top(self) -> None:
        """Go to the beginning of the text."""
        self.editor.move_cursor(self.editor.document.start)

    def action_bottom(self) -> None:
        """Go to the end of the text."""
        self.editor.move_cursor(self.editor.document.end)

    def action_go_to_line(self) -> None:
        """Open the bar to go to a line."""
        self.find_bar.remove_class("-open")
        self._finder.end()
        self.line_bar.open("")

    def action_format(self) -> None:
        """Lay the rules out in the one style."""
        if form_of_name(self._file) in ("yaml", "json"):
            self._say("only `.points` text has a style; this file is left as it is", "warning")
            return
        self.run_worker(self._format(self.text), group="format", exclusive=True)

    async def _format(self, text: str) -> None:
        name = self._file
        done = await self.run_worker(lambda: tidied(text, name), thread=True).wait()
        if text == self.text:
            self._take(done)
        else:
            self._say("not formatted: the text has changed meanwhile", "warning")

    def _take(self, done: Tidied) -> None:
        if done.text is None:
            first = done.problems[0]
            self._say(f"not formatted: line {first.line}: {first.message}", "warning")
        elif done.text == self.text:
            self._say("formatted: nothing to change")
        else:
            source = self.editor.source
            at = moved(self.text, source.offset_of(self.editor.cursor_location), done.text)
            self.editor.put_at(done.text, at)
            self._say("formatted")

    def action_comment(self) -> None:
        """Set the selected lines aside as comments, or bring them back."""
        self.editor.toggle_comment()

    def action_wrap(self) -> None:
        """Wrap long lines, or let them run on."""
        if self.editor.soft_wrap or self.editor.can_wrap:
            self.editor.soft_wrap = not self.editor.soft_wrap
        else:
            self._say("there is a line too long to wrap", "warning")

    def action_problems(self) -> None:
        """Go to the list of problems, or from it back to the text."""
        if self.problems.has_focus:
            self.editor.focus()
        elif self.problems.problems:
            self.problems.highlighted = self.problems.highlighted or 0
            self.problems.focus()
        else:
            self._say("there are no problems")

    def action_fold_problems(self) -> None:
        """Fold the list of problems to its heading, or open it."""
        self.problems.toggle_class("-folded")

    def action_copy_problem(self) -> None:
        """Copy the problem under the cursor of the list."""
        problem = self.problems.marked
        if problem is None:
            self._say("there is no problem to copy")
            return
        line = f"{self._file}:{problem.line}:{problem.column}: {problem.message}"
        self.app.copy_to_clipboard(printable(line))
        self._say("copied the problem")

    def action_back(self) -> None:
        """Close a bar, or leave the list of problems; else this key is for others."""
        for bar in (self.find_bar, self.line_bar):
            if bar.is_open:
                bar.action_close()
                return
        if not self.problems.has_focus:
            raise SkipAction
        self.editor.focus()
