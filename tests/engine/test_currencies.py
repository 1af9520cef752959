import iso4217
import pytest

from pointsman.engine.currencies import CURRENCIES, Currency, find

PUBLISHED = {currency.code: currency for currency in iso4217.Currency}


def test_the_table_has_the_codes_of_the_active_list_and_no_other() -> None:
    assert set(CURRENCIES) == set(PUBLISHED)
    assert len(CURRENCIES) > 150


@pytest.mark.parametrize("code", sorted(PUBLISHED))
def test_a_currency_is_as_published(code: str) -> None:
    ours, published = CURRENCIES[code], PUBLISHED[code]
    assert ours.code == code
    assert int(ours.numeric) == published.number
    assert ours.exponent == published.exponent
    assert ours.name == published.currency_name


def test_every_number_is_three_digits_and_stands_once() -> None:
    numbers = [currency.numeric for currency in CURRENCIES.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 3 and number.isdigit() for number in numbers)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("USD", Currency("USD", "840", 2, "US Dollar")),
        ("840", Currency("USD", "840", 2, "US Dollar")),
        ("JPY", Currency("JPY", "392", 0, "Yen")),
        ("048", Currency("BHD", "048", 3, "Bahraini Dinar")),
        ("XAU", Currency("XAU", "959", None, "Gold")),
        ("960", Currency("XDR", "960", None, "SDR (Special Drawing Right)")),
    ],
)
def test_a_currency_is_found_by_its_code_and_its_number(text: str, currency: Currency) -> None:
    assert find(text) == currency


@pytest.mark.parametrize(
    "text", ["", "usd", "Usd", " USD", "US", "USDX", "48", "0840", "٨٤٠", "FIM"]
)
def test_anything_else_is_no_currency(text: str) -> None:
    assert find(text) is None
