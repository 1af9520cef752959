"""Who may use the program that is served: whoever was told the address, from that page alone.

What is served can open and save files of the user who started it. So the address carries a random
token; a page of another site that knows the port, a name that was made to resolve to this machine,
and another user of it all lack it.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware
from attrs import field, frozen

COOKIE: Final = "pointsman_token"
_REFUSED: Final = "open the address that `pointsman tui --web` printed, with its token\n"
_ENCODED: Final = "utf-8"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@frozen
class Guard:
    """Checks each request; `origin` is the address under which the program is served."""

    origin: str
    token: str = field(factory=lambda: secrets.token_urlsafe(24))

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"{self.origin}/?token={self.token}"

    @property
    def policy(self) -> str:
        """The page asks its own host alone: also should one of its scripts ever try to."""
        socket = self.origin.replace("http", "ws", 1)
        return (
            "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            f"connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )

    def refuses(self, host: str, origin: str | None, token: str) -> bool:
        """Whether a request is not ours: another host's name, another page's, or no token."""
        if host != urlsplit(self.origin).netloc or origin not in {None, self.origin}:
            return True
        return not hmac.compare_digest(token.encode(_ENCODED), self.token.encode(_ENCODED))

    def middleware(self) -> Middleware:
        """For aiohttp: the token comes with the address once, and is a cookie from then on."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            shown = request.query.get("token", request.cookies.get(COOKIE, ""))
            if self.refuses(request.host, request.headers.get("Origin"), shown):
                return web.Response(status=HTTPStatus.FORBIDDEN, text=_REFUSED)
            answer = await handler(request)
            if not answer.prepared:
                self._dress(answer, first="token" in request.query)
            return answer

        return guarded

    def _dress(self, answer: web.StreamResponse, *, first: bool) -> None:
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Frame-Options"] = "DENY"
        answer.headers["Content-Security-Policy"] = self.policy
        if first:
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict")
