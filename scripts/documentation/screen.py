"""The screen that stands in the README, as text: the program and the purchase shown there, open."""

import asyncio
import html
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pointsman.tui.model.start import Start
from scripts.documentation.pages import ROOT, blocks_of
from scripts.documentation.stage import running, scratch

_SIZE = (112, 26)
"""As narrow as three panes can be."""


@lru_cache
def readme_screen() -> str:
    """The screen, as preformatted text."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    files = {block.title: block.text for block in blocks_of(page)}
    with TemporaryDirectory() as folder, scratch(Path(folder)):
        for name in ("steps.points", "purchase.yaml"):
            Path(name).write_text(files[name], encoding="utf-8")
        text = asyncio.run(_screen(Start(Path("steps.points"), Path("purchase.yaml"))))
    return f"<pre>\n{html.escape(text, quote=False)}\n</pre>"


async def _screen(start: Start) -> str:
    async with running(start, _SIZE) as stage:
        await stage.press("f4", "d")
        return stage.text()
