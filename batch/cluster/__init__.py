"""Past one machine: the same deciders in the workers of Daft (needs `pointsman[cluster]`)."""

from pointsman.batch.cluster.bad_rows import BadRowInFrameError
from pointsman.batch.cluster.columns import FrameColumnsError, arrow_table
from pointsman.batch.cluster.frames import decide_dataframe
from pointsman.batch.cluster.parquet import decide_parquet, numbered_parquet
from pointsman.batch.cluster.replaying import ReplayedFrames, replay_dataframe
from pointsman.batch.cluster.shipping import OtherVersionError

__all__ = [
    "BadRowInFrameError",
    "FrameColumnsError",
    "OtherVersionError",
    "ReplayedFrames",
    "arrow_table",
    "decide_dataframe",
    "decide_parquet",
    "numbered_parquet",
    "replay_dataframe",
]
