"""Facts from other forms: the JSON of the authorizations API, raw ISO 8583 messages."""

from collections.abc import Mapping

from pointsman.engine.facts_reading.flaws import Code, Flaw
from pointsman.engine.problems import BadFactsError
from pointsman.feeds.native_form import is_native

# What reads another form is imported when facts come in it: most purchases are in the native one.

__all__ = ["mcc_name", "native", "secret_pointers"]


def secret_pointers(data: object) -> tuple[str, ...]:
    """JSON pointers of what may hold card numbers, which no message may show.

    That is a raw message, and the fields of the authorizations API that are never read.
    """
    if not isinstance(data, Mapping):
        return ()
    from pointsman.feeds.api import unread_pointers  # noqa: PLC0415
    from pointsman.feeds.iso8583_decoding import POINTER  # noqa: PLC0415

    return (POINTER, *unread_pointers(data))


def native(data: object) -> Mapping[str, object]:
    """Facts in the native form, from whichever form they are in; that form itself is not read.

    Raises:
        BadFactsError: it is no object, or in another form that cannot be read.
    """
    if not isinstance(data, Mapping):
        raise BadFactsError([Flaw(Code.WRONG_TYPE, "it must be an object").about((), data)])
    if is_native(data):
        return data
    from pointsman.feeds import api, iso8583_message  # noqa: PLC0415

    if iso8583_message.detect(data):
        return iso8583_message.from_json(data)
    return api.from_api(data) if api.detect(data) else data


def mcc_name(code: str) -> str | None:
    """What a merchant category code stands for, or None for one that no list names.

    >>> mcc_name("5814")
    'Fast food restaurants'
    """
    from pointsman.feeds.mcc_names import mcc_name as found  # noqa: PLC0415

    return found(code)
