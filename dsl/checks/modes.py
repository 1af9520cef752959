"""How a program redeems: exactly one of `full`, or `fixed` and/or `partial`."""

from collections.abc import Iterator, Mapping

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Span, nearest
from pointsman.dsl.placing import diagnostic_at

_FORMS = "write `full`, `partial in steps of 10.00`, `fixed 50.00`, or the last two together"


def one_redemption_mode(located: Located) -> Iterator[Diagnostic]:
    """No mode at all, or `full` beside another."""
    outline = Outline(located)
    if not isinstance(outline.block().get("redemption"), Mapping):
        return
    block = outline.block("redemption")
    others = [mode for mode in ("partial", "fixed") if mode in block]
    if block.get("full") is True and others:
        yield from _beside_full(located, others[0])
    elif block.keys() <= {"redeem_at_least"} and not outline.lost_something("/redemption"):
        message = "`redemption` does not say how purchases are redeemed"
        yield diagnostic_at(
            located, "missing-statement", "/redemption", message, help=_FORMS, at_key=True
        )


def _beside_full(located: Located, other: str) -> Iterator[Diagnostic]:
    """`full` and another mode, unless in two blocks: then that there are two is what is wrong."""
    starts = {mode: _place(located, f"/redemption/{mode}").start for mode in ("full", other)}
    first, second = sorted(starts, key=starts.__getitem__)
    if starts[second] <= _place(located, "/redemption").end:
        yield diagnostic_at(
            located,
            "contradiction",
            f"/redemption/{second}",
            f"`full` and `{other}` cannot be used together",
            help="leave one of them out",
            first=f"/redemption/{first}",
            at_key=True,
        )


def _place(located: Located, pointer: str) -> Span:
    return (nearest(located.places, pointer) or Place(Span(0, 0))).value
