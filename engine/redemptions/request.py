"""Step 1 of a redemption: the request by itself, before anyone asks who sent it (design section 8).

The answer is the request as values, or everything that is wrong with it. An item is looked up
here, for only its currency says how fine its cash may be; whether it may be redeemed is step 2.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from pointsman.engine.exact import MAX_DIGITS, Exact, plain, power_of_ten
from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw, shown
from pointsman.engine.facts_reading.objects import read_object
from pointsman.engine.facts_reading.values import in_currency
from pointsman.engine.problems import Problem, pointer
from pointsman.engine.record import Record
from pointsman.engine.redemptions.catalog import Catalog, ItemKind, OfferedItem
from pointsman.engine.redemptions.fields import Form, form_of, is_blank
from pointsman.engine.redemptions.refusals import (
    SKU_MISSING,
    SOURCE_NOT_EXTERNAL,
    RedemptionError,
    Refusal,
)
from pointsman.engine.reversal import RedemptionType

EXTERNAL_SOURCES: Final = ("EC", "ES")
"""The source codes of external items, whatever the program lists (S-DR)."""

_KINDS: Final = {
    RedemptionType.CASHBACK: ItemKind.CASHBACK,
    RedemptionType.MERCHANDISE: ItemKind.MERCHANDISE,
    RedemptionType.TRAVEL: ItemKind.TRAVEL,
}
_TOTAL: Final = ("totalCashValue",)

Values = dict[str, Any]


@frozen(repr=False)
class RequestedItem(Record):
    """One item as asked for: its ids, and points (hundredths) and cash (major units) as sent.

    `by_matrix` and `by_redemption` are the program's items of those ids, None where it has none.
    """

    index: int
    kind: ItemKind
    matrix: str | None = None
    redemption: str | None = None
    by_matrix: OfferedItem | None = None
    by_redemption: OfferedItem | None = None
    points: int | None = None
    cash: Exact | None = None
    sku: str | None = None

    @property
    def offered(self) -> OfferedItem | None:
        """The item that is redeemed: cash requests name the redemption item, others the matrix."""
        return self.by_matrix if self.redemption is None else self.by_redemption

    @property
    def name(self) -> str | None:
        """The matrix item id, as far as it is known."""
        return self.offered.item if self.offered is not None else self.matrix or self.redemption

    @property
    def cash_field(self) -> str:
        """The field that holds its cash."""
        return "cashbackAmount" if self.kind is ItemKind.CASHBACK else "cashEquivalent"

    def path(self, field: str | None = None) -> str:
        """Where the item, or one of its fields, stands in the request."""
        return f"/items/{self.index}" + (f"/{field}" if field else "")


@frozen(repr=False)
class RequestedRedemption(Record):
    """A request in which nothing is wrong by itself. `currency` is its own, as sent."""

    type: RedemptionType
    items: tuple[RequestedItem, ...]
    processed_by: str | None = None
    source: str | None = None
    currency: str | None = None


def read_request(
    request: object, catalog: Catalog
) -> RequestedRedemption | tuple[RedemptionError, ...]:
    """The request as values, or all that is wrong with it: fields, items, then external items."""
    type_, form = form_of(request.get("redemptionType") if isinstance(request, Mapping) else None)
    findings = Findings()
    values = read_object(request, form.fields, (), findings, form.named)
    sent: Sequence[object] = values.get("items", ())
    entries = [_read_entry(entry, index, form, findings) for index, entry in enumerate(sent)]
    items = () if type_ is None else tuple(_items(type_, entries, catalog))
    _check_cash(items, findings)
    _check_total(values.get("totalCashValue"), items, findings)
    errors = [RedemptionError.of(problem) for problem in findings.problems]
    if type_ is RedemptionType.MERCHANDISE:
        errors.extend(_external_errors(values.get("sourceCode"), sent))
    if errors or type_ is None:
        return tuple(errors)
    currency = values.get("currencyCode")
    return RequestedRedemption(
        type=type_,
        items=items,
        processed_by=values.get("processedBy"),
        source=values.get("sourceCode"),
        currency=currency and currency.code,
    )


def _read_entry(entry: object, index: int, form: Form, findings: Findings) -> Values:
    path = ("items", str(index))
    if isinstance(entry, Mapping):
        return read_object(entry, form.item, path, findings, form.item_named)
    message = f"an item is {shown(entry)}, but it must be an object"
    findings.problems.append(Problem(Code.WRONG_TYPE, pointer(path), message))
    return {}


def _items(
    type_: RedemptionType, entries: Sequence[Values], catalog: Catalog
) -> Iterator[RequestedItem]:
    """The items with what the program has under their ids."""
    for index, entry in enumerate(entries):
        external = "additionalDetails" in entry
        kind = ItemKind.EXTERNAL if external else _KINDS[type_]
        matrix, redemption = entry.get("redemptionMatrixItemId"), entry.get("redemptionItemId")
        yield RequestedItem(
            index=index,
            kind=kind,
            matrix=matrix,
            redemption=redemption,
            by_matrix=None if matrix is None else catalog.by_matrix.get((kind, matrix)),
            by_redemption=(
                None if redemption is None else catalog.by_redemption.get((kind, redemption))
            ),
            points=entry.get("pointsRedeemed"),
            cash=entry.get("cashEquivalent", entry.get("cashbackAmount")),
            sku=entry["additionalDetails"].get("itemSkuCode") if external else None,
        )


def _check_cash(items: Sequence[RequestedItem], findings: Findings) -> None:
    """No cash is finer than the currency of its item."""
    for item in items:
        if item.cash is not None and item.offered is not None:
            path = ("items", str(item.index), item.cash_field)
            _check_fineness(item.cash, item.offered, path, findings)


def _check_total(total: Exact | None, items: Sequence[RequestedItem], findings: Findings) -> None:
    """The total, points and card together, is not less than the cash of the items (A23)."""
    if total is None:
        return
    first = next((item.offered for item in items if item.offered is not None), None)
    if first is not None and not _check_fineness(total, first, _TOTAL, findings):
        return
    cash = sum(_atoms(item.cash) for item in items if item.cash is not None)
    if _atoms(total) < cash:
        flaw = Flaw(Code.OUT_OF_RANGE, f"the cash of the items is {plain(cash, MAX_DIGITS)}")
        findings.add(flaw, _TOTAL, str(total))


def _check_fineness(
    amount: Exact, offered: OfferedItem, path: tuple[str, ...], findings: Findings
) -> bool:
    """Whether an amount is not finer than the currency of an item; noted when it is."""
    minor = in_currency(amount, offered.units.exponent, offered.units.currency)
    if isinstance(minor, Flaw):
        findings.add(minor, path, str(amount))
        return False
    return True


def _atoms(amount: Exact) -> int:
    """An amount as an integer of the smallest units that any number here can have."""
    return amount.units * power_of_ten(MAX_DIGITS - amount.places)


def _external_errors(source: str | None, sent: Sequence[object]) -> Iterator[RedemptionError]:
    """The two documented errors of external items, in this order, both when both are wrong (A22).

    What cannot be read at all has been told already.
    """
    details = {
        index: entry["additionalDetails"]
        for index, entry in enumerate(sent)
        if isinstance(entry, Mapping) and entry.get("additionalDetails") is not None
    }
    for index, detail in details.items():
        if isinstance(detail, Mapping) and _is_missing(detail.get("itemSkuCode")):
            path = f"/items/{index}/additionalDetails/itemSkuCode"
            yield RedemptionError(Refusal.EXTERNAL_ITEM, SKU_MISSING, path)
    if details and source is not None and source not in EXTERNAL_SOURCES:
        yield RedemptionError(Refusal.EXTERNAL_ITEM, SOURCE_NOT_EXTERNAL, "/sourceCode")


def _is_missing(value: object) -> bool:
    return value is None or is_blank(value)
