"""Which peers there are. A peer's package is imported only when the peer is asked for."""

from collections.abc import Iterable
from importlib import import_module

from benchmarks.peers.peer import Peer
from benchmarks.reference.terms import Terms

ONE_AT_A_TIME = {
    "zen": ("zen", "make"),
    "zen-trace": ("zen", "make_traced"),
    "cel-cpp": ("cel_cpp", "make"),
    "cel-rust": ("cel_rust", "make"),
    "rule-engine": ("rule_engine", "make"),
    "json-logic": ("json_logic", "make"),
}
"""Module and function of every peer that decides one purchase at a time, by its key."""


class PeerMissingError(Exception):
    """A peer that is to be measured cannot be imported; the message says what to install."""


def peers(keys: Iterable[str], terms: Terms) -> list[Peer]:
    """These peers, ready to decide.

    Raises:
        PeerMissingError: the package of one is not installed.
    """
    return [_peer(key, terms) for key in keys]


def needed(key: str) -> None:
    """Make sure of the package of a peer whose key is its name.

    Raises:
        PeerMissingError: it is not installed.
    """
    try:
        import_module(key)
    except ImportError as error:
        raise _missing(key, error) from error


def _peer(key: str, terms: Terms) -> Peer:
    module, function = ONE_AT_A_TIME[key]
    try:
        made: Peer = getattr(import_module(f"benchmarks.peers.{module}"), function)(terms)
    except ImportError as error:
        raise _missing(key, error) from error
    return made


def _missing(key: str, error: ImportError) -> PeerMissingError:
    return PeerMissingError(
        f"the peer `{key}` is not installed ({error}): install the extra `bench`, "
        "or leave it out with --only"
    )
