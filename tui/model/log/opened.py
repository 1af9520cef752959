"""A row opened: what stands in the log, the facts, and the explanation rebuilt from them."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import evolve, frozen

from pointsman.engine.exact import Written
from pointsman.engine.explanation.build import ExplanationMismatchError
from pointsman.engine.explanation.model import Explanation
from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.feeds import mcc_name, native, secret_pointers
from pointsman.programs.questions import Kind, answer, explained, kind_of
from pointsman.tui.model.data_paths import MISSING, keys_of, value_at, with_value
from pointsman.tui.model.facts_text import document_text
from pointsman.tui.model.log.beside import facts_of
from pointsman.tui.model.log.differing import Difference, by_whom, differences
from pointsman.tui.model.log.log import Log
from pointsman.tui.model.log.problems import LogError
from pointsman.tui.model.log.record import Json, record_of, told_of
from pointsman.tui.model.log.row import Row

NO_PROGRAM = "the open program does not load, so nothing can be explained"
HIDDEN = "not shown: it may hold a card number"
SAME_PROGRAM = (
    "the open program decided this, so the facts are not those that it was decided on, "
    "or the log was changed"
)


@frozen
class Opened:
    """A row in full. `problem` is why there is no explanation."""

    row: Row
    name: str
    logged: Json | None = None
    facts: Json | None = None
    explanation: Explanation | None = None
    notes: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    problem: str | None = None

    @property
    def origin(self) -> str:
        """Where its facts come from, for people."""
        return f"row {self.row.number:,} of {printable(self.name)}"


def open_row(log: Log, position: int) -> Opened:
    """Open a row of a log; what stands in the way is in the answer."""
    row = log.rows.row(position)
    opened = Opened(row, log.file.path.name)
    try:
        opened = _with_data(opened, log, position)
    except LogError as error:
        return evolve(opened, problem=str(error))
    if opened.facts is None:
        return opened
    if log.program is None:
        return evolve(opened, problem=NO_PROGRAM)
    return _explained(opened, opened.facts, log.program)


def facts_text(opened: Opened) -> str | None:
    """The facts as YAML, in the native form, to be worked on; None where there are none.

    Raises:
        BadFactsError: they are in another form, and cannot be read.
    """
    if opened.facts is None:
        return None
    data = opened.facts if kind_of(opened.facts) is not Kind.PURCHASE else native(opened.facts)
    return document_text(_as_written(data))


def record_text(opened: Opened) -> str:
    """All that the row holds, as YAML; what may be a card number is left out."""
    parts: dict[str, object] = {}
    if opened.logged is not None:
        parts["decision"] = _without_secrets(opened.logged)
    if opened.facts is not None:
        parts["facts"] = _without_secrets(opened.facts)
    return document_text(_as_written(parts)) if parts else ""


def _with_data(opened: Opened, log: Log, position: int) -> Opened:
    """The row with what the log and the purchases hold of it."""
    source = log.file.source
    if source is None:
        raise LogError(f"`{log.file.path}` cannot be read again")
    record = record_of(source.data(opened.row))
    opened = evolve(opened, logged=record.decision, facts=record.facts)
    if record.facts is not None:
        return opened
    try:
        found = facts_of(log, position)
    except LogError as error:
        return evolve(opened, problem=str(error))
    return evolve(opened, facts=found.facts, notes=() if found.note is None else (found.note,))


def _explained(opened: Opened, facts: Json, program: Program) -> Opened:
    try:
        answered = answer(program, facts, native)
        explanation = explained(program, answered, mcc_name)
    except BadFactsError as error:
        return evolve(opened, problem=told_of(error))
    except ExplanationMismatchError as error:
        return evolve(opened, problem=str(error))
    opened = evolve(opened, explanation=explanation)
    if opened.logged is None:
        return opened
    return _compared(opened, opened.logged, explanation.decision, program)


def _compared(opened: Opened, logged: Json, now: Json, program: Program) -> Opened:
    """With what the log says otherwise, and why it may."""
    found = differences(logged, now)
    other = by_whom(logged, program)
    notes = list(opened.notes)
    if other is not None:
        notes.insert(0, other)
    elif found:
        notes.insert(0, SAME_PROGRAM)
    return evolve(opened, notes=tuple(notes), differences=found)


def _without_secrets(data: Json) -> object:
    shown: object = dict(data)
    for pointer in secret_pointers(data):
        keys = keys_of(pointer)
        if value_at(shown, keys) is not MISSING:
            shown = with_value(shown, keys, HIDDEN)
    return shown


def _as_written(data: object) -> object:
    """Plain data that can be written as text: numbers as they would be typed."""
    if isinstance(data, Mapping):
        return {str(key): _as_written(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_as_written(value) for value in data]
    if isinstance(data, int | Decimal) and not isinstance(data, bool):
        return Written(format(data, "f") if isinstance(data, Decimal) else str(data))
    return data
