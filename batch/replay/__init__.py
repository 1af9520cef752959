"""Replay: purchases in the order of time, balances and preferences carried along by account."""

from pointsman.batch.replay.accounts import BadAccountColumnsError
from pointsman.batch.replay.files import ReplayFiles, ReplayRun, replay_files
from pointsman.batch.replay.rows import BadAccountError, BadPurchaseError
from pointsman.batch.replay.run import ReplayedTables, replay_tables

__all__ = [
    "BadAccountColumnsError",
    "BadAccountError",
    "BadPurchaseError",
    "ReplayFiles",
    "ReplayRun",
    "ReplayedTables",
    "replay_files",
    "replay_tables",
]
