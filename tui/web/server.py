"""Serving: one process a visitor, through textual-serve."""

import asyncio
import ipaddress
import shlex
import socket
import sys
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from pointsman.tui.web.guard import Guard

LOOPBACK = "127.0.0.1"


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def origin_of(host: str, port: int) -> str:
    """The address to open: listening everywhere, by the name of this machine."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host
    else:
        name = f"[{host}]" if address.version == 6 else host
        name = socket.gethostname() if address.is_unspecified else name
    # In lower case, as browsers name the host that they ask.
    return f"http://{name.lower()}" + (f":{port}" if port != 80 else "")


class GuardedServer(Server):
    """textual-serve's server with our page, our words on starting, and a guard before it."""

    def __init__(
        self,
        command: Sequence[str],
        host: str,
        port: int,
        templates: str,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(
            shlex.join(command),
            host,
            port,
            title="Pointsman",
            public_url=origin_of(host, port),
            templates_path=templates,
        )
        self.guard = Guard(self.public_url)
        self._say = say
        self._visits: set[asyncio.Task[Any] | None] = set()

    def initialize_logging(self) -> None:
        """Its narration is not ours; what goes wrong still reaches standard error."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self.guard.middleware())
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say where the program is."""
        self._say(f"open {self.guard.address}")
        self._say("ctrl+c ends it")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one visitor, until either side ends it."""
        visit = asyncio.current_task()
        self._visits.add(visit)
        try:
            return await super().handle_websocket(request)
        finally:
            self._visits.discard(visit)

    async def on_shutdown(self, app: web.Application) -> None:
        """End the process of every visitor: else the server waits a minute for open pages."""
        visits = [visit for visit in self._visits if visit is not None]
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)


def serve(arguments: Sequence[str], host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve `pointsman tui` with these arguments until it is ended.

    Raises:
        OSError: the port cannot be listened on.
    """
    command = (sys.executable, "-m", "pointsman.cli", "tui", *arguments)
    with as_file(files("pointsman.tui.web") / "templates") as templates:
        GuardedServer(command, host, port, str(templates), say).serve()
