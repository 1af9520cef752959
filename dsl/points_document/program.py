"""The program itself: its head statements, its facts, and the blocks of the other modules."""

from collections.abc import Sequence
from typing import Final

from pointsman.dsl.diagnostics import Diagnostic, Mark
from pointsman.dsl.parser import Node
from pointsman.dsl.places import Span
from pointsman.dsl.points_document.blocks import Entry, Repeated, gather, lost_in
from pointsman.dsl.points_document.conversion import conversion
from pointsman.dsl.points_document.digital import digital
from pointsman.dsl.points_document.filters import filters
from pointsman.dsl.points_document.merchants import group
from pointsman.dsl.points_document.nodes import (
    from_to,
    keywords,
    literal,
    literals,
    nodes,
    only_literal,
    span_of,
    tokens,
    words,
)
from pointsman.dsl.points_document.placed import Placed, Reading
from pointsman.dsl.points_document.redemption import (
    communications,
    post_purchase,
    preferences,
    redemption,
)

_THE_FILE: Final = -1


def to_document(start: Node, reading: Reading) -> Placed | None:
    """The program of a file as a placed document; None when the file has no statement at all.

    What stands outside the program is read as if it stood in it, and a second program is not
    read: both are errors.
    """
    programs = [node for node in nodes(start) if node.data == "program"]
    outside = [node for node in nodes(start) if node.data != "program"]
    lost = _THE_FILE in reading.broken
    if not programs and not outside:
        if not lost:
            reading.report(_no_program(reading))
        return None
    for second in programs[1:]:
        reading.report(_second_program(programs[0], second, reading))
    program = _program(programs[:1], outside, reading)
    # A statement that stands in the program too is best left out, and that has been said.
    reported = {diagnostic.span for diagnostic in reading.diagnostics}
    misplaced = [node for node in outside if keywords(node) not in reported]
    if misplaced and not lost:
        reading.report(_outside(misplaced[0], programs, reading))
    return program


def _program(program: Sequence[Node], outside: Sequence[Node], reading: Reading) -> Placed:
    inside = [node for one in program for node in nodes(one)]
    value: dict[str, Placed] = {}
    for node in program:
        word, name, *_ = tokens(node)
        value["program"] = literal(name, reading, span_of(word))
    value.update(gather(_in_order([*inside, *outside]), _PROGRAM, reading))
    first, *_ = everything = _in_order([*program, *outside])
    lost = not program or any(lost_in(node, reading) for node in program)
    return Placed(
        value,
        from_to(first, everything[-1]),
        keywords(next(iter(program), first)),
        lost or _THE_FILE in reading.broken,
    )


def _in_order(statements: list[Node]) -> list[Node]:
    return sorted(statements, key=lambda node: span_of(node).start)


def _effective(node: Node, reading: Reading) -> Placed:
    word, first, *rest = tokens(node)
    value = {"from": literal(first, reading, span_of(word))}
    if rest:
        value["to"] = literal(rest[1], reading, span_of(rest[0]))
    return Placed(value, from_to(first, node), span_of(word))


def _points(node: Node, reading: Reading) -> Placed:
    word, name = tokens(node)
    precision, *rest = nodes(node)
    value = {"name": literal(name, reading, span_of(word)), "precision": words(precision)}
    for rounding in rest:
        rounded, which = tokens(rounding)
        value["rounding"] = Placed(str(which), span_of(which), span_of(rounded))
    return Placed(value, from_to(name, node), span_of(word))


def _code(node: Node, reading: Reading) -> Placed:
    """`bank hosted`, `currency USD`: a keyword and one word, whatever its kind."""
    word, value = tokens(node)
    return literal(value, reading, span_of(word))


def _fact(node: Node, reading: Reading) -> Placed:
    """`fact segment in (gold, silver)`, `fact nickname text`, `fact visits number`."""
    word, name, kind = tokens(node)
    value = {
        "name": literal(name, reading, span_of(word)),
        "type": Placed(node.data.removeprefix("fact_"), span_of(kind)),
    }
    for choices in nodes(node):
        value["values"] = literals(choices, reading, span_of(kind))
    return Placed(value, span_of(node), span_of(word))


_PROGRAM: Final = {
    "version": Entry("version", only_literal),
    "effective": Entry("effective", _effective),
    "timezone": Entry("timezone", only_literal),
    "currency": Entry("currency", _code),
    "points": Entry("points", _points),
    "bank": Entry("bank", _code),
    "fact_choice": Entry("facts", _fact, Repeated.LISTED),
    "fact_text": Entry("facts", _fact, Repeated.LISTED),
    "fact_number": Entry("facts", _fact, Repeated.LISTED),
    "group": Entry("groups", group, Repeated.LISTED),
    "filters": Entry("filters", filters, Repeated.MERGED),
    "preferences": Entry("preferences", preferences, Repeated.MERGED),
    "conversion": Entry("conversion", conversion, Repeated.MERGED),
    "redemption": Entry("redemption", redemption, Repeated.MERGED),
    "post_purchase": Entry("post_purchase", post_purchase, Repeated.MERGED),
    "communications": Entry("communications", communications, Repeated.MERGED),
    "digital": Entry("digital", digital, Repeated.MERGED),
}


def _no_program(reading: Reading) -> Diagnostic:
    end = len(reading.source.text.rstrip())
    return Diagnostic(
        "missing-program",
        "found the end of the file, expected `program`",
        reading.source,
        Span(end, end),
        help='write the program as `program "World Elite" { … }`',
    )


def _outside(statement: Node, programs: list[Node], reading: Reading) -> Diagnostic:
    span = keywords(statement)
    text = " ".join(reading.source.text[span.start : span.end].split())
    marks = tuple(
        Mark(span_of(tokens(program)[-1]), "the program ends here")
        for program in programs[:1]
        if span_of(program).end <= span.start
    )
    return Diagnostic(
        "outside-program",
        f"found `{text}` outside of the program, expected it between the braces of `program`",
        reading.source,
        span,
        help='write it within `program "…" { … }`',
        marks=marks,
    )


def _second_program(first: Node, second: Node, reading: Reading) -> Diagnostic:
    return Diagnostic(
        "duplicate-statement",
        "found `program` a second time, expected it once",
        reading.source,
        keywords(second),
        help="write each program in a file of its own",
        marks=(Mark(keywords(first), "first written here"),),
    )
