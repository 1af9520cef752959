"""Names of merchant category codes, for explanations: ISO 18245 and the card networks' lists."""

import re
from functools import lru_cache

import iso18245

_FOUR_DIGITS = re.compile(r"[0-9]{4}", re.ASCII)

_LISTS = (
    "iso_description",
    "mastercard_description",
    "visa_description",
    "amex_description",
    "usda_description",
    "stripe_description",
    "alipay_description",
)
"""The standard's own name first; single airlines and hotels are named by the networks only."""


@lru_cache(maxsize=10_000)
def mcc_name(code: str) -> str | None:
    """What a merchant category code stands for, or None for one that no list names.

    >>> mcc_name("5814")
    'Fast food restaurants'
    """
    if not _FOUR_DIGITS.fullmatch(code):
        return None
    try:
        known = iso18245.get_mcc(code)
    except iso18245.MCCNotFound:
        return None
    names = (getattr(known, column) for column in _LISTS)
    return next((name.replace(" -- ", ", ") for name in names if name), None)
