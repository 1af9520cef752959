"""Where the program is served, and as which address."""

import socket

import pytest

from pointsman.tui.web.server import is_loopback, origin_of


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("10.0.0.7", False),
        ("localhost.example.org", False),
    ],
)
def test_who_reaches_it(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


@pytest.mark.parametrize(
    ("host", "port", "origin"),
    [
        ("127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("localhost", 8001, "http://localhost:8001"),
        ("Example.org", 80, "http://example.org"),
        ("example.org", 443, "http://example.org:443"),
        ("::1", 8000, "http://[::1]:8000"),
    ],
)
def test_its_address(host: str, port: int, origin: str) -> None:
    assert origin_of(host, port) == origin


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_listening_everywhere_it_has_the_name_of_the_machine(host: str) -> None:
    assert origin_of(host, 8000) == f"http://{socket.gethostname().lower()}:8000"
