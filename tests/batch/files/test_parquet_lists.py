"""Decisions hold lists: a file of several row groups is read like any other."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pointsman.batch.files.parquet_reading import ParquetSource

ROWS = 3_000


def test_lists_with_dictionaries_in_several_row_groups(tmp_path: Path) -> None:
    messages = pa.array(
        [["notify", "email redeemed"][: row % 3] for row in range(ROWS)], pa.list_(pa.string())
    )
    table = pa.table({"id": [f"A-{row}" for row in range(ROWS)], "messages": messages})
    path = tmp_path / "decisions.parquet"
    pq.write_table(table, path, row_group_size=700)
    with path.open("rb") as stream:
        source = ParquetSource(stream, path.name, 1_000)
        read = [
            value for rows in source.batches() for value in rows.columns["messages"].to_pylist()
        ]
    assert read == messages.to_pylist()
