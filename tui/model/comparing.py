"""One question put to two programs: the desk's on the left, the other side on the right."""

from pathlib import Path

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.engine.program import Program
from pointsman.programs import shipped_path
from pointsman.tui.model.alignment import Alignment, align, alone
from pointsman.tui.model.decided import Decided, Undecided, decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import FileProblem, read_text_file
from pointsman.tui.model.question import ReadQuestion
from pointsman.tui.model.record_differences import FieldDifference, RecordReader
from pointsman.tui.model.rules_text import ReadRules, RulesText


@frozen
class OtherSide:
    """What stands on the right: a program's text; `title` says where it comes from."""

    title: str
    rules: RulesText


def saved_side(desk: Desk) -> OtherSide | None:
    """The file of the rules as it was last read or written, if the text was edited since."""
    if desk.path is None or not desk.edited:
        return None
    saved = RulesText(desk.rules_file.text, desk.rules.name, desk.rules.form)
    return OtherSide("the saved file", saved)


def file_side(path: Path, title: str | None = None) -> OtherSide | FileProblem:
    """A program file; whether it loads is not looked at."""
    file = read_text_file(path)
    if isinstance(file, FileProblem):
        return file
    return OtherSide(title or str(path), RulesText(file.text, path.name))


def shipped_side(name: str) -> OtherSide | FileProblem:
    """A program that ships with Pointsman.

    Raises:
        LookupError: no program of that name ships.
    """
    return file_side(shipped_path(name), f"{name}, which ships")


@frozen
class Comparison:
    """Both answers to one question, matched row by row and field by field.

    Where one side has no answer, `alignment` has the rows of the other, with nothing marked.
    """

    left: Decided | Undecided
    right: Decided | Undecided
    alignment: Alignment
    record: tuple[FieldDifference, ...] = ()

    @property
    def both(self) -> bool:
        """Whether there are two answers to compare."""
        return isinstance(self.left, Decided) and isinstance(self.right, Decided)

    @property
    def programs(self) -> tuple[Program, Program] | None:
        """Both programs, where both load."""
        left, right = self.left.rules.program, self.right.rules.program
        return None if left is None or right is None else (left, right)

    def has_programs_of(self, other: "Comparison | None") -> bool:
        """Whether the very same two programs are compared: what was found of them still holds."""
        if self.programs is None or other is None or other.programs is None:
            return False
        return all(mine is its for mine, its in zip(self.programs, other.programs, strict=True))


def compare(left: ReadRules, right: ReadRules, question: ReadQuestion) -> Comparison:
    """Put a question to both programs."""
    here, there = decide(left, question), decide(right, question)
    if isinstance(here, Decided) and isinstance(there, Decided):
        reader = RecordReader.of(here.program, there.program)
        record = reader.differences(here.explanation.decision, there.explanation.decision)
        return Comparison(here, there, align(here.explanation, there.explanation), record)
    if isinstance(here, Decided):
        return Comparison(here, there, alone(here.explanation))
    if isinstance(there, Decided):
        return Comparison(here, there, alone(there.explanation, on_left=False))
    return Comparison(here, there, Alignment(()))


def problems_of(undecided: Undecided) -> tuple[Diagnostic, ...]:
    """What stands in the way of an answer: the rules first."""
    return (*undecided.of_rules, *undecided.of_facts)


def side_words(side: Decided | Undecided, title: str) -> tuple[str, str]:
    """A side in two lines: which program it is and where it comes from; what came of it."""
    if isinstance(side, Decided):
        program = side.program
        known = f"{program.name} v{program.version} · {short_digest(program.digest)}"
        return f"{known} · {title}", side.explanation.summary
    said = _several(len(side.of_rules or side.of_facts), "mistake")
    if side.rules.program is None:
        return title, f"does not load: {said}"
    return title, f"cannot decide these facts: {said}"


def short_digest(digest: str) -> str:
    """As much of a digest as tells programs apart."""
    method, _, digits = digest.rpartition(":")
    return f"{method}:{digits[:8]}"


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
