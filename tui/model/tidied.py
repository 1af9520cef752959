"""The rules in the one style, and where the cursor then belongs."""

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.formatter import format_text
from pointsman.dsl.places import Source


@frozen
class Tidied:
    """A formatted text; None, with the reasons, where it cannot be formatted."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def tidied(text: str, name: str) -> Tidied:
    """A `.points` text in the one style, with the line breaks that it has."""
    done = format_text(Source(name, text.replace("\r\n", "\n")))
    if done.text is None:
        return Tidied(None, tuple(done.diagnostics))
    return Tidied(done.text.replace("\n", "\r\n") if "\r\n" in text else done.text)


def moved(old: str, offset: int, new: str) -> int:
    """Where an offset of a text belongs in the same text laid out anew: blanks do not count."""
    wanted = _inked(old[:offset])
    if wanted == 0:
        return 0
    seen = 0
    for at, char in enumerate(new):
        seen += not char.isspace()
        if seen == wanted:
            return at + 1
    return len(new)


def _inked(text: str) -> int:
    return sum(not char.isspace() for char in text)
