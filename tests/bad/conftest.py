"""The goldens of a run, and what changed in them."""

from collections.abc import Iterator

import pytest

from tests.bad.goldens import Goldens


@pytest.fixture(scope="session")
def goldens(pytestconfig: pytest.Config) -> Iterator[Goldens]:
    """The goldens; after `--update-goldens` the changes are printed, whatever pytest captures."""
    found = Goldens(update=bool(pytestconfig.getoption("--update-goldens")))
    yield found
    reporter = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and found.changes:
        reporter.write("\n\n" + "\n\n".join(found.changes) + "\n")
