"""From the bytes of lines to the decisions of those that are plain."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import MsgspecError, json

from pointsman.batch.lines.binding import make_binder
from pointsman.batch.lines.evaluating import make_evaluator
from pointsman.batch.lines.memory import NotPlainError, text_of
from pointsman.batch.lines.rendering import Kinds, money_writer, points_writer, quoted
from pointsman.batch.lines.shapes import make_decoder
from pointsman.engine.program import Program
from pointsman.feeds.ndjson import MAX_LINE
from pointsman.engine.slots import Slot

_UNREADABLE: Final = (MsgspecError, UnicodeDecodeError, RecursionError)
_DELETE: Final = b"\x7f"
_BALANCE, _MODE, _AFTER = int(Slot.BALANCE), int(Slot.MODE), int(Slot.AFTER)


class LineDecider:
    """Decides the plain lines of one program. Keeps what it learns, and belongs to one thread.

    A line is plain when it is in the native form, nothing is wrong with it, and its texts have no
    escapes in them.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._decode = make_decoder(program.facts_context).decode
        self._encode = json.Encoder().encode
        self._answer = _answerer(program)

    def answers(self, lines: Sequence[bytes]) -> list[str | None]:
        """The decision of each line, without a line break; None for lines that are not plain.

        Blank lines are not plain, and lines may end in a line break or not.
        """
        return list(map(self._answer_to, self._decoded(lines), lines))

    def _answer_to(self, found: Any, line: bytes) -> str | None:
        if found is None:
            return None
        try:
            return self._answer(found, line)
        except NotPlainError:
            return None

    def _decoded(self, lines: Sequence[bytes]) -> list[Any]:
        """What stands in each line; None where that is not plain JSON of the native form."""
        together = b"".join(lines)
        if is_plain_ascii(together) and len(together) < MAX_LINE:
            try:
                found = list(map(self._decode, lines))
            except _UNREADABLE:
                pass
            else:
                if is_all_of(together, self._encode(found)):
                    return found
        return [self._decoded_alone(line) for line in lines]

    def _decoded_alone(self, line: bytes) -> Any:
        if len(line) >= MAX_LINE or not (is_plain_ascii(line) or is_plain(line)):
            return None
        try:
            found = self._decode(line)
        except _UNREADABLE:
            return None
        return found if is_all_of(line, self._encode(found)) else None


def is_plain_ascii(data: bytes) -> bool:
    """Whether texts in it can be taken as they are, once it is known to be JSON in ASCII."""
    return data.isascii() and b"\\" not in data and _DELETE not in data


def is_plain(line: bytes) -> bool:
    """Whether texts in a line of any characters can be taken as they are."""
    try:
        return b"\\" not in line and line.decode().strip().isprintable()
    except UnicodeDecodeError:
        return False


def is_all_of(data: bytes, encoded: bytes) -> bool:
    """Whether what was decoded, and encoded again, is all that there was.

    A key that stands twice is lost with its quotes, and the sign of `-0` is lost.
    """
    return encoded.count(b'"') == data.count(b'"') and encoded.count(b"-") == data.count(b"-")


def _answerer(program: Program) -> Callable[[Any, bytes], str]:
    """What turns a decoded line into the line of its decision; raises NotPlainError."""
    bind, decide, kinds = make_binder(program), make_evaluator(program), Kinds(program)
    money, points = money_writer(program.plan.units), points_writer(program.plan.units)

    def answer(found: Any, line: bytes) -> str:
        slots = bind(found)
        ending = decide(slots)
        id_, balance, mode, after = found.id, slots[_BALANCE], slots[_MODE], slots[_AFTER]
        told = f'"{id_}"' if type(id_) is str else quoted(text_of(id_))
        if len(ending) == 1:
            kind = ending[0], mode, after is None, balance is None
            a, b, c = kinds.get(kind) or kinds.learn(kind, line)
            left = "null" if balance is None else f'"{points(balance)}"'
            return f"{a}{told}{b}{left}{c}"
        return rated(told, ending, (mode, after is None, balance is None), balance, line)

    def rated(told, ending, key, balance, line) -> str:
        if len(ending) == 5:
            number, rate, required, credit, target = ending
            kind = number, key, rate.number
            a, b, c, d, e, f = kinds.get(kind) or kinds.learn(kind, line)
            left = "null" if balance is None else f'"{points(balance)}"'
            return f"{a}{told}{b}{points(required)}{c}{money(credit)}{d}{points(target)}{e}{left}{f}"
        number, rate, required, credit, target, taken, given = ending
        kind = number, key, taken < required, rate.number
        a, b, c, d, e, f, g, h = kinds.get(kind) or kinds.learn(kind, line)
        return f'{a}{told}{b}{points(required)}{c}{money(credit)}{d}{points(target)}{e}{points(taken)}{f}{money(given)}{g}"{points(balance - taken)}"{h}'

    return answer
