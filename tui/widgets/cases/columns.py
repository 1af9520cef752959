"""Text fitted into columns, by cells of a terminal."""

from rich.cells import cell_len, set_cell_size

from pointsman.engine.explanation.printable import printable


def fitted(text: str, width: int, right: bool = False) -> str:
    """Other people's text in exactly so many cells: filled with blanks, or cut with `…`."""
    shown = printable(text)
    missing = width - cell_len(shown)
    if missing >= 0:
        return " " * missing + shown if right else shown + " " * missing
    return "" if width < 1 else set_cell_size(shown, width - 1) + "…"
