"""The rules that the code of this project keeps, where no linter knows them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("engine", "dsl", "programs", "feeds", "batch", "tui", "cli")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
ENGINE = sorted((ROOT / "engine").rglob("*.py"))

LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc"}
# What would make a decision depend on anything but program and facts.
IMPURE_CALLS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "getenv", "urandom"}
IMPURE_MODULES = {
    "asyncio", "io", "locale", "os", "pathlib", "random", "secrets", "socket", "subprocess",
    "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
MAKES_FUNCTIONS = "engine/compiled/allowed.py"
"""The one module that may call `compile`, on trees that it has checked."""
BUILTINS_THAT_REACH_OUT = {"open", "print", "input", "eval", "exec", "compile", "__import__"}

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[FunctionNode]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FunctionNode):
            yield node


def _length(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_there_is_something_to_look_at() -> None:
    assert {path.parts[len(ROOT.parts)] for path in MODULES} == set(FOLDERS)
    assert len(ENGINE) > 10


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_one_idea(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines < LINES_OF_A_MODULE, f"{_name(path)} has {lines} lines: split it"


def test_no_function_is_long() -> None:
    long = [
        f"{_name(path)}:{node.lineno} {node.name} has {_length(node)} lines"
        for path in MODULES
        for node in _functions(path)
        if _length(node) > LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_most_functions_are_short() -> None:
    lengths = sorted(_length(node) for path in MODULES for node in _functions(path))
    assert lengths[len(lengths) // 2] <= 10, "the median"
    assert lengths[len(lengths) * 9 // 10] < 30, "nine in ten"


def test_every_name_says_something() -> None:
    parts = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert parts.isdisjoint(NAMES_THAT_SAY_NOTHING)


def test_every_module_and_public_name_says_what_it_is() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body and not ast.get_docstring(tree):
            silent.append(_name(path))
        silent += [
            f"{_name(path)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, FunctionNode | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert silent == []


def test_every_function_says_what_it_takes_and_gives() -> None:
    untyped = [
        f"{_name(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in _functions(path)
        if node.returns is None
        or any(
            argument.annotation is None and argument.arg not in ("self", "cls")
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        )
    ]
    assert untyped == []


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", ENGINE, ids=_name)
def test_the_engine_is_exact(path: Path) -> None:
    """No binary float: no literal, no `float(`, no true division, no `math` function of floats."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"line {node.lineno}: {node.value!r}")
        elif isinstance(node, ast.Name) and node.id == "float" and not _is_refusal(path):
            found.append(f"line {node.lineno}: float")
    assert found == []


def _is_refusal(path: Path) -> bool:
    """Facts from Python may hold a float: naming the type in order to refuse it is allowed."""
    return "facts_reading" in path.parts


@pytest.mark.parametrize("path", ENGINE, ids=_name)
def test_the_engine_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert IMPURE_MODULES.isdisjoint(_imported(tree))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    attributes = {f.attr for f in called if isinstance(f, ast.Attribute)}
    names = {f.id for f in called if isinstance(f, ast.Name)}
    assert attributes.isdisjoint(IMPURE_CALLS)
    if _name(path) == MAKES_FUNCTIONS:
        names.discard("compile")
    assert names.isdisjoint(BUILTINS_THAT_REACH_OUT)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_error_is_swallowed(path: Path) -> None:
    """Only an exception that is named may be passed over, and never a broad one."""
    swallowed = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (_is_broad(node.type) and isinstance(node.body[0], ast.Pass)))
    ]
    assert swallowed == []


def _is_broad(caught: ast.expr) -> bool:
    names = {node.id for node in ast.walk(caught) if isinstance(node, ast.Name)}
    return not names.isdisjoint({"Exception", "BaseException", "OSError"})


def test_no_test_is_skipped() -> None:
    marks = (
        "pytest.mark." + "skip",
        "pytest." + "skip(",
        "importor" + "skip",
        "unittest." + "skip",
    )
    skipping = [
        _name(path)
        for path in (ROOT / "tests").rglob("*.py")
        if any(mark in path.read_text(encoding="utf-8") for mark in marks)
    ]
    assert skipping == []


def test_every_test_asserts() -> None:
    functions = [
        (f"{_name(path)}:{node.lineno} {node.name}", node)
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in _functions(path)
    ]
    asserting = {"raises", "fail"}
    before: set[str] = set()
    while asserting != before:
        before = asserting
        asserting = before | {node.name for _, node in functions if _asserts(node, before)}
    idle = [
        name
        for name, node in functions
        if node.name.startswith("test_") and not _asserts(node, asserting)
    ]
    assert idle == []


def _asserts(function: FunctionNode, asserting: set[str]) -> bool:
    """Whether a function has an assert, or calls something that has one."""
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in asserting)
        for node in ast.walk(function)
    )
