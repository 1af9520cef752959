"""How a program redeems: exactly one of `full`, or `fixed` and/or `partial`."""

from collections.abc import Iterator, Mapping

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
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
        yield diagnostic_at(
            located,
            "contradiction",
            f"/redemption/{others[0]}",
            f"`full` and `{others[0]}` cannot be used together",
            help="leave one of them out",
            first="/redemption/full",
            at_key=True,
        )
    elif block.keys() <= {"redeem_at_least"} and not outline.lost_something("/redemption"):
        message = "`redemption` does not say how purchases are redeemed"
        yield diagnostic_at(
            located, "missing-statement", "/redemption", message, help=_FORMS, at_key=True
        )
