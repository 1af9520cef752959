"""`pointsman tui`: what it hands on, and what it says where it cannot start."""

import importlib.util
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from pointsman.tui import run as running
from pointsman.tui.model.start import Start
from pointsman.tui.web import server
from tests.cli.conftest import Command
from tests.cli.processes import run_process


@pytest.fixture(autouse=True)
def no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """What textual-serve sets for the program that it starts."""
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


class TestInATerminal:
    def test_without_one_it_says_so(self, command: Command) -> None:
        result = command("tui")
        assert (result.status, result.out) == (2, "")
        assert "standard input and output are no terminal" in result.err
        assert "help: run it in a terminal, or in a browser with `--web`" in result.err
        assert "Traceback" not in result.err

    def test_as_a_process_of_its_own_too(self) -> None:
        result = run_process("tui")
        assert (result.returncode, result.stdout) == (2, b"")
        assert result.stderr.count(b"\n") <= 2

    def test_purchases_go_with_a_log(self, command: Command, tmp_path: Path) -> None:
        result = command("tui", "--purchases", tmp_path / "march.ndjson")
        assert (result.status, result.out) == (2, "")
        assert "`--purchases` goes with `--log`" in result.err

    def test_without_the_extra_it_says_how_to_get_it(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = importlib.util.find_spec
        monkeypatch.setattr(
            importlib.util, "find_spec", lambda name: None if name == "textual" else found(name)
        )
        result = command("tui")
        assert (result.status, result.out) == (2, "")
        assert "the terminal program needs the extra `tui`" in result.err
        assert "pip install 'pointsman[tui]'" in result.err

    def test_what_is_named_is_what_it_begins_with(
        self, command: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[Start] = []

        def started_with(start: Start) -> int:
            started.append(start)
            return 1

        monkeypatch.setenv("TEXTUAL_DRIVER", "any")
        monkeypatch.setattr(running, "run", started_with)
        result = command("tui", "a.points", "--facts", "f.yaml", "--log", "l", "--purchases", "p")
        assert started == [Start(Path("a.points"), Path("f.yaml"), Path("l"), Path("p"))]
        assert result.status == 1, "the status that the program ended with"


class TestInABrowser:
    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sequence[str], str, int]]:
        """What would be served, and where."""
        calls: list[tuple[Sequence[str], str, int]] = []

        def serve(
            arguments: Sequence[str], host: str, port: int, say: Callable[[str], None]
        ) -> None:
            calls.append((arguments, host, port))
            say(f"open http://{host}")

        monkeypatch.setattr(server, "serve", serve)
        return calls

    def test_on_loopback_unless_told_otherwise(
        self, command: Command, served: list[tuple[Sequence[str], str, int]]
    ) -> None:
        result = command("tui", "--web")
        assert served == [([], "127.0.0.1", 8000)]
        assert (result.status, result.out, result.err) == (0, "", "open http://127.0.0.1\n")

    def test_every_visitor_begins_with_what_is_named(
        self, command: Command, served: list[tuple[Sequence[str], str, int]]
    ) -> None:
        command("tui", "a.points", "--log", "my log", "--purchases", "p", "--web", "--port", "9")
        assert served == [(["a.points", "--log", "my log", "--purchases", "p"], "127.0.0.1", 9)]

    @pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "::1"])
    def test_no_warning_where_nobody_else_comes(
        self, command: Command, served: list[tuple[Sequence[str], str, int]], host: str
    ) -> None:
        assert "warning" not in command("tui", "--web", "--host", host).err
        assert len(served) == 1

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])  # noqa: S104
    def test_a_warning_where_others_do(
        self, command: Command, served: list[tuple[Sequence[str], str, int]], host: str
    ) -> None:
        result = command("tui", "--web", "--host", host)
        assert f"warning: on {host} others can reach it" in result.err
        assert len(served) == 1

    def test_a_port_that_is_taken(self, taken: int) -> None:
        result = run_process("tui", "--web", "--port", taken)
        said = result.stderr.decode()
        assert (result.returncode, result.stdout) == (2, b"")
        assert f"nothing can be served on 127.0.0.1:{taken}" in said
        assert "help: name another port with `--port`" in said
        assert "Traceback" not in said

    @pytest.fixture
    def taken(self) -> Iterator[int]:
        """A port on which something else listens."""
        with socket.create_server(("127.0.0.1", 0)) as other:
            yield other.getsockname()[1]

    @pytest.mark.parametrize("port", ["0", "65536", "http"])
    def test_no_port_at_all(self, command: Command, port: str) -> None:
        result = command("tui", "--web", "--port", port)
        assert (result.status, result.out) == (2, "")
        assert "'--port'" in result.err
