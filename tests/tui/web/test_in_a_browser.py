"""`pointsman tui --web` in a real Chromium: it loads, a key changes the screen, it asks nobody."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port
from playwright.sync_api import Page, Request, sync_playwright

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / "programs" / "shipped" / "world-elite.points"
PATIENCE = 30_000
"""Milliseconds: a browser and a Python process have to start."""


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("there is no Chromium: run scripts/install_browser.sh")
    return found


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a program that is served, as it is printed."""
    command = [sys.executable, "-m", "pointsman.cli", "tui", str(PROGRAM), "--web"]
    environ = {**os.environ, "HOME": str(tmp_path)}
    with subprocess.Popen(
        [*command, "--port", str(unused_port())], stderr=subprocess.PIPE, text=True, env=environ
    ) as served:
        assert served.stderr is not None
        said = served.stderr.readline()
        assert said.startswith("open http://127.0.0.1:"), said
        yield said.removeprefix("open ").strip()
        served.terminate()
        served.stderr.read()


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a browser of its own."""
    with sync_playwright() as playwright:
        # As root, and in containers, Chromium's own sandbox does not work.
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(viewport={"width": 1300, "height": 800})
        browser.close()


_SEEN = """() => {
    const canvases = [...document.querySelectorAll('.xterm canvas')];
    return canvases.map(canvas => canvas.toDataURL()).join('|');
}"""


def test_it_loads_and_a_key_changes_the_screen_and_nobody_else_is_asked(
    address: str, page: Page
) -> None:
    asked: list[str] = []
    sockets: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(address)
    page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
    page.wait_for_selector(".xterm-screen", timeout=PATIENCE)
    before = _settled(page)
    page.keyboard.press("F1")
    page.wait_for_function(f"before => ({_SEEN})() !== before", arg=before, timeout=PATIENCE)

    own = address.partition("/?")[0]
    assert asked
    assert [url for url in asked if not url.startswith((own, "data:"))] == []
    assert [url for url in sockets if not url.startswith(own.replace("http", "ws"))] == []
    assert len(sockets) == 1


def _settled(page: Page) -> str:
    """What is on the screen once it no longer changes."""
    seen = ""
    for _ in range(100):
        page.wait_for_timeout(300)
        now: str = page.evaluate(_SEEN)
        if now == seen and now:
            return now
        seen = now
    raise AssertionError("the screen never came to rest")
