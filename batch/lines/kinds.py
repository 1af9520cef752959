"""Decisions as lines: all that a program, an ending and a rate settle is written once, ahead.

The first decision of a kind is written by the engine; the others differ from it in a few values.
"""

import json
from io import BytesIO
from typing import Final

from pointsman.batch.lines.memory import NotPlainError
from pointsman.engine.decision import Decision
from pointsman.engine.outcome import Stage
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.engine.reasons import REDEEMED
from pointsman.feeds.ndjson import read_lines

_AIMED: Final = ("points_required", "target_credit", "target_points")
_MOVED: Final = ("points", "credit")


Pieces = tuple[str, ...]
"""What stands before, between and after the values that differ between decisions of a kind.

These are the id (with its quotes, or null), where stage 5 was reached the points for the whole
purchase and the credit and the points aimed at, where it redeemed points and credit, and the
balance after (with its quotes, or null).
"""


class Kinds(dict[tuple[object, ...], Pieces]):
    """What all decisions of a kind have in common, for the kinds that were met."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program

    def learn(self, kind: tuple[object, ...], line: bytes) -> Pieces:
        """The pieces of a kind, from the first line that is decided so.

        Raises:
            NotPlainError: the line has no decision.
        """
        (read,) = read_lines(BytesIO(line))
        if read.data is None:
            raise NotPlainError
        try:
            decision = self._program.decide(read.data)
        except BadFactsError as error:
            raise NotPlainError from error
        self[kind] = pieces_of(decision)
        return self[kind]


def pieces_of(decision: Decision) -> Pieces:
    """The line of a decision without the values that differ between decisions of its kind."""
    varied = {"id": "", "balance_after": ""}
    if decision.stage is Stage.REDEMPTION:
        varied.update(dict.fromkeys(_AIMED, '"'))
    if decision.reason in REDEEMED:
        varied.update(dict.fromkeys(_MOVED, '"'))
    pieces, between = [], "{"
    for key, value in decision.to_json().items():
        quote = varied.get(key)
        if quote is None:
            between += f"{_as_json(key)}: {_as_json(value)}, "
        else:
            pieces.append(f"{between}{_as_json(key)}: {quote}")
            between = f"{quote}, "
    return (*pieces, between.removesuffix(", ") + "}")


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
