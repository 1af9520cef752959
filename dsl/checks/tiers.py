"""Tiers: bounds that rise, and an `above` at the end that takes every larger amount."""

from collections.abc import Iterator

from pointsman.dsl.checks.outline import Item, Outline, items_of
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.exact import Exact, NotPlainError


def tiers_in_order(located: Located) -> Iterator[Diagnostic]:
    """The base's tiers and every override's."""
    outline = Outline(located)
    base = Item("/conversion/base", outline.block("conversion", "base"))
    for rates in (base, *outline.items("conversion", "overrides")):
        tiers = list(items_of(rates.value.get("tiers"), f"{rates.pointer}/tiers"))
        if tiers:
            yield from _rising(located, tiers)
            if not _incomplete(outline, rates):
                yield from _ending(located, rates, tiers)


def _incomplete(outline: Outline, rates: Item) -> bool:
    return outline.lost_something(rates.pointer) or outline.lost_something(f"{rates.pointer}/tiers")


def _rising(located: Located, tiers: list[Item]) -> Iterator[Diagnostic]:
    highest: tuple[Exact, Item] | None = None
    for tier in tiers:
        bound = _bound(tier)
        if bound is None:
            continue
        if highest is not None and not _less(highest[0], bound):
            yield diagnostic_at(
                located,
                "falling-tiers",
                f"{tier.pointer}/up_to",
                f"`up to {tier.value['up_to']}` is not above `up to {highest[1].value['up_to']}`",
                help="write tiers from the lowest bound to the highest, each once",
                first=f"{highest[1].pointer}/up_to",
            )
        else:
            highest = (bound, tier)


def _ending(located: Located, rates: Item, tiers: list[Item]) -> Iterator[Diagnostic]:
    *before, last = tiers
    for tier in before:
        if "up_to" not in tier.value:
            message = "nothing can follow `above`, which takes every larger amount"
            yield diagnostic_at(
                located,
                "tier-after-above",
                tier.pointer,
                message,
                help="write `above` last",
                at_key=True,
            )
    if "up_to" in last.value and all("up_to" in tier.value for tier in before):
        yield diagnostic_at(
            located,
            "no-above",
            last.pointer,
            f"no tier takes amounts over {last.value['up_to']}",
            help="end the tiers with `above at …`",
            at_key=True,
        )


def _bound(tier: Item) -> Exact | None:
    text = tier.value.get("up_to")
    try:
        return Exact.parse(text) if isinstance(text, str) else None
    except NotPlainError:
        return None


def _less(one: Exact, other: Exact) -> bool:
    places = max(one.places, other.places)
    return (one.scaled(places) or 0) < (other.scaled(places) or 0)
