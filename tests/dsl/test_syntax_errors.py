"""Every mistake in the writing: its code, its words, its help and the text it marks."""

import pytest

from tests.dsl.points_reading import marked, mistakes, only_mistake, within, within_block

STRING_HELP = 'close it with `"`; a quote inside a text is written `\\"`'
PLAIN = "numbers are plain decimals, without exponent or sign"
BALANCE = "write it as `balance worth at least 25.00` or `balance at least 2500 points`"
REQUIRE = 'write it as `require channel in (chip, ecommerce) else "card must be present or online"`'
POINTS = 'write it as `points "Miles" whole, rounded natural`'
FACT = "write it as `fact segment in (gold, silver)`, `fact nickname text` or `fact visits number`"
OVERRIDE = 'write it as `override "Coffee" for merchant coffee at 0.008`'
ITEM = '`item "50243" for travel at 1.00 named "Hotel night" redeems "50243" currency AUD`'

HEAD = [
    ("version x", "x", "found `x`, expected a whole number", "write it as `version 3`"),
    ("version", "}", "found `}`, expected a whole number", "write it as `version 3`"),
    ("version = 3", "=", "found `=`, expected a whole number", "write it as `version 3`"),
    ("version 3 4", "4", "found `4`, expected the next statement", "write it as `version 3`"),
    (
        "effective 2026-01-01 till 2026-12-31",
        "till",
        "found `till`, expected `to` or the next statement",
        "write it as `effective 2026-01-01 to 2026-12-31`",
    ),
    (
        "timezone UTC",
        "UTC",
        "found `UTC`, expected a text in double quotes",
        'write it as `timezone "America/New_York"`',
    ),
    ("currency", "}", "found `}`, expected a currency code", "write it as `currency USD`"),
    ("points Miles whole", "Miles", "found `Miles`, expected a name in double quotes", POINTS),
    ('points "M"', "}", "found `}`, expected `2 decimals` or `whole`", POINTS),
    (
        'points "M" whole rounded up',
        "rounded",
        "found `rounded`, expected `,` or the next statement",
        POINTS,
    ),
    (
        "bank hostd",
        "hostd",
        "found `hostd`, expected `external` or `hosted`",
        "did you mean `hosted`, as in `bank hosted`?",
    ),
    (
        "fact x boolean",
        "boolean",
        "found `boolean`, expected `in`, `number` or `text`",
        FACT,
    ),
    (
        "group g [",
        "[",
        "found `[`, expected `{`",
        "a list stands in round parentheses: `(gold, silver)`",
    ),
]

FILTERS = [
    (
        "purchase ovr 20.00",
        "ovr",
        "found `ovr`, expected `over`, `at least`, `under` or `at most`",
        "did you mean `over`, as in `purchase over 20.00` or `purchase at most 5000.00`?",
    ),
    (
        "purchase over 1,000.00",
        ",",
        "found `,`, expected the next statement",
        "a number has no commas between its thousands: write `1000.00`",
    ),
    ("balance 25", "25", "found `25`, expected `worth at least` or `at least`", BALANCE),
    ("balance at least 25 miles", "miles", "found `miles`, expected `points`", BALANCE),
    (
        "mcc 4829",
        "4829",
        "found `4829`, expected `except` or `only`",
        "write it as `mcc except 4829, 6010..6012`",
    ),
    (
        "mcc only 4829 4830",
        "4830",
        "found `4830`, expected `,`, `..` or the next statement",
        "write it as `mcc except 4829, 6010..6012`",
    ),
    (
        "merchant only 5",
        "5",
        'found `5`, expected a group or a merchant such as `name "*ATM*"`',
        'write it as `merchant except casinos, name "*ATM*"`',
    ),
    ("require", "}", "found `}`, expected a condition", REQUIRE),
    (
        "require channel chip",
        "chip",
        "found `chip`, expected a comparison such as `=`, `in`, `like` or `not`",
        REQUIRE,
    ),
    ("require (a = 1", "}", "found `}`, expected `and`, `or` or `)`", REQUIRE),
    (
        "require a = 1)",
        ")",
        "found `)`, expected `and`, `else`, `or` or the next statement",
        REQUIRE,
    ),
    ("require merchant = g", "=", "found `=`, expected `in` or `not`", REQUIRE),
    ("require a = 1 else b", "b", "found `b`, expected a text in double quotes", REQUIRE),
]

OTHERS = [
    (
        "conversion { base 0.01 }",
        "0.01",
        "found `0.01`, expected `at` or `{`",
        "write it as `base at 0.01` or `base { … }`",
    ),
    (
        "conversion { base { up 5 at 1 } }",
        "5",
        "found `5`, expected `to`",
        "write it as `up to 500.00 at 0.01`",
    ),
    (
        'conversion { override "O" when a = 1 for mcc 5 at 1 }',
        "for",
        "found `for`, expected `and`, `at`, `or` or `{`",
        OVERRIDE,
    ),
    (
        'conversion { override "O" for cros border at 1 }',
        "cros",
        "found `cros`, expected `country`, `cross`, `mcc`, `merchant` or `product`",
        "did you mean `cross`?",
    ),
    (
        "redemption { partial 10 }",
        "10",
        "found `10`, expected `in`",
        "write it as `partial in steps of 10.00`",
    ),
    (
        "post purchase { within 90 hours }",
        "hours",
        "found `hours`, expected `days`",
        "write it as `within 90 days`",
    ),
    ("post { }", "{", "found `{`, expected `purchase`", "write it as `post purchase { … }`"),
    (
        "communications { email redeemd }",
        "redeemd",
        (
            "found `redeemd`, expected `redeemed`, `eligible`, `insufficient balance` or "
            "`below minimum`"
        ),
        "did you mean `redeemed`, as in `email redeemed, insufficient balance`?",
    ),
    (
        'digital { item "1" for cash at 1 }',
        "cash",
        "found `cash`, expected `cashback`, `external`, `merchandise` or `travel`",
        f"write it as {ITEM}",
    ),
    (
        'digital { item "1" for travl at 1 }',
        "travl",
        "found `travl`, expected `cashback`, `external`, `merchandise` or `travel`",
        f"did you mean `travel`, as in {ITEM}?",
    ),
    (
        'digital { item "1" for travel }',
        "}",
        "found `}`, expected `at`",
        f"write it as {ITEM}",
    ),
    (
        "digital { item 41275 for travel at 1 }",
        "41275",
        "found `41275`, expected a text in double quotes",
        f"write it as {ITEM}",
    ),
    (
        'digital { item "1" for travel at "1" }',
        '"1"',
        'found `"1"`, expected a cost per point',
        f"write it as {ITEM}",
    ),
    (
        'digital { item "1" for travel at 1 name "A" }',
        "name",
        "found `name`, expected `currency`, `named`, `redeems` or the next statement",
        f"did you mean `named`, as in {ITEM}?",
    ),
    (
        'digital { item "1" for travel at 1 currency }',
        "}",
        "found `}`, expected a currency code",
        f"write it as {ITEM}",
    ),
    (
        "digital { source }",
        "}",
        "found `}`, expected a source code",
        "write it as `source PP, T`",
    ),
    (
        "digital { partner ( }",
        "(",
        "found `(`, expected a partner",
        'write it as `partner "MRSWSRED", "E078562"`',
    ),
    (
        "{ }",
        "{",
        "found `{`, expected a statement",
        (
            "`program` has `version`, `effective`, `timezone`, `currency`, `points`, `bank`, "
            "`fact`, `group`, `filters`, `preferences`, `conversion`, `redemption`, "
            "`post purchase`, `communications` and `digital`"
        ),
    ),
]


@pytest.mark.parametrize(
    ("text", "mark", "message", "advice"),
    [
        *((within(text), *rest) for text, *rest in HEAD),
        *((within_block("filters", text), *rest) for text, *rest in FILTERS),
        *((within(text), *rest) for text, *rest in OTHERS),
    ],
)
def test_syntax_error(text: str, mark: str, message: str, advice: str | None) -> None:
    found = only_mistake(text)
    assert found.message == message
    assert found.help == advice
    assert marked(found) == mark
    assert found.code == ("bad-character" if mark == "[" else "syntax-error")


NUMBERS = [
    ("version 1e5", "bad-number", "1e5", "a whole number", PLAIN),
    ("version -5", "bad-number", "-5", "a whole number", PLAIN),
    ("version +5", "bad-number", "+5", "a whole number", "write `5`"),
    ("version 5.", "bad-number", "5.", "a whole number", "write `5`"),
    ("version .5", "bad-number", ".5", "a whole number", PLAIN),
    ("version 1.2.3", "bad-number", "1.2.3", "a whole number", "write it as `version 3`"),
    ("version 3x", "bad-number", "3x", "a whole number", "write it as `version 3`"),
    (
        "currency 2AB",
        "bad-number",
        "2AB",
        "a currency code",
        'a code that begins with a digit is written as a text: `"2AB"`',
    ),
    ("effective 2026-1-1", "bad-date", "2026-1-1", "a date", "a date is written `2026-01-31`"),
]


@pytest.mark.parametrize(("text", "code", "mark", "expected", "advice"), NUMBERS)
def test_bad_numbers_and_dates(text: str, code: str, mark: str, expected: str, advice: str) -> None:
    found = only_mistake(within(text))
    assert (found.code, marked(found)) == (code, mark)
    assert found.message == f"found `{mark}`, expected {expected}"
    assert found.help == advice


CHARACTERS = [
    ("version 3;", ";", "the next statement", "a statement ends without a sign"),
    (
        "version: 3",
        ":",
        "a whole number",
        "a word and its value stand side by side, without `:`",
    ),
    ("version 3 // new", "//", "the next statement", "a comment begins with `#`"),
    (
        "timezone 'UTC'",
        "'",
        "a text in double quotes",
        'a text stands in double quotes: `"…"`',
    ),
    (
        "timezone “UTC”",
        "“",
        "a text in double quotes",
        'a text stands in double quotes: `"…"`',
    ),
    (
        "currency $",
        "$",
        "a currency code",
        "write it as `currency USD`",
    ),
    ("filters { require a == 1 }", "==", None, "equal is written `=`"),
    ("filters { require a <> 1 }", "<>", None, "different is written `!=`"),
    ("filters { require a = 1 && b = 2 }", "&&", None, "write `and`"),
    ("filters { require a = 1 || b = 2 }", "||", None, "write `or`"),
    ("filters { require !a = 1 }", "!", "a condition", "write `not`"),
    ("filters { require a in (1...2) }", "...", None, "a range is written `3000..3299`"),
    (
        "conversion { base at 1% }",
        "%",
        "the next statement",
        "a cost per point is a plain decimal: `0.01`",
    ),
    (
        "group café { }",
        "é",
        "`{`",
        "words are ASCII letters, digits and `_`; anything else stands in double quotes",
    ),
    ("version 3 *", "*", None, "take it away; in a text, it stands in double quotes"),
]


@pytest.mark.parametrize(("text", "mark", "expected", "advice"), CHARACTERS)
def test_bad_characters(text: str, mark: str, expected: str | None, advice: str) -> None:
    found = only_mistake(within(text))
    assert (found.code, marked(found)) == ("bad-character", mark)
    assert found.message.startswith(f"found `{mark}`, expected {expected or ''}")
    assert found.help == advice


@pytest.mark.parametrize(
    ("character", "named"), [("\x00", "U+0000"), ("\u202e", "U+202E"), ("\u00a0", "U+00A0")]
)
def test_what_cannot_be_seen_is_named(character: str, named: str) -> None:
    found = only_mistake(within(f"{character}version 3"))
    assert (found.code, marked(found)) == ("bad-character", character)
    assert found.message == f"found `{named}`, expected a statement"


def test_unterminated_string() -> None:
    found = only_mistake(within('timezone "UTC', "version 3"))
    assert found.code == "unterminated-string"
    assert marked(found) == '"'
    assert found.column == 10
    assert found.message == 'found a text without its end, expected a closing `"` on the same line'
    assert found.label == "begins here"
    assert found.help == STRING_HELP


@pytest.mark.parametrize(
    ("text", "word", "block", "advice"),
    [
        (within("verison 3"), "verison", "program", "did you mean `version`?"),
        (within("Version 3"), "Version", "program", "did you mean `version`?"),
        (within("filtrs { }"), "filtrs", "program", "did you mean `filters`?"),
        (
            within_block("filters", "merchnt only a"),
            "merchnt",
            "filters",
            "did you mean `merchant`?",
        ),
        (within("full"), "full", "program", "`full` belongs in `redemption`"),
        (
            within_block("redemption", "mcc only 5"),
            "mcc",
            "redemption",
            "`mcc` belongs in `group` or `filters`",
        ),
        (
            within("group g { brand }"),
            "brand",
            "group",
            "`group` has `id`, `name`, `acquirer`, `terminal` and `mcc`",
        ),
        (
            within("post purchase { reward }"),
            "reward",
            "post purchase",
            "`post purchase` has `within`, `after` and `partial`",
        ),
        (
            within("conversion { base { from 5 at 1 } }"),
            "from",
            "base",
            "`base` has `up to` and `above`",
        ),
        (within_block("digital", "itm 5"), "itm", "digital", "did you mean `item`?"),
        (
            within("digital { gift }"),
            "gift",
            "digital",
            "`digital` has `item`, `source` and `partner`",
        ),
        (within("item 5"), "item", "program", "`item` belongs in `digital`"),
    ],
)
def test_unknown_statement(text: str, word: str, block: str, advice: str) -> None:
    found = only_mistake(text)
    assert (found.code, marked(found)) == ("unknown-statement", word)
    assert found.message == f"found `{word}`, expected a statement of `{block}`"
    assert found.help == advice


class TestBraces:
    def test_a_block_that_the_next_one_ends(self) -> None:
        found = only_mistake(within("filters {", "mcc only 5", "redemption { full }"))
        assert (found.code, found.line, marked(found)) == ("missing-brace", 2, "{")
        assert found.message == "found `redemption`, expected `}` to close `filters`"
        assert found.label == "never closed"
        assert found.help == "write `}` after the last statement of `filters`"
        [mark] = found.marks
        assert marked(found, mark.span) == "redemption"
        assert mark.label == "expected `}` before `redemption`"

    def test_a_block_that_the_file_ends(self) -> None:
        found = only_mistake('program "X" {\n version 3\n')
        assert (found.code, found.line, marked(found)) == ("missing-brace", 1, "{")
        assert found.message == "found the end of the file, expected `}` to close `program`"
        [mark] = found.marks
        assert (mark.span.start, mark.span.end) == (24, 24)

    def test_a_brace_too_many(self) -> None:
        found = only_mistake(within("version 3") + "}\n")
        assert (found.code, found.line, marked(found)) == ("unmatched-brace", 4, "}")
        assert found.message == "found `}`, expected the end of the file"
        assert found.help == "take it away, or write the `{` that it closes"

    @pytest.mark.parametrize("end", ["", "version", "filters { mcc only"])
    def test_a_file_that_ends_too_early_is_one_mistake(self, end: str) -> None:
        assert len(mistakes(f'program "X" {{\n{end}')) == 1

    def test_a_statement_that_the_file_ends(self) -> None:
        found = only_mistake('program "X" {\nversion  # three\n')
        assert found.code == "syntax-error"
        assert found.message == "found the end of the file, expected a whole number"
        assert (found.line, found.column, marked(found)) == (2, 8, "")


def test_too_deep() -> None:
    found = only_mistake(within_block("filters", f"require {'(' * 63}a = 1{')' * 63}"))
    assert (found.code, marked(found)) == ("too-deep", "(")
    assert found.message == "this is nested more than 64 levels deep"
    assert found.help == "nest blocks, lists and conditions at most 64 deep"
    assert found.column == len("require ") + 63


def test_a_statement_that_takes_the_next_for_a_word() -> None:
    found = only_mistake(within_block("filters", "country only USA,", "merchant except g"))
    assert (found.code, found.line, marked(found)) == ("syntax-error", 4, "merchant")
    assert found.message == (
        "found `merchant`, which begins a statement, expected the rest of `country`"
    )
    assert found.help == "write it as `country only USA, CAN`"


class TestFile:
    def test_no_program(self) -> None:
        found = only_mistake("# nothing yet\n")
        assert (found.code, found.line, found.column) == ("missing-program", 1, 14)
        assert found.message == "found the end of the file, expected `program`"
        assert found.help == 'write the program as `program "World Elite" { … }`'

    def test_something_else(self) -> None:
        found = only_mistake("hello\n")
        assert (found.code, marked(found)) == ("syntax-error", "hello")
        assert found.message == "found `hello`, expected `program`"
        assert found.help == 'write it as `program "World Elite" { … }`'

    @pytest.mark.parametrize("word", ["Program", "progam"])
    def test_nearly(self, word: str) -> None:
        found = only_mistake(f'{word} "X" {{\nversion 3\n}}\n')
        assert found.message == f"found `{word}`, expected `program`"
        assert found.help == 'did you mean `program`, as in `program "World Elite" { … }`?'
