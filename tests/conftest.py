"""How the tests run: property tests from a seed that is printed, and nothing skipped unseen.

`dev` (the default) keeps failures in a database and tries them first the next time. `ci` (with
CI=true, or HYPOTHESIS_PROFILE=ci) explores afresh on each run, from a seed that the first lines
of the output give. POINTSMAN_SEED repeats a run.
"""

import os
import secrets
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "dev")

# Timing says nothing on a busy machine: pytest-timeout ends what hangs.
_ALWAYS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("dev", max_examples=50, **_ALWAYS)
# Hypothesis has a `ci` profile of its own, with the same examples on every run: replaced.
settings.register_profile("ci", max_examples=150, derandomize=False, database=None, **_ALWAYS)
# For an afternoon: what a thousand runs of CI would find.
settings.register_profile("deep", max_examples=2_000, derandomize=False, database=None, **_ALWAYS)
settings.load_profile(PROFILE)

# What a developer's own runs have kept takes no part in a test, nor does a test add to it.
os.environ["POINTSMAN_CACHE"] = "off"

# A shell has what it runs in the background ignore Control-C, and our commands would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

if PROFILE == "ci":
    # In the environment before pytest-xdist starts its workers, so that all have the same.
    os.environ.setdefault("POINTSMAN_SEED", str(secrets.randbits(63)))


def _seed() -> str | None:
    return os.environ.get("POINTSMAN_SEED")


def _how_to_repeat() -> str:
    return f"POINTSMAN_SEED={_seed()} HYPOTHESIS_PROFILE={PROFILE} python -m pytest"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Outputs kept in files (tests/bad) are written anew on request."""
    parser.addoption(
        "--update-goldens", action="store_true", help="write the outputs of bad programs anew"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Hand the seed to Hypothesis, unless one is given on the command line."""
    if config.option.hypothesis_seed is None and _seed() is not None:
        config.option.hypothesis_seed = _seed()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Print the seed first: a run that is ended from outside can be repeated too."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _seed() is not None:
        reporter.write_line(f"hypothesis seed: {_seed()} (repeat with {_how_to_repeat()})")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a run that skipped a test has failed; a run of no test fails by itself."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Say why skipped tests failed the run, and how to repeat a failed one."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if IN_CI and skipped:
        terminalreporter.write_line(f"failed: {skipped} skipped, and CI skips nothing", red=True)
    if exitstatus and _seed() is not None:
        terminalreporter.write_line(f"repeat with {_how_to_repeat()}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT
