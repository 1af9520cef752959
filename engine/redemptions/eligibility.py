"""Step 2 of a redemption: whether this account may redeem these items, through this partner.

Every condition is checked, for all errors are reported together; one that is not known is not
met. An error about the account points at `userId`, which names it in the request.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from attrs import frozen

from pointsman.engine.facts import Account, Status
from pointsman.engine.facts_reading.flaws import shown
from pointsman.engine.instants import format_instant, local_parts
from pointsman.engine.record import Record
from pointsman.engine.redemptions.catalog import Catalog, ItemKind
from pointsman.engine.redemptions.refusals import RedemptionError, Refusal
from pointsman.engine.redemptions.request import RequestedItem, RequestedRedemption
from pointsman.engine.shared_conditions import MAY_REDEEM
from pointsman.engine.stages.authorization import (
    effective_pointer,
    in_effect,
    is_redeemer,
    one_of,
)
from pointsman.engine.verdicts import Truth

if TYPE_CHECKING:
    from pointsman.engine.program import Program


class Condition(Enum):
    """What eligibility asks, in this order.

    `IN_EFFECT` where the program has dates, `ITEM` once for every id of every item.
    """

    IN_EFFECT = auto()
    STATUS = auto()
    HOUSEHOLD = auto()
    PARTNER = auto()
    SOURCE = auto()
    ITEM = auto()


@frozen(repr=False)
class Check(Record):
    """One condition and how it came out. `observed` is None where nothing was given.

    `path` is where an error points in the request, `pointer` the rule in the program's document.
    """

    condition: Condition
    truth: Truth
    path: str
    observed: str | None
    pointer: str | None = None

    @property
    def error(self) -> RedemptionError:
        """The error of a condition that is not met."""
        return RedemptionError(Refusal.NOT_ELIGIBLE, self.description, self.path)

    @property
    def description(self) -> str:
        """Why the condition is not met, in one sentence."""
        field = self.path.rpartition("/")[2]
        return _NOT_MET[self.condition].format(field=field, seen=shown(self.observed))


_NOT_MET: Final = {
    Condition.IN_EFFECT: "the program is not in effect at {seen}",
    Condition.STATUS: "the account's status is {seen}, and only "
    f"{Status.GOOD_STANDING} and {Status.REDEEM_ONLY} may redeem",
    Condition.HOUSEHOLD: "the account's role in its household is {seen}, "
    "and only redeemers may redeem",
    Condition.PARTNER: "`{field}` is {seen}, but the program accepts the partners it lists alone",
    Condition.SOURCE: "`{field}` is {seen}, but the program does not accept that code",
    Condition.ITEM: "`{field}` is {seen}, but the program has no such item for this redemption",
}


_WITHOUT_SOURCE: Final = frozenset({ItemKind.CASHBACK, ItemKind.EXTERNAL})


def check_eligibility(
    program: "Program", requested: RequestedRedemption, account: Account, at: int
) -> Iterator[Check]:
    """All conditions in their order: the program, the account, who asks, then item by item."""
    plan, catalog = program.plan, program.catalog
    pointer = effective_pointer(plan)
    if pointer is not None:
        day = local_parts(at, program.zone)[0]
        yield Check(Condition.IN_EFFECT, in_effect(plan, day), "", format_instant(at), pointer)
    status, household = account.status, account.household
    yield Check(Condition.STATUS, one_of(status, MAY_REDEEM), "/userId", status)
    yield Check(Condition.HOUSEHOLD, is_redeemer(household), "/userId", household)
    yield _partner(catalog, requested.processed_by)
    source = _source(catalog, requested)
    if source is not None:
        yield source
    for item in requested.items:
        yield from _item_checks(item)


def _partner(catalog: Catalog, partner: str | None) -> Check:
    """One of the partners that the program lists; whoever it is where it lists none."""
    listed = catalog.partners
    truth = listed is None or partner in listed
    pointer = None if listed is None else "/digital/partner"
    return Check(Condition.PARTNER, truth, "/processedBy", partner, pointer)


def _source(catalog: Catalog, requested: RequestedRedemption) -> Check | None:
    """One of the source codes that the program lists; None where the request has no use for one.

    CASHBACK has no source code, and external items have their own. One left out is accepted (A22).
    """
    if all(item.kind in _WITHOUT_SOURCE for item in requested.items):
        return None
    listed, source = catalog.sources, requested.source
    truth = listed is None or source is None or source in listed
    pointer = None if listed is None else "/digital/source"
    return Check(Condition.SOURCE, truth, "/sourceCode", source, pointer)


def _item_checks(item: RequestedItem) -> Iterator[Check]:
    """The program has each id that was sent, for redemptions of this kind."""
    for field, id_, offered in (
        ("redemptionMatrixItemId", item.matrix, item.by_matrix),
        ("redemptionItemId", item.redemption, item.by_redemption),
    ):
        if id_ is not None:
            pointer = None if offered is None else offered.pointer
            yield Check(Condition.ITEM, offered is not None, item.path(field), id_, pointer)
