"""Serving: one process a visitor, through textual-serve."""

import shlex
import sys
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files

from aiohttp import web
from textual_serve.server import Server

from pointsman.tui.web.guard import Guard

LOOPBACK = "127.0.0.1"


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
            shlex.join(command), host, port, title="Pointsman", templates_path=templates
        )
        self.guard = Guard(self.public_url)
        self._say = say

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


def serve(arguments: Sequence[str], host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve `pointsman tui` with these arguments until it is ended.

    Raises:
        OSError: the port cannot be listened on.
    """
    command = (sys.executable, "-m", "pointsman.cli", "tui", *arguments)
    with as_file(files("pointsman.tui.web") / "templates") as templates:
        GuardedServer(command, host, port, str(templates), say).serve()
