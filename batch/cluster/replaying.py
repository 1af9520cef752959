"""Replay in the workers of Daft: accounts by buckets, each replayed as on one machine.

What happens to an account depends on its own purchases alone. So accounts and their purchases are
dealt out to buckets by a hash of the account's id, and a bucket is a replay of its own.
"""

from typing import Any, Final

import daft
import pyarrow as pa
from attrs import frozen
from daft import DataFrame, DataType, Series, col, lit
from daft.functions import to_struct

from pointsman.batch.cluster.buckets import (
    ACCOUNT,
    DECISION,
    END,
    IS_END,
    ORDER,
    PURCHASE,
    BucketReplay,
)
from pointsman.batch.cluster.columns import FrameColumnsError, check_names, daft_struct
from pointsman.batch.cluster.shipping import ShippedProgram
from pointsman.batch.replay.rows import ACCOUNT_ID
from pointsman.batch.results.schema import decision_schema
from pointsman.engine.program import Program

BUCKETS: Final = 64
"""Enough that a bucket is small, few enough that each is worth a call."""

_BUCKET: Final = "bucket"


@frozen(eq=False)
class ReplayedFrames:
    """Decisions, and accounts as they are at the end. Neither is in any order."""

    decisions: DataFrame
    accounts: DataFrame


def replay_dataframe(
    program: Program,
    accounts: DataFrame,
    purchases: DataFrame,
    *,
    row: str,
    buckets: int = BUCKETS,
    skip_bad: bool = False,
) -> ReplayedFrames:
    """Replay a frame of purchases on one of accounts (docs/replay.md). It is worked out at once.

    Columns are those that `replay_tables` takes. `row` names a column that numbers the purchases:
    those of one instant go in its order, and it stands in front of their decisions. It has to be
    in the data (`numbered_parquet`): numbers that Daft gives to rows do not follow their order. A
    purchase that cannot be replayed ends the run; with `skip_bad` it has no decision but
    `problems`, a last column that is null elsewhere.

    Raises:
        BadAccountColumnsError: columns of the accounts are missing, unknown or of a wrong type.
        BadColumnsError: likewise of the purchases.
        FrameColumnsError: there is no column `row`, or no bucket.
        BadRowInFrameError: a row that cannot be replayed.
    """
    if buckets < 1:
        raise FrameColumnsError(f"`buckets` is {buckets}, but a replay needs at least 1")
    check_names([row], purchases.column_names, decision_schema(program).names)
    bought = _arrow_schema(purchases)
    work = BucketReplay(
        ShippedProgram.of(program),
        accounts=_arrow_schema(accounts),
        purchases=pa.schema([each for each in bought if each.name != row]),
        order=bought.field(row).type,
        buckets=buckets,
        skip_bad=skip_bad,
    )
    dealt = _purchases(work, purchases, row).concat(_accounts(work, accounts))
    rows = _as_function(work)(col(ORDER), col(PURCHASE), col(ACCOUNT)).alias("rows")
    replayed = dealt.groupby(_BUCKET).map_groups(rows).select(col("rows").unnest()).collect()
    return ReplayedFrames(
        replayed.where(~col(IS_END)).select(col(ORDER).alias(row), col(DECISION).unnest()),
        replayed.where(col(IS_END)).select(col(END).unnest()),
    )


def _purchases(work: BucketReplay, purchases: DataFrame, row: str) -> DataFrame:
    """Purchases in the rows of a bucket."""
    return purchases.select(
        _bucket(work.buckets),
        col(row).alias(ORDER),
        to_struct(*map(col, work.purchases.names)).alias(PURCHASE),
        lit(None).cast(daft_struct(work.accounts)).alias(ACCOUNT),
    )


def _accounts(work: BucketReplay, accounts: DataFrame) -> DataFrame:
    """Accounts in the rows of a bucket."""
    return accounts.select(
        _bucket(work.buckets),
        lit(None).cast(DataType.from_arrow_type(work.order)).alias(ORDER),
        lit(None).cast(daft_struct(work.purchases)).alias(PURCHASE),
        to_struct(*map(col, work.accounts.names)).alias(ACCOUNT),
    )


def _bucket(buckets: int) -> Any:
    """The bucket of a row: an id is the same text in both frames, whatever type it has there."""
    ids = col(ACCOUNT_ID).cast(DataType.string())
    return (ids.hash() % lit(buckets).cast(DataType.uint64())).alias(_BUCKET)


def _as_function(work: BucketReplay) -> Any:
    @daft.func.batch(return_dtype=daft_struct(work.schema), use_process=False)
    def replay(order: Series, purchases: Series, accounts: Series) -> Series:
        return work.replay((order, purchases, accounts))

    return replay


def _arrow_schema(frame: DataFrame) -> pa.Schema:
    schema: pa.Schema = frame.schema().to_pyarrow_schema()
    return schema
