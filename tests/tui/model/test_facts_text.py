"""Facts changed in their text: examples of every layout, and random changes of random layouts."""

import difflib
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pointsman.dsl.located import Located
from pointsman.dsl.reading import read_document
from pointsman.engine.exact import Written
from pointsman.engine.problems import pointer as pointer_to
from pointsman.tui.model.data_paths import keys_of, with_value, without
from pointsman.tui.model.facts_text import (
    CannotWriteError,
    emptied_around,
    facts_in,
    put,
    rewritten,
    take_out,
)
from pointsman.tui.model.yaml_writing import block, flow, json_lines

TEXT = """\
# one purchase
authorization:
  amount: 100.00            # DE006
  currency: USD
  response_code: "00"
  merchant: {id: "445", name: CORNER}
account:
  # the status
  status: GOOD_STANDING
  facts:   # own
  preferences: {mode: ALL}
lots:
  - id: L1
    remaining: 4
  - {id: L2}
"""


def read(text: str, name: str = "facts.yaml") -> Located:
    return read_document(text, name)


def changed_lines(old: str, new: str) -> list[str]:
    """The lines that are gone, with a minus, and those that have come, with a plus."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("pointer", "value", "lines"),
    [
        (
            "/authorization/amount",
            Written("5.1"),
            ["-  amount: 100.00            # DE006", "+  amount: 5.1            # DE006"],
        ),
        (
            "/authorization/amount",
            None,
            ["-  amount: 100.00            # DE006", "+  amount:            # DE006"],
        ),
        (
            "/authorization/response_code",
            "05",
            ['-  response_code: "00"', '+  response_code: "05"'],
        ),
        ("/authorization/mcc", "5942", ['+  mcc: "5942"']),
        (
            "/authorization/merchant/terminal",
            "0,1",
            [
                '-  merchant: {id: "445", name: CORNER}',
                '+  merchant: {id: "445", name: CORNER, terminal: "0,1"}',
            ],
        ),
        ("/account/facts/segment", "no", ['+    segment: "no"']),
        (
            "/account/preferences/minimum",
            Written("3.00"),
            ["-  preferences: {mode: ALL}", "+  preferences: {mode: ALL, minimum: 3.00}"],
        ),
        ("/lots/0/earned", Written("2026-03-07T12:30:00Z"), ["+    earned: 2026-03-07T12:30:00Z"]),
        ("/lots/1/x", "z", ["-  - {id: L2}", "+  - {id: L2, x: z}"]),
        ("/lots/2", {"id": "L3", "points": Written("1")}, ["+  - id: L3", "+    points: 1"]),
        ("/post_purchase/after", "X", ["+post_purchase:", "+  after: X"]),
        ("/authorization/amount", "it's", None),
    ],
)
def test_only_the_lines_of_a_value_change(
    pointer: str, value: object, lines: list[str] | None
) -> None:
    located = read(TEXT)
    edited = put(located, pointer, value)
    assert edited.located.document == with_value(located.document, keys_of(pointer), value)
    assert not edited.rewritten
    assert lines is None or changed_lines(TEXT, edited.text) == lines


@pytest.mark.parametrize(
    ("pointer", "lines"),
    [
        ("/authorization/amount", ["-  amount: 100.00            # DE006"]),
        (
            "/authorization/merchant/id",
            ['-  merchant: {id: "445", name: CORNER}', "+  merchant: {name: CORNER}"],
        ),
        (
            "/authorization/merchant/name",
            ['-  merchant: {id: "445", name: CORNER}', '+  merchant: {id: "445"}'],
        ),
        ("/authorization/merchant", ['-  merchant: {id: "445", name: CORNER}']),
        ("/account/preferences/mode", ["-  preferences: {mode: ALL}", "+  preferences: {}"]),
        ("/lots/0/id", ["-  - id: L1", "-    remaining: 4", "+  - remaining: 4"]),
        ("/lots/0", ["-  - id: L1", "-    remaining: 4"]),
        ("/lots/1", ["-  - {id: L2}"]),
        ("/account/facts", ["-  facts:   # own"]),
    ],
)
def test_only_the_lines_of_a_value_are_taken_out(pointer: str, lines: list[str]) -> None:
    located = read(TEXT)
    edited = take_out(located, pointer)
    assert edited.located.document == without(located.document, keys_of(pointer))
    assert not edited.rewritten
    assert changed_lines(TEXT, edited.text) == lines


def test_nothing_is_taken_from_where_nothing_is() -> None:
    assert take_out(read(TEXT), "/authorization/time").located.document == read(TEXT).document


@pytest.mark.parametrize(
    ("text", "pointer", "left"),
    [
        ("account:\n  status: NEW\nid: A\n", "/account/status", "account: {}\nid: A\n"),
        ("lots:\n  - id: L1\n", "/lots/0", "lots: []\n"),
        ("lots:\n  - id: L1\n", "/lots/0/id", "lots:\n  - {}\n"),
        ("lots: [{id: L1}]\n", "/lots/0", "lots: []\n"),
        ("a: {b: 1, c: 2,}\n", "/a/c", "a: {b: 1,}\n"),
        ("id: A\n", "/id", "{}\n"),
    ],
)
def test_what_is_emptied_is_an_empty_object_or_list(text: str, pointer: str, left: str) -> None:
    assert take_out(read(text), pointer).text == left


def test_a_new_key_stands_where_the_order_says() -> None:
    order = {"/authorization": ("amount", "currency", "mcc", "merchant"), "": ("id", "account")}
    located = read(TEXT)
    text = put(located, "/authorization/mcc", "5942", lambda at: order.get(at, ())).text
    assert text.index("currency") < text.index("mcc") < text.index("response_code")
    edited = put(located, "/id", "A", lambda at: order.get(at, ()))
    assert edited.text == TEXT.replace("authorization:", "id: A\nauthorization:")


def test_a_new_first_key_in_braces() -> None:
    order = ("mode", "minimum")
    located = read("preferences: {minimum: 3.00}\n")
    edited = put(located, "/preferences/mode", "ALL", lambda _: order)
    assert edited.text == "preferences: {mode: ALL, minimum: 3.00}\n"


@pytest.mark.parametrize(
    ("text", "pointer", "value", "made"),
    [
        ("", "/account/status", "NEW", "account:\n  status: NEW\n"),
        ("# nothing yet\n", "/id", "A", "# nothing yet\nid: A\n"),
        ("{}", "/id", "A", "{id: A}"),
        ("account:\n", "/account/status", "NEW", "account:\n  status: NEW\n"),
        ("account: {}\n", "/account/status", "NEW", "account:\n  status: NEW\n"),
        ("a: {b: {}}\n", "/a/b/c", "x", "a: {b: {c: x}}\n"),
        ("a: {b: }\n", "/a/b", "x", "a: {b: x }\n"),
        ("account: null # c\n", "/account/status", "NEW", "account: # c\n  status: NEW\n"),
        ("id: A", "/id", "B", "id: B"),
        ("id: A", "/at", "B", "id: A\nat: B"),
        ("id: A\r\nat: B\r\n", "/x", "C", "id: A\r\nat: B\r\nx: C\r\n"),
        ("id: 'it''s'\n", "/id", "it's so", "id: 'it''s so'\n"),
        ("lots:\n-\n", "/lots/0", "x", "lots:\n- x\n"),
        ("id: >\n  folded\n  text\nat: B\n", "/id", "A", "id: A\nat: B\n"),
        ("a: [\n  x,\n  y\n]\n", "/a/2", "z", "a: [\n  x,\n  y,\n  z\n]\n"),
    ],
)
def test_odd_layouts(text: str, pointer: str, value: object, made: str) -> None:
    assert put(read(text), pointer, value).text == made


def test_an_alias_is_replaced_where_it_stands_alone() -> None:
    text = "a: &x one\nb: *x\n"
    assert put(read(text), "/b", "two").text == "a: &x one\nb: two\n"


def test_what_others_refer_to_is_written_anew() -> None:
    edited = put(read("a: &x one\nb: *x # here\n"), "/a", "two")
    assert edited.rewritten
    assert edited.text == "a: two\nb: one\n"


def test_a_value_inside_an_alias_is_written_anew() -> None:
    edited = put(read("a: &x {c: one}\nb: *x\n"), "/b/c", "two")
    assert edited.rewritten
    assert edited.located.document == {"a": {"c": "one"}, "b": {"c": "two"}}


def test_json_stays_json() -> None:
    text = '{\n  "id": "A",\n  "account": {"balance": 12.50}\n}\n'
    located = read(text, "facts.json")
    assert put(located, "/account/balance", Written("7")).text == text.replace("12.50", "7")
    edited = put(located, "/account/status", "NEW")
    assert edited.text == text.replace("12.50}", '12.50, "status": "NEW"}')
    edited = put(located, "/at", Written("0742"))
    assert edited.text == text.replace("12.50}", '12.50},\n  "at": "0742"')
    assert put(located, "/id", None).text == text.replace('"A"', "null")
    assert take_out(located, "/id").text == '{\n  "account": {"balance": 12.50}\n}\n'


def test_an_empty_json_document() -> None:
    assert put(read("{}", "facts.json"), "/a/b", "x").text == '{"a": {"b": "x"}}'


def test_a_text_that_cannot_be_read_is_not_changed() -> None:
    for text in ("a: [", "id: A\n---\nid: B\n"):
        with pytest.raises(CannotWriteError, match="cannot be read"):
            put(read(text), "/id", "B")
        assert facts_in(read(text)) is None


def test_facts_are_an_object() -> None:
    assert facts_in(read("- a\n")) is None
    assert facts_in(read("")) == {}
    assert facts_in(read("id: A\n")) == {"id": "A"}


def test_what_no_text_can_hold_is_refused() -> None:
    with pytest.raises(CannotWriteError, match="cannot be written"):
        rewritten(read("id: A\n"), {"id": "\ud800"})


@pytest.mark.parametrize(
    ("pointer", "outermost"),
    [
        ("/account/preferences/mode", "/account/preferences"),
        ("/account/facts/a", "/account/facts/a"),
        ("/account/status", "/account/status"),
        ("/id", "/id"),
    ],
)
def test_the_outermost_object_that_would_be_empty(pointer: str, outermost: str) -> None:
    data = {"id": "A", "account": {"preferences": {"mode": "ALL"}, "facts": {"a": "1", "b": "2"}}}
    assert emptied_around(data, pointer) == outermost


KEYS = st.sampled_from(("id", "amount", "no", "5942", "a b", "é", "a/b", "~", "-", "x: y"))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(("00", "no", "2026-01-01", "GOOD_STANDING", "a: b", "# c", "it's", "{x}", "")),
    st.integers(0, 10**6).map(lambda number: Written(f"{number}.50")),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=5)


def _mixed(data: dict[str, object], draw: st.DrawFn) -> str:
    """Blocks at the top, with comments and blank lines, some of what they hold in braces."""
    lines = []
    for number, (key, value) in enumerate(data.items()):
        if draw(st.booleans()):
            lines.append(f"# comment {number}")
        on_one_line = draw(st.booleans())
        written = [flow({key: value})[1:-1]] if on_one_line else list(block({key: value}))
        if draw(st.booleans()):
            written[-1] += f"   # beside {number}"
        lines += written
        if draw(st.booleans()):
            lines.append("")
    newline = draw(st.sampled_from(("\n", "\r\n")))
    return newline.join([*lines, ""])


@st.composite
def texts(draw: st.DrawFn) -> Located:
    """A document in one of many layouts."""
    data = draw(DOCUMENTS)
    layout = draw(st.sampled_from(("mixed", "mixed", "json", "json on one line")))
    if layout == "mixed":
        located = read(_mixed(data, draw))
    else:
        text = json_lines(data) if layout == "json" else flow(data, as_json=True)
        located = read(text, "facts.json")
    assert located.document == data, located.diagnostics
    return located


@st.composite
def paths_into(draw: st.DrawFn, data: object) -> str:
    """A pointer to something that is there, or to something that may be added."""
    keys: list[str] = []
    while isinstance(data, dict | list) and data and (not keys or draw(st.booleans())):
        if isinstance(data, list):
            index = draw(st.integers(0, len(data) - 1))
            keys.append(str(index))
            data = data[index]
        else:
            key = draw(st.sampled_from(sorted(data)))
            keys.append(key)
            data = data[key]
    if isinstance(data, dict) and draw(st.booleans()):
        keys.append(draw(KEYS))
    return pointer_to(keys)


def comments_of(text: str) -> list[str]:
    """The comments that `_mixed` wrote."""
    return [line[line.index("# ") :] for line in text.splitlines() if "# comment" in line]


@given(st.data(), texts(), SCALARS)
def test_any_field_of_any_text(data: st.DataObject, located: Located, value: object) -> None:
    pointer = data.draw(paths_into(located.document))
    edited = put(located, pointer, value)
    assert edited.located.document == with_value(located.document, keys_of(pointer), value)
    assert not edited.located.diagnostics
    if located.source.name == "facts.json":
        assert json.loads(edited.text) is not None
    if not edited.rewritten:
        assert comments_of(edited.text) == comments_of(located.source.text)


@given(st.data(), texts())
def test_anything_taken_out_of_any_text(data: st.DataObject, located: Located) -> None:
    pointer = data.draw(paths_into(located.document))
    assume(pointer)
    edited = take_out(located, pointer)
    assert edited.located.document == without(located.document, keys_of(pointer))


@given(st.data(), texts(), SCALARS)
def test_a_scalar_never_costs_the_layout(
    data: st.DataObject, located: Located, value: object
) -> None:
    scalars = [
        pointer
        for pointer in located.places
        if pointer and not isinstance(_at(located, pointer), dict | list)
    ]
    assume(scalars)
    pointer = data.draw(st.sampled_from(sorted(scalars)))
    edited = put(located, pointer, value)
    assert not edited.rewritten


def _at(located: Located, pointer: str) -> object:
    data: object = located.document
    for key in keys_of(pointer):
        data = data[int(key)] if isinstance(data, list) else data[key]  # type: ignore[index]
    return data
