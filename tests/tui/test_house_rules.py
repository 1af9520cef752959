"""The rules that the code of the terminal program keeps, where no linter knows them."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from textual.screen import Screen

ROOT: Final = Path(__file__).parents[2] / "tui"
SCREENS: Final = sorted(ROOT.glob("screens/*.py"))
WIDGETS: Final = sorted(ROOT.rglob("widgets/**/*.py"))
SHOWING: Final = [ROOT / "app.py", *SCREENS, *WIDGETS]
STYLES: Final = sorted(ROOT.rglob("*.tcss"))
MODULES: Final = sorted(ROOT.rglob("*.py"))

NOT_ONE_SCREEN: Final = {
    "__init__": ((), "the folder"),
    "breakpoints": ((), "what sizes mean to all screens"),
    "adding_case": ((), "the steps through a dialog"),
    "dismissed_once": (("ClosableScreen", "QuestionScreen"), "what dialogs have in common"),
    "log_events": ((), "messages of the log"),
}
"""The modules beside the screens that have none or several, and why."""

_HEX: Final = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{1,5})?\b(?!\s*\{)")
_NAMED: Final = re.compile(
    r"\b(?:color|background|border\S*|tint):[^;]*\b(?:red|green|blue|yellow|white|black|cyan|"
    r"magenta|orange|purple|grey|gray)\b"
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _classes(path: Path) -> Iterator[ast.ClassDef]:
    return (node for node in _tree(path).body if isinstance(node, ast.ClassDef))


def _assigned(class_: ast.ClassDef, name: str) -> str | None:
    """The source of what a class assigns to a name."""
    for node in class_.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        if any(isinstance(each, ast.Name) and each.id == name for each in targets):
            value = getattr(node, "value", None)
            return None if value is None else ast.unparse(value)
    return None


def test_there_is_something_to_look_at() -> None:
    assert len(SHOWING) > 40
    assert len(STYLES) > 20


@pytest.mark.parametrize("path", SHOWING, ids=_name)
def test_styles_stand_beside_the_module(path: Path) -> None:
    """Never in it, and no style sheet without a module that takes it."""
    taken = [_assigned(each, name) for each in _classes(path) for name in ("DEFAULT_CSS", "CSS")]
    given = {each for each in taken if each is not None}
    assert given <= {"styles_beside(__file__)"}
    assert bool(given) == path.with_suffix(".tcss").exists()


def test_no_style_sheet_is_left_over() -> None:
    assert [_name(path) for path in STYLES if not path.with_suffix(".py").exists()] == []


@pytest.mark.parametrize("path", STYLES, ids=_name)
def test_styles_have_only_colours_of_the_theme(path: Path) -> None:
    styles = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert _HEX.findall(styles) == []
    assert _NAMED.findall(styles) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "themes.py"], ids=_name)
def test_no_colour_stands_in_code(path: Path) -> None:
    texts = [
        node.value
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if re.search(r"#[0-9a-fA-F]{6}\b", text)] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_text_is_read_as_markup(path: Path) -> None:
    """Names and facts are other people's: whoever has one shown says that it is plain text."""
    found = []
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        markup = [each.value for each in node.keywords if each.arg == "markup"]
        plain = [isinstance(each, ast.Constant) and each.value is False for each in markup]
        risky = called in _TAKES_MARKUP and not plain and not _is_ours(node)
        if called == "from_markup" or not all(plain) or risky:
            found.append(f"line {node.lineno}: {ast.unparse(node)[:60]}")
    assert found == []


_TAKES_MARKUP: Final = {"Static", "Label", "notify"}
"""Calls that read their text as markup unless told not to."""


def _is_ours(call: ast.Call) -> bool:
    """Whether the text of a call is our own, or `Content`, which is never read as markup."""
    first = call.args[0] if call.args else ast.Constant("")
    content = isinstance(first, ast.Call) and ast.unparse(first.func).startswith("Content")
    return content or isinstance(first, ast.Constant)


@pytest.mark.parametrize("path", SCREENS, ids=_name)
def test_a_module_has_one_screen(path: Path) -> None:
    module = import_module(f"pointsman.tui.screens.{path.stem}")
    screens = [
        name
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, Screen)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]
    if path.stem in NOT_ONE_SCREEN:
        assert tuple(screens) == NOT_ONE_SCREEN[path.stem][0]
    else:
        assert len(screens) == 1


@pytest.mark.parametrize("path", WIDGETS, ids=_name)
def test_a_module_has_one_public_widget(path: Path) -> None:
    widgets = [each for each in _classes(path) if _assigned(each, "DEFAULT_CSS") is not None]
    assert len(widgets) <= 1
