"""Lines answered one by one, as `pointsman decide` answers few: what many are compared with."""

from io import BytesIO

from pointsman.batch.lines import LineDecider
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.feeds.ndjson import read_lines


def answered_alone(program: Program, line: bytes) -> str | None:
    """The decision of one line; None for one that is blank, or that has no decision."""
    for read in read_lines(BytesIO(line)):
        if read.data is not None:
            try:
                return str(program.decide(native(read.data)))
            except BadFactsError:
                return None
    return None


def differences(program: Program, lines: list[bytes], together: int = 7) -> list[str]:
    """Where answers to many lines differ from those to each; a line left to others is no answer."""
    decider = LineDecider(program)
    found = []
    for start in range(0, len(lines), together):
        some = lines[start : start + together]
        for line, told in zip(some, decider.answers(some), strict=True):
            expected = answered_alone(program, line)
            if told is not None and told != expected:
                found.append(f"{line!r}\n{told}\n{expected}")
    return found


def left_to_others(program: Program, lines: list[bytes]) -> list[bytes]:
    """The lines that are not decided with many others, although they have a decision."""
    answers = LineDecider(program).answers(lines)
    return [
        line
        for line, told in zip(lines, answers, strict=True)
        if told is None and answered_alone(program, line) is not None
    ]
