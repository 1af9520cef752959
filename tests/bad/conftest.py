"""The goldens of a run, and what changed in them."""

import pytest

from tests.bad.goldens import Goldens

_GOLDENS = pytest.StashKey[Goldens]()


@pytest.fixture(scope="session")
def goldens(pytestconfig: pytest.Config) -> Goldens:
    """The goldens, which `--update-goldens` writes anew."""
    found = Goldens(update=bool(pytestconfig.getoption("--update-goldens")))
    pytestconfig.stash[_GOLDENS] = found
    return found


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what was written anew, to be read."""
    found = config.stash.get(_GOLDENS, None)
    if found is not None and found.changes:
        terminalreporter.section("goldens that changed")
        terminalreporter.write_line("\n\n".join(found.changes))
