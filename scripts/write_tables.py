"""Work out the parser's tables from the grammar: `make tables`, after every change to it."""

import json
from pathlib import Path

from pointsman.dsl.grammar import TABLES, tables_of

FOLDER = Path(__file__).parents[1] / "dsl"


def main() -> None:
    """Write the tables beside the grammar."""
    text = (FOLDER / "points.lark").read_text(encoding="utf-8")
    tables = json.dumps(tables_of(text), separators=(",", ":"))
    (FOLDER / TABLES).write_text(tables + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
