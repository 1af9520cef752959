"""Generated code as text, for people: it is printed to be read and never read back.

Whatever a program's author wrote stands in comments, as Python writes texts in plain ASCII: on one
line, so that it ends where the comment does.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pointsman.engine.compiled.body import Remarks
from pointsman.engine.compiled.constants import Constants, Note
from pointsman.engine.compiled.loop import make_loop
from pointsman.engine.compiled.names import slot_name
from pointsman.engine.compiled.rates import ALWAYS, ROW_PARTS, RateRow
from pointsman.engine.plan import Plan
from pointsman.engine.slots import Slot

if TYPE_CHECKING:
    from pointsman.engine.program import Program

_LONGEST: Final = 72
_COLUMN: Final = 40
_RULES: Final = 3
"""Rules that are named for one constant; of the others their number is told."""
_TIERS: Final = 40


def print_program(program: "Program", *, columns: bool = False) -> str:
    """What a program is compiled to: `decide` for one purchase, or the loop over `columns`."""
    code = make_loop(program.plan, program.rates) if columns else program.compiled
    heading = f"{program.name!a} version {program.version}, {program.digest}"
    slots = [slot_name(slot) for slot in Slot]
    slots += [f"{slot_name(slot)} {name!a}" for slot, name in _own(program.plan)]
    numbered = (f"{number} {name}" for number, name in enumerate(slots))
    lines = [f"# {heading}", f"# slots: {', '.join(numbered)}"]
    return "".join(f"{line}\n" for line in lines) + "\n" + code.source(program.places)


def print_constants(constants: Constants, places: Mapping[str, str]) -> str:
    """A comment for each constant and function: its value, and the rules that it comes from."""
    lines: list[str] = []
    for name, value in constants.values.items():
        notes = tuple(constants.notes[name])
        tiers = _tiers_of(value)
        if tiers:
            lines.extend(_tiers(name, tiers, notes, places))
        elif name in constants.tables:
            lines.append(comment(f"{name}()", shown(constants.tables[name]), notes, places))
        else:
            lines.append(comment(name, shown(value), notes, places))
    return "".join(f"{line}\n" for line in lines)


def print_function(written: ast.FunctionDef, remarks: Remarks, places: Mapping[str, str]) -> str:
    """The function, with a comment on each statement that there is something to say about."""
    about = {id(statement): note for statement, note in remarks}
    lines = ast.unparse(ast.fix_missing_locations(written)).split("\n")
    told = (about.get(id(statement)) for statement in _in_order([written]))
    return "".join(
        line + (f"  # {_note(note, places)}" if note else "") + "\n"
        for line, note in zip(lines, told, strict=True)
    )


def comment(name: str, value: str, notes: Sequence[Note], places: Mapping[str, str]) -> str:
    """A line that says what a name stands for, and what it comes from."""
    from_rules = "; ".join(_note(note, places) for note in notes[:_RULES] if note != Note())
    more = len(notes) - _RULES
    if more > 0:
        from_rules += f"; and {more} more"
    line = f"# {name} = {value}"
    return f"{line:{_COLUMN}}  {from_rules}" if from_rules else line


def shown(value: object) -> str:
    """A value on one line of ASCII, shortened at its end."""
    if isinstance(value, frozenset):
        value = sorted(value, key=lambda it: (it is None, str(it)))
    if isinstance(value, dict):
        value = dict(sorted(value.items(), key=lambda it: (it[1], str(it[0]))))
    text = ascii(value)
    if len(text) <= _LONGEST:
        return text
    count = f" ({len(value)} of them)" if isinstance(value, list | tuple | dict) else ""
    return f"{text[:_LONGEST]} ...{count}"


def place_of(rule: str, places: Mapping[str, str]) -> str | None:
    """The place of a rule in its source, or of the nearest statement around it."""
    while rule:
        if rule in places:
            return places[rule]
        rule = rule.rpartition("/")[0]
    return None


def _own(plan: Plan) -> Iterator[tuple[int, str]]:
    return enumerate(plan.own_facts, start=len(Slot))


def _note(note: Note, places: Mapping[str, str]) -> str:
    place = place_of(note.rule, places)
    parts = (note.words, note.rule, f"({place})" if place else "")
    return ascii(" ".join(part for part in parts if part))[1:-1]


def _in_order(statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements as they are printed, one a line."""
    for statement in statements:
        yield statement
        yield from _in_order(getattr(statement, "body", ()))


def _tiers_of(value: object) -> list[RateRow]:
    """The tiers of a linked row, or of several: each has its record, then the rows after it."""
    found: list[RateRow] = []
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, RateRow):
            found.append(part)
        elif isinstance(part, tuple):
            waiting.extend(reversed(part))
    return found


def _tiers(
    name: str, tiers: Sequence[RateRow], notes: Sequence[Note], places: Mapping[str, str]
) -> Iterator[str]:
    yield comment(name, "a list of tiers", notes, places)
    for tier in tiers[:_TIERS]:
        yield f"#     {told_tier(tier)}"
    if len(tiers) > _TIERS:
        yield f"#     and {len(tiers) - _TIERS} more"


def told_tier(tier: RateRow) -> str:
    """The numbers of a tier, and the cost per point that they come from."""
    bound = "any amount" if tier.up_to == ALWAYS else f"up to {tier.up_to}"
    numbers = " ".join(f"{part}={getattr(tier, part)}" for part in ROW_PARTS)
    reaches = f" reaches={tier.reaches}" if tier.reaches else ""
    return f"{bound}: {numbers}{reaches}  {tier.rate} a point, {tier.rule}"
