"""A second, tiny model of a replay: sorted by time, decided by the model of single decisions."""

from fractions import Fraction
from typing import Any

from tests.model import decide
from tests.model.clock import instant
from tests.model.numbers import plain

Json = dict[str, Any]


def replay_model(
    document: Json, accounts: tuple[Json, ...], purchases: tuple[Json, ...]
) -> tuple[list[Json], dict[str, Json]]:
    """The decisions by row, and every account's balance and mode at the end."""
    held = {each["account_id"]: {**each} for each in accounts}
    decisions: list[Json] = [{}] * len(purchases)
    for row in sorted(range(len(purchases)), key=lambda at: _moment(purchases[at])):
        purchase = {**purchases[row]}
        account = held[purchase.pop("account_id")]
        facts = {key: value for key, value in account.items() if key != "account_id"}
        decisions[row] = decision = decide(document, {**purchase, "account": facts})
        if decision["outcome"] == "REDEEMED":
            account["balance"] = plain(
                Fraction(str(account["balance"])) - Fraction(decision["points"])
            )
            preferences = account.get("preferences")
            if preferences and preferences.get("mode") is not None:
                account["preferences"] = {**preferences, "mode": decision["preference_after"]}
    return decisions, held


def _moment(purchase: Json) -> Any:
    request = purchase.get("post_purchase")
    return instant(request["requested_at"] if request else purchase["authorization"]["time"])
