"""What keeps a log from being read, as one value."""

from attrs import frozen


@frozen(slots=False)
class LogError(Exception):
    """A log cannot be read, or not beyond a row; `message` is one sentence, `help` what to do."""

    message: str
    help: str | None = None

    def __str__(self) -> str:
        return f"{self.message} ({self.help})" if self.help else self.message


def reason(error: OSError) -> str:
    """What the operating system says, as part of a sentence."""
    return (error.strerror or "unknown error").lower()
