"""Bad facts, each with everything that is told about it: pointer, message, help.

A case is a name, what is changed in the purchase of `purchases.py`, and the problems as text.
"""

# ruff: noqa: E501  (a problem is told on one line, and is shown here as it is told)

from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from pointsman.engine.exact import Written

BAD_FACTS: Final[list[tuple[str, dict[object, object], list[str]]]] = [
    # What must be there
    (
        "no authorization",
        {"authorization": None},
        [
            "/authorization: `authorization` is missing",
        ],
    ),
    (
        "authorization is a list",
        {"authorization": ["100.00", "USD"]},
        [
            "/authorization: `authorization` is a list, but it must be an object",
        ],
    ),
    (
        "authorization is a text",
        {"authorization": "100.00 USD"},
        [
            "/authorization: `authorization` is `100.00 USD`, but it must be an object",
        ],
    ),
    (
        "no amount",
        {"authorization.amount": None},
        [
            "/authorization/amount: `amount` is missing",
        ],
    ),
    (
        "no currency",
        {"authorization.currency": None},
        [
            "/authorization/currency: `currency` is missing",
        ],
    ),
    (
        "neither amount nor currency",
        {"authorization.amount": None, "authorization.currency": None},
        [
            "/authorization/amount: `amount` is missing",
            "/authorization/currency: `currency` is missing",
        ],
    ),
    (
        "empty request",
        {"post_purchase": {}},
        [
            "/post_purchase/requested_at: `requested_at` is missing",
            "/post_purchase/after: `after` is missing",
        ],
    ),
    (
        "request without a reason",
        {"post_purchase": {"requested_at": "2026-03-20T09:00:00Z"}},
        [
            "/post_purchase/after: `after` is missing",
        ],
    ),
    (
        "request without a time",
        {"post_purchase": {"after": "PREFERENCE_OFF"}},
        [
            "/post_purchase/requested_at: `requested_at` is missing",
        ],
    ),
    (
        "request with null fields",
        {"post_purchase": {"requested_at": None, "after": None}},
        [
            "/post_purchase/requested_at: `requested_at` is missing",
            "/post_purchase/after: `after` is missing",
        ],
    ),
    # Unknown keys
    (
        "misspelt top key",
        {"autorization": {}},
        [
            "/autorization: `autorization` is not a key of the facts (did you mean `authorization`?)",
        ],
    ),
    (
        "key far from any other",
        {"colour": "red"},
        [
            "/colour: `colour` is not a key of the facts",
        ],
    ),
    (
        "misspelt key of the authorization",
        {"authorization.responce_code": "00"},
        [
            "/authorization/responce_code: `responce_code` is not a key of `authorization` (did you mean `response_code`?)",
        ],
    ),
    (
        "key in another case",
        {"authorization.MCC": "5942"},
        [
            "/authorization/MCC: `MCC` is not a key of `authorization` (did you mean `mcc`?)",
        ],
    ),
    (
        "swapped letters",
        {"authorization.chanel": "chip", "authorization.conutry": "USA"},
        [
            "/authorization/chanel: `chanel` is not a key of `authorization` (did you mean `channel`?)",
            "/authorization/conutry: `conutry` is not a key of `authorization` (did you mean `country`?)",
        ],
    ),
    (
        "merchant key on the authorization",
        {"authorization.terminal": "1"},
        [
            "/authorization/terminal: `terminal` is not a key of `authorization`",
        ],
    ),
    (
        "misspelt key of the merchant",
        {"authorization.merchant.nmae": "BOOKS"},
        [
            "/authorization/merchant/nmae: `nmae` is not a key of `authorization.merchant` (did you mean `name`?)",
        ],
    ),
    (
        "misspelt key of the account",
        {"account.staus": "NEW"},
        [
            "/account/staus: `staus` is not a key of `account` (did you mean `status`?)",
        ],
    ),
    (
        "misspelt key of the preferences",
        {"account.preferences.minimun": "5"},
        [
            "/account/preferences/minimun: `minimun` is not a key of `account.preferences` (did you mean `minimum`?)",
        ],
    ),
    (
        "own fact the program does not declare",
        {"account.facts.segmnt": "gold"},
        [
            "/account/facts/segmnt: `segmnt` is not a key of `account.facts` (did you mean `segment`?)",
        ],
    ),
    (
        "built-in fact among the own ones",
        {"account.facts.mcc": "5942"},
        [
            "/account/facts/mcc: `mcc` is not a key of `account.facts`",
        ],
    ),
    (
        "unknown key of the request",
        {
            "post_purchase": {
                "requested_at": "2026-03-20T09:00:00Z",
                "after": "PREFERENCE_OFF",
                "before": "x",
            }
        },
        [
            "/post_purchase/before: `before` is not a key of `post_purchase`",
        ],
    ),
    (
        "empty key",
        {"": 1},
        [
            "/: `` is not a key of the facts",
        ],
    ),
    (
        "key with a slash and a tilde",
        {"a/b~c": 1},
        [
            "/a~1b~0c: `a/b~c` is not a key of the facts",
        ],
    ),
    (
        "key with a line break",
        {"a\nb": 1},
        [
            "`a\\u000ab` is not a key of the facts",
        ],
    ),
    (
        "key with half a character",
        {"a\ud800": 1},
        [
            "`a\\ud800` is not a key of the facts",
        ],
    ),
    (
        "key of 200 letters",
        {"k" * 200: 1},
        [
            "`kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…` is not a key of the facts",
        ],
    ),
    (
        "key that is a number",
        {7: 1},
        [
            "/7: `7` is not a key of the facts",
        ],
    ),
    (
        "thirty unknown keys",
        {f"key{n}": n for n in range(30)},
        [
            "/key0: `key0` is not a key of the facts",
            "/key1: `key1` is not a key of the facts",
            "/key2: `key2` is not a key of the facts",
            "/key3: `key3` is not a key of the facts",
            "/key4: `key4` is not a key of the facts",
            "/key5: `key5` is not a key of the facts",
            "/key6: `key6` is not a key of the facts",
            "/key7: `key7` is not a key of the facts",
            "/key8: `key8` is not a key of the facts",
            "/key9: `key9` is not a key of the facts",
            "/key10: `key10` is not a key of the facts",
            "/key11: `key11` is not a key of the facts",
            "/key12: `key12` is not a key of the facts",
            "/key13: `key13` is not a key of the facts",
            "/key14: `key14` is not a key of the facts",
            "/key15: `key15` is not a key of the facts",
            "/key16: `key16` is not a key of the facts",
            "/key17: `key17` is not a key of the facts",
            "/key18: `key18` is not a key of the facts",
            "/key19: `key19` is not a key of the facts",
            "there are 10 more unknown keys",
        ],
    ),
    (
        "null under an unknown key",
        {"nothing": None},
        [
            "/nothing: `nothing` is not a key of the facts",
        ],
    ),
    # Types
    (
        "merchant is a list",
        {"authorization.merchant": []},
        [
            "/authorization/merchant: `merchant` is a list, but it must be an object",
        ],
    ),
    (
        "account is a number",
        {"account": 7650},
        [
            "/account: `account` is `7650`, but it must be an object",
        ],
    ),
    (
        "preferences are a text",
        {"account.preferences": "ALL"},
        [
            "/account/preferences: `preferences` is `ALL`, but it must be an object",
        ],
    ),
    (
        "own facts are a list",
        {"account.facts": ["gold"]},
        [
            "/account/facts: `facts` is a list, but it must be an object",
        ],
    ),
    (
        "request is a flag",
        {"post_purchase": True},
        [
            "/post_purchase: `post_purchase` is `true`, but it must be an object",
        ],
    ),
    (
        "amount is a flag",
        {"authorization.amount": True},
        [
            "/authorization/amount: `amount` is `true`, but it must be a number",
        ],
    ),
    (
        "amount is an object",
        {"authorization.amount": {"value": "100.00"}},
        [
            "/authorization/amount: `amount` is an object, but it must be a number",
        ],
    ),
    (
        "amount is a list",
        {"authorization.amount": [100]},
        [
            "/authorization/amount: `amount` is a list, but it must be a number",
        ],
    ),
    (
        "amount is a binary float",
        {"authorization.amount": 100.1},
        [
            '/authorization/amount: `amount` is `100.1`, but a binary float is not exact (hand it in as text ("100.10") or a Decimal)',
        ],
    ),
    (
        "balance is a binary float",
        {"account.balance": 7650.0},
        [
            '/account/balance: `balance` is `7650.0`, but a binary float is not exact (hand it in as text ("100.10") or a Decimal)',
        ],
    ),
    (
        "mcc is a binary float",
        {"authorization.mcc": 5942.0},
        [
            '/authorization/mcc: `mcc` is `5942.0`, but a binary float is not exact (hand it in as text ("100.10") or a Decimal)',
        ],
    ),
    (
        "text is a flag",
        {"id": False},
        [
            "/id: `id` is `false`, but it must be a text",
        ],
    ),
    (
        "text is a list",
        {"authorization.merchant.name": ["BOOKS"]},
        [
            "/authorization/merchant/name: `name` is a list, but it must be a text",
        ],
    ),
    (
        "text is a Decimal",
        {"account.product": Decimal("1.5")},
        [
            "/account/product: `product` is `1.5`, but it must be a text",
        ],
    ),
    (
        "time is a datetime",
        {"authorization.time": datetime(2026, 3, 7, tzinfo=UTC)},
        [
            "/authorization/time: `time` is a `datetime`, but it must be a text",
        ],
    ),
    (
        "currency is a flag",
        {"authorization.currency": True},
        [
            "/authorization/currency: `currency` is `true`, but it must be a text",
        ],
    ),
    (
        "country is an object",
        {"authorization.country": {}},
        [
            "/authorization/country: `country` is an object, but it must be a text",
        ],
    ),
    (
        "mode is a flag",
        {"account.preferences.mode": False},
        [
            "/account/preferences/mode: `mode` is `false`, but it must be OFF, NEXT or ALL",
        ],
    ),
    # Numbers
    (
        "negative amount",
        {"authorization.amount": "-5.00"},
        [
            "/authorization/amount: `amount` is `-5.00`, but a number is never negative",
        ],
    ),
    (
        "negative written amount",
        {"authorization.amount": Written("-5")},
        [
            "/authorization/amount: `amount` is `-5`, but a number is never negative",
        ],
    ),
    (
        "negative whole amount",
        {"authorization.amount": -5},
        [
            "/authorization/amount: `amount` is `-5`, but a number is never negative",
        ],
    ),
    (
        "negative Decimal",
        {"authorization.amount": Decimal("-0.01")},
        [
            "/authorization/amount: `amount` is `-0.01`, but a number is never negative",
        ],
    ),
    (
        "negative zero",
        {"authorization.amount": "-0"},
        [
            "/authorization/amount: `amount` is `-0`, but a number is never negative",
        ],
    ),
    (
        "negative balance",
        {"account.balance": "-1"},
        [
            "/account/balance: `balance` is `-1`, but a number is never negative",
        ],
    ),
    (
        "negative minimum",
        {"account.preferences.minimum": "-25.00"},
        [
            "/account/preferences/minimum: `minimum` is `-25.00`, but a number is never negative",
        ],
    ),
    (
        "amount with an exponent",
        {"authorization.amount": "1e2"},
        [
            "/authorization/amount: `amount` is `1e2`, but a number is written out, without an exponent",
        ],
    ),
    (
        "amount with a huge exponent",
        {"authorization.amount": Written("1e999999999")},
        [
            "/authorization/amount: `amount` is `1e999999999`, but a number is written out, without an exponent",
        ],
    ),
    (
        "Decimal with a huge exponent",
        {"authorization.amount": Decimal("1E+999999999")},
        [
            "/authorization/amount: `amount` is `1E+999999999`, but a number has at most 18 digits",
        ],
    ),
    (
        "Decimal with a tiny exponent",
        {"authorization.amount": Decimal("1E-999999999")},
        [
            "/authorization/amount: `amount` is `1E-999999999`, but a number has at most 18 digits",
        ],
    ),
    (
        "amount that is not a number",
        {"authorization.amount": "NaN"},
        [
            "/authorization/amount: `amount` is `NaN`, but NaN and infinity are not numbers here",
        ],
    ),
    (
        "Decimal that is not a number",
        {"account.balance": Decimal("NaN")},
        [
            "/account/balance: `balance` is `NaN`, but NaN and infinity are not numbers here",
        ],
    ),
    (
        "infinite amount",
        {"authorization.amount": "Infinity"},
        [
            "/authorization/amount: `amount` is `Infinity`, but NaN and infinity are not numbers here",
        ],
    ),
    (
        "infinite Decimal",
        {"account.balance": Decimal("-Infinity")},
        [
            "/account/balance: `balance` is `-Infinity`, but NaN and infinity are not numbers here",
        ],
    ),
    (
        "amount of 19 digits",
        {"authorization.amount": "1234567890123456789"},
        [
            "/authorization/amount: `amount` is `1234567890123456789`, but a number has at most 18 digits",
        ],
    ),
    (
        "amount of 19 digits with decimals",
        {"authorization.amount": "12345678901234567.00"},
        [
            "/authorization/amount: `amount` is `12345678901234567.00`, but a number has at most 18 digits",
        ],
    ),
    (
        "amount of 5,000 digits",
        {"authorization.amount": "9" * 5000},
        [
            "/authorization/amount: `amount` is `999999999999999999999999999999999999999999999999999999999999…`, but a number has at most 18 digits",
        ],
    ),
    (
        "whole number of 5,000 digits",
        {"account.balance": 10**5000},
        [
            "/account/balance: `balance` is a very long number, but a number has at most 18 digits",
        ],
    ),
    (
        "Decimal of 19 digits",
        {"authorization.amount": Decimal("1234567890123456.789")},
        [
            "/authorization/amount: `amount` is `1234567890123456.789`, but a number has at most 18 digits",
        ],
    ),
    (
        "amount with a comma",
        {"authorization.amount": "1,000.00"},
        [
            "/authorization/amount: `amount` is `1,000.00`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount with a plus",
        {"authorization.amount": "+5"},
        [
            "/authorization/amount: `amount` is `+5`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount with spaces",
        {"authorization.amount": " 5 "},
        [
            "/authorization/amount: `amount` is ` 5 `, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount without digits before the point",
        {"authorization.amount": ".50"},
        [
            "/authorization/amount: `amount` is `.50`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount without digits after the point",
        {"authorization.amount": "5."},
        [
            "/authorization/amount: `amount` is `5.`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount in hexadecimal",
        {"authorization.amount": "0x10"},
        [
            "/authorization/amount: `amount` is `0x10`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount with an underscore",
        {"authorization.amount": "1_000"},
        [
            "/authorization/amount: `amount` is `1_000`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount in Arabic digits",
        {"authorization.amount": "١٠٠"},
        [
            "/authorization/amount: `amount` is `١٠٠`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "amount with its currency",
        {"authorization.amount": "100.00 USD"},
        [
            "/authorization/amount: `amount` is `100.00 USD`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "empty amount",
        {"authorization.amount": ""},
        [
            "/authorization/amount: `amount` is an empty text, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "own number that is a word",
        {"account.facts.visits": "many"},
        [
            "/account/facts/visits: `visits` is `many`, but a number is plain digits with at most one point, such as 12.50",
        ],
    ),
    (
        "own number that is negative",
        {"account.facts.visits": Written("-3")},
        [
            "/account/facts/visits: `visits` is `-3`, but a number is never negative",
        ],
    ),
    # Finer than its unit
    (
        "amount finer than dollars",
        {"authorization.amount": "10.001"},
        [
            "/authorization/amount: `amount` is `10.001`, but USD has 2 decimals",
        ],
    ),
    (
        "amount finer than yen",
        {"authorization.amount": "100.5", "authorization.currency": "JPY"},
        [
            "/authorization/amount: `amount` is `100.5`, but JPY has no decimals",
        ],
    ),
    (
        "amount finer than dinars",
        {"authorization.amount": "1.2345", "authorization.currency": "KWD"},
        [
            "/authorization/amount: `amount` is `1.2345`, but KWD has 3 decimals",
        ],
    ),
    (
        "Decimal finer than dollars",
        {"authorization.amount": Decimal("10.005")},
        [
            "/authorization/amount: `amount` is `10.005`, but USD has 2 decimals",
        ],
    ),
    (
        "minimum finer than the program's currency",
        {"account.preferences.minimum": "25.001"},
        [
            "/account/preferences/minimum: `minimum` is `25.001`, but the program's currency has 2 decimals",
        ],
    ),
    (
        "fixed amount finer than the program's currency",
        {"account.preferences.amount": "0.001"},
        [
            "/account/preferences/amount: `amount` is `0.001`, but the program's currency has 2 decimals",
        ],
    ),
    (
        "balance finer than hundredths",
        {"account.balance": "7650.125"},
        [
            "/account/balance: `balance` is `7650.125`, but points have at most 2 decimals",
        ],
    ),
    # Codes and lists
    (
        "unknown channel",
        {"authorization.channel": "telepathy"},
        [
            "/authorization/channel: `channel` is `telepathy`, but it must be chip, contactless, magstripe, manual, ecommerce or recurring",
        ],
    ),
    (
        "channel in capitals",
        {"authorization.channel": "CHIP"},
        [
            "/authorization/channel: `channel` is `CHIP`, but it must be chip, contactless, magstripe, manual, ecommerce or recurring (did you mean `chip`?)",
        ],
    ),
    (
        "unknown processing",
        {"authorization.processing": "purchases"},
        [
            "/authorization/processing: `processing` is `purchases`, but it must be purchase, purchase_with_cashback, cash, refund or other (did you mean `purchase`?)",
        ],
    ),
    (
        "unknown status",
        {"account.status": "GOODSTANDING"},
        [
            "/account/status: `status` is `GOODSTANDING`, but it must be GOOD_STANDING, REDEEM_ONLY, NEW, ON_HOLD, CANCELLED or INACTIVE (did you mean `GOOD_STANDING`?)",
        ],
    ),
    (
        "unknown household",
        {"account.household": "REDEEMERS"},
        [
            "/account/household: `household` is `REDEEMERS`, but it must be REDEEMER, PRIMARY_REDEEMER, NON_REDEEMER or UNKNOWN (did you mean `REDEEMER`?)",
        ],
    ),
    (
        "unknown mode",
        {"account.preferences.mode": "ON"},
        [
            "/account/preferences/mode: `mode` is `ON`, but it must be OFF, NEXT or ALL",
        ],
    ),
    (
        "unknown reason",
        {"post_purchase": {"requested_at": "2026-03-20T09:00:00Z", "after": "PREFERENCES_OFF"}},
        [
            "/post_purchase/after: `after` is `PREFERENCES_OFF`, but that is none of the values it may have (did you mean `PREFERENCE_OFF`?)",
        ],
    ),
    (
        "reason far from any other",
        {"post_purchase": {"requested_at": "2026-03-20T09:00:00Z", "after": "FORGOT"}},
        [
            "/post_purchase/after: `after` is `FORGOT`, but that is none of the values it may have (write NOT_IN_EFFECT, CURRENCY_MISMATCH, NOT_A_PURCHASE, NOT_APPROVED, ACCOUNT_STATUS, NOT_A_REDEEMER, NOTHING_TO_REDEEM, BELOW_PROGRAM_MINIMUM, ABOVE_PROGRAM_MAXIMUM, BELOW_REDEMPTION_MINIMUM, MCC_FILTERED, COUNTRY_FILTERED, MERCHANT_FILTERED, REQUIREMENT_NOT_MET, PREFERENCE_OFF, BELOW_CARDHOLDER_MINIMUM, NOT_REPROCESSABLE, OUTSIDE_WINDOW, REDEEMED_FULL, REDEEMED_FIXED, REDEEMED_PARTIAL, INSUFFICIENT_BALANCE, BELOW_REDEEMED_MINIMUM or DEFERRED_TO_BANK)",
        ],
    ),
    (
        "own choice not in its list",
        {"account.facts.segment": "bronze"},
        [
            "/account/facts/segment: `segment` is `bronze`, but it must be gold, silver or basic",
        ],
    ),
    (
        "unknown currency",
        {"authorization.currency": "USX"},
        [
            "/authorization/currency: `currency` is `USX`, but ISO 4217 has no such currency",
        ],
    ),
    (
        "currency in small letters",
        {"authorization.currency": "usd"},
        [
            "/authorization/currency: `currency` is `usd`, but ISO 4217 has no such currency (write `USD`)",
        ],
    ),
    (
        "country in small letters",
        {"authorization.country": "us", "authorization.issuer_country": "usx"},
        [
            "/authorization/country: `country` is `us`, but ISO 3166 has no such country (write `US`)",
            "/authorization/issuer_country: `issuer_country` is `usx`, but ISO 3166 has no such country",
        ],
    ),
    (
        "unknown numeric currency",
        {"authorization.currency": "000"},
        [
            "/authorization/currency: `currency` is `000`, but ISO 4217 has no such currency",
        ],
    ),
    (
        "currency without minor units",
        {"authorization.currency": "XAU"},
        [
            "/authorization/currency: `currency` is `XAU`, but it has no minor unit, so nothing is billed in it",
        ],
    ),
    (
        "unknown local currency",
        {"authorization.local_currency": "BTC"},
        [
            "/authorization/local_currency: `local_currency` is `BTC`, but ISO 4217 has no such currency",
        ],
    ),
    (
        "unknown country",
        {"authorization.country": "USX"},
        [
            "/authorization/country: `country` is `USX`, but ISO 3166 has no such country",
        ],
    ),
    (
        "country by its name",
        {"authorization.country": "France"},
        [
            "/authorization/country: `country` is `France`, but ISO 3166 has no such country",
        ],
    ),
    (
        "unknown numeric country",
        {"authorization.issuer_country": "999"},
        [
            "/authorization/issuer_country: `issuer_country` is `999`, but ISO 3166 has no such country",
        ],
    ),
    (
        "numeric country without its zeros",
        {"authorization.country": "36"},
        [
            "/authorization/country: `country` is `36`, but ISO 3166 has no such country",
        ],
    ),
    (
        "mcc of three digits",
        {"authorization.mcc": "742"},
        [
            '/authorization/mcc: `mcc` is `742`, but a merchant category code is four digits (write its leading zeros: "0742")',
        ],
    ),
    (
        "mcc of three digits as a number",
        {"authorization.mcc": Written("742")},
        [
            '/authorization/mcc: `mcc` is `742`, but a merchant category code is four digits (write its leading zeros: "0742")',
        ],
    ),
    (
        "mcc of five digits",
        {"authorization.mcc": "05942"},
        [
            "/authorization/mcc: `mcc` is `05942`, but a merchant category code is four digits",
        ],
    ),
    (
        "mcc of letters",
        {"authorization.mcc": "BOOK"},
        [
            "/authorization/mcc: `mcc` is `BOOK`, but a merchant category code is four digits",
        ],
    ),
    (
        "mcc in Arabic digits",
        {"authorization.mcc": "٥٩٤٢"},
        [
            "/authorization/mcc: `mcc` is `٥٩٤٢`, but a merchant category code is four digits",
        ],
    ),
    (
        "mcc with a line break",
        {"authorization.mcc": "5942\n"},
        [
            "/authorization/mcc: `mcc` is `5942\\u000a`, but a merchant category code is four digits",
        ],
    ),
    # Texts
    (
        "NUL in a name",
        {"authorization.merchant.name": "CORNER\x00BOOKS"},
        [
            "/authorization/merchant/name: `name` is `CORNER\\u0000BOOKS`, but a text may not hold the character U+0000",
        ],
    ),
    (
        "escape sequence in a name",
        {"authorization.merchant.name": "\x1b[31mBOOKS"},
        [
            "/authorization/merchant/name: `name` is `\\u001b[31mBOOKS`, but a text may not hold the character U+001B",
        ],
    ),
    (
        "line break in an id",
        {"id": "A-1\nA-2"},
        [
            "/id: `id` is `A-1\\u000aA-2`, but a text may not hold the character U+000A",
        ],
    ),
    (
        "half a character",
        {"account.product": "\ud83d"},
        [
            "/account/product: `product` is `\\ud83d`, but a text may not hold the character U+D83D",
        ],
    ),
    (
        "right-to-left override",
        {"authorization.merchant.name": "\u202eSKOOB"},
        [
            "/authorization/merchant/name: `name` is `\\u202eSKOOB`, but a text may not hold the character U+202E",
        ],
    ),
    (
        "line separator",
        {"authorization.merchant.id": "1\u2028"},
        [
            "/authorization/merchant/id: `id` is `1\\u2028`, but a text may not hold the character U+2028",
        ],
    ),
    (
        "control character in an own text",
        {"account.facts.nickname": "a\x07"},
        [
            "/account/facts/nickname: `nickname` is `a\\u0007`, but a text may not hold the character U+0007",
        ],
    ),
    (
        "name of 10,001 characters",
        {"authorization.merchant.name": "B" * 10_001},
        [
            "/authorization/merchant/name: `name` is `BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB…`, but a text has at most 10,000 characters",
        ],
    ),
    (
        "response code of eleven characters",
        {"authorization.response_code": "00000000000"},
        [
            "/authorization/response_code: `response_code` is `00000000000`, but it has at most 10 characters",
        ],
    ),
    # Times
    (
        "time without an offset",
        {"authorization.time": "2026-03-07T12:30:00"},
        [
            "/authorization/time: `time` is `2026-03-07T12:30:00`, but a time needs its offset from UTC, such as `Z` or `-05:00`",
        ],
    ),
    (
        "time with a space",
        {"authorization.time": "2026-03-07 12:30:00Z"},
        [
            "/authorization/time: `time` is `2026-03-07 12:30:00Z`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "date alone",
        {"authorization.time": "2026-03-07"},
        [
            "/authorization/time: `time` is `2026-03-07`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "week date",
        {"authorization.time": "2026-W10-6T12:30:00Z"},
        [
            "/authorization/time: `time` is `2026-W10-6T12:30:00Z`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "offset without a colon",
        {"authorization.time": "2026-03-07T12:30:00-0500"},
        [
            "/authorization/time: `time` is `2026-03-07T12:30:00-0500`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "offset of a day",
        {"authorization.time": "2026-03-07T12:30:00+24:00"},
        [
            "/authorization/time: `time` is `2026-03-07T12:30:00+24:00`, but an offset is at most 23:59",
        ],
    ),
    (
        "no such day",
        {"authorization.time": "2026-02-29T12:30:00Z"},
        [
            "/authorization/time: `time` is `2026-02-29T12:30:00Z`, but the calendar has no such date or the day no such time",
        ],
    ),
    (
        "no such hour",
        {"authorization.time": "2026-03-07T24:00:00Z"},
        [
            "/authorization/time: `time` is `2026-03-07T24:00:00Z`, but the calendar has no such date or the day no such time",
        ],
    ),
    (
        "second 60 within the day",
        {"authorization.time": "2026-03-07T12:30:60Z"},
        [
            "/authorization/time: `time` is `2026-03-07T12:30:60Z`, but second 60 exists only at 23:59:60 in UTC",
        ],
    ),
    (
        "second 61",
        {"authorization.time": "2016-12-31T23:59:61Z"},
        [
            "/authorization/time: `time` is `2016-12-31T23:59:61Z`, but the calendar has no such date or the day no such time",
        ],
    ),
    (
        "before the calendar",
        {"authorization.time": "0001-01-01T00:00:00+23:59"},
        [
            "/authorization/time: `time` is `0001-01-01T00:00:00+23:59`, but it lies outside 0001-01-02 to 9999-12-30",
        ],
    ),
    (
        "after the calendar",
        {"authorization.time": "9999-12-31T23:59:59-23:59"},
        [
            "/authorization/time: `time` is `9999-12-31T23:59:59-23:59`, but it lies outside 0001-01-02 to 9999-12-30",
        ],
    ),
    (
        "time as a number",
        {"authorization.time": 1772904600},
        [
            "/authorization/time: `time` is `1772904600`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "time in Arabic digits",
        {"authorization.time": "٢٠٢٦-03-07T12:30:00Z"},
        [
            "/authorization/time: `time` is `٢٠٢٦-03-07T12:30:00Z`, but a time is written like 2026-03-07T12:30:00-05:00",
        ],
    ),
    (
        "request before the purchase",
        {
            "post_purchase": {
                "requested_at": "2026-03-07T12:29:59.999999-05:00",
                "after": "PREFERENCE_OFF",
            }
        },
        [
            "/post_purchase/requested_at: `requested_at` is `2026-03-07T12:29:59.999999-05:00`, but the purchase was later than that",
        ],
    ),
]
