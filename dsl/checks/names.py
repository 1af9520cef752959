"""Names: each used once, and none that the language needs for itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pointsman.dsl.checks.outline import Item, Outline
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.dsl.placing import diagnostic_at
from pointsman.engine.fact_types import BUILT_IN, RESERVED

GROUP_WORDS: Final = ("id", "name", "acquirer", "terminal")
"""Kinds of entry, which a group's name could not be told from."""

_SHOWN: Final = 40
_BARE_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


def names_used_twice(located: Located) -> Iterator[Diagnostic]:
    """Groups, own facts, overrides, and the values of one fact."""
    outline = Outline(located)
    yield from _twice(located, outline.items("groups"), "group")
    yield from _twice(located, outline.items("facts"), "fact")
    yield from _twice(located, outline.items("conversion", "overrides"), "override")
    for fact in outline.items("facts"):
        yield from _values_twice(located, fact)


def names_taken(located: Located) -> Iterator[Diagnostic]:
    """Own facts called like a built-in one, groups like a kind of entry, and no words at all."""
    outline = Outline(located)
    for fact in outline.items("facts"):
        name = str(fact.value.get("name"))
        if name in BUILT_IN:
            yield _taken(located, fact, "there is a built-in fact of that name")
        elif name in RESERVED:
            yield _taken(located, fact, "it is a word of the language")
        else:
            yield from _not_a_word(located, fact, "fact")
    for group in outline.items("groups"):
        if group.value.get("name") in GROUP_WORDS:
            yield _taken(located, group, "it is a kind of entry in merchant lists")
        else:
            yield from _not_a_word(located, group, "group")


def _twice(located: Located, items: Iterable[Item], what: str) -> Iterator[Diagnostic]:
    first: dict[str, str] = {}
    for item in items:
        name = item.value.get("name")
        if not isinstance(name, str):
            continue
        pointer = f"{item.pointer}/name"
        if name in first:
            message = f"two {what}s are called `{name}`"
            yield diagnostic_at(
                located, "duplicate-name", pointer, message, help="rename one", first=first[name]
            )
        first.setdefault(name, pointer)


def _values_twice(located: Located, fact: Item) -> Iterator[Diagnostic]:
    values = fact.value.get("values")
    first: dict[str, str] = {}
    for index, value in enumerate(values if isinstance(values, list) else []):
        pointer = f"{fact.pointer}/values/{index}"
        if isinstance(value, str) and value in first:
            message = f"`{value}` stands twice among the values of `{fact.value.get('name')}`"
            yield diagnostic_at(
                located,
                "duplicate-name",
                pointer,
                message,
                help="leave one out",
                first=first[value],
            )
        first.setdefault(str(value), pointer)


def _not_a_word(located: Located, item: Item, what: str) -> Iterator[Diagnostic]:
    name = item.value.get("name")
    if isinstance(name, str) and not _BARE_WORD.fullmatch(name):
        message = f"a {what}'s name is a letter or `_`, then letters, digits and `_`, not `{name}`"
        pointer, help_ = f"{item.pointer}/name", f"write it as `{_as_a_word(name, what)}`"
        yield diagnostic_at(located, "bad-name", pointer, message, help=help_)


def _as_a_word(name: str, what: str) -> str:
    """The nearest that a name could be, or a sample where nothing is left of it."""
    word = re.sub(r"[^A-Za-z0-9_]+", "_", name).strip("_")[:_SHOWN]
    if not word:
        return f"my_{what}"
    return f"_{word}" if word[0].isdigit() else word


def _taken(located: Located, item: Item, why: str) -> Diagnostic:
    message = f"`{item.value['name']}` cannot be a name here: {why}"
    pointer = f"{item.pointer}/name"
    return diagnostic_at(located, "name-taken", pointer, message, help="choose another name")
