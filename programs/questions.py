"""What may be asked of a program: to decide a purchase, a redemption request, or a reversal.

Which of them something asks is seen from its keys, so that a file of facts, a line and a case
need not say it: `request` asks for a digital redemption, `redemption` for a reversal, and
anything else is a purchase (or a later request for one). Each kind needs its own part of the
engine, which is imported when the first of that kind is asked.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pointsman.engine.decision import Decision
    from pointsman.engine.explanation.model import Explanation
    from pointsman.engine.explanation.words import MccName
    from pointsman.engine.program import Program
    from pointsman.engine.redemptions import RedemptionDecision
    from pointsman.engine.reversal import Reversal

ToNative = Callable[[object], Mapping[str, object]]
"""Turns facts of any form into the native one (`pointsman.feeds.native`)."""

Answer: TypeAlias = "Decision | RedemptionDecision | Reversal"


class Kind(StrEnum):
    """The kinds of question."""

    PURCHASE = "purchase"
    REDEMPTION = "redemption"
    REVERSAL = "reversal"


def kind_of(data: object) -> Kind:
    """What is asked."""
    if isinstance(data, Mapping) and "request" in data:
        return Kind.REDEMPTION
    if isinstance(data, Mapping) and "redemption" in data:
        return Kind.REVERSAL
    return Kind.PURCHASE


def answer(program: "Program", data: object, native: ToNative, *, once: bool = False) -> Answer:
    """Decide whatever is asked; `once`: nothing is compiled for it (`Program.decide_once`).

    Raises:
        BadFactsError: it cannot be read; there is no decision.
    """
    kind = kind_of(data)
    if kind is Kind.REDEMPTION and isinstance(data, Mapping):
        from pointsman.engine.redemptions import redeem_line  # noqa: PLC0415

        return redeem_line(program, data)
    if kind is Kind.REVERSAL and isinstance(data, Mapping):
        from pointsman.engine.reversal import decide_reversal  # noqa: PLC0415
        from pointsman.engine.reversal_reading import read_reversal  # noqa: PLC0415

        return decide_reversal(read_reversal(data), program.whole)
    facts = native(data)
    return program.decide_once(facts) if once else program.decide(facts)


def explained(
    program: "Program", answered: Answer, mcc_name: "MccName | None" = None
) -> "Explanation":
    """The explanation of an answer, in one form for all kinds."""
    from pointsman.engine.decision import Decision  # noqa: PLC0415
    from pointsman.engine.redemptions import RedemptionDecision  # noqa: PLC0415

    if isinstance(answered, Decision):
        return answered.explain(mcc_name)
    if isinstance(answered, RedemptionDecision):
        return answered.explain()
    return answered.explain(f"{program.name} v{program.version}", program.plan.units.points_name)
