import iso8583.specs
import pytest

from pointsman.feeds.iso8583_spec import (
    ASCII_WITH_BYTES,
    ASCII_WITH_HEX,
    EBCDIC,
    Encoding,
    Specification,
    specification,
)

PROPERTIES = ("data_enc", "len_enc", "len_type", "max_len")


@pytest.mark.parametrize(
    ("encoding", "layout"),
    [
        (ASCII_WITH_HEX, iso8583.specs.default_ascii),
        (ASCII_WITH_BYTES, iso8583.specs.default),
    ],
)
def test_it_agrees_with_the_librarys_layouts(encoding: Encoding, layout: Specification) -> None:
    ours = specification(encoding)
    assert set(ours) == set(layout)
    different = {
        element: {key: (ours[element][key], layout[element][key]) for key in PROPERTIES}
        for element in ours
        if any(ours[element][key] != layout[element][key] for key in PROPERTIES)
    }
    assert different == {}


def test_every_element_has_one_length() -> None:
    assert set(specification(EBCDIC)) == {"h", "t", "p", *map(str, range(1, 129))}


def test_ebcdic_has_ebcdic_lengths() -> None:
    layout = specification(EBCDIC)
    assert layout["2"]["len_enc"] == layout["43"]["data_enc"] == layout["55"]["len_enc"] == "cp500"
    assert layout["55"]["data_enc"] == layout["p"]["data_enc"] == "b"
