"""How a run is made: how many rounds, on how many purchases, who takes part."""

from attrs import frozen

from benchmarks.peers.registry import ONE_AT_A_TIME

COLUMN_PEERS = ("c-loop", "polars", "duckdb")
PEERS = (*ONE_AT_A_TIME, *COLUMN_PEERS)


@frozen
class Settings:
    """`peers`: those that take part. `full`: twenty million rows too, which takes minutes."""

    rounds: int = 9
    purchases: int = 200_000
    timed: int = 50_000
    peers: frozenset[str] = frozenset(PEERS)
    full: bool = False

    def taking_part(self, *keys: str) -> list[str]:
        """Which of these peers take part, in this order."""
        return [key for key in keys if key in self.peers]


def quick(peers: frozenset[str] = frozenset(PEERS)) -> Settings:
    """A few seconds a section: it shows that everything runs, the figures say little."""
    return Settings(rounds=2, purchases=4_000, timed=2_000, peers=peers)
