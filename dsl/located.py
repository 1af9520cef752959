"""What reading a file gives, whatever its form: the document, its places, and what went wrong.

The readers of the text, YAML and JSON forms all give a `Located`, so that the schema and the
load checks need not know how a program was written.
"""

from attrs import field, frozen

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.places import Places, Source


@frozen
class Located:
    """A document as read from one source.

    `document` is plain data (dict, list, str, bool), None when nothing could be read. `places`
    has a place for every value of it. `incomplete` holds the JSON pointers of the objects and
    lists that lost a statement to a mistake: that something is missing there is no news.
    """

    source: Source
    document: object | None
    places: Places = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    incomplete: frozenset[str] = frozenset()
