"""What is wrong with facts, as values: a code, where, what, and what to write instead."""

from collections.abc import Iterable

from attrs import field, frozen

from pointsman.engine.record import Record


@frozen(repr=False)
class Problem(Record):
    """One thing wrong with the facts handed in.

    `pointer` is a JSON pointer into them (`/authorization/amount`; empty for the whole).
    """

    code: str
    pointer: str
    message: str
    help: str | None = None

    def __str__(self) -> str:
        where = f"{self.pointer}: " if self.pointer else ""
        hint = f" ({self.help})" if self.help else ""
        return f"{where}{self.message}{hint}"

    def to_json(self) -> dict[str, str | None]:
        """The problem as JSON: code, path, message, help."""
        return {
            "code": self.code,
            "path": self.pointer,
            "message": self.message,
            "help": self.help,
        }


def _as_tuple(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problems)


@frozen(slots=False)
class BadFactsError(Exception):
    """The facts cannot be read, so there is no decision; `problems` has all that is wrong."""

    problems: tuple[Problem, ...] = field(converter=_as_tuple)

    def __str__(self) -> str:
        return "; ".join(map(str, self.problems))


def escape(key: str) -> str:
    """One key as a JSON pointer token (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def pointer(keys: Iterable[str | int]) -> str:
    """Keys and indices as a JSON pointer."""
    return "".join("/" + escape(str(key)) for key in keys)
