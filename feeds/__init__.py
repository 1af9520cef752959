"""Facts from other forms: the JSON of the authorizations API, raw ISO 8583 messages."""

from collections.abc import Mapping

from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.problems import BadFactsError
from pointsman.feeds import api, iso8583_message
from pointsman.feeds.iso8583_decoding import POINTER
from pointsman.feeds.mcc_names import mcc_name

__all__ = ["mcc_name", "native", "secret_pointers"]


def secret_pointers(data: object) -> tuple[str, ...]:
    """JSON pointers of what may hold card numbers, which no message may show.

    That is a raw message, and the fields of the authorizations API that are never read.
    """
    if not isinstance(data, Mapping):
        return ()
    return (POINTER, *api.unread_pointers(data))


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
