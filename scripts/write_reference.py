"""Write the parts of the documentation that come from the code: tables, output, what errors say.

    python -m scripts.write_reference            write them
    python -m scripts.write_reference --check    name the pages that would change

Read the difference before committing it: the tests only say that the pages are what they would be.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.documentation.error_page import renewed_errors
from scripts.documentation.pages import DOCS, ROOT, PageError, with_generated
from scripts.documentation.running import renewed
from scripts.documentation.tables import generated

ERRORS = DOCS / "error-codes.md"

PAGES = (
    ROOT / "README.md",
    *(path for path in sorted(DOCS.glob("*.md")) if path.name != "errors.md"),
)
"""The pages in which everything is checked; `errors.md` is about wording, and shows what may be."""


def as_it_should_be(path: Path) -> str:
    """The text of a page with everything in it made again.

    Raises:
        PageError: something in it is wrong, or would not be checked.
    """
    try:
        page = with_generated(path.read_text(encoding="utf-8"), generated())
        with TemporaryDirectory() as scratch:
            renew = renewed_errors if path == ERRORS else renewed
            return renew(page, Path(scratch))
    except PageError as error:
        raise PageError(f"{path.name}: {error}") from error


def changed() -> Iterator[tuple[Path, str]]:
    """The pages that are not as they should be, with what they should be."""
    for path in PAGES:
        text = as_it_should_be(path)
        if text != path.read_text(encoding="utf-8"):
            yield path, text


def main(arguments: list[str]) -> int:
    """Write, or with `--check` only name, the pages that would change."""
    pages = list(changed())
    for path, text in pages:
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 1 if pages and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
