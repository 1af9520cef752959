"""The words of the language as people see them: statements, their written form, kinds of token.

The grammar says what is allowed; this module says how to talk about it. Tests hold the two
together: the statements of every block below are those of the grammar, and every form parses.
"""

from collections.abc import Collection
from typing import Final

_Forms = dict[str, tuple[str, ...]]

_TIERS: Final[_Forms] = {
    "up": ("up to 500.00 at 0.01",),
    "above": ("above at 0.012",),
}

FORMS: Final[dict[str, _Forms]] = {
    "file": {"program": ('program "World Elite" { … }',)},
    "program": {
        "version": ("version 3",),
        "effective": ("effective 2026-01-01 to 2026-12-31",),
        "timezone": ('timezone "America/New_York"',),
        "currency": ("currency USD",),
        "points": ('points "Miles" whole, rounded natural',),
        "bank": ("bank hosted",),
        "fact": ("fact segment in (gold, silver)", "fact nickname text", "fact visits number"),
        "group": ('group coffee { name "BLUE BOTTLE*" mcc 5814 }',),
        "filters": ("filters { … }",),
        "preferences": ("preferences { … }",),
        "conversion": ("conversion { … }",),
        "redemption": ("redemption { … }",),
        "post": ("post purchase { … }",),
        "communications": ("communications { … }",),
        "digital": ("digital { … }",),
    },
    "group": {
        "id": ('id "445566778899001"',),
        "name": ('name "BLUE BOTTLE*", "STARBUCKS*"',),
        "acquirer": ('acquirer "012345"',),
        "terminal": ('terminal "00000001"',),
        "mcc": ("mcc 5814, 6010..6012",),
    },
    "filters": {
        "purchase": ("purchase over 20.00", "purchase at most 5000.00"),
        "balance": ("balance worth at least 25.00", "balance at least 2500 points"),
        "mcc": ("mcc except 4829, 6010..6012",),
        "country": ("country only USA, CAN",),
        "merchant": ('merchant except casinos, name "*ATM*"',),
        "require": ('require channel in (chip, ecommerce) else "card must be present or online"',),
    },
    "preferences": {
        "offer": ("offer next, all",),
        "cardholder": ("cardholder minimum", "cardholder amount"),
    },
    "conversion": {
        "base": ("base at 0.01", "base { … }"),
        "override": ('override "Coffee" for merchant coffee at 0.008',),
    },
    "base": _TIERS,
    "override": _TIERS,
    "redemption": {
        "full": ("full",),
        "partial": ("partial in steps of 10.00",),
        "fixed": ("fixed 200.00",),
        "redeem": ("redeem at least 5.00",),
    },
    "post purchase": {
        "within": ("within 90 days",),
        "after": ("after PREFERENCE_OFF, INSUFFICIENT_BALANCE",),
        "partial": ("partial",),
    },
    "communications": {
        "email": ("email redeemed, insufficient balance",),
        "notify": ('notify "https://issuer.example/notifications"',),
        "statement": ('statement "MILES CREDIT"',),
    },
    "digital": {
        "item": (
            'item "50243" for travel at 1.00 named "Hotel night" redeems "50243" currency AUD',
        ),
        "source": ("source PP, T",),
        "partner": ('partner "MRSWSRED", "E078562"',),
    },
}
"""The written forms of every statement, by the block it stands in and its first word."""

BLOCK_NAMES: Final = {"post": "post purchase"}
"""What a block is called, where that is more than its first word."""

STATEMENT_NAMES: Final = {**BLOCK_NAMES, "up": "up to", "redeem": "redeem at least"}
"""What a statement is called, where that is more than its first word."""

SEVERAL_WORDS: Final = frozenset(
    {"post purchase", "cross border", "insufficient balance", "below minimum", "at least"}
    | {"at most", "up to", "worth at least", "redeem at least"}
)
"""What is written in several words, and in documents and codes with `_` between them."""

_LITERALS: Final = {
    "WORD": "a word",
    "DOTTED": "a fact",
    "STRING": "a text in double quotes",
    "DECIMAL": "a number",
    "DATE": "a date",
    "$END": "the end of the file",
}

_SIGNS: Final = {
    "LBRACE": "{",
    "RBRACE": "}",
    "_LPAR": "(",
    "_RPAR": ")",
    "_COMMA": ",",
    "_RANGE": "..",
    "EQUAL": "=",
    "UNEQUAL": "!=",
    "LESS": "<",
    "LESS_OR_EQUAL": "<=",
    "GREATER": ">",
    "GREATER_OR_EQUAL": ">=",
}

MERCHANT: Final = 'a group or a merchant such as `name "*ATM*"`'
"""What stands in a list of merchants."""

_TOGETHER: Final = (
    (("WORD", "DOTTED", "CROSS_BORDER", "MERCHANT", "NOT", "_LPAR"), "a condition"),
    (
        ("WORD", "STRING", "ID", "NAME", "ACQUIRER", "TERMINAL"),
        MERCHANT,
    ),
    (
        ("EQUAL", "UNEQUAL", "LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL"),
        "a comparison such as `=`",
    ),
    (("WORD", "STRING", "DECIMAL", "DATE"), "a value"),
    (("WORD", "STRING", "DECIMAL"), "a code"),
    (("STRING", "DECIMAL"), "a merchant category code"),
    (("OVER", "UNDER", "AT"), "`over`, `at least`, `under` or `at most`"),
    (("WORTH", "AT"), "`worth at least` or `at least`"),
    (
        ("REDEEMED", "ELIGIBLE", "INSUFFICIENT", "BELOW"),
        "`redeemed`, `eligible`, `insufficient balance` or `below minimum`",
    ),
)
"""Kinds of token that go by one name when all of them would do; the larger sets come first."""

_CALLED: Final[dict[str, dict[str, str]]] = {
    "program": {"STRING": "a name in double quotes"},
    "override": {"STRING": "a name in double quotes", "DECIMAL": "a cost per point"},
    "points": {"STRING": "a name in double quotes", "DECIMAL": "`2 decimals`"},
    "fact": {"WORD": "a name"},
    "group": {"WORD": "a name"},
    "version": {"DECIMAL": "a whole number"},
    "currency": {"a code": "a currency code"},
    "country": {"a code": "a country code"},
    "purchase": {"DECIMAL": "an amount"},
    "balance": {"DECIMAL": "an amount"},
    "base": {"DECIMAL": "a cost per point"},
    "above": {"DECIMAL": "a cost per point"},
    "partial": {"DECIMAL": "an amount"},
    "fixed": {"DECIMAL": "an amount"},
    "redeem": {"DECIMAL": "an amount"},
    "after": {"WORD": "a reason"},
    "item": {"DECIMAL": "a cost per point", "a code": "a currency code"},
    "source": {"a code": "a source code"},
    "partner": {"a code": "a partner"},
}
"""What a kind of token is called in one statement, where the general name says less."""


def word_of(terminal: str) -> str | None:
    """The keyword that a terminal of the grammar stands for; None for literals and signs."""
    if terminal in _LITERALS or terminal in _SIGNS:
        return None
    return terminal.lower()


def form_of(block: str, statement: str) -> str | None:
    """How a statement is written, by its block (which may be missing) and its first word."""
    forms = FORMS[block].get(statement) or FORMS["program"].get(statement, ())
    return either([f"`{form}`" for form in forms]) if forms else None


def homes_of(statement: str) -> list[str]:
    """The blocks in which a word begins a statement."""
    return [block for block, forms in FORMS.items() if statement in forms]


def names_of(terminals: Collection[str], statement: str | None) -> list[str]:
    """What an author would call these kinds of token: kinds first, then words, then signs."""
    called = _CALLED.get(statement or "", {})
    names, rest = [], set(terminals)
    for together, name in _TOGETHER:
        if rest.issuperset(together):
            names.append(called.get(name, name))
            rest.difference_update(together)
    if "WORD" in rest:
        rest.discard("DOTTED")
    names += [called.get(kind, name) for kind, name in _LITERALS.items() if kind in rest]
    names += sorted(f"`{word}`" for kind in rest if (word := word_of(kind)))
    return names + [f"`{sign}`" for kind, sign in _SIGNS.items() if kind in rest]


def either(names: list[str]) -> str:
    """Names joined for a sentence: `a`, `b` or `c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
