import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pointsman.engine.glob import BadGlobError, compile_glob, folded

ALPHABET = "aAbß*?\\ "
texts = st.text(ALPHABET, max_size=12)


def matches(pattern: str, text: str) -> bool:
    return compile_glob(pattern).matches(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("BLUE BOTTLE*", "Blue Bottle 12"),
        ("BLUE BOTTLE*", "BLUE BOTTLE"),
        ("*ATM*", "cash atm 5"),
        ("*ATM*", "ATM"),
        ("C?FE*", "CAFÉ 9".replace("É", "E")),
        ("?", "x"),
        ("??", "ab"),
        ("*", ""),
        ("**", "anything"),
        ("", ""),
        ("", "   "),
        ("corner books", "  CORNER BOOKS  "),
        ("*o*o*", "coo"),
        ("*ab", "aab"),
        ("a*b*c", "abbbxbc"),
        ("100\\*", "100*"),
        ("what\\?", "WHAT?"),
        ("a\\\\b", "A\\B"),
        ("\\**", "*1"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("strasse ?", "Straße 5"),
        ("STRASSE 5", "straße 5"),
        ("straße", "STRASSE"),
        ("STRA??E", "Straße"),
        ("a\nb", "A\nB"),
        ("[a-z].+", "[A-Z].+"),
    ],
)
def test_these_match(pattern: str, text: str) -> None:
    assert matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("BLUE BOTTLE*", "THE BLUE BOTTLE"),
        ("?", ""),
        ("?", "ab"),
        ("?", "ß"),
        ("??", "a"),
        ("", "x"),
        ("100\\*", "1000"),
        ("what\\?", "whatx"),
        ("a\\\\b", "ab"),
        ("*ab", "aba"),
        ("a*b*c", "acb"),
        ("[a-z]", "a"),
        ("a.c", "abc"),
        ("corner books", "corner  books"),
        (" a", "a"),
    ],
)
def test_these_do_not(pattern: str, text: str) -> None:
    assert not matches(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("\\", "a backslash at the end escapes nothing"),
        ("abc\\", "a backslash at the end escapes nothing"),
        ("\\\\\\", "a backslash at the end escapes nothing"),
        ("a\\nb", "`\\n` escapes nothing"),
        ("\\ ", "`\\ ` escapes nothing"),
        ('\\"', '`\\"` escapes nothing'),
    ],
)
def test_a_backslash_that_escapes_nothing_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(BadGlobError) as caught:
        compile_glob(pattern)
    assert str(caught.value) == message


def test_a_glob_is_a_value_that_shows_its_pattern() -> None:
    assert compile_glob("a*") == compile_glob("a*")
    assert compile_glob("a*") != compile_glob("A*")
    assert repr(compile_glob("a*")) == "Glob(pattern='a*')"


@given(texts, texts)
def test_a_text_can_be_folded_once_for_many_patterns(pattern: str, text: str) -> None:
    glob = compile_glob(re.sub(r"\\", "", pattern))
    assert glob.matches_folded(folded(text)) is glob.matches(text)


@pytest.mark.parametrize("text", ["ab", "abab", "aab", "xab", "abx", "ba", "a", "b", "aba", ""])
@pytest.mark.parametrize("pattern", ["ab*ab", "*ab*ab*", "a*b", "*ab", "ab*", "a**b", "ab", "**"])
def test_what_follows_a_star_is_found_wherever_it_is_first(pattern: str, text: str) -> None:
    expected = re.fullmatch(pattern.replace("*", ".*"), text) is not None
    assert matches(pattern, text) is expected


@given(texts, texts)
def test_matching_agrees_with_a_regular_expression(pattern: str, text: str) -> None:
    """Of the folded characters, one by one: an independent reading of the same rule."""
    expression, chars = "", iter(pattern)
    for char in chars:
        if char == "\\":
            follows = next(chars, None)
            if follows is None or follows not in "*?\\":
                with pytest.raises(BadGlobError):
                    compile_glob(pattern)
                return
            expression += re.escape(follows)
        else:
            expression += {"*": ".*", "?": "."}.get(char) or re.escape(char.casefold())
    expected = re.fullmatch(expression, text.strip().casefold(), re.DOTALL) is not None
    assert matches(pattern, text) == expected


@given(texts)
def test_a_text_matches_itself_escaped(text: str) -> None:
    escaped = re.sub(r"[*?\\]", lambda special: "\\" + special[0], text.strip())
    assert matches(escaped, text)
    assert matches(f"*{escaped}*", f"x{text}x".replace(text, text.strip()))


@given(texts, texts, texts)
def test_a_star_takes_any_run(before: str, run: str, after: str) -> None:
    def plain(text: str) -> str:
        return re.sub(r"[*?\\ ]", "x", text)

    pattern = f"{plain(before)}*{plain(after)}"
    assert matches(pattern, plain(before) + plain(run) + plain(after))


@pytest.mark.parametrize(
    "pattern", ["*a" * 500 + "b", "*" * 5_000 + "b", "a*" * 500 + "?b", "*?" * 500]
)
@pytest.mark.timeout(20)  # a pattern that backtracks without end would hang
def test_hostile_patterns_come_to_an_end(pattern: str) -> None:
    assert not compile_glob(pattern).matches("a" * 400)
