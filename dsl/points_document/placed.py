"""Values of a document together with where they were written."""

from attrs import field, frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Place, Places, Source, Span
from pointsman.dsl.source_limits import MAX_REPORTED
from pointsman.dsl.syntax_errors import too_many

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
        if len(self.diagnostics) < MAX_REPORTED:
            self.diagnostics.append(diagnostic)
        elif len(self.diagnostics) == MAX_REPORTED:
            self.diagnostics.append(too_many(self.source, diagnostic.span.start))

    def unfold(self, root: Placed) -> Unfolded:
        """Take a value apart into plain data and places."""
        places: Places = {}
        incomplete: set[str] = set()

        def plain(placed: Placed, pointer: str) -> object:
            places[pointer] = Place(placed.span, placed.key)
            if placed.incomplete:
                incomplete.add(pointer)
            value = placed.value
            if isinstance(value, list):
                return [plain(item, f"{pointer}/{index}") for index, item in enumerate(value)]
            if isinstance(value, dict):
                return {key: plain(item, f"{pointer}/{key}") for key, item in value.items()}
            return value

        return Unfolded(plain(root, ""), places, frozenset(incomplete))
