"""The order of time: when a row takes effect, and rows of one instant in their own order."""

import numpy as np
from numpy.typing import NDArray

from pointsman.batch.binding.columns import NO_INSTANT


def instants_of(
    times: NDArray[np.int64], requested: NDArray[np.int64], is_request: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """When each row takes effect: a request when it was asked, a purchase when it was made.

    Microseconds since 1970; `NO_INSTANT` for a purchase without a time.
    """
    return np.where(is_request, requested, times)


def time_order(instants: NDArray[np.int64], left_out: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rows (from 0) in the order of time, without those left out; stable."""
    if np.any(instants[~left_out] == NO_INSTANT):
        raise ValueError("a row without an instant has no place in the order of time")
    rows = np.flatnonzero(~left_out)
    taken = instants[rows]
    if np.all(taken[:-1] <= taken[1:]):
        return rows
    return rows[np.argsort(taken, kind="stable")]
