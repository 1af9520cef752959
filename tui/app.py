"""The app: one desk, the places around it, and what each edit sets going."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from attrs import evolve
from textual.app import App
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.events import Event, Resize
from textual.screen import Screen
from textual.widget import MountError

from pointsman.engine.explanation.printable import printable
from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.everywhere import NEED_A_PROGRAM
from pointsman.tui.actions.registry import ACTIONS, bindings_of
from pointsman.tui.flows.deciding import LiveDecider
from pointsman.tui.flows.editing import edit_outside
from pointsman.tui.flows.filing import Filing
from pointsman.tui.flows.first_facts import FirstFacts
from pointsman.tui.flows.following import Following
from pointsman.tui.flows.host import Level
from pointsman.tui.flows.one_at_a_time import Flow, OneAtATime
from pointsman.tui.flows.recovering import Recovering
from pointsman.tui.flows.remembering import remember
from pointsman.tui.flows.running_cases import RunningCases
from pointsman.tui.flows.starting import Starting
from pointsman.tui.flows.visiting import Visiting
from pointsman.tui.flows.watching import Watching
from pointsman.tui.least_room import with_room
from pointsman.tui.messages import CaseAdded, CasesRan, FactsChosen, FactsEdited, RulesEdited
from pointsman.tui.model.command_line import command_line
from pointsman.tui.model.decided import Decided, Undecided
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.folders import user_folders
from pointsman.tui.model.question import Question
from pointsman.tui.model.recents import Recents
from pointsman.tui.model.recovery import Recovery
from pointsman.tui.model.rules_text import ReadRules, RulesText
from pointsman.tui.model.settings import Settings
from pointsman.tui.model.start import Start
from pointsman.tui.palette import ActionProvider, Palette
from pointsman.tui.screens.place import Place
from pointsman.tui.screens.workbench import Workbench
from pointsman.tui.styles import styles_beside
from pointsman.tui.themes import DARK, LIGHT, THEMES

T = TypeVar("T")

LOOK_AT_DISK: Final = 1.0
"""Seconds between two looks at the file on disk."""


class PointsmanApp(App[None]):
    """Holds the desk. Panes tell it of edits by messages; it tells the workbench what came out."""

    SCOPE: ClassVar[Scope] = Scope.APP
    TITLE = "Pointsman"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Scope.APP)]
    COMMANDS = {ActionProvider}  # noqa: RUF012 - Textual declares it so
    CSS: ClassVar[str] = styles_beside(__file__)
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, start: Start | None = None) -> None:
        super().__init__()
        self.desk = Desk(RulesText(""), Question(""))
        self._state = user_folders(os.environ, sys.platform).state
        self.recents = Recents(self._state)
        self.filing = Filing(self)
        self.watching = Watching(self)
        self._flows = OneAtATime()
        self._first_facts = FirstFacts(self)
        self.cases = RunningCases(self)
        self.starting = Starting(self, start or Start())
        self.recovering = Recovering(self, Recovery(self._state))
        self.settings, self._settings_problems = Settings.load(
            os.environ, sys.platform, ACTIONS, [*self.available_themes, *(t.name for t in THEMES)]
        )
        self.workbench = Workbench(self.desk, self.settings.widths, self.settings.level)
        self.visiting = Visiting(self, self.desk, self.settings)
        self._following = Following()
        self._answered = asyncio.Event()
        self._decider = LiveDecider(self._start_deciding, self._show_latest, self._show_warnings)
        self._painted = asyncio.Event()
        for theme in THEMES:
            self.register_theme(theme)
        named = os.environ.get("TEXTUAL_THEME") or self.settings.theme
        self.theme = self._first_theme = named if named in self.available_themes else DARK

    def get_default_screen(self) -> Screen[None]:
        """The workbench: below it there is nothing."""
        return self.workbench

    async def on_event(self, event: Event) -> None:
        """Nothing is laid out in less than the least room."""
        await super().on_event(with_room(event) if isinstance(event, Resize) else event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a program is still to be chosen, what needs one has no key."""
        choosing = any(getattr(on, "SCOPE", None) is Scope.CHOOSER for on in self.screen_stack)
        if choosing and action in NEED_A_PROGRAM:
            return False
        return super().check_action(action, parameters)

    def on_load(self) -> None:
        """Before there is anything to see."""
        self.starting.look()

    def on_mount(self) -> None:
        """What the user asked for, once the workbench stands."""
        self.set_keymap(dict(self.settings.keymap.keys))
        for problem in self._settings_problems:
            self.say(f"{problem.source.name}:{problem.line}: {problem.message}", "warning")
        self.recovering.watch_for_the_end()
        self.call_after_refresh(self._painted.set)
        self.do_alone(self.starting.begin)
        self.set_interval(LOOK_AT_DISK, self._look_at_disk)

    def do(self, work: Coroutine[Any, Any, object], group: str = "filing") -> None:
        """Run something that takes time or asks the user, beside all else."""
        self.run_worker(self._once_painted(work), group=group)

    def do_alone(self, flow: Flow) -> None:
        """The same for what reads or writes files, or asks: one after the other."""
        self.do(self._flows.run(flow))

    async def _once_painted(self, work: Coroutine[Any, Any, object]) -> None:
        """What takes time begins when there is something to see."""
        try:
            await self._painted.wait()
            await self._while_running(work)
        finally:
            # Where the end comes before the first paint, it is never begun.
            work.close()

    async def _while_running(self, work: Coroutine[Any, Any, object]) -> None:
        """What ends after the app has nowhere to be shown."""
        try:
            await work
        except (NoMatches, MountError):
            if self.is_running and self.workbench.is_attached:
                raise

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a dialog and wait for its answer."""
        self._flows.asked()
        return await self.push_screen_wait(screen)

    async def answered(self) -> None:
        """Wait until it is known what the rules on the desk come to."""
        await self._answered.wait()

    def suspended(self) -> AbstractContextManager[None]:
        """Hand the terminal to another program.

        Raises:
            SuspendNotSupported: there is no terminal of ours to hand over.
        """
        return self.suspend()

    def leave(self, status: int) -> None:
        """End with an exit status."""
        self.exit(return_code=status)

    @property
    def line(self) -> int:
        """The line of the rules that the cursor is on, from 1."""
        return self.workbench.rules.line

    def show_cases(self, summary: str, *, well: bool) -> None:
        """Tell at the top how the cases came out."""
        self.workbench.show_cases(summary, well=well)

    def say(self, message: str, severity: Level = "information") -> None:
        """Tell something in a corner, as text."""
        self.notify(printable(message), severity=severity, markup=False)

    # What the desk tells the panes.

    def rules_replaced(self, origin: Path | None = None, *, keep_facts: bool = False) -> None:
        """Other rules lie on the desk: show them, decide with them, and run their cases.

        The facts stay if they are the user's own: edited, or from a file. Else they are the first
        case's of the rules' file, or of `origin`, of which the rules are a copy.
        """
        self.desk.latest = self.desk.good = None
        self._answered.clear()
        self.workbench.show_rules()
        self.rules_begun(origin, keep_facts=keep_facts)

    def rules_begun(self, origin: Path | None = None, *, keep_facts: bool = False) -> None:
        """Rules have come to the desk, and are shown: the same without showing them."""
        if keep_facts or self.desk.facts_edited or self.desk.facts_file.path is not None:
            self.decide_soon()
        else:
            self._first_facts.soon(origin or self.desk.path)
        self.cases.run_soon()

    def rules_read_again(self) -> None:
        """The rules on the desk have another text: an edit, with facts and answer as they were."""
        self.workbench.show_rules_again()
        self.decide_soon()
        self.cases.run_soon()

    def facts_replaced(self, question: Question) -> None:
        """Put other facts on the desk; what was there can be brought back by undo."""
        self.desk.question = question
        self.workbench.show_facts()
        self.decide_soon()

    def choose_facts(self, question: Question, origin: str) -> None:
        """Put other facts on the desk, and say whose they are."""
        self.facts_replaced(question)
        self.say(f"the facts are those of {origin}")

    def state_changed(self) -> None:
        """Something that the line at the top tells has changed."""
        self.workbench.show_state(self._decider.busy)

    def decide_soon(self) -> None:
        """Decide what lies on the desk."""
        self._decider.ask(self.desk.rules, self.desk.question)

    def show_log(self, path: Path | None, purchases: Path | None = None) -> None:
        """Open a decision log."""
        self.visiting.log(path, purchases)

    def _start_deciding(self, work: Coroutine[None, None, None]) -> None:
        self.run_worker(self._while_running(work), group="deciding")

    def _show_latest(self, latest: Decided | Undecided) -> None:
        self.desk.take(latest)
        self._answered.set()
        self.workbench.show_latest(latest)
        if isinstance(self.screen, Place):
            self.screen.answered()

    def _show_warnings(self, read: ReadRules) -> None:
        if self.desk.take_warnings(read):
            self.workbench.show_warnings(read)

    def _look_at_disk(self) -> None:
        if not self._flows.busy:
            self.do_alone(self.watching.look)

    # What the panes tell.

    def on_rules_edited(self, message: RulesEdited) -> None:
        """The rules were edited."""
        self.desk.rules = evolve(self.desk.rules, text=message.text)
        self._edited()

    def on_facts_edited(self, message: FactsEdited) -> None:
        """The facts were edited."""
        self.desk.question = evolve(self.desk.question, text=message.text)
        self._edited()

    def on_facts_chosen(self, message: FactsChosen) -> None:
        """Another place hands over facts; those of a sweep are the same with one value changed."""
        if isinstance(self.screen, Place) and self.screen.SCOPE is Scope.SWEEP:
            self._follow(message.text)
        else:
            self.desk.facts_file.is_now(None, message.text)
            self.choose_facts(Question(message.text), message.origin)

    def on_cases_ran(self, message: CasesRan) -> None:
        """The cases have run in their place."""
        self.cases.came_to(message.summary, well=message.well)

    def on_case_added(self, _: CaseAdded) -> None:
        """The present facts stand in a new case."""
        self.cases.facts_kept()

    def _follow(self, text: str) -> None:
        before = self.desk.question
        if text != before.text:
            self.desk.question = evolve(before, text=text)
            goes_on = self._following.goes_on(self.screen, before.text, text)
            self.workbench.show_facts(goes_on=goes_on)
            self._edited()

    def _edited(self) -> None:
        self.decide_soon()
        self.state_changed()
        self.recovering.note()

    # Places.

    def action_place_workbench(self) -> None:
        """Back to the workbench."""
        self.visiting.back()

    def action_place_cases(self) -> None:
        """Go to the cases."""
        self.visiting.cases()

    def action_place_compare(self) -> None:
        """Go to compare."""
        self.visiting.compare()

    def action_place_sweep(self) -> None:
        """Go to the sweep."""
        self.visiting.sweep()

    def action_place_log(self) -> None:
        """Go to a decision log; the place asks which."""
        self.visiting.log(None)

    # Everything else.

    def action_decide_again(self) -> None:
        """Decide, and say so."""
        self.decide_soon()
        self.say("decided again")

    def action_save(self) -> None:
        """Save the rules."""
        self.do_alone(self.filing.save)

    def action_save_as(self) -> None:
        """Save the rules under another name."""
        self.do_alone(self.filing.save_as)

    def action_save_facts(self) -> None:
        """Save the facts."""
        self.do_alone(self.filing.save_facts)

    def action_open(self) -> None:
        """Ask for a file and open it."""
        self.do_alone(self.filing.ask_and_open)

    def action_new(self) -> None:
        """Begin a new program."""
        self.do_alone(self.filing.new)

    def action_choose(self) -> None:
        """Choose among recent and shipped programs."""
        self.do_alone(self.starting.choose)

    def action_reload(self) -> None:
        """Read the rules again."""
        self.do_alone(self.filing.reload)

    def action_edit_outside(self) -> None:
        """Edit the rules in the user's own editor."""
        self.do_alone(partial(edit_outside, self))

    def action_save_case(self) -> None:
        """Save the facts as a new case."""
        self.do_alone(self.cases.save_case)

    def action_copy_command(self) -> None:
        """Copy what explains the same decision in a shell, anywhere."""
        self.copy_to_clipboard(command_line(self.desk.rules, self.desk.path, self.desk.question))
        self.say("copied the command that explains this decision")

    def action_toggle_dark(self) -> None:
        """From our dark theme to our light one, and back."""
        self.theme = DARK if self.theme == LIGHT else LIGHT

    def action_help(self) -> None:
        """Show the help of where the focus is."""
        self.visiting.help()

    def action_command_palette(self) -> None:
        """Open our palette instead of Textual's."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def action_quit(self) -> None:
        """Quit, after a question if something would be lost."""
        self.visiting.leave_question()
        self.do_alone(self._quit)

    async def _quit(self) -> None:
        if await self.filing.may_quit():
            await self.recovering.forget()
            self.recovering.stop_watching()
            self._remember()
            self.exit()

    def _remember(self) -> None:
        """Keep what was chosen here for the next time."""
        remember(
            self.settings,
            self._state,
            theme=None if self.theme == self._first_theme else self.theme,
            level=self.workbench.explanation.tree_view.level,
            widths=self.workbench.widths,
        )
