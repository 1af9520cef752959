"""Styles stand in a `.tcss` file beside the module of the widget that they dress."""

from pathlib import Path


def styles_beside(module: str) -> str:
    """The style sheet of a widget: pass `__file__`, and set `DEFAULT_CSS` to what comes back."""
    return Path(module).with_suffix(".tcss").read_text(encoding="utf-8")
