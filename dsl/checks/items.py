"""Digital items: an id stands once for one type of redemption, and has one currency."""

from collections.abc import Iterator

from pointsman.dsl.checks.outline import Item, Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.currencies import find as find_currency


def items_used_twice(located: Located) -> Iterator[Diagnostic]:
    """Two items of one type with the same matrix item id, or the same redemption item id."""
    for key in ("item", "redeems"):
        first: dict[tuple[str, str], str] = {}
        for item in _items(located):
            id_, kind = item.value.get(key), item.value.get("for")
            if not (isinstance(id_, str) and isinstance(kind, str)):
                continue
            pointer = f"{item.pointer}/{key}"
            if (kind, id_) in first:
                yield _twice(located, pointer, (key, id_, kind), first[kind, id_])
            first.setdefault((kind, id_), pointer)


def items_with_two_currencies(located: Located) -> Iterator[Diagnostic]:
    """A redemption item id that stands for two types, in another currency for each."""
    first: dict[str, tuple[str, Item]] = {}
    for item in _items(located):
        id_, currency = item.value.get("redeems"), _currency(located, item)
        if not isinstance(id_, str) or currency is None:
            continue
        before, other = first.setdefault(id_, (currency, item))
        # Twice for one type is wrong in any currency, and that has been said.
        if before != currency and other.value.get("for") != item.value.get("for"):
            yield diagnostic_at(
                located,
                "two-currencies",
                _where_the_currency_is(item),
                f"the redemption item `{id_}` is in {currency} here and in {before} before",
                help="give it one currency, or each currency a redemption item of its own",
                first=_where_the_currency_is(other),
            )


def _items(located: Located) -> Iterator[Item]:
    return Outline(located).items("digital", "items")


def _currency(located: Located, item: Item) -> str | None:
    """The currency of an item, which is the program's where it has none; None when not known."""
    written = item.value.get("currency", Outline(located).block().get("currency"))
    found = find_currency(written) if isinstance(written, str) else None
    return found.code if found else None


def _where_the_currency_is(item: Item) -> str:
    return f"{item.pointer}/{'currency' if 'currency' in item.value else 'redeems'}"


def _twice(located: Located, pointer: str, what: tuple[str, str, str], first: str) -> Diagnostic:
    key, id_, kind = what
    called = {"item": "item", "redeems": "redemption item"}[key]
    return diagnostic_at(
        located,
        "duplicate-item",
        pointer,
        f"the {called} `{id_}` stands twice for `{kind}`",
        help="leave one out, or give it another id",
        first=first,
    )
