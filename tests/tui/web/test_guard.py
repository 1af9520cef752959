"""Only who was told the address gets in: token, host and origin are all looked at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer, unused_port

from pointsman.tui.web.guard import COOKIE, Guard

ORIGIN = "http://127.0.0.1:8000"
GUARD = Guard(ORIGIN, "right")


@pytest.mark.parametrize(
    ("host", "origin", "token", "refused"),
    [
        ("127.0.0.1:8000", None, "right", False),
        ("127.0.0.1:8000", ORIGIN, "right", False),
        ("127.0.0.1:8000", None, "wrong", True),
        ("127.0.0.1:8000", None, "", True),
        ("127.0.0.1:8000", None, "rïght", True),
        ("localhost:8000", None, "right", True),
        ("127.0.0.1:8001", None, "right", True),
        ("evil.example:8000", None, "right", True),
        ("127.0.0.1:8000", "https://evil.example", "right", True),
        ("127.0.0.1:8000", "null", "right", True),
    ],
)
def test_what_is_refused(host: str, origin: str | None, token: str, refused: bool) -> None:
    assert GUARD.refuses(host, origin, token) is refused


def test_every_server_has_a_token_of_its_own() -> None:
    first, second = Guard(ORIGIN), Guard(ORIGIN)
    assert first.token != second.token
    assert len(first.token) >= 32
    assert first.address == f"{ORIGIN}/?token={first.token}"


async def _answered(_: web.Request) -> web.Response:
    return web.Response(text="in")


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[Guard, ClientSession]]:
    port = unused_port()
    guard = Guard(f"http://127.0.0.1:{port}")
    app = web.Application(middlewares=[guard.middleware()])
    app.router.add_get("/", _answered)
    async with TestServer(app, host="127.0.0.1", port=port) as server:
        assert server.started
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            yield guard, session


async def test_without_the_token_nobody_gets_in() -> None:
    async with _served() as (guard, session), session.get(guard.origin) as answer:
        assert answer.status == 403
        assert "token" in await answer.text()
        assert COOKIE not in answer.cookies


async def test_the_token_is_shown_once_and_kept_as_a_cookie() -> None:
    async with _served() as (guard, session):
        async with session.get(guard.address) as answer:
            assert (answer.status, await answer.text()) == (200, "in")
            cookie = answer.cookies[COOKIE]
            assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
        async with session.get(guard.origin) as answer:
            assert answer.status == 200


async def test_another_page_does_not_get_in_with_the_cookie() -> None:
    async with _served() as (guard, session):
        async with session.get(guard.address) as answer:
            assert answer.status == 200
        elsewhere = {"Origin": "https://evil.example"}
        async with session.get(guard.origin, headers=elsewhere) as answer:
            assert answer.status == 403
        rebound = {"Host": "evil.example"}
        async with session.get(guard.origin, headers=rebound) as answer:
            assert answer.status == 403


async def test_the_page_may_ask_its_own_host_alone() -> None:
    async with _served() as (guard, session), session.get(guard.address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'")
        assert "http" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
