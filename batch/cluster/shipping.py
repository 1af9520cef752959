"""A program on its way to the workers: as its record, which each process opens once."""

from functools import lru_cache
from typing import Final

from attrs import frozen

from pointsman.batch.decide import Decider, decider_of
from pointsman.dsl.time_zones import zone
from pointsman.engine.program import Program
from pointsman.engine.version import __version__
from pointsman.programs.kept.record import Record, read_record, write_record

_PROGRAMS_AT_HAND: Final = 16


class OtherVersionError(Exception):
    """A worker has another version of Pointsman than what sent it the program."""


@frozen
class ShippedProgram:
    """All of a program but where its rules stand in its source. Small, and pickled as bytes.

    `record` is the JSON text of `pointsman.programs.kept.record`, which only the version of
    Pointsman that wrote it reads.
    """

    record: bytes
    version: str = __version__

    @classmethod
    def of(cls, program: Program) -> "ShippedProgram":
        """A program ready to be sent."""
        return cls(write_record(Record(program.rules, program.digest, {})))

    @property
    def program(self) -> Program:
        """The program as this process has it at hand.

        Raises:
            OtherVersionError: this process runs another version of Pointsman.
        """
        if self.version != __version__:
            raise OtherVersionError(
                f"this worker has Pointsman {__version__}, but the program comes from "
                f"{self.version}: install the same version everywhere"
            )
        return _opened(self.record)

    @property
    def decider(self) -> Decider:
        """The one decider of the program in this process; its loop is compiled once.

        Raises:
            OtherVersionError: this process runs another version of Pointsman.
        """
        return decider_of(self.program)


@lru_cache(_PROGRAMS_AT_HAND)
def _opened(text: bytes) -> Program:
    record = read_record(text)
    return Program(record.rules, record.digest, zone(record.rules.timezone or "UTC"))
