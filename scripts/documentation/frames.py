"""Pieces of programs, as pages show them: each is checked inside a whole program around it."""

import re
from collections.abc import Iterator

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.reading import read_program

_STATEMENTS = {
    "version": "version 1",
    "currency": "currency USD",
    "points": 'points "Miles" whole',
    "fact segment": "fact segment in (gold, silver, basic)",
    "fact nickname": "fact nickname text",
    "fact visits": "fact visits number",
    "group coffee": 'group coffee { name "BLUE BOTTLE*" mcc 5814 }',
    "group casinos": "group casinos { mcc 7995 }",
    "conversion": "conversion { base at 0.01 }",
    "redemption": "redemption { full }",
}
"""What stands around a piece, but for the statements that the piece has itself."""

_YAML = {
    "program": "program: Example",
    "version": "version: 1",
    "currency": "currency: USD",
    "points": "points: {name: Miles, precision: whole}",
    "conversion": "conversion: {base: {rate: 0.01}}",
    "redemption": "redemption: {full: true}",
}

PROGRAM = 'program "Example" {\n' + "".join(f"  {line}\n" for line in _STATEMENTS.values()) + "}\n"
"""The program around every piece, as a whole."""


def found_in(piece: str, form: str) -> Iterator[tuple[Diagnostic, ...]]:
    """What is found in a piece, for every place of a program where it could stand."""
    if form == "points":
        for text in _around(piece):
            yield read_program(text, "example.points").diagnostics
    elif form == "yaml":
        yield read_program(_with_rest(piece), "example.yaml").diagnostics
        yield read_program(piece, "example.yaml").diagnostics
    else:
        yield read_program(piece, "example.json").diagnostics


def _around(piece: str) -> Iterator[str]:
    if piece.startswith(("program", "#")):
        yield piece
    yield _program(piece, piece)
    yield _program(piece, f"filters {{\n{piece}\n}}")
    yield _program(piece, f"preferences {{\n{piece}\n}}")
    yield _program(piece, f"conversion {{\n{piece}\n}}", "conversion")
    yield _program(piece, f"conversion {{\nbase at 0.01\n{piece}\n}}", "conversion")
    yield _program(piece, f"conversion {{ base {{\n{piece}\n}} }}", "conversion")
    yield _program(piece, f"redemption {{\n{piece}\n}}", "redemption")
    yield _program(piece, f"redemption {{\nfull\n{piece}\n}}", "redemption")
    yield _program(piece, f"post purchase {{\n{piece}\n}}")
    yield _program(piece, f"communications {{\n{piece}\n}}")
    yield _program(piece, f"digital {{\n{piece}\n}}")
    yield _program(piece, f"group example {{\n{piece}\n}}")
    yield _program(piece, f"filters {{ require {piece} }}")


def _program(piece: str, inner: str, *left_out: str) -> str:
    rest = [
        line
        for start, line in _STATEMENTS.items()
        if start not in left_out and not re.search(rf"^{start}\b", inner, re.MULTILINE)
    ]
    return 'program "Example" {\n' + "\n".join(rest) + f"\n{inner}\n}}\n"


def _with_rest(piece: str) -> str:
    rest = [
        line for key, line in _YAML.items() if not re.search(rf"^\"?{key}\"?:", piece, re.MULTILINE)
    ]
    return "\n".join(rest) + f"\n{piece}"
