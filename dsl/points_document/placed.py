"""Values of a document together with where they were written."""

from typing import Final

from attrs import field, frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Place, Places, Source, Span
from pointsman.dsl.syntax_errors import MAX_ERRORS, too_many
from pointsman.engine.problems import escape

MAX_LEVELS: Final = 64
"""Levels of a document, so that its YAML and JSON forms keep to the limit of nesting too."""

Content = str | bool | dict[str, "Placed"] | list["Placed"]


@frozen
class Placed:
    """A value, the text that gave it, and the keyword that it stands for.

    `incomplete` when a statement that belongs in it was lost to a mistake.
    """

    value: Content
    span: Span
    key: Span | None = None
    incomplete: bool = False


@frozen
class Unfolded:
    """A document as plain data, with what was kept beside its values, by JSON pointer."""

    document: object
    places: Places
    incomplete: frozenset[str]


@frozen
class Reading:
    """What converters share: the source, its broken blocks, and what they find wrong.

    `broken` has the offset of the `{` of every block that lost a statement, -1 for the file.
    """

    source: Source
    broken: frozenset[int]
    diagnostics: list[Diagnostic] = field(factory=list)

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, unless there are too many already."""
        if len(self.diagnostics) < MAX_ERRORS:
            self.diagnostics.append(diagnostic)
        elif len(self.diagnostics) == MAX_ERRORS:
            self.diagnostics.append(too_many(self.source, diagnostic.span.start))

    def unfold(self, root: Placed) -> Unfolded | None:
        """Take a value apart into plain data and places; None when it is nested too deeply."""
        places: Places = {}
        incomplete: set[str] = set()
        deepest: list[Placed] = []

        def plain(placed: Placed, pointer: str, level: int) -> object:
            places[pointer] = Place(placed.span, placed.key)
            if placed.incomplete:
                incomplete.add(pointer)
            if isinstance(placed.value, str | bool):
                return placed.value
            if level > MAX_LEVELS:
                deepest.append(placed)
                return None
            if isinstance(placed.value, list):
                return [plain(v, f"{pointer}/{i}", level + 1) for i, v in enumerate(placed.value)]
            return {
                key: plain(v, f"{pointer}/{escape(key)}", level + 1)
                for key, v in placed.value.items()
            }

        document = plain(root, "", 1)
        if deepest:
            self._too_deep(deepest[0])
            return None
        return Unfolded(document, places, frozenset(incomplete))

    def _too_deep(self, placed: Placed) -> None:
        self.report(
            Diagnostic(
                "too-deep",
                f"found level {MAX_LEVELS + 1} of nesting in the document of the program, "
                f"expected at most {MAX_LEVELS}",
                self.source,
                placed.span,
                help="take away parentheses, or make one condition several statements",
            )
        )
