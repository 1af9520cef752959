"""Texts of drawn programs with numbered comments scattered all over them, and what they hold."""

import re

from attrs import frozen
from hypothesis import strategies as st

from tests.strategies.choices import Choices, any_choices
from tests.strategies.documents import build_document
from tests.strategies.text import points_text

LEXEME = re.compile(
    r'(?P<comment>#[^\n]*)|"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*(?:\.\w+)*|\d+(?:[.-]\d+)*'
    r"|\.\.|[<>!]=|\S",
    re.ASCII,
)
LINE_STARTS = ("", " ", "\n", "\n \n")
LINE_ENDS = ("\n", " \n", ' "{ )\n', "\r\n")
GAPS = (" ", " ", "\n", "  \n\n", "\t", "\n\n\n", "\r\n")


@frozen
class Scattered:
    """A text of a document, laid out at random, with comments anywhere."""

    text: str


def scattered() -> st.SearchStrategy[Scattered]:
    """Any program, any layout, any comments between any two of its words."""
    return any_choices(1500).map(scatter)


def scatter(choices: Choices) -> Scattered:
    """One such text; choices make the program, its layout, and where comments stand."""
    words = words_of(points_text(build_document(choices), choices))
    busy = choices.pick((0, 3, 3, 12, 40))
    count = 0
    text = ""
    for word in ["", *words]:
        text += word
        while choices.chance(busy):
            count += 1
            text += f"{choices.pick(LINE_STARTS)}# {count}{choices.pick(LINE_ENDS)}"
        text += choices.pick(GAPS)
    return Scattered(text)


def words_of(text: str) -> list[str]:
    """The words, literals and signs of a text, without its comments."""
    return [match[0] for match in LEXEME.finditer(text) if match["comment"] is None]


@frozen
class Comment:
    """A comment: the words and comments before it, and whether a word stands on its line."""

    text: str
    ends_line: bool
    before: str
    after: str


def skeleton(text: str) -> list[str]:
    """Words and comments in order, without what the formatter may put before a comment."""
    lexemes = [match[0].rstrip() for match in LEXEME.finditer(text)]
    return [lexeme for lexeme in lexemes if lexeme not in (",", "{")]


def comments_of(text: str) -> list[Comment]:
    """The comments of a text with their neighbours."""
    found = list(LEXEME.finditer(text))
    lexemes = ["", *(match[0] for match in found), ""]
    return [
        Comment(
            match[0].rstrip(),
            ends_line=bool(text[: match.start()].rpartition("\n")[2].strip()),
            before=lexemes[index],
            after=lexemes[index + 2],
        )
        for index, match in enumerate(found)
        if match["comment"] is not None
    ]
