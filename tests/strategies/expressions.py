"""Drawn conditions of `require` and `when`: every fact, every operator that its type takes."""

from typing import Any

from attrs import frozen

from tests.strategies import vocabulary as words
from tests.strategies.choices import Choices
from tests.strategies.scale import Scale

Document = dict[str, Any]

EQUAL = ("=", "!=")
ORDER = ("<", "<=", ">", ">=")
LISTED = ("in", "not in")
LIKE = ("like", "not like")


@frozen
class Vocabulary:
    """What a drawn program may name: its own facts and groups, in the numbers of its scale."""

    scale: Scale
    own: tuple[Document, ...]
    groups: tuple[str, ...]


@frozen
class Nameable:
    """A fact for expressions: its literals in rising order, and what can be said of it."""

    name: str
    literals: tuple[str, ...]
    ordered: bool = False
    ranged: bool = False
    globs: tuple[str, ...] = ()

    @property
    def operators(self) -> tuple[str, ...]:
        """The operators its type takes; `in` twice, for it has the most forms."""
        return EQUAL + LISTED + LISTED + ORDER * self.ordered + LIKE * bool(self.globs)


def nameable(vocabulary: Vocabulary) -> list[Nameable]:
    """All facts of a program, built in and own."""
    scale = vocabulary.scale
    amounts = tuple(scale.money(units) for units in words.AMOUNTS)
    balances = tuple(dict.fromkeys(scale.points(points) for points in words.POINTS))
    built_in = [
        Nameable("amount", amounts, ordered=True, ranged=True),
        Nameable("balance", balances, ordered=True, ranged=True),
        Nameable("mcc", words.MCCS, ranged=True),
        Nameable("country", words.COUNTRIES),
        Nameable("channel", words.CHANNELS),
        Nameable("cross_border", ("yes", "no")),
        Nameable("local_currency", words.LOCAL_CURRENCIES),
        Nameable("weekday", words.WEEKDAYS, ranged=True),
        Nameable("hour", words.HOURS, ordered=True, ranged=True),
        Nameable("date", words.DATES, ordered=True, ranged=True),
        Nameable("merchant.id", words.IDS, globs=("4455*", "?")),
        Nameable("merchant.name", words.NAMES[:4], globs=words.GLOBS),
        Nameable("acquirer", words.ACQUIRERS, globs=("*2345",)),
        Nameable("terminal", words.TERMINALS, globs=("T-?",)),
        Nameable("processing", words.PROCESSINGS),
        Nameable("product", words.PRODUCTS, globs=("w*", "2*")),
    ]
    return built_in + [_own(fact) for fact in vocabulary.own]


def _own(fact: Document) -> Nameable:
    if fact["type"] == "number":
        return Nameable(fact["name"], words.VISITS, ordered=True, ranged=True)
    if fact["type"] == "text":
        return Nameable(fact["name"], words.NICKNAMES, globs=("a*", "?o"))
    return Nameable(fact["name"], tuple(fact["values"]))


def condition(choices: Choices, vocabulary: Vocabulary, depth: int = 2) -> Document:
    """A condition with at most so many levels of `not`, `and` and `or` above its leaves."""
    kind = choices.pick(("leaf", "leaf", "leaf", "all", "any", "not")) if depth else "leaf"
    if kind == "leaf":
        return _leaf(choices, vocabulary)
    if kind == "not":
        return {"not": condition(choices, vocabulary, depth - 1)}
    parts = [condition(choices, vocabulary, depth - 1) for _ in range(2 + choices.below(2))]
    # A chain of one joiner is one list: `a and (b and c)` is not drawn inside `and`.
    return {kind: [{"not": part} if kind in part else part for part in parts]}


def _leaf(choices: Choices, vocabulary: Vocabulary) -> Document:
    if choices.chance(15):
        word = choices.pick(("in", "not_in"))
        return {"merchant": {word: merchants(choices, vocabulary.groups)}}
    fact = choices.pick(nameable(vocabulary))
    op = choices.pick(fact.operators)
    if op in LISTED:
        return {"fact": fact.name, "op": op, "values": _values(choices, fact)}
    literals = fact.globs if op in LIKE else fact.literals
    return {"fact": fact.name, "op": op, "value": choices.pick(literals)}


def _values(choices: Choices, fact: Nameable) -> list[str | Document]:
    values: list[str | Document] = list(choices.some(fact.literals, 1, 3))
    if fact.ranged and choices.chance(60):
        values[choices.below(len(values))] = span(choices, fact.literals)
    return values


def span(choices: Choices, literals: tuple[str, ...]) -> Document:
    """A range between two literals that rise."""
    lower = choices.below(len(literals) - 1)
    upper = lower + 1 + choices.below(len(literals) - 1 - lower)
    return {"from": literals[lower], "to": literals[upper]}


def merchants(choices: Choices, groups: tuple[str, ...]) -> list[Document]:
    """A merchant list: groups, identifiers, name globs, acquirers, terminals."""
    options: list[Document] = [{"group": name} for name in groups] * 2
    options += [{"id": choices.pick(words.IDS)}, {"acquirer": choices.pick(words.ACQUIRERS)}]
    options += [{"name": glob} for glob in choices.some(words.GLOBS, 2, 2)]
    options.append({"terminal": choices.pick(words.TERMINALS)})
    picked = choices.some(options, 1, 3)
    return [entry for at, entry in enumerate(picked) if entry not in picked[:at]]
