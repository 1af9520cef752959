"""Literals of conditions: text to a typed value, by the kind of the fact it is compared with."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from attrs import frozen

from pointsman.dsl import codecs
from pointsman.dsl.codecs import Codec
from pointsman.dsl.refusal import RefusedError, did_you_mean, some_of
from pointsman.engine.exact import Exact
from pointsman.engine.fact_types import BUILT_IN, WEEKDAYS, FactType, Kind
from pointsman.engine.literals import Literal, Span

_LAST_HOUR = 23
_NO_FACT_ON_THE_RIGHT = "a fact is compared with a value, never with another fact"
_ROUND = {
    Kind.WEEKDAY: (WEEKDAYS[0], WEEKDAYS[-1], "weeks go from mon to sun"),
    Kind.HOUR: ("0", str(_LAST_HOUR), f"days go from 0 to {_LAST_HOUR}"),
}
"""What begins again after its last value: its first and last value, and how to say so."""
_NUMBER_LIKE = re.compile(r"[+-]?\.?[0-9]")


@frozen
class Literals:
    """The literals of one program: its facts, its own ones included, and its units' codecs."""

    own: Mapping[str, FactType]
    money: Codec
    points: Codec
    unclear: frozenset[str] = frozenset()

    def fact(self, name: object) -> FactType:
        """The fact of a name.

        Raises:
            RefusedError: there is none.
            LookupError: there is one, but its declaration is wrong, which is reported there.
        """
        found = BUILT_IN.get(str(name)) or self.own.get(str(name))
        if found is not None:
            return found
        if name in self.unclear:
            raise LookupError(name)
        raise RefusedError(
            "unknown-fact", f"there is no fact `{name}`", partial(self._unknown_fact, str(name))
        )

    def _unknown_fact(self, name: str) -> str | None:
        if name == "merchant":
            return "merchants are compared with `merchant in …`"
        if f"merchant.{name}" in BUILT_IN:
            return f"did you mean `merchant.{name}`?"
        known = [*BUILT_IN, *self.own]
        return did_you_mean(name, known, f"the facts are {some_of(known)}")

    def operator(self, fact: FactType, op: object) -> str:
        """An operator that the fact takes."""
        if op not in fact.kind.operators:
            raise RefusedError(
                "bad-operator",
                f"`{fact.name}` is {fact.kind.value} and does not take `{op}`",
                f"it takes {', '.join(f'`{each}`' for each in fact.kind.operators)}",
            )
        return str(op)

    def value(self, fact: FactType, value: object) -> Literal:
        """One literal."""
        if isinstance(value, Mapping):
            raise RefusedError("bad-range", "a range stands only in a list, after `in`")
        try:
            return self.codec(fact).read(value)  # type: ignore[no-any-return]
        except RefusedError as error:
            if value in BUILT_IN or value in self.own:
                raise RefusedError(error.code, error.message, _NO_FACT_ON_THE_RIGHT) from error
            raise

    def listed(self, fact: FactType, value: object) -> Literal | Span:
        """One literal of a list, or a range."""
        if not isinstance(value, Mapping):
            return self.value(fact, value)
        if not fact.kind.ranged:
            raise RefusedError(
                "bad-range",
                f"`{fact.name}` is {fact.kind.value}, which has no order to make a range of",
                "write the values one by one",
            )
        try:
            return codecs.rising(value, lambda end: self.value(fact, end), _rank)
        except RefusedError as error:
            if fact.kind not in _ROUND or error.code != "falling-range":
                raise
            raise RefusedError(error.code, error.message, _around(fact.kind, value)) from error

    def codec(self, fact: FactType) -> Codec:
        """How literals of a fact are written."""
        match fact.kind:
            case Kind.MONEY:
                return _typed(fact, self.money)
            case Kind.POINTS:
                return _typed(fact, self.points)
            case Kind.CHOICE | Kind.YES_NO | Kind.WEEKDAY:
                return _choice(fact)
            case kind:
                return _typed(fact, _BY_KIND[kind])


def _typed(fact: FactType, codec: Codec) -> Codec:
    """A codec whose refusal of a literal of another type names the fact."""

    def read(value: object) -> Any:
        try:
            return codec.read(value)
        except RefusedError as error:
            if error.code not in {"bad-number", "bad-date", "bad-mcc"}:
                raise
            sample = _SAMPLES[fact.kind]
            if error.code == "bad-number" and _NUMBER_LIKE.match(str(value)):
                raise RefusedError(error.code, error.message, sample) from error
            message = f"`{fact.name}` is {fact.kind.value}, and `{value}` is not one"
            help_ = sample if error.code == "bad-number" else error.help
            raise RefusedError("type-mismatch", message, help_) from error

    return Codec(read, codec.write)


def _choice(fact: FactType) -> Codec:
    def read(value: object) -> Literal:
        text = codecs.text_of(value)
        if text not in fact.choices:
            otherwise = f"it is one of {some_of(fact.choices)}"
            raise RefusedError(
                "not-a-choice",
                f"`{fact.name}` is never `{text}`",
                partial(did_you_mean, text, fact.choices, otherwise),
            )
        return _CHOICES.get(fact.kind, _as_text)(text)

    return Codec(read, lambda value: _choice_text(fact, value))


def _choice_text(fact: FactType, value: Literal) -> str:
    if fact.kind is Kind.WEEKDAY:
        return WEEKDAYS[int(str(value))]
    if fact.kind is Kind.YES_NO:
        return "yes" if value else "no"
    return str(value)


def _as_text(text: str) -> Literal:
    return text


def _number(value: object) -> Exact:
    return codecs.decimal(value, "a number")


def _hour(value: object) -> int:
    hour = codecs.decimal(value, "an hour").scaled(0)
    if hour is None or hour > _LAST_HOUR:
        raise RefusedError("bad-number", f"`{value}` is not an hour of the day")
    return hour


def _ordinal(value: object) -> int:
    return date.fromisoformat(codecs.DAY.read(value)).toordinal()


def _code(value: object) -> str:
    found = codecs.mcc_or_span(value)
    if isinstance(found, Span):
        raise RefusedError("bad-range", "a range stands only in a list, after `in`")
    return found


def _around(kind: Kind, value: Mapping[str, object]) -> str:
    """How to write a range that runs over the end of the week or day: `fri..sun, mon`."""
    first, last, order = _ROUND[kind]
    parts = [
        str(low) if str(low) == str(high) else f"{low}..{high}"
        for low, high in ((value["from"], last), (first, value["to"]))
    ]
    return f"{order}: write `{', '.join(parts)}`"


def _rank(value: Literal) -> Any:
    """What orders the ends of a range: exact numbers by value, everything else as it is."""
    return value.scaled(18) if isinstance(value, Exact) else value


_CHOICES: dict[Kind, Callable[[str], Literal]] = {
    Kind.WEEKDAY: WEEKDAYS.index,
    Kind.YES_NO: lambda text: text == "yes",
}
_BY_KIND = {
    Kind.NUMBER: Codec(_number),
    Kind.HOUR: Codec(_hour),
    Kind.DATE: Codec(_ordinal, lambda day: date.fromordinal(day).isoformat()),
    Kind.MCC: Codec(_code),
    Kind.COUNTRY: Codec(codecs.country_code),
    Kind.CURRENCY: Codec(codecs.currency_code),
    Kind.TEXT: codecs.TEXT,
}
_SAMPLES = {
    Kind.MONEY: "write an amount such as `100.00`",
    Kind.POINTS: "write a number such as `2500`",
    Kind.NUMBER: "write a number such as `3`",
    Kind.HOUR: "hours go from 0 to 23",
    Kind.DATE: "write a date such as `2026-01-31`",
    Kind.MCC: "write four digits, such as `5411`",
}
