"""The rules in the one style, and where the cursor then belongs."""

from attrs import frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Source


@frozen
class Tidied:
    """A formatted text; None, with the reasons, where it cannot be formatted."""

    text: str | None
    problems: tuple[Diagnostic, ...] = ()


def tidied(text: str, name: str) -> Tidied:
    """A `.points` text in the one style, with the line breaks that it has."""
    from pointsman.dsl.formatter import format_text  # noqa: PLC0415 - first paint

    done = format_text(Source(name, text.replace("\r\n", "\n")))
    if done.text is None:
        return Tidied(None, tuple(done.diagnostics))
    return Tidied(done.text.replace("\n", "\r\n") if "\r\n" in text else done.text)


def moved(old: str, offset: int, new: str) -> int:
    """Where an offset of a text belongs in the same text laid out anew: blanks do not count.

    What stands right after it still does; before a blank, what stands before it.
    """
    before = len(_inked(old[:offset]))
    places = _inked(new)
    if _inked(old[offset : offset + 1]) and before < len(places):
        return places[before]
    if before == 0:
        return 0
    return places[before - 1] + 1 if before <= len(places) else len(new)


def _inked(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if not char.isspace()]
