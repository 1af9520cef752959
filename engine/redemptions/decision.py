"""What became of a redemption request: a small record, rendered and explained on demand."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from pointsman.engine.exact import plain
from pointsman.engine.facts import Account
from pointsman.engine.record import Record
from pointsman.engine.redemptions.fields import form_of
from pointsman.engine.redemptions.points import WorkedItem
from pointsman.engine.redemptions.refusals import RedemptionError
from pointsman.engine.redemptions.request import RequestedItem
from pointsman.engine.reversal import RedemptionType

if TYPE_CHECKING:
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.program import Program


@frozen(repr=False)
class RedemptionDecision(Record):
    """Accepted, or refused with `errors`; with the program and the facts it was decided on.

    `items` are what was worked out, on a refusal too; none when the request itself is wrong.
    `at` is in microseconds since 1970 (see `instants`).
    """

    program: "Program"
    request: object
    account: Account
    at: int
    id: str | None
    errors: tuple[RedemptionError, ...]
    items: tuple[WorkedItem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the points are redeemed."""
        return not self.errors

    @property
    def points(self) -> int:
        """Points redeemed, in hundredths; 0 when refused."""
        return sum(item.points or 0 for item in self.items) if self.accepted else 0

    @property
    def balance_after(self) -> int | None:
        """The balance less the points, in hundredths; None when the balance is unknown."""
        balance = known_balance(self.program, self.account)
        return None if balance is None else balance - self.points

    @property
    def response(self) -> dict[str, object] | None:
        """The body of the API's answer, without the ids a service assigns; None when refused.

        `cashEquivalent` is what the balance after is worth at the first item's cost per point,
        rounded down (A28); CASHBACK has none (S-DR).
        """
        left = self.balance_after
        if not self.accepted or left is None:
            return None
        body: dict[str, object] = {
            "pointBalance": plain(left, 2),
            "pointsName": self.program.plan.units.points_name,
            "programName": self.program.name,
        }
        first = self.items[0].requested.offered
        if first is not None and self.type is not RedemptionType.CASHBACK:
            body["cashEquivalent"] = first.units.money(first.cash(left))
            if first.currency is not None:
                body["currencyCode"] = first.currency
        return {**body, "items": [_echo(item.requested) for item in self.items]}

    @property
    def type(self) -> RedemptionType | None:
        """The type of the request; None where it names none."""
        asked = self.request.get("redemptionType") if isinstance(self.request, Mapping) else None
        return form_of(asked)[0]

    def explain(self) -> "Explanation":
        """Rebuild the explanation from the program, the request and the account.

        Raises:
            ExplanationMismatchError: the rebuilt decision is not this one.
        """
        from pointsman.engine.redemptions.explaining import explain_redemption  # noqa: PLC0415

        return explain_redemption(self)

    def to_json(self) -> dict[str, object]:
        """The decision as JSON values: decimals as text in plain notation (design section 8)."""
        left = self.balance_after
        return {
            "id": self.id,
            "accepted": self.accepted,
            "errors": [error.to_json() for error in self.errors],
            "items": [item.to_json() for item in self.items],
            "points": plain(self.points, 2),
            "balance_after": None if left is None else plain(left, 2),
            "response": self.response,
            "program": self.program.identity(),
        }

    def __str__(self) -> str:
        return json.dumps(self.to_json(), ensure_ascii=False)


def known_balance(program: "Program", account: Account) -> int | None:
    """The balance in hundredths; None with an external bank, whose balance is not ours to see."""
    return account.balance if program.plan.hosted else None


def _echo(item: RequestedItem) -> dict[str, str | None]:
    """The id that the answer repeats: the redemption item's when it was sent (A26)."""
    if item.redemption is not None:
        return {"redemptionItemId": item.redemption}
    return {"redemptionMatrixItemId": item.matrix}
