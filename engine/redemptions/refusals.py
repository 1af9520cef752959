"""Why a redemption is refused: reason codes, and errors with the place in the request."""

from enum import StrEnum
from typing import Final

from attrs import frozen

from pointsman.engine.facts_reading.flaws import Code
from pointsman.engine.problems import Problem
from pointsman.engine.record import Record


class Refusal(StrEnum):
    """The reason codes of a redemption that is refused; only `EXTERNAL_ITEM` is the vendor's."""

    MISSING_REQUIRED_FIELD = "MISSING_REQUIRED_FIELD"
    INVALID_FIELD_FORMAT = "INVALID_FIELD_FORMAT"
    INVALID_INPUT = "INVALID_INPUT"
    EXTERNAL_ITEM = "-1"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    POINTS_MISMATCH = "POINTS_MISMATCH"
    WHOLE_POINTS_ONLY = "WHOLE_POINTS_ONLY"
    INSUFFICIENT_POINTS = "INSUFFICIENT_POINTS"


SKU_MISSING: Final = "Invalid request. ItemSkuCode must be provided"
SOURCE_NOT_EXTERNAL: Final = (
    "VALID Source Codes for Externally Hosted Item Redemption are 'EC','ES'"
)
"""The two messages that are documented word for word (S-DR)."""

_NOT_OF_FORMAT: Final = {
    Code.MISSING: Refusal.MISSING_REQUIRED_FIELD,
    Code.UNKNOWN_KEY: Refusal.INVALID_INPUT,
    Code.NOT_A_CHOICE: Refusal.INVALID_INPUT,
    Code.OUT_OF_RANGE: Refusal.INVALID_INPUT,
    Code.UNKNOWN_CURRENCY: Refusal.INVALID_INPUT,
}
"""What cannot be read has a bad format; what can, and may not stand there, is bad input."""


@frozen(repr=False)
class RedemptionError(Record):
    """One reason why a redemption is refused; `path` is a JSON pointer into the request."""

    reason: Refusal
    description: str
    path: str

    @classmethod
    def of(cls, problem: Problem) -> "RedemptionError":
        """What reading the request found wrong, as an error of the redemption."""
        help_ = f" ({problem.help})" if problem.help else ""
        return cls(
            _NOT_OF_FORMAT.get(Code(problem.code), Refusal.INVALID_FIELD_FORMAT),
            problem.message + help_,
            problem.pointer,
        )

    def to_json(self) -> dict[str, object]:
        """The error as JSON values."""
        return {"reason": str(self.reason), "description": self.description, "path": self.path}
