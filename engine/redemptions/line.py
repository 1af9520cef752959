"""A redemption as one JSON object: request, account, instant and perhaps an id."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pointsman.engine.facts_reading.flaws import Findings
from pointsman.engine.facts_reading.objects import Field, read_object, table
from pointsman.engine.facts_reading.values import read_text, read_time
from pointsman.engine.problems import BadFactsError
from pointsman.engine.read_facts import read_account
from pointsman.engine.redemptions.decision import RedemptionDecision
from pointsman.engine.redemptions.redeem import redeem

if TYPE_CHECKING:
    from pointsman.engine.program import Program


def redeem_line(program: "Program", data: Mapping[str, object]) -> RedemptionDecision:
    """Read such an object (design section 8) and decide it.

    Raises:
        BadFactsError: with all that is wrong around the request; what is wrong with the request
            itself is in the decision.
    """
    findings = Findings()
    values = read_object(data, _LINE, (), findings, "a redemption's line")
    try:
        account = read_account(values.get("account", {}), program.facts_context)
    except BadFactsError as error:
        raise BadFactsError([*findings.problems, *error.problems]) from error
    if findings.problems:
        raise BadFactsError(findings.problems)
    return redeem(program, values["request"], account, values["at"], values.get("id"))


def _as_it_is(value: object) -> object:
    """What others read."""
    return value


_LINE: Final = table(
    Field("id", read_text),
    Field("at", read_time, needed=True),
    Field("account", _as_it_is),
    Field("request", _as_it_is, needed=True),
)
