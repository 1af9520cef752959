"""`pointsman tui --web` in a real Chromium: it loads, a key changes the screen, it asks nobody."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from aiohttp.test_utils import unused_port
from attrs import define, field, frozen
from playwright.sync_api import Browser, Page, Request, WebSocket, sync_playwright

ROOT = Path(__file__).parents[3]
PROGRAM = ROOT / "programs" / "shipped" / "world-elite.points"
PATIENCE: Final = 60_000
"""Milliseconds: a browser and a Python process have to start, maybe beside other tests."""
A_WHILE: Final = 2_000
"""Milliseconds in which a page that wanted something from elsewhere would have asked for it."""


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("there is no Chromium: run scripts/install_browser.sh")
    return found


@frozen
class Served:
    """A program that is served."""

    process: subprocess.Popen[str]
    address: str

    @property
    def origin(self) -> str:
        """The address without its token."""
        return self.address.partition("/?")[0]

    @property
    def visitors(self) -> list[int]:
        """The processes that run for visitors."""
        return [pid for pid, parent in _processes() if parent == self.process.pid]


def _processes() -> Iterator[tuple[int, int]]:
    """All processes and their parents."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, after = stat.read_text(encoding="utf-8").rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, parent, *_ = after.split()
        if state != "Z":
            yield int(stat.parent.name), int(parent)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A program that is served, with its address as it is printed."""
    command = [sys.executable, "-m", "pointsman.cli", "tui", str(PROGRAM), "--web"]
    environ = {**os.environ, "HOME": str(tmp_path)}
    with subprocess.Popen(
        [*command, "--port", str(unused_port())], stderr=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert said.startswith("open http://127.0.0.1:"), said
        yield Served(process, said.removeprefix("open ").strip())
        process.terminate()
        process.stderr.read()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all; every visitor is a window with cookies of its own."""
    with sync_playwright() as playwright:
        # As root, and in containers, Chromium's own sandbox does not work.
        made = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()


@define(eq=False, slots=False)
class Visitor:
    """A page, and what went over the wire for it."""

    page: Page
    asked: list[str] = field(factory=list)
    sockets: list[str] = field(factory=list)
    written: list[str] = field(factory=list)
    """What the program wrote to the terminal in the page."""

    @classmethod
    def of(cls, browser: Browser) -> "Visitor":
        """Somebody who was not here before."""
        context = browser.new_context(viewport={"width": 1300, "height": 800})
        visitor = cls(context.new_page())
        visitor.page.on("request", visitor._note_request)
        visitor.page.on("websocket", visitor._note_socket)
        return visitor

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _note_socket(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)
        socket.on("framereceived", self._note_frame)

    def _note_frame(self, frame: bytes | str) -> None:
        self.written.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    def sees(self, text: str) -> None:
        """Wait until the program writes a text."""
        waited = 0
        while text not in "".join(self.written):
            assert waited < PATIENCE, f"`{text}` never came"
            self.page.wait_for_timeout(100)
            waited += 100

    def opens(self, address: str) -> None:
        """Open the address and wait until the program is drawn."""
        self.page.goto(address)
        self.page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
        self.page.wait_for_selector(".xterm-screen", timeout=PATIENCE)
        self.sees("REDEEMED_FULL")

    def presses(self, key: str) -> None:
        """Press a key in the terminal of the page."""
        self.page.bring_to_front()
        self.page.locator(".xterm-helper-textarea").focus()
        self.page.keyboard.press(key)

    def picture(self) -> bytes:
        """What is on the screen once it no longer changes."""
        seen = b""
        for _ in range(100):
            now = self.page.screenshot()
            if now == seen:
                return now
            seen = now
            self.page.wait_for_timeout(200)
        raise AssertionError("the screen never came to rest")


def _until(page: Page, true: Callable[[], bool]) -> None:
    waited = 0
    while not true():
        assert waited < PATIENCE
        page.wait_for_timeout(100)
        waited += 100


def test_it_loads_and_a_key_changes_the_screen(served: Served, browser: Browser) -> None:
    visitor = Visitor.of(browser)
    visitor.opens(served.address)
    before = visitor.picture()
    visitor.presses("F1")
    visitor.sees("These keys work everywhere.")
    assert visitor.picture() != before
    visitor.presses("Escape")
    assert visitor.page.title() == "Pointsman"


def test_nobody_else_is_asked_for_anything(served: Served, browser: Browser) -> None:
    visitor = Visitor.of(browser)
    visitor.opens(served.address)
    visitor.presses("F1")
    visitor.page.wait_for_timeout(A_WHILE)
    assert visitor.asked
    assert [url for url in visitor.asked if not url.startswith((served.origin, "data:"))] == []
    own = served.origin.replace("http", "ws")
    assert [url.startswith(own) for url in visitor.sockets] == [True]


def test_every_visitor_has_a_process_of_its_own(served: Served, browser: Browser) -> None:
    first, second = Visitor.of(browser), Visitor.of(browser)
    first.opens(served.address)
    second.opens(served.address)
    before = set(served.visitors)
    assert len(before) == 2
    first.presses("F1")
    first.sees("These keys work everywhere.")
    assert "These keys work everywhere." not in "".join(second.written)
    first.written.clear()
    first.page.reload()
    first.sees("REDEEMED_FULL")
    _until(first.page, lambda: len(served.visitors) == 2)
    assert len(before & set(served.visitors)) == 1, "the old process of the one that came anew"


@pytest.mark.parametrize("query", ["", "/?token=wrong"])
def test_without_the_token_there_is_a_clear_text(
    served: Served, browser: Browser, query: str
) -> None:
    visitor = Visitor.of(browser)
    answer = visitor.page.goto(served.origin + query)
    assert answer is not None
    assert answer.status == 403
    assert "open the address that `pointsman tui --web` printed" in visitor.page.content()
    assert visitor.sockets == []
    assert served.visitors == []


def test_the_processes_end_with_the_server(served: Served, browser: Browser) -> None:
    visitor = Visitor.of(browser)
    visitor.opens(served.address)
    started = served.visitors
    assert len(started) == 1
    served.process.terminate()
    assert served.process.wait(PATIENCE / 1000) == 0
    _until(visitor.page, lambda: not set(started) & {pid for pid, _ in _processes()})
    visitor.page.wait_for_selector("body.-closed .ended", timeout=PATIENCE)
