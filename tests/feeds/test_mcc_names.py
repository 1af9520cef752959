import pytest

from pointsman.feeds import mcc_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("5942", "Bookshops"),
        ("0742", "Veterinary services"),
        ("5814", "Fast food restaurants"),
        ("3000", "United Airlines"),
        ("9999", None),
        ("742", None),
        ("", None),
        ("BOOK", None),
        ("٥٩٤٢", None),
        ("-742", None),
        ("5942\n", None),
    ],
)
def test_names(code: str, name: str | None) -> None:
    assert mcc_name(code) == name


def test_every_code_has_a_name_or_none() -> None:
    names = [mcc_name(f"{code:04d}") for code in range(10_000)]
    assert sum(name is not None for name in names) > 900
    assert all(name != "" for name in names)
