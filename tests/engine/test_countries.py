import pycountry
import pytest

from pointsman.engine.countries import COUNTRIES, Country, find

PUBLISHED = {country.alpha_3: country for country in pycountry.countries}


def test_the_table_has_the_countries_of_iso_3166_and_no_other() -> None:
    assert set(COUNTRIES) == set(PUBLISHED)
    assert len(COUNTRIES) == 249


@pytest.mark.parametrize("alpha3", sorted(PUBLISHED))
def test_a_country_is_as_published(alpha3: str) -> None:
    ours, published = COUNTRIES[alpha3], PUBLISHED[alpha3]
    assert (ours.alpha3, ours.alpha2, ours.numeric) == (
        published.alpha_3,
        published.alpha_2,
        published.numeric,
    )
    # Some have a common name, shorter than the official short name.
    assert ours.name in {published.name, getattr(published, "common_name", None)}


@pytest.mark.parametrize("alpha3", sorted(PUBLISHED))
def test_a_country_is_found_in_all_three_forms(alpha3: str) -> None:
    country = COUNTRIES[alpha3]
    assert find(country.alpha3) == find(country.alpha2) == find(country.numeric) == country


def test_the_forms_never_meet() -> None:
    forms = [form for c in COUNTRIES.values() for form in (c.alpha3, c.alpha2, c.numeric)]
    assert len(set(forms)) == 3 * len(COUNTRIES)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("NO", Country("NOR", "NO", "578", "Norway")),
        ("004", Country("AFG", "AF", "004", "Afghanistan")),
        ("USA", Country("USA", "US", "840", "United States")),
    ],
)
def test_some_countries_that_are_often_misread(text: str, country: Country) -> None:
    assert find(text) == country


@pytest.mark.parametrize(
    "text", ["", "usa", "Us", " US", "4", "04", "0840", "XX", "XXX", "000", "EU", "UK"]
)
def test_anything_else_is_no_country(text: str) -> None:
    assert find(text) is None
