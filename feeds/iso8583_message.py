"""Facts from a raw ISO 8583 message (design section 3, the ISO 8583 form).

As JSON: the message, when it was received, and what stands beside it in the native form.

    {"iso8583": "0110…", "received_at": "2026-03-07T17:30:02Z", "account": {…}}

`post_purchase` and `id` may stand there too. The facts have no id of their own: a retrieval
reference number (DE037) pairs messages and is used again for another purchase. Elements that
are blank are left out. The card number (DE002, DE035, DE045) is never read.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from pointsman.engine.currencies import Currency
from pointsman.engine.exact import plain
from pointsman.engine.facts_reading.flaws import Code, Findings, Flaw
from pointsman.engine.facts_reading.objects import Field, read_object, table
from pointsman.engine.facts_reading.values import (
    Reader,
    billable,
    read_country,
    read_currency,
    read_mcc,
    read_text,
    read_time,
)
from pointsman.engine.instants import format_instant
from pointsman.engine.problems import BadFactsError, Problem
from pointsman.feeds import point_of_sale
from pointsman.feeds.iso8583_decoding import POINTER, Elements, decode, element_name
from pointsman.feeds.native_form import BESIDE, ISO8583, as_it_is, without_none
from pointsman.feeds.transmission_time import nearest_year


def detect(data: Mapping[str, object]) -> bool:
    """Whether facts are in the ISO 8583 form."""
    return ISO8583 in data


def from_json(data: Mapping[str, object]) -> dict[str, object]:
    """The native form of facts in the ISO 8583 form.

    Raises:
        BadFactsError: the message cannot be read, or something else stands beside it.
    """
    findings = Findings()
    values = read_object(data, _FORM, (), findings)
    if findings.problems:
        raise BadFactsError(findings.problems)
    return from_iso8583(
        values["iso8583"],
        values["received_at"],
        account=values.get("account"),
        post_purchase=values.get("post_purchase"),
        id_=values.get("id"),
    )


def from_iso8583(
    message: bytes | str,
    received_at: int,
    *,
    account: object = None,
    post_purchase: object = None,
    id_: str | None = None,
) -> dict[str, object]:
    """The native form of a message received at an instant (microseconds since 1970).

    `message` is bytes, text, or bytes written in hex (see `iso8583_decoding.decode`).

    Raises:
        BadFactsError: with everything that is wrong with the message.
    """
    elements = decode(message)
    if isinstance(elements, Problem):
        raise BadFactsError([elements])
    reading = _Reading(elements)
    authorization = _authorization(reading, received_at)
    if reading.problems:
        raise BadFactsError(reading.problems)
    beside = {"id": id_, "account": account, "post_purchase": post_purchase}
    return {"authorization": authorization} | without_none(beside)


_FORM = table(
    Field("iso8583", as_it_is, needed=True),
    Field("received_at", read_time, needed=True),
    *BESIDE,
)


@frozen
class _Reading:
    """The elements of a message, and the problems found while reading them."""

    elements: Elements
    problems: list[Problem] = field(factory=list)

    @property
    def type(self) -> str:
        """The message type, four digits."""
        return self.elements["t"]

    def get(self, number: str) -> str | None:
        """An element without its padding, or None where there is none or it is blank."""
        return self.elements.get(number, "").strip() or None

    def read(self, number: str, reader: Reader) -> Any:
        """What an element holds; None if it is left out or flawed."""
        text = self.get(number)
        return None if text is None else self.settle(number, reader(text))

    def settle(self, number: str, read: Any) -> Any:
        """What was read of an element; None, and the problem noted, for a flaw."""
        if not isinstance(read, Flaw):
            return read
        message = f"{element_name(number)} cannot be read: {read.reason}"
        self.problems.append(Problem(read.code, POINTER, message))
        return None

    def require(self, *numbers: str) -> None:
        """Note which of these elements the message does not have."""
        for number in numbers:
            if self.get(number) is None:
                message = f"{element_name(number)} is missing"
                self.problems.append(Problem(Code.MISSING, POINTER, message))


def _authorization(reading: _Reading, received_at: int) -> dict[str, object]:
    reading.require("6", "51")
    amount, currency = _money(reading, "6", "51", billed=True)
    local_amount, local_currency = _money(reading, "4", "49", billed=False)
    pos_data = reading.elements.get("61")
    authorization = {
        "amount": amount,
        "currency": currency,
        "response_code": _response_code(reading),
        "processing": point_of_sale.processing(reading.type, reading.get("3")),
        "mcc": reading.read("18", read_mcc),
        "country": reading.settle("61", point_of_sale.country(pos_data)),
        "issuer_country": reading.read("20", read_country),
        "channel": point_of_sale.channel(reading.get("22"), point_of_sale.presence(pos_data)),
        "local_amount": local_amount,
        "local_currency": local_currency,
        "merchant": _merchant(reading),
        "time": reading.read("7", _transmitted(received_at)),
    }
    return without_none(authorization)


def _money(
    reading: _Reading, amount_number: str, currency_number: str, *, billed: bool
) -> tuple[str | None, str | None]:
    """An amount as decimal text by the minor units of its currency, and that currency's code."""
    currency = reading.read(currency_number, _read_billable if billed else read_currency)
    minor = reading.read(amount_number, _read_minor_units)
    if currency is None:
        return None, None
    if minor is None or currency.exponent is None:
        return None, currency.code
    return plain(minor, currency.exponent, pad=True), currency.code


def _read_billable(value: object) -> Currency | Flaw:
    currency = read_currency(value)
    return currency if isinstance(currency, Flaw) else billable(currency) or currency


def _read_minor_units(value: object) -> int | Flaw:
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        return Flaw(Code.BAD_NUMBER, "an amount is 12 digits, in minor units")
    return int(text)


def _response_code(reading: _Reading) -> str | None:
    """DE039 where it says whether a purchase is approved; elsewhere it gives a reason."""
    if reading.type not in point_of_sale.PURCHASES:
        return None
    code: str | None = reading.read("39", read_text)
    return code


def _merchant(reading: _Reading) -> dict[str, object] | None:
    elements = {"id": "42", "name": "43", "acquirer": "32", "terminal": "41"}
    read = {key: reading.read(number, read_text) for key, number in elements.items()}
    return without_none(read) or None


def _transmitted(received_at: int) -> Reader:
    def read(value: object) -> str | Flaw:
        instant = nearest_year(str(value), received_at)
        if instant is None:
            return Flaw(Code.BAD_TIME, "it must be a month, day and time (MMDDhhmmss)")
        return format_instant(instant)

    return read
