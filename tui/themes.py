"""Our two themes, dark and light; everything else is one of Textual's."""

from typing import Final

from textual.theme import Theme

DARK: Final = "pointsman-dark"
LIGHT: Final = "pointsman-light"

THEMES: Final = (
    Theme(
        name=DARK,
        dark=True,
        primary="#6ea8fe",
        secondary="#a3b8cc",
        accent="#f2b84b",
        success="#63c384",
        warning="#e3a84a",
        error="#f0716f",
        foreground="#d8dee6",
        background="#12161b",
        surface="#181d24",
        panel="#222a33",
        boost="#2b3540",
        variables={
            "border": "#3a4653",
            "border-blurred": "#2c3641",
            "footer-key-foreground": "#f2b84b",
            "input-selection-background": "#6ea8fe 35%",
            "block-cursor-blurred-background": "#2b3540",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#1f5fbf",
        secondary="#4a6076",
        accent="#9a5b00",
        success="#1d7a3e",
        warning="#935f00",
        error="#b3261e",
        foreground="#1d2530",
        background="#fbfbf9",
        surface="#f4f5f3",
        panel="#e6e9ea",
        boost="#dde3e6",
        variables={
            "border": "#b4bec7",
            "border-blurred": "#ccd4d9",
            "footer-key-foreground": "#9a5b00",
            "input-selection-background": "#1f5fbf 25%",
            "block-cursor-blurred-background": "#d3dbe0",
        },
    ),
)
