"""Facts from other forms: the JSON of the authorizations API, raw ISO 8583 messages."""

from collections.abc import Mapping

from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import api, iso8583_message
from pointsman.feeds.mcc_names import mcc_name

__all__ = ["mcc_name", "native"]


def native(data: object) -> Mapping[str, object]:
    """Facts in the native form, from whichever form they are in; that form itself is not read.

    Raises:
        BadFactsError: it is no object, or in another form that cannot be read.
    """
    if not isinstance(data, Mapping):
        raise BadFactsError([Flaw(Code.WRONG_TYPE, "it must be an object").about((), data)])
    if iso8583_message.detect(data):
        return iso8583_message.from_json(data)
    return api.from_api(data) if api.detect(data) else data
