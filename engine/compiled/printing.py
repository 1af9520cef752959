"""Generated code as text, for people."""

import ast
from collections.abc import Iterator

from pointsman.engine.compiled.constants import Constants

_LONGEST = 72


def print_code(written: ast.FunctionDef, constants: Constants) -> str:
    """The constants with the rules they come from, then the function.

    Whatever a program's author wrote stands in comments, as Python writes texts: on one line.
    """
    return "\n".join(
        [*_constants(constants), "", ast.unparse(ast.fix_missing_locations(written)), ""]
    )


def _constants(constants: Constants) -> Iterator[str]:
    for name, value in constants.values.items():
        note = constants.notes[name]
        shown = ascii(note) if callable(value) else _shown(value)
        yield f"# {name} = {shown}" + (
            f"  {ascii(note)[1:-1]}" if note and not callable(value) else ""
        )


def _shown(value: object) -> str:
    """A value on one line, shortened in its middle."""
    if isinstance(value, frozenset):
        value = sorted(value, key=lambda it: (it is None, str(it)))
    text = ascii(value)
    if len(text) <= _LONGEST:
        return text
    count = f" ({len(value)} of them)" if isinstance(value, list | tuple) else ""
    return f"{text[:_LONGEST]} …{count}"
