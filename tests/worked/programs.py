"""Small programs as text, and the same programs read from their YAML and JSON forms."""

import pytest

from pointsman.dsl.formatter import document_to_json, document_to_yaml
from pointsman.dsl.reading import read_program
from pointsman.engine.program import Program
from pointsman.programs import load_text

FORMS = ("points", "yaml", "json")

_FRAME = """program "Worked" {{
  version 1
  currency {currency}
  points "Miles" {points}
  {blocks}
  conversion {{ {conversion} }}
  redemption {{ {redemption} }}
}}
"""


def program(  # one keyword a block, so that each test shows only what it is about
    form: str = "points",
    *,
    currency: str = "USD",
    points: str = "whole",
    conversion: str = "base at 0.01",
    redemption: str = "full",
    blocks: str = "",
) -> Program:
    """A program from its text, or from the YAML or JSON that the text converts to."""
    text = _FRAME.format(
        currency=currency,
        points=points,
        conversion=conversion,
        redemption=redemption,
        blocks=blocks,
    )
    if form == "points":
        return load_text(text, "worked.points")
    document = read_program(text, "worked.points").document
    assert document is not None
    printed = document_to_yaml(document) if form == "yaml" else document_to_json(document)
    return load_text(printed, f"worked.{form}")


def facts(
    amount: object = "100.00",
    balance: object = "12000",
    *,
    authorization: dict[str, object] | None = None,
    account: dict[str, object] | None = None,
    **rest: object,
) -> dict[str, object]:
    """An approved purchase by an account that may redeem; overridden key by key."""
    return {
        "authorization": {
            "amount": amount,
            "currency": "USD",
            "response_code": "00",
            "processing": "purchase",
            "mcc": "5942",
            "country": "USA",
            "issuer_country": "USA",
            "channel": "chip",
            "time": "2026-03-07T12:30:00-05:00",
            **(authorization or {}),
        },
        "account": {
            "status": "GOOD_STANDING",
            "balance": balance,
            "preferences": {"mode": "ALL"},
            **(account or {}),
        },
        **rest,
    }


every_form = pytest.mark.parametrize("form", FORMS)
