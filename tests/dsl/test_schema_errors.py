from typing import Any

import pytest
from hypothesis import given

from pointsman.dsl.reading import check_document, read_document
from pointsman.dsl.schema_errors import check_schema
from tests.dsl.points_reading import WORLD_ELITE, marked, read, within
from tests.dsl.schema_mistakes import POINTS, YAML, in_points, in_yaml, of_document, short, told
from tests.strategies.documents import documents


def test_programs_without_mistakes() -> None:
    assert in_yaml(YAML) == []
    assert in_points(WORLD_ELITE) == []


@given(documents())
def test_drawn_documents(document: dict[str, Any]) -> None:
    assert of_document(document) == []


# Each is the plain program with one thing replaced; the last word of the tuple is what is marked.
REPLACED = [
    (
        ("currency:", "curency:"),
        ("unknown-key", "`curency` is not a statement of a program", "did you mean `currency`?"),
        "curency",
    ),
    (
        ("rate:", "rat:"),
        ("unknown-key", "`rat` is not a statement of `base`", "did you mean `rate`?"),
        "rat",
    ),
    (
        ("whole}", "whole, colour: red}"),
        (
            "unknown-key",
            "`colour` is not a statement of `points`",
            "the statements of `points` are `name`, `precision` and `rounding`",
        ),
        "colour",
    ),
    (
        ("version: 1\n", ""),
        (
            "missing-statement",
            "a program needs a `version`",
            "number the version of the program, such as `1`",
        ),
        "program",
    ),
    (
        ("currency: USD\n", ""),
        (
            "missing-statement",
            "a program needs a `currency`",
            "name the billing currency, such as `USD`",
        ),
        "program",
    ),
    (
        ("program: X\n", ""),
        (
            "missing-statement",
            "a program needs a name, its `program`",
            "give the program a name, such as `World Elite`",
        ),
        "version",
    ),
    (
        (", precision: whole", ""),
        (
            "missing-statement",
            "`points` needs a `precision`",
            "add `precision`: `whole` or `2 decimals`",
        ),
        "points",
    ),
    (
        ("rate: 0.01", ""),
        (
            "missing-statement",
            "`base` needs a cost per point: a `rate`, or `tiers`",
            "give it one rate such as `0.01`, or tiers",
        ),
        "base",
    ),
    (
        ("version: 1", "version: [1]"),
        ("wrong-type", "found a list, expected a whole number for `version`", None),
        "[1]",
    ),
    (
        ("{name: M, precision: whole}", "Miles"),
        (
            "wrong-type",
            "found `Miles`, expected settings written `name: value` for `points`",
            "write `name`, `precision` or `rounding` within it",
        ),
        "Miles",
    ),
    (
        ("rate: 0.01", "rate: []"),
        ("wrong-type", "found a list, expected a cost per point for `rate`", None),
        "[]",
    ),
    (
        ("X\n", "true\n"),
        ("wrong-type", "found `true`, expected a name for `program`", None),
        "true",
    ),
    (
        ("X\n", "{a: b}\n"),
        (
            "wrong-type",
            "found settings written `name: value`, expected a name for `program`",
            None,
        ),
        "{a: b}",
    ),
    (
        ("USD\n", "USD\nbank:\n"),
        ("wrong-type", "found nothing, expected `hosted` or `external` for `bank`", None),
        "",
    ),
    (
        ("full: true", "full: yes"),
        (
            "wrong-type",
            "found `yes`, expected `true` for `full`",
            "write `true`, or leave it out",
        ),
        "yes",
    ),
    (
        ("full: true", "full: false"),
        ("bad-value", "found `false`, expected `true` for `full`", "write `true`, or leave it out"),
        "false",
    ),
    (
        ("whole", "hole"),
        (
            "bad-value",
            "found `hole`, expected `whole` or `2 decimals` for `precision`",
            "did you mean `whole`?",
        ),
        "hole",
    ),
    (
        ("whole", "thirds"),
        (
            "bad-value",
            "found `thirds`, expected `whole` or `2 decimals` for `precision`",
            None,
        ),
        "thirds",
    ),
]


@pytest.mark.parametrize(("change", "words", "mark"), REPLACED)
def test_one_mistake_in_yaml(
    change: tuple[str, str], words: tuple[str, str, str | None], mark: str
) -> None:
    assert told(in_yaml(YAML.replace(*change))) == [(*words, mark)]


HOLDS = "the statements of an entry of a group are `id`, `name`, `acquirer`, `terminal` and `mcc`"
ADDED = [
    (
        "groups: []",
        (
            "empty-list",
            "found nothing, expected a group in `groups`",
            "write at least one, or leave the statement out",
        ),
        "[]",
    ),
    (
        "facts: [1]",
        (
            "wrong-type",
            "found `1`, expected settings written `name: value` in `facts`",
            "write `name`, `type` or `values` within it",
        ),
        "1",
    ),
    (
        "preferences: {offer: next}",
        (
            "wrong-type",
            "found `next`, expected a list of modes for `offer`",
            "write it as a list, also when it has one value",
        ),
        "next",
    ),
    (
        "preferences: {offer: [nxt]}",
        ("bad-value", "found `nxt`, expected `next` or `all` in `offer`", "did you mean `next`?"),
        "nxt",
    ),
    (
        "preferences: {cardholder: []}",
        (
            "empty-list",
            "found nothing, expected `minimum` or `amount` in `cardholder`",
            "write at least one, or leave the statement out",
        ),
        "[]",
    ),
    (
        "post_purchase: {within_days: [90]}",
        ("wrong-type", "found a list, expected a number of days for `within`", None),
        "[90]",
    ),
    (
        "communications: {statement: MILES AND MILES OF CREDIT}",
        (
            "text-too-long",
            "this text has 25 characters, and at most 22 are allowed",
            "leave out 3 of them",
        ),
        "MILES AND MILES OF CREDIT",
    ),
    (
        "effective: {to: 2026-01-01}",
        ("missing-statement", "`effective` needs `from`", "add `from`: a date"),
        "effective",
    ),
    (
        "facts: [{name: a, type: choice}]",
        (
            "missing-statement",
            "a fact that is a choice needs its `values`",
            "list the values it may have",
        ),
        "name",
    ),
    (
        "facts: [{name: a, type: text, values: [b]}]",
        (
            "contradiction",
            "only a fact that is a choice has `values`",
            "leave them out, or make its type `choice`",
        ),
        "values",
    ),
    (
        "facts: [{name: a, type: choise, values: [b]}]",
        (
            "bad-value",
            "found `choise`, expected `choice`, `text` or `number` for `type`",
            "did you mean `choice`?",
        ),
        "choise",
    ),
    (
        "facts: [{name: a, type: choice, value: [b]}]",
        ("unknown-key", "`value` is not a statement of a fact", "did you mean `values`?"),
        "value",
    ),
    (
        "groups: [{name: a, entries: [{group: b}]}]",
        (
            "unknown-key",
            "`group` is not a statement of an entry of a group",
            HOLDS,
        ),
        "group",
    ),
    (
        "groups: [{name: a, entries: []}]",
        (
            "empty-list",
            "found nothing, expected an entry of a group in `group`",
            "write at least one, or leave the statement out",
        ),
        "[]",
    ),
]


@pytest.mark.parametrize(("line", "words", "mark"), ADDED)
def test_one_mistake_in_a_line_more(
    line: str, words: tuple[str, str, str | None], mark: str
) -> None:
    assert told(in_yaml(f"{YAML}{line}\n")) == [(*words, mark)]


FILTERS = [
    (
        "5411",
        "wrong-type",
        "found `5411`, expected settings written `name: value` in `filters`",
        "5411",
    ),
    (
        "{}",
        "missing-statement",
        "a filter needs `purchase`, `balance`, `mcc`, `country`, `merchant` or `require`",
        "{}",
    ),
    (
        "{purchaze: {over: 1}}",
        "unknown-key",
        "`purchaze` is not a statement of a filter",
        "purchaze",
    ),
    (
        "{mcc: {only: [5411]}, country: {only: [USA]}}",
        "contradiction",
        "a filter is one statement",
        "country",
    ),
    (
        "{mcc: {only: [5411], except: [5412]}}",
        "contradiction",
        "`only` and `except` cannot be used together for merchant category codes",
        "except",
    ),
    ("{mcc: {}}", "missing-statement", "`mcc` needs `only` or `except`", "mcc"),
    (
        "{mcc: 5411}",
        "wrong-type",
        "found `5411`, expected settings written `name: value` for `mcc`",
        "5411",
    ),
    (
        "{mcc: {only: [[5411]]}}",
        "wrong-type",
        "found a list, expected a merchant category code or a range of them in `only`",
        "[5411]",
    ),
    ("{mcc: {only: [{from: 5411}]}}", "missing-statement", "a range needs `to`", "from"),
    (
        "{purchase: {over: 1, under: 2}}",
        "contradiction",
        "a `purchase` filter has one bound",
        "under",
    ),
    (
        "{purchase: {at_least: [1]}}",
        "wrong-type",
        "found a list, expected an amount of money for `at least`",
        "[1]",
    ),
    (
        "{balance: {worth_at_least: {}}}",
        "wrong-type",
        "found settings written `name: value`, expected an amount of money for `worth at least`",
        "{}",
    ),
    (
        "{merchant: {only: [coffee]}}",
        "wrong-type",
        "found `coffee`, expected settings written `name: value` in `only`",
        "coffee",
    ),
    (
        "{merchant: {only: [{id: 1, name: a}]}}",
        "contradiction",
        "a merchant of a list is one setting",
        "name",
    ),
    ("{require: {else: no}}", "missing-statement", "`require` needs a `condition`", "require"),
    (
        "{require: {condition: mcc}}",
        "wrong-type",
        "found `mcc`, expected settings written `name: value` for `condition`",
        "mcc",
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "mark"), FILTERS)
def test_one_mistake_in_a_filter(text: str, code: str, message: str, mark: str) -> None:
    [found] = in_yaml(f"{YAML}filters: [{text}]\n")
    assert (found.code, found.message, marked(found)) == (code, message, mark)


OPERATORS = "`=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `not in`, `like` or `not like`"
CONDITIONS = [
    (
        "{}",
        "missing-statement",
        "a condition needs `all`, `any`, `not`, `merchant` or `fact`",
        "condition",
    ),
    ("{all: []}", "empty-list", "found nothing, expected a condition in `all`", "[]"),
    (
        "{all: {}}",
        "wrong-type",
        "found settings written `name: value`, expected a list of conditions for `all`",
        "{}",
    ),
    ("{nto: {}}", "unknown-key", "`nto` is not a statement of a condition", "nto"),
    (
        "{not: {fact: a, op: '=', value: 1}, any: []}",
        "contradiction",
        "a condition with `any` has nothing else in it",
        "any",
    ),
    (
        "{not: {fact: a, op: '=', value: 1}, fact: b}",
        "contradiction",
        "a condition with `not` has nothing else in it",
        "fact",
    ),
    ("{fact: a, value: 1}", "missing-statement", "a comparison needs an `op`", "condition"),
    ("{fact: a, op: '='}", "missing-statement", "a comparison needs a `value`", "condition"),
    ("{fact: a, op: in}", "missing-statement", "`in` and `not in` need `values`", "condition"),
    ("{op: '=', value: 1}", "missing-statement", "a comparison needs a `fact`", "condition"),
    (
        "{fact: a, op: in, value: 1}",
        "contradiction",
        "`in` and `not in` compare with `values`, not with one `value`",
        "value",
    ),
    (
        "{fact: a, op: like, values: [b]}",
        "contradiction",
        "only `in` and `not in` compare with `values`",
        "values",
    ),
    (
        "{fact: a, op: '=', value: 1, values: [1]}",
        "contradiction",
        "only `in` and `not in` compare with `values`",
        "values",
    ),
    (
        "{fact: a, op: '==', value: 1}",
        "bad-value",
        f"found `==`, expected {OPERATORS} for `op`",
        "'=='",
    ),
    (
        "{fact: a, op: '=', value: true}",
        "wrong-type",
        "found `true`, expected a text or a number for `value`",
        "true",
    ),
    ("{merchant: {}}", "missing-statement", "`merchant` needs `in` or `not_in`", "merchant"),
    (
        "{merchant: {in: [{id: 1}], not_in: [{id: 2}]}}",
        "contradiction",
        "`in` and `not in` cannot be used together",
        "not_in",
    ),
    (
        "{merchant: {not_in: []}}",
        "empty-list",
        "found nothing, expected a merchant of a list in `not in`",
        "[]",
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "mark"), CONDITIONS)
def test_one_mistake_in_a_condition(text: str, code: str, message: str, mark: str) -> None:
    found = in_yaml(f"{YAML}filters:\n- require:\n    condition: {text}\n")
    if mark == "any":  # a list that may not stand there is empty, too
        found = [d for d in found if d.code != "empty-list"]
    assert [(d.code, d.message, marked(d)) for d in found] == [(code, message, mark)]


OVERRIDES = [
    ("{name: A, rate: 1}", "missing-statement", "an override needs `for`, `when` or both", "name"),
    (
        "{for: {cross_border: true}, rate: 1}",
        "missing-statement",
        "an override needs a `name`",
        "for",
    ),
    (
        "{name: A, for: {cross_border: true}}",
        "missing-statement",
        "an override needs a cost per point: a `rate`, or `tiers`",
        "name",
    ),
    (
        "{name: A, for: {cross_border: true}, rate: 1, tiers: [{rate: 1}]}",
        "contradiction",
        "`rate` and `tiers` cannot be used together",
        "tiers",
    ),
    (
        "{name: A, for: {cross_border: yes}, rate: 1}",
        "wrong-type",
        "found `yes`, expected `true` for `cross border`",
        "yes",
    ),
    (
        "{name: A, for: {mcc: [5411], country: [USA]}, rate: 1}",
        "contradiction",
        "`for` is one setting",
        "country",
    ),
    (
        "{name: A, for: {}, rate: 1}",
        "missing-statement",
        "`for` needs `merchant`, `mcc`, `product`, `country` or `cross_border`",
        "for",
    ),
    (
        "{name: A, for: {cross_border: true}, tiers: []}",
        "empty-list",
        "found nothing, expected a tier in `override`",
        "[]",
    ),
    (
        "{name: A, for: {cross_border: true}, tiers: [{up_to: 1}]}",
        "missing-statement",
        "a tier needs a `rate`",
        "up_to",
    ),
    (
        "{name: A, for: {cross_border: true}, tiers: [{up_to: [], rate: 1}]}",
        "wrong-type",
        "found a list, expected an amount of money for `up to`",
        "[]",
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "mark"), OVERRIDES)
def test_one_mistake_in_an_override(text: str, code: str, message: str, mark: str) -> None:
    written = YAML.replace("{base: {rate: 0.01}}", f"{{base: {{rate: 1}}, overrides: [{text}]}}")
    [found] = in_yaml(written)
    assert (found.code, found.message, marked(found)) == (code, message, mark)


APART = [
    (
        "mcc only 5411  mcc except 5412",
        "`only` and `except` cannot be used together for merchant category codes",
        "except",
        "only",
    ),
    (
        "country except USA  country only CAN",
        "`only` and `except` cannot be used together for countries",
        "only",
        "except",
    ),
    (
        'merchant only id "1"  merchant except id "2"',
        "`only` and `except` cannot be used together for merchants",
        "except",
        "only",
    ),
    (
        "purchase over 1.00  purchase at least 2.00",
        "a purchase has one lower bound, `over` or `at least`",
        "at least",
        "over",
    ),
    (
        "purchase at most 9.00  purchase under 8.00",
        "a purchase has one upper bound, `under` or `at most`",
        "under",
        "at most",
    ),
]


@pytest.mark.parametrize(("text", "message", "mark", "first"), APART)
def test_filters_that_contradict_each_other(text: str, message: str, mark: str, first: str) -> None:
    [found] = in_points(POINTS.replace("HERE", f"filters {{ {text} }}"))
    assert (found.code, found.message, found.help) == ("contradiction", message, "keep one of them")
    assert marked(found) == mark
    assert [marked(found, other.span) for other in found.marks] == [first]


def test_bounds_and_lists_that_agree() -> None:
    text = "purchase over 1.00  purchase under 2.00  mcc only 5411  country except USA"
    assert in_points(POINTS.replace("HERE", f"filters {{ {text} }}")) == []


@pytest.mark.parametrize("text", ["purchase over 1.00", "mcc only 5411", "country except USA"])
def test_the_same_filter_twice_is_for_the_load_checks(text: str) -> None:
    located = read(POINTS.replace("HERE", f"filters {{ {text}  {text} }}"))
    assert check_schema(located) == []
    assert [d.code for d in check_document(located).diagnostics] == ["duplicate-statement"]


IN_POINTS = [
    (
        "group coffee { }",
        "empty-list",
        "found nothing, expected an entry of a group in `group`",
        "{ }",
    ),
    (
        'communications { statement "MILES AND MILES OF CREDIT" }',
        "text-too-long",
        "this text has 25 characters, and at most 22 are allowed",
        '"MILES AND MILES OF CREDIT"',
    ),
]


@pytest.mark.parametrize(("text", "code", "message", "mark"), IN_POINTS)
def test_one_mistake_in_a_text(text: str, code: str, message: str, mark: str) -> None:
    [found] = in_points(POINTS.replace("HERE", text))
    assert (found.code, found.message, marked(found)) == (code, message, mark)


@pytest.mark.parametrize("text", ["post purchase { }", "preferences { }", "communications { }"])
def test_blocks_that_may_be_empty(text: str) -> None:
    assert in_points(POINTS.replace("HERE", text)) == []


def test_what_a_text_lacks() -> None:
    found = in_points(within())
    assert {marked(d) for d in found} == {"program"}
    assert [d.message for d in found] == [
        "a program needs a `version`",
        "a program needs a `currency`",
        "a program needs `points`",
        "a program needs a `conversion`",
        "a program needs a `redemption`",
    ]


@pytest.mark.parametrize("text", ["digital { }", "digital { source PP }"])
def test_a_digital_block_without_items(text: str) -> None:
    assert told(in_points(POINTS.replace("HERE", text))) == [
        (
            "missing-statement",
            "`digital` does not say what points buy",
            "write at least one item, or leave the block out",
            "digital",
        )
    ]


def test_items_that_were_lost_are_not_missed() -> None:
    text = POINTS.replace("HERE", 'digital { item "1" for travel }')
    assert in_points(text) == []


KINDS = "`cashback`, `merchandise`, `external` or `travel`"
DIGITAL = [
    (
        "{source: [PP]}",
        ("missing-statement", "`digital` does not say what points buy", "digital"),
        "write at least one item, or leave the block out",
    ),
    (
        "{items: []}",
        ("empty-list", "found nothing, expected a digital item in `items`", "[]"),
        "write at least one, or leave the statement out",
    ),
    (
        "{items: [{for: travel, rate: 1}]}",
        ("missing-statement", "a digital item needs an `item`", "for"),
        "write its matrix item id, such as `41275`",
    ),
    (
        "{items: [{item: 5, rate: 1}]}",
        ("missing-statement", "a digital item needs a `for`", "item"),
        f"add `for`: {KINDS}",
    ),
    (
        "{items: [{item: 5, for: travel}]}",
        ("missing-statement", "a digital item needs a `rate`", "item"),
        "add `rate`: a cost per point",
    ),
    (
        "{items: [{item: 5, for: travl, rate: 1}]}",
        ("bad-value", f"found `travl`, expected {KINDS} in `for`", "travl"),
        "did you mean `travel`?",
    ),
    (
        "{items: [{item: 5, for: travel, rate: 1, name: A}]}",
        ("unknown-key", "`name` is not a statement of a digital item", "name"),
        "did you mean `named`?",
    ),
    (
        "{itms: [{item: 5, for: travel, rate: 1}]}",
        ("unknown-key", "`itms` is not a statement of `digital`", "itms"),
        "did you mean `items`?",
    ),
    (
        "{items: [{item: 5, for: travel, rate: 1}], source: PP}",
        ("wrong-type", "found `PP`, expected a list of source codes for `source`", "PP"),
        "write it as a list, also when it has one value",
    ),
    (
        "{items: [{item: 5, for: travel, rate: 1}], partner: [true]}",
        ("wrong-type", "found `true`, expected a partner in `partner`", "true"),
        None,
    ),
    (
        "{items: {item: 5, for: travel, rate: 1}}",
        (
            "wrong-type",
            "found settings written `name: value`, expected a list of items for `items`",
            "{item: 5, for: travel, rate: 1}",
        ),
        "write it as a list, also when it has one value",
    ),
]


@pytest.mark.parametrize(("text", "expected", "advice"), DIGITAL)
def test_one_mistake_in_a_digital_block(
    text: str, expected: tuple[str, str, str], advice: str | None
) -> None:
    [found] = in_yaml(f"{YAML}digital: {text}\n")
    assert (found.code, found.message, marked(found)) == expected
    assert found.help == advice


def test_what_a_block_of_a_text_lacks() -> None:
    empty = POINTS.replace("HERE", "").replace("base at 0.01", 'override "A" at 0.1')
    assert [(d.message, marked(d)) for d in in_points(empty)] == [
        ("`conversion` needs a `base`", "conversion"),
        ("an override needs `for`, `when` or both", "override"),
    ]


def test_tiers_without_any() -> None:
    text = POINTS.replace("HERE", "").replace("base at 0.01", "base { }")
    assert short(in_points(text)) == [("empty-list", "{ }")]


@pytest.mark.parametrize(
    ("good", "broken"),
    [
        ("currency USD", "curency USD"),
        ("base at 0.01", "bse at 0.01"),
        ("redemption { full }", "redemption { ful }"),
        ("HERE", "filters { mcc onyl 5411 }"),
        ("HERE", 'group coffee { nme "A" }'),
        ("base at 0.01", "base { abov at 0.1 }"),
    ],
)
def test_what_was_lost_to_a_syntax_error_is_not_missed(good: str, broken: str) -> None:
    located = read(POINTS.replace(good, broken).replace("HERE", ""))
    assert len(located.diagnostics) == 1
    assert check_schema(located) == []


def test_what_is_missing_elsewhere_is_still_missed() -> None:
    text = POINTS.replace("base at 0.01", "").replace("HERE", "filters { mcc onyl 5411 }")
    assert short(in_points(text)) == [("missing-statement", "conversion")]


def test_an_incomplete_object_may_lack_anything() -> None:
    document = {"redemption": {"partial": {}}, "groups": []}
    everything = frozenset({"", "/redemption/partial", "/groups"})
    assert of_document(document, incomplete=everything) == []
    assert {d.code for d in of_document(document)} == {"missing-statement", "empty-list"}


def test_the_loader_tells_each_mistake_once() -> None:
    assert all(
        len(check_document(read_document(YAML.replace(*change), "a.yaml")).diagnostics) == 1
        for change, *_ in REPLACED
    )
