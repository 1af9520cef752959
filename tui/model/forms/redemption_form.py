"""The form of a digital redemption request: the fields of its type, as the engine lists them."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from pointsman.engine.facts_reading.objects import Field, Fields
from pointsman.engine.program import Program
from pointsman.engine.redemptions.fields import UNTYPED, form_of
from pointsman.engine.reversal import RedemptionType
from pointsman.tui.model.forms.field_spec import (
    ANY_ENTRY,
    Editor,
    FieldSpec,
    Form,
    Group,
    Section,
)
from pointsman.tui.model.forms.purchase_form import account_sections

ITEMS: Final = "/request/items"

_POINTS_ONLY: Final = "POINTS_ONLY"
_RANAC: Final = "RANAC"

_FIELDS: Final = {
    "userId": FieldSpec("", "user id", help="Who redeems."),
    "userIdType": FieldSpec("", "user id type", Editor.CHOICE, (_RANAC,)),
    "redemptionType": FieldSpec("", "type", Editor.CHOICE, tuple(RedemptionType)),
    "processedBy": FieldSpec("", "processed by", help="The partner that asks."),
    "sourceCode": FieldSpec("", "source code", help="Where the request comes from."),
    "cashbackAccountId": FieldSpec("", "cashback account", help="Where the cash goes."),
    "currencyCode": FieldSpec("", "currency", Editor.CURRENCY, help="The currency of the cash."),
    "externalId": FieldSpec("", "external id", help="The sender's own name for it."),
    "totalCashValue": FieldSpec(
        "", "total cash", Editor.AMOUNT, help="Points and card together, in money."
    ),
    "pointsRedeemed": FieldSpec("", "points", Editor.POINTS, help="The points asked for."),
    "cashEquivalent": FieldSpec("", "cash", Editor.AMOUNT, help="What the item is worth."),
    "cashbackAmount": FieldSpec("", "cashback", Editor.AMOUNT, help="The cash asked for."),
    "redemptionMatrixItemId": FieldSpec("", "matrix item", help="The program's matrix item id."),
    "redemptionItemId": FieldSpec(
        "",
        "redemption item",
        help="The program's redemption item id, for cash.",
    ),
    "quantity": FieldSpec("", "quantity", Editor.NUMBER, help="How many."),
    "paymentOption": FieldSpec("", "payment option", Editor.CHOICE, (_POINTS_ONLY,)),
    "itemSkuCode": FieldSpec("", "item SKU", help="The code of an external item."),
}
"""How the fields of requests are edited; a field that is not here is a text by its own name."""

_AROUND: Final = (
    FieldSpec("/id", "id", help="A name for this request, given back in its decision."),
    FieldSpec(
        "/at", "at", Editor.TIME, help="When the request is made, with its offset.", needed=True
    ),
)
"""What stands beside the request (the engine's `redeem_line` reads it)."""


def redemption_form(program: Program | None, redemption_type: object = None) -> Form:
    """The form of a request of one type; that of any type where it is not known.

    Fields of other types stand last, for what is written there can then be seen and taken out.
    """
    _, form = form_of(redemption_type)
    request = _specs("/request", form.fields, UNTYPED.fields)
    item = _specs(f"{ITEMS}/{ANY_ENTRY}", form.item, UNTYPED.item)
    digital = program.rules.digital if program else None
    lists = {"processedBy": digital and digital.partner, "sourceCode": digital and digital.source}
    return Form(
        (
            Section("Question", _AROUND),
            *account_sections(program),
            Section(
                "Request",
                tuple(evolve(s, named=s.named or bool(lists.get(s.key))) for s in request),
            ),
            Group("Items", ITEMS, "item", tuple(item)),
        )
    )


def _specs(pointer: str, fields: Fields, others: Fields) -> tuple[FieldSpec, ...]:
    """The fields of one object; those of `others` that it does not have stand last."""
    own = _fields(pointer, fields.values(), other=False)
    foreign = (field for key, field in others.items() if key not in fields)
    return (*own, *_fields(pointer, foreign, other=True))


def _fields(pointer: str, fields: Iterable[Field], *, other: bool) -> Iterator[FieldSpec]:
    for field in fields:
        at = f"{pointer}/{field.key}"
        if at == ITEMS:
            continue
        if not callable(field.read):
            yield from _fields(at, field.read.values(), other=other)
            continue
        spec = _FIELDS.get(field.key, FieldSpec("", field.key))
        named = not other and field.key in _USUAL
        yield evolve(spec, pointer=at, needed=field.needed and not other, named=named)


_USUAL: Final = frozenset({"pointsRedeemed", "redemptionMatrixItemId", "processedBy"})
"""What most requests have, though their type can do without."""
