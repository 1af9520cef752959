"""Opening, saving and leaving files: no text is lost without a question."""

import asyncio
from pathlib import Path

from attrs import define, evolve

from pointsman.tui.flows.host import Host
from pointsman.tui.model.files import (
    NO_FILE,
    FileProblem,
    Stamp,
    TextFile,
    Trouble,
    read_text_file,
    save_text_file,
)
from pointsman.tui.model.opening import Contents, contents_of, is_log, program_beside
from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import RulesText
from pointsman.tui.model.templates import template
from pointsman.tui.screens.confirm import Choice, ConfirmScreen
from pointsman.tui.screens.open_path import OpenPathScreen

SAVE = Choice("save", "Save", "s")
DISCARD = Choice("discard", "Discard", "d", destructive=True)
STAY = Choice("stay", "Stay", "y", safe=True)
OVERWRITE = Choice("overwrite", "Overwrite", "o", destructive=True)


@define(eq=False)
class Filing:
    """The files of one app. Every method may ask the user, so each runs in a worker."""

    app: Host

    async def open(self, path: Path) -> None:
        """Open rules, facts, cases or a log, whatever the file is."""
        if is_log(path):
            self.app.show_log(path)
            return
        file = await asyncio.to_thread(read_text_file, path)
        if isinstance(file, FileProblem):
            self.tell(file)
            return
        match contents_of(path, file.text):
            case Contents.FACTS:
                self.take_facts(file)
            case Contents.CASES:
                await self._open_beside(path)
            case _:
                await self._open_rules(file)

    async def ask_and_open(self) -> None:
        """Ask for a path, and open it."""
        path = await self.app.ask(OpenPathScreen("Open", self._folder()))
        if path is not None:
            await self.open(path)

    def lay(self, file: TextFile) -> None:
        """Put a file's rules on the desk, and no more: nobody is told."""
        desk = self.app.desk
        desk.rules = RulesText(file.text, file.path.name)
        desk.rules_file.is_now(file.path, file.text, file.stamp)

    def take_rules(self, file: TextFile) -> None:
        """Put a file's rules on the desk."""
        self.lay(file)
        self.app.rules_replaced()
        self._taken(file)

    def take_laid(self, file: TextFile) -> None:
        """The rules of this file were laid on the desk, and shown: the rest of taking them."""
        self.app.rules_begun()
        self._taken(file)

    def read_again(self, file: TextFile) -> None:
        """The rules' own file holds another text: an edit that can be undone."""
        self.lay(file)
        self.app.rules_read_again()
        self._taken(file)

    def _taken(self, file: TextFile) -> None:
        self.app.recents.add(file.path)
        if not file.even:
            self.app.say(f"{file.path.name} mixes line ends; saving makes them one kind", "warning")

    def take_facts(self, file: TextFile) -> None:
        """Put a file's facts on the desk."""
        desk = self.app.desk
        desk.facts_file.is_now(file.path, file.text, file.stamp)
        self.app.choose_facts(Question(file.text, file.path.name), file.path.name)

    async def new(self) -> None:
        """Begin a program from the template."""
        if await self.may_leave_rules():
            self.take_text(template(), "untitled.points")

    def take_text(self, text: str, name: str, origin: Path | None = None) -> None:
        """Put rules on the desk that have no file yet; they count as unsaved once edited."""
        desk = self.app.desk
        desk.rules = RulesText(text, name)
        desk.rules_file.is_now(None, text)
        self.app.rules_replaced(origin)

    def take_copy(self, file: TextFile) -> None:
        """Put the rules of a program that ships on the desk, with its cases' first facts."""
        self.take_text(file.text, file.path.name, file.path)

    def take_new(self, path: Path) -> None:
        """Begin a program under the name of a file that is not there yet."""
        self.take_text(template(), path.name)
        file = self.app.desk.rules_file
        file.path, file.stamp = path, NO_FILE
        self.app.say(f"{path.name} is new: nothing is written until you save it")

    async def save(self) -> bool:
        """Save the rules where they came from, or ask where. Gives whether they are saved."""
        desk = self.app.desk
        if desk.path is None:
            return await self.save_as()
        return await self._save_to(desk.path, desk.rules_file.stamp or NO_FILE)

    async def save_as(self) -> bool:
        """Ask where, and save the rules there."""
        start = self._folder() / self.app.desk.rules.name
        path = await self.app.ask(OpenPathScreen("Save the rules as", start, must_exist=False))
        if path is None:
            return False
        # What is there already was asked about together with the path.
        return await self._save_to(path, None)

    async def save_facts(self) -> bool:
        """Save the facts where they came from, or ask where."""
        desk = self.app.desk
        path, expected = desk.facts_file.path, desk.facts_file.stamp
        if path is None:
            start = self._folder() / desk.question.name
            screen = OpenPathScreen("Save the facts as", start, must_exist=False)
            path, expected = await self.app.ask(screen), None
        if path is None:
            return False
        text = desk.question.text
        written = await self._written(path, text, expected)
        if written is None:
            return False
        desk.facts_file.is_now(path, text, written)
        desk.question = evolve(desk.question, name=path.name)
        self.app.say(f"saved the facts in {path.name}")
        self.app.state_changed()
        return True

    async def reload(self) -> None:
        """Read the rules from their file again."""
        desk = self.app.desk
        if desk.path is None:
            self.app.say("these rules have no file yet", "warning")
        elif await self.may_leave_rules():
            await self._read_again(desk.path)

    async def may_leave_rules(self) -> bool:
        """Whether the rules may go: saved, unedited, or given up by the user."""
        if not self.app.desk.edited:
            return True
        asked = f"`{self.app.desk.rules.name}` has changes that are not saved"
        answer = await self._ask(asked, STAY, SAVE, DISCARD)
        return answer == DISCARD.id or (answer == SAVE.id and await self.save())

    async def may_quit(self) -> bool:
        """Whether everything may go."""
        unsaved = self.app.desk.unsaved
        if not unsaved:
            return True
        verb = "has" if unsaved == (f"`{self.app.desk.rules.name}`",) else "have"
        asked = f"{' and '.join(unsaved)} {verb} changes that are not saved"
        answer = await self._ask(asked, STAY, SAVE, DISCARD)
        if answer != SAVE.id:
            return answer == DISCARD.id
        desk = self.app.desk
        saved = not desk.edited or await self.save()
        return saved and (not desk.facts_edited or await self.save_facts())

    async def _open_rules(self, file: TextFile) -> None:
        if await self.may_leave_rules():
            self.take_rules(file)
            await self.app.recovering.offer(file.path)

    async def _open_beside(self, cases: Path) -> None:
        beside = program_beside(cases)
        if beside is None:
            self.app.say(f"there is no program beside {cases.name}", "error")
            return
        await self.open(beside)
        self.app.action_place_cases()

    async def _read_again(self, path: Path) -> None:
        file = await asyncio.to_thread(read_text_file, path)
        if isinstance(file, FileProblem):
            self.tell(file)
            return
        self.read_again(file)
        self.app.say(f"read {path.name} again")

    async def _save_to(self, path: Path, expected: Stamp | None) -> bool:
        desk = self.app.desk
        text = desk.rules.text
        written = await self._written(path, text, expected)
        if written is None:
            return False
        desk.rules_file.is_now(path, text, written)
        desk.rules = evolve(desk.rules, name=path.name)
        self.app.say(f"saved {path.name}")
        self.app.recents.add(path)
        self.app.state_changed()
        self.app.recovering.note()
        self.app.cases.run_soon()
        return True

    async def _written(self, path: Path, text: str, expected: Stamp | None) -> Stamp | None:
        """Write, after a question if another program wrote meanwhile; None: it is not written."""
        written = await asyncio.to_thread(save_text_file, path, text, expected)
        if isinstance(written, FileProblem) and written.trouble is Trouble.CHANGED:
            if await self._ask(written.message, STAY, OVERWRITE) != OVERWRITE.id:
                return None
            written = await asyncio.to_thread(save_text_file, path, text, None)
        if isinstance(written, FileProblem):
            self.tell(written)
            return None
        return written

    async def _ask(self, question: str, *choices: Choice) -> str | None:
        return await self.app.ask(ConfirmScreen(question, choices))

    def _folder(self) -> Path:
        return Path.cwd() if self.app.desk.path is None else self.app.desk.path.parent

    def tell(self, problem: FileProblem) -> None:
        """Say why a file cannot be read or written."""
        self.app.say(problem.message, "error")
