"""Running the Python that a page shows, and what each `print` of it really prints."""

import ast
import re
import sys
from collections import defaultdict
from contextlib import chdir
from pathlib import Path
from typing import Any

from attrs import field, frozen

_NOTE = re.compile(r" \([^()]*\)$")


@frozen
class Printed:
    """What a block printed, by the line of each `print`, and the block with that as comments."""

    source: str
    by_line: dict[int, list[str]] = field(factory=lambda: defaultdict(list))

    def call(self, *values: object, sep: str = " ", end: str = "\n") -> None:
        """Stands in for `print` while the block runs."""
        line = sys._getframe(1).f_lineno  # noqa: SLF001 - the line of the page is what is asked for
        self.by_line[line].append(sep.join(map(str, values)) + end.removesuffix("\n"))

    def commented(self) -> str:
        """The block, each comment after a `print` replaced by what was printed there."""
        lines = self.source.splitlines()
        for call in self._calls():
            at = (call.end_lineno or 0) - 1
            code, comment = _split(lines[at], call.end_col_offset or 0)
            if comment:
                lines[at] = f"{code}  {_comment(comment, '; '.join(self._of(call)))}"
        return "\n".join(lines) + "\n"

    def rest(self) -> str:
        """What was printed where no comment says it, for the text block that follows."""
        lines = self.source.splitlines()
        return "".join(
            f"{text}\n"
            for call in self._calls()
            if not _split(lines[(call.end_lineno or 0) - 1], call.end_col_offset or 0)[1]
            for text in self._of(call)
        )

    def _of(self, call: ast.Call) -> list[str]:
        found = range(call.lineno, (call.end_lineno or call.lineno) + 1)
        return [text for line in found for text in self.by_line.get(line, ())]

    def _calls(self) -> list[ast.Call]:
        calls = [
            node
            for node in ast.walk(ast.parse(self.source))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        ]
        return sorted(calls, key=lambda call: call.lineno)


def run(source: str, names: dict[str, Any], folder: Path) -> Printed:
    """Run a block in a folder; `names` is what the page's blocks share."""
    printed = Printed(source)
    names["print"] = printed.call
    with chdir(folder):
        exec(compile(source, "<page>", "exec"), names)  # noqa: S102 - our own page
    return printed


def _comment(written: str, output: str) -> str:
    """The comment that says what is printed; a note in parentheses at its end stays."""
    note = _NOTE.search(written)
    kept = "" if note is None or written == f"# {output}" else note[0]
    return f"# {output}{kept}"


def _split(line: str, end: int) -> tuple[str, str]:
    """The code of a line that ends in a `print`, and the comment after it, if any."""
    # Offsets of `ast` count bytes of UTF-8.
    raw = line.encode()
    code, rest = raw[:end].decode(), raw[end:].decode().strip()
    return code, rest if rest.startswith("#") else ""
