"""Formats by the endings of names."""

import pytest

from pointsman.batch.files.formats import ENDINGS, Format, format_of, known_format_of
from pointsman.batch.files.problems import BadFileError


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_tells_whatever_its_case(ending: str) -> None:
    assert format_of(f"some.where/x{ending}") is ENDINGS[ending]
    assert known_format_of(f"X{ending.upper()}") is ENDINGS[ending]


@pytest.mark.parametrize("name", ["x", "x.txt", "csv", ".csv", "x.csv.gz", "", "<stdin>"])
def test_other_endings_are_one_clear_error(name: str) -> None:
    assert format_of(name) is None
    with pytest.raises(BadFileError) as caught:
        known_format_of(name, "--some-option")
    error = caught.value
    assert (error.code, error.row) == ("unknown-format", None)
    assert error.message.startswith(f"`{name}` does not tell its format")
    assert error.help == "say `--some-option` and one of ndjson, csv, parquet, arrow, arrows"
    assert str(error) == f"{error.message} ({error.help})"


def test_every_format_has_an_ending_and_a_name() -> None:
    assert set(ENDINGS.values()) == set(Format)
    assert len({kind.known_as for kind in Format}) == len(Format)


def test_parquet_and_arrow_files_need_their_end() -> None:
    assert {kind for kind in Format if not kind.flows} == {Format.PARQUET, Format.ARROW}
