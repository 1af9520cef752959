"""From the bytes of lines to the decisions of those that are plain."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from msgspec import MsgspecError, json

from pointsman.batch.lines.answering import make_answerer
from pointsman.batch.lines.memory import NotPlainError
from pointsman.batch.lines.shapes import make_shapes
from pointsman.engine.program import Program
from pointsman.feeds.ndjson import MAX_LINE, read_lines

_NOT_PLAIN: Final = (NotPlainError, MsgspecError, UnicodeDecodeError, RecursionError)
_SPACES: Final = bytes(range(256)).translate(bytes.maketrans(b"\t\r", b"  "))
"""White space between values as spaces: none of it can stand in a text without an escape."""

_DELETE: Final = b"\x7f"


class LineDecider:
    """Decides the plain lines of one program. Keeps what it learns, and belongs to one thread.

    A line is plain when it is in the native form, nothing is wrong with it, and its texts have no
    escapes in them.
    """

    def __init__(self, program: Program) -> None:
        shapes = make_shapes(program.facts_context)
        self._decode = shapes.decode
        self._encode = json.Encoder().encode
        self._answer = make_answerer(program, shapes)

    def answers(self, lines: Sequence[bytes]) -> list[str | None]:
        """The decision of each line; None for lines that are not plain.

        Blank lines are not plain. Lines and decisions are without their breaks.
        """
        together = b",".join(lines)
        if is_plain_ascii(together) and len(together) < MAX_LINE:
            try:
                found = list(map(self._decode, lines))
                if is_all_of(b"[%b]" % together, self._encode(found)):
                    return list(map(self._answer, found, lines))
            except _NOT_PLAIN:
                pass
        return list(map(self._answer_to, lines))

    def _answer_to(self, line: bytes) -> str | None:
        if len(line) >= MAX_LINE or not (is_plain_ascii(line) or is_plain(line)):
            return None
        try:
            found = self._decode(line)
            encoded = self._encode(found)
            if is_all_of(line, encoded) or is_once(line, encoded):
                return self._answer(found, line)
        except _NOT_PLAIN:
            pass
        return None


def is_plain_ascii(data: bytes) -> bool:
    """Whether texts in it can be taken as they are, once it is known to be JSON in ASCII."""
    return data.isascii() and b"\\" not in data and _DELETE not in data


def is_plain(line: bytes) -> bool:
    """Whether texts in a line of any characters can be taken as they are."""
    try:
        return b"\\" not in line and line.translate(_SPACES).decode().isprintable()
    except UnicodeDecodeError:
        return False


def is_all_of(data: bytes, encoded: bytes) -> bool:
    """Whether what was decoded, and encoded again, is all that there was in lines of JSON.

    A key that stands twice is lost with its quotes, and so is null; `-0` loses its sign.
    """
    if data == encoded:
        return True
    return encoded.count(b'"') == data.count(b'"') and encoded.count(b"-") == data.count(b"-")


def is_once(line: bytes, encoded: bytes) -> bool:
    """The same of one line, whose keys are looked at one by one: null is left out, and no loss."""
    if encoded.count(b"-") != line.count(b"-"):
        return False
    return all(read.data is not None for read in read_lines(BytesIO(line)))
