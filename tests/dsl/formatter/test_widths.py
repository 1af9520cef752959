"""Columns of texts in any script."""

import pytest

from pointsman.dsl.formatter.widths import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("points", 6),
        ("Zürich", 6),
        ("Zu\u0308rich", 6),
        ("円", 2),
        ("ポイント", 8),
        ("\x07", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_what_has_no_width_counts_as_none() -> None:
    assert width("é\u200d\x07") == 1
