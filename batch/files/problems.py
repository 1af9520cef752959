"""What is wrong with a file as a whole, as one value."""

from attrs import frozen

UNREADABLE = "unreadable-file"
UNWRITABLE = "unwritable-file"


@frozen(slots=False)
class BadFileError(Exception):
    """A file cannot be read, or not written, any further.

    `row` is the last row that could be read before it, where rows could be; `message` is one
    sentence, and `help` says what to do instead.
    """

    code: str
    message: str
    row: int | None = None
    help: str | None = None

    def __str__(self) -> str:
        return f"{self.message} ({self.help})" if self.help else self.message


def reason(error: OSError) -> str:
    """What the operating system says, as part of a sentence."""
    return (error.strerror or "unknown error").lower()
