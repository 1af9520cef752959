"""The reasons after which a past purchase is offered."""

from collections.abc import Iterator
from typing import Final

from pointsman.dsl.checks.outline import Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.dsl.refusal import did_you_mean
from pointsman.engine.reasons import REDEEMED, Reason

_SUCH_AS: Final = "write reasons such as `PREFERENCE_OFF` and `INSUFFICIENT_BALANCE`"


def reasons_known(located: Located) -> Iterator[Diagnostic]:
    """Reasons that do not exist, and those of purchases that were redeemed already."""
    after = Outline(located).block("post_purchase").get("after")
    offered = [str(reason) for reason in Reason if reason not in REDEEMED]
    for index, reason in enumerate(after if isinstance(after, list) else []):
        if not isinstance(reason, str) or reason in offered:
            continue
        pointer = f"/post_purchase/after/{index}"
        if reason in set(Reason):
            message = f"a purchase that ended `{reason}` is not redeemed again"
            yield diagnostic_at(located, "bad-reason", pointer, message, help="leave it out")
        else:
            yield diagnostic_at(
                located,
                "unknown-reason",
                pointer,
                f"no purchase ends with `{reason}`",
                help=did_you_mean(reason, offered, _SUCH_AS),
            )
