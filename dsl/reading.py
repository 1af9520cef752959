"""From a file's bytes to a program's rules: every pass in order, and every mistake in one run."""

from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

from pointsman.dsl.canonical import digest_of, document_of
from pointsman.dsl.checks import find_errors, find_warnings
from pointsman.dsl.diagnostics import Diagnostic, Severity, in_order
from pointsman.dsl.forms import ENDINGS, Form, form_of_name
from pointsman.dsl.located import Located
from pointsman.dsl.places import Places, Source, Span
from pointsman.dsl.source_limits import (
    MAX_REPORTED,
    check_document_limits,
    decode,
    too_many_mistakes,
)
from pointsman.dsl.structure import structure
from pointsman.engine.rules import Rules


@frozen
class Reading:
    """What reading a program came to.

    `rules`, `document` (canonical) and `digest` are there only when there is no error.
    """

    located: Located
    diagnostics: tuple[Diagnostic, ...]
    rules: Rules | None = None
    document: dict[str, Any] | None = None
    digest: str | None = None

    @property
    def source(self) -> Source:
        """The text that was read."""
        return self.located.source

    @property
    def places(self) -> Places:
        """The place of every value, by JSON pointer."""
        return self.located.places

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps the program from loading."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is likely not meant."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @property
    def ok(self) -> bool:
        """Whether the program loads."""
        return self.rules is not None


def read_program(data: bytes | str, name: str, form: Form | None = None) -> Reading:
    """Read a program; never raises for what is in the data.

    `name` stands in messages, and its ending tells the form where `form` does not.
    """
    return with_warnings(read_rules(data, name, form))


def read_rules(data: bytes | str, name: str, form: Form | None = None) -> Reading:
    """Read a program as far as deciding needs it: with its errors, and without any warning."""
    return check_document(read_document(data, name, form))


def read_document(data: bytes | str, name: str, form: Form | None = None) -> Located:
    """Read a text, YAML or JSON document with its places; its meaning is not looked at."""
    source, problems = decode(
        data.encode(errors="surrogatepass") if isinstance(data, str) else data, name
    )
    if problems:
        return Located(source, None, {}, problems)
    reader = _reader(form or form_of_name(name))
    if reader is None:
        return Located(source, None, {}, [_unknown_form(source)])
    located = reader(source)
    located.diagnostics.extend(check_document_limits(located))
    return located


def read_source(data: bytes, name: str) -> Source:
    """The text of a file, whatever is wrong with it (`fmt` reports that when it parses it)."""
    return decode(data, name)[0]


def check_document(located: Located) -> Reading:
    """Schema, values and load checks of a document, whichever way it was written."""
    from pointsman.dsl.schema_errors import check_schema

    found = [*located.diagnostics, *check_schema(located)]
    rules = None
    if len(found) < MAX_REPORTED:
        rules, refused = structure(located, shaped=not found)
        found += [*_not_said_by(found, refused), *find_errors(located)]
    if found or rules is None:
        return Reading(located, tuple(_first(found)))
    document = document_of(rules)
    return Reading(located, (), rules, document, digest_of(document))


def with_warnings(reading: Reading) -> Reading:
    """A reading with what is likely not meant, which takes as long to find as the rest to read."""
    if reading.rules is None:
        return reading
    found = in_order(find_warnings(reading.located, reading.rules))
    return evolve(reading, diagnostics=tuple(found))


def _first(found: list[Diagnostic]) -> list[Diagnostic]:
    """As many as anybody wants to read, and one that says so where there are more."""
    shown = in_order([d for d in found if d.code != "too-many-errors"])
    given_up = [d for d in found if d.code == "too-many-errors"]
    if len(shown) > MAX_REPORTED and not given_up:
        given_up = [too_many_mistakes(shown[MAX_REPORTED].source, shown[MAX_REPORTED].span)]
    return [*shown[:MAX_REPORTED], *given_up[:1]]


def _not_said_by(found: list[Diagnostic], refused: list[Diagnostic]) -> list[Diagnostic]:
    """The refusals of values with which nothing is known to be wrong.

    Wrong types are all known: the schema has looked for them.
    """
    reported = {diagnostic.span for diagnostic in found}
    return [d for d in refused if d.span not in reported and d.code != "wrong-type"]


def _reader(form: Form | None) -> Callable[[Source], Located] | None:
    """The reader of a form; what it needs is imported when it is needed."""
    match form:
        case "points":
            from pointsman.dsl.points_reader import read_points

            return read_points
        case "yaml":
            from pointsman.dsl.yaml_reader import read_yaml

            return read_yaml
        case "json":
            from pointsman.dsl.json_reader import read_json

            return read_json
        case _:
            return None


def _unknown_form(source: Source) -> Diagnostic:
    return Diagnostic(
        code="unknown-form",
        message=f"the name `{source.name}` does not tell how the file is written",
        source=source,
        span=Span(0, 0),
        help=f"end the name in {', '.join(ENDINGS)}",
    )
