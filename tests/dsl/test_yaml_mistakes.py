"""Every mistake in YAML in our words, whichever of PyYAML's two parsers finds it."""

from typing import Any

import pytest

from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.places import Source
from pointsman.dsl.yaml_reader import LOADERS, read_yaml
from tests.dsl.points_reading import marked

QUOTES = "put the text in double quotes"
INDENT = "begin what belongs together in the same column, and indent with spaces"
NEXT_KEY = "indent all keys of a block alike, and put a text with quotes inside in single quotes"
TAGS = "leave out the tag, or put a text that begins with `!` in quotes"
MERGE = "write out the keys that are meant, or use an alias for a whole value"
ESCAPE = "write `\\\\` for a backslash, or put the text in single quotes"
IN_LIST = "separate what stands in the list with `,` and close it with `]`"
IN_BLOCK = "separate what stands in the block with `,` and close it with `}`"
BRACKETS = "close every `[` with `]` and every `{` with `}`"
COLON = "write `: ` after the key, and indent what goes on a text"
NO_VALUE = "write a value, or leave out the `,` before it"
AFTER = "leave it out, or put the whole text in quotes"


def read(text: str, loader: Any = LOADERS[-1]) -> Located:
    return read_yaml(Source("a.yaml", text), loader)


def told(diagnostic: Diagnostic) -> tuple[str, str, str, str | None]:
    return diagnostic.code, marked(diagnostic), diagnostic.message, diagnostic.help


SYNTAX = [
    ("a: b: c", ":", "found a second `:` on this line, expected one value",
     "put a text with `: ` in it in double quotes"),
    ("a: 1\n  b: 2", "b", "found a key, but the line before it already has a value", INDENT),
    ("\ta: 1", "\t", "a tab stands where only spaces may", "indent with spaces"),
    ("k: >\n\tfoo", "\t", "a tab stands where only spaces may", "indent with spaces"),
    ("a: @b", "@", "a text without quotes cannot begin with `@`", QUOTES),
    ("é: `x`", "`", "a text without quotes cannot begin with `` ` ``", QUOTES),
    ("a: %b", "%", "a text without quotes cannot begin with `%`", QUOTES),
    ("a: - b", "-", "found `-`, but a list cannot begin here",
     "begin each `- item` on a line of its own, all of them in the same column"),
    ("a: ? b", "?", "found `?`, but a key cannot begin here", "write `key: value`"),
    ('日: "本 \nb: 1', '"本', "this text has no closing quote", 'close it with `"`'),
    ("a: 'x", "'x", "this text has no closing quote", "close it with `'`"),
    ('日: "\\q"', "\\q", "`\\q` is not an escape of YAML", ESCAPE),
    ('a: "\\xzz"', "\\x", "`\\x` is not an escape of YAML", ESCAPE),
    ("a: [b}", "}", "found `}`, expected `,` or `]`", IN_LIST),
    ("a: [b\nc: d", ":", "found `:`, expected `,` or `]`", IN_LIST),
    ("a: {b: c d: e}", ":", "found `:`, expected `,` or `}`", IN_BLOCK),
    ("a: [b, c", "[", "this `[` is never closed", "close it with `]`"),
    ("a: {b: c", "{", "this `{` is never closed", "close it with `}`"),
    ("é: [\n", "[", "the file ends inside of a list or block", BRACKETS),
    ("a: [1,,2]", ",", "found `,`, expected a value", NO_VALUE),
    ("a:\n - b\nc d\n", "c d", "found `c d`, expected `key: value`", COLON),
    ('a: "x" y', "y", "found `y`, expected the next `key: value`", NEXT_KEY),
    ("a:\n  b: 1\n c: 1", "c", "found `c`, expected the next `key: value`", NEXT_KEY),
    ("- a\nb: 1", "b", "found `b`, expected the next `- item`",
     "begin all items of a list in the same column"),
    ('"a" "b"', '"b"', 'found `"b"` after the end of the document', AFTER),
    ("%FOO\n---\na", "%FOO", "directives that begin with `%` are not supported",
     "leave out the line"),
    ("%YAML 2.0\n---\n", "%YAML 2.0", "directives that begin with `%` are not supported",
     "leave out the line"),
    ("%TAG ! x\n---\na", "%TAG ! x", "directives that begin with `%` are not supported",
     "leave out the line"),
    ("name: *ATM*", "*ATM*", "`*` begins an alias, but what follows is not a name",
     "put a text that begins with `*` in double quotes"),
    ("a: & b", "& b", "`&` begins an anchor, but what follows is not a name",
     "put a text that begins with `&` in double quotes"),
    ("op: >=", ">=", "`>` begins a text on the lines below, but more follows on its own line",
     "put a text that begins with `>` in double quotes"),
    ("a: |x\n b", "|x", "`|` begins a text on the lines below, but more follows on its own line",
     "put a text that begins with `|` in double quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "message", "help_"), SYNTAX, ids=[s[0] for s in SYNTAX])
def test_mistakes_in_yaml(text: str, at: str, message: str, help_: str) -> None:
    located = read(text)
    assert [told(found) for found in located.diagnostics] == [("yaml-syntax", at, message, help_)]
    assert located.document is None
    assert located.places == {}


REFUSED = [
    ("op: !=", "yaml-tag", "!=", "found the tag `!=`, and tags are not supported", TAGS),
    ("a: &x !!int 3", "yaml-tag", "!!int", "found the tag `!!int`, and tags are not supported",
     TAGS),
    ("a: !!python/object:x {}", "yaml-tag", "!!python/object:x",
     "found the tag `!!python/object:x`, and tags are not supported", TAGS),
    ("a: !<x> b", "yaml-tag", "!<x>", "found the tag `!<x>`, and tags are not supported", TAGS),
    ("a: !f!b x", "yaml-tag", "!f!b", "found the tag `!f!b`, and tags are not supported", TAGS),
    ("a: !!str [x]", "yaml-tag", "!!str", "found the tag `!!str`, and tags are not supported",
     TAGS),
    ("a: {<<: *b}", "yaml-merge-key", "<<", "the merge key `<<` is not supported", MERGE),
    ("1: 2", "key-not-text", "1", "found the key `1`, expected a text", 'put it in quotes: `"1"`'),
    ("true: 1", "key-not-text", "true", "found the key `true`, expected a text",
     'put it in quotes: `"true"`'),
    ("~: 1", "key-not-text", "~", "found the key `~`, expected a text", 'put it in quotes: `"~"`'),
    ("?\n: 1", "key-not-text", "", "a key is missing before `:`", "write `key: value`"),
    ("*a : 1", "key-not-text", "*a", "found the key `*a`, expected a text", "write `key: value`"),
    ("? [a, b]\n: 1", "key-not-text", "[", "found the key `[`, expected a text",
     "write `key: value`"),
    ("? - x\n: 1", "key-not-text", "-", "found the key `-`, expected a text", "write `key: value`"),
    ("name: *ATM", "yaml-alias", "*ATM", "there is no anchor `&ATM` before this alias",
     'put a text that begins with `*` in quotes: `"*ATM"`'),
    ("a: &tiers 1\nb: *tier", "yaml-alias", "*tier", "there is no anchor `&tier` before this alias",
     "did you mean `*tiers`?"),
    ("a: &a [*a]", "yaml-alias", "*a", "the alias `*a` stands inside of the value it stands for",
     "write out what is meant"),
    ("a: &a\n  b: {c: *a}", "yaml-alias", "*a",
     "the alias `*a` stands inside of the value it stands for", "write out what is meant"),
    ("---\na: 1\n---\nb: 1", "several-documents", "---",
     "a second document begins here, and a file holds one",
     "leave out the `---`, or write two files"),
    *(
        (text, "empty-document", "", "there is nothing in this file", "write a document")
        for text in ("", " \n", "# only\n", "---\n", "null", "~", "--- # x\n...\n")
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "at", "message", "help_"), REFUSED, ids=[s[0] for s in REFUSED]
)
def test_what_yaml_has_and_a_document_has_not(
    text: str, code: str, at: str, message: str, help_: str
) -> None:
    first = read(text).diagnostics[0]
    assert told(first) == (code, at, message, help_)


# Only libyaml refuses a directive that nobody knows.
SHARED = [s[0] for s in (*SYNTAX, *REFUSED) if not s[0].startswith("%FOO")]


@pytest.mark.parametrize("text", SHARED)
def test_both_parsers_say_the_same(text: str) -> None:
    slow, *fast = [told(read(text, loader).diagnostics[0]) for loader in LOADERS]
    assert all(said == slow for said in fast)


def test_a_key_that_stands_twice() -> None:
    located = read("a:\n  b: 1\n  'b': 2\n  b: 3\n")
    first, second = located.diagnostics
    assert told(first) == (
        "duplicate-statement", "'b'", "`b` is written twice", "keep one of the two",
    )  # fmt: skip
    assert marked(second) == "b"
    assert [(marked(first, mark.span), mark.label) for mark in first.marks] == [
        ("b", "first written here")
    ]
    assert located.document == {"a": {"b": "1"}}


def test_an_unclosed_list_shows_where_it_began() -> None:
    [found] = read("a: [b}").diagnostics
    assert [(marked(found, mark.span), mark.label) for mark in found.marks] == [
        ("[", "opened here")
    ]


def test_all_mistakes_that_leave_the_document_readable_are_told() -> None:
    located = read("a: !x 1\n2: b\n<<: {c: d}\na: 2\n")
    assert [d.code for d in located.diagnostics] == [
        "yaml-tag", "key-not-text", "yaml-merge-key", "duplicate-statement",
    ]  # fmt: skip
    assert located.document == {"a": "1"}
