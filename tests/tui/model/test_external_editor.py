from pathlib import Path

import pytest

from pointsman.tui.model.external_editor import EditorProblem, editor_command


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ("vim", "+12", "a.points")),
        ("nano -w", ("nano", "-w", "+12", "a.points")),
        ("/usr/bin/emacsclient -t", ("/usr/bin/emacsclient", "-t", "+12", "a.points")),
        ("'/opt/my editor/nvim'", ("/opt/my editor/nvim", "+12", "a.points")),
        ("code", ("code", "--wait", "--goto", "a.points:12")),
        ("code --wait", ("code", "--wait", "--goto", "a.points:12")),
        ("hx", ("hx", "a.points:12")),
        ("ed", ("ed", "a.points")),
        ("vim; rm -rf x", ("vim;", "rm", "-rf", "x", "a.points")),
    ],
)
def test_known_editors_go_to_the_line(editor: str, command: tuple[str, ...]) -> None:
    assert editor_command({"EDITOR": editor}, Path("a.points"), 12) == command


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ("vim", "a.points")),
        ("code", ("code", "--wait", "--goto", "a.points")),
        ("hx", ("hx", "a.points")),
    ],
)
def test_without_a_line(editor: str, command: tuple[str, ...]) -> None:
    assert editor_command({"EDITOR": editor}, "a.points") == command


def test_visual_comes_first_and_an_empty_one_counts_for_nothing() -> None:
    assert editor_command({"VISUAL": "vi", "EDITOR": "ed"}, "a") == ("vi", "a")
    assert editor_command({"VISUAL": " ", "EDITOR": "ed"}, "a") == ("ed", "a")


@pytest.mark.parametrize("path", ["-c", "+12"])
def test_a_file_is_never_taken_for_an_option(path: str) -> None:
    assert editor_command({"EDITOR": "vim"}, path) == ("vim", f"./{path}")


def test_on_windows_backslashes_are_part_of_paths() -> None:
    environ = {"EDITOR": r'"C:\Program Files\Code\code.cmd" --wait'}
    command = (r"C:\Program Files\Code\code.cmd", "--wait", "--goto", "a:3")
    assert editor_command(environ, "a", 3, windows=True) == command


def test_none_is_set() -> None:
    message = "no editor is set: put one into $VISUAL or $EDITOR, such as `vim`"
    assert editor_command({}, "a") == EditorProblem(message)


def test_what_is_no_command() -> None:
    message = "$EDITOR is no command: a quotation mark is not closed"
    assert editor_command({"EDITOR": "'vim"}, "a") == EditorProblem(message)
