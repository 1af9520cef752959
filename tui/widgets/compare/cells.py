"""Text cut and filled to a number of cells, however wide its characters are."""

from rich.cells import cell_len, set_cell_size

from pointsman.engine.explanation.printable import printable


def fitted(text: str, width: int) -> str:
    """The text, safe to show, in exactly `width` cells; what is cut ends in `…`."""
    # Of a very long text no more is looked at than can be seen (some characters take no cell).
    seen = printable(text[: 4 * width + 1])
    if cell_len(seen) <= width and len(text) <= 4 * width:
        return set_cell_size(seen, width)
    if width < 1:
        return ""
    return f"{set_cell_size(seen, width - 1)}…"
