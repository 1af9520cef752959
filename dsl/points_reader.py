"""Reading a `.points` text: its document, the places of its values, and all its mistakes."""

from pointsman.dsl.diagnostics import in_order
from pointsman.dsl.located import Located
from pointsman.dsl.parser import parse
from pointsman.dsl.places import Source
from pointsman.dsl.points_document import to_document
from pointsman.dsl.points_document.placed import Reading


def read_points(source: Source) -> Located:
    """Read a text; never raises, whatever the text.

    The document has everything that could be read: a statement with a mistake is missing from
    it, and `incomplete` says where. It is None when there is no statement, or more mistakes
    than are worth showing.
    """
    parsed = parse(source)
    reading = Reading(source, parsed.broken, list(parsed.diagnostics))
    root = to_document(parsed.tree, reading) if parsed.tree is not None else None
    if root is None:
        return Located(source, None, {}, in_order(reading.diagnostics))
    unfolded = reading.unfold(root)
    return Located(
        source,
        unfolded.document,
        unfolded.places,
        in_order(reading.diagnostics),
        unfolded.incomplete,
    )
