from pathlib import Path

import pytest

from pointsman.dsl.diagnostics import Severity
from pointsman.tui.actions.registry import ACTIONS
from pointsman.tui.model.outline import Level
from pointsman.tui.model.remembered import Remembered
from pointsman.tui.model.settings import Settings, settings_path

THEMES = ("pointsman-dark", "pointsman-light")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}


def write(environ: dict[str, str], text: str | bytes) -> Path:
    path = Path(settings_path(environ, "linux") or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load(environ: dict[str, str]) -> tuple[Settings, list[tuple[int, str, str | None]]]:
    settings, found = Settings.load(environ, "linux", ACTIONS, THEMES)
    return settings, [(one.line, one.message, one.help) for one in found]


def state(environ: dict[str, str]) -> str:
    return environ["XDG_STATE_HOME"] + "/pointsman"


def test_without_a_file_nothing_is_said(environ: dict[str, str]) -> None:
    assert load(environ) == (Settings(), [])
    assert load({}) == (Settings(), [])


@pytest.mark.parametrize("text", ["", "# theme: pointsman-light\n", "theme:\n", "{}"])
def test_nor_with_an_empty_one(environ: dict[str, str], text: str) -> None:
    write(environ, text)
    assert load(environ) == (Settings(), [])


def test_everything(environ: dict[str, str]) -> None:
    text = "theme: pointsman-light\nexplanation: everything\nkeys:\n  app.save: f12 # mine\n"
    path = write(environ, text)
    settings, found = load(environ)
    assert found == []
    assert settings.theme == "pointsman-light"
    assert settings.level is Level.ALL
    assert settings.keymap.keys == {"app.save": "f12"}
    assert path.read_text() == text


def test_what_was_chosen_in_the_program_counts_where_the_file_says_nothing(
    environ: dict[str, str],
) -> None:
    remembered = Remembered("pointsman-dark", "failed", "-even")
    assert remembered.write(state(environ))
    settings, _ = load(environ)
    assert settings == Settings("pointsman-dark", Level.FAILED, "-even", remembered=remembered)
    write(environ, "theme: pointsman-light\nexplanation: mattered\n")
    settings, _ = load(environ)
    assert (settings.theme, settings.level) == ("pointsman-light", Level.MATTERED)
    assert settings.remembered == remembered


def test_everything_wrong_is_said_at_its_line_and_the_rest_counts(environ: dict[str, str]) -> None:
    write(
        environ,
        "them: x\ntheme: pointsman-lihgt\nexplanation: [all]\nkeys:\n  app.sav: f12\n"
        "  app.save: f12\n",
    )
    settings, found = load(environ)
    assert settings.keymap.keys == {"app.save": "f12"}
    assert (settings.theme, settings.level) == (None, None)
    assert found == [
        (1, "there is no setting `them`", "did you mean `theme`?"),
        (2, "`pointsman-lihgt` is no theme", "did you mean `pointsman-light`?"),
        (3, "`['all']` is no level of explanation", "there are everything, failed, mattered"),
        (5, "there is no action `app.sav`", "did you mean `app.save`?"),
    ]


def test_nothing_in_it_keeps_the_program_from_starting(environ: dict[str, str]) -> None:
    write(environ, "them: x\ntheme: x\n")
    _, found = Settings.load(environ, "linux", ACTIONS, THEMES)
    assert {one.severity for one in found} == {Severity.WARNING}


def test_themes_need_not_be_known(environ: dict[str, str]) -> None:
    write(environ, "theme: their-own\n")
    settings, found = Settings.load(environ, "linux", ACTIONS)
    assert (settings.theme, found) == ("their-own", ())


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("theme: [", 1, "the file ends inside of a list or block"),
        (b"theme: \xff", 1, "cannot be opened: the byte 0xff does not belong to UTF-8 text"),
        ("- theme", 1, "settings are `key: value`, a line each"),
        ("theme: pointsman-dark\ntheme: x", 2, "theme"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_what_is_remembered_counts(
    environ: dict[str, str], text: str | bytes, line: int, message: str
) -> None:
    Remembered("pointsman-light").write(state(environ))
    write(environ, text)
    settings, found = load(environ)
    assert settings.theme == "pointsman-light"
    assert len(found) == 1
    assert found[0][0] == line
    assert message in found[0][1]


def test_hostile_text_is_shown_as_text(environ: dict[str, str]) -> None:
    write(environ, '"[red]x[/red]": 1\ntheme: "[link=http://x]"\n')
    _, found = load(environ)
    assert [message for _, message, _ in found] == [
        "there is no setting `[red]x[/red]`",
        "`[link=http://x]` is no theme",
    ]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"theme": 1}'])
def test_a_broken_file_of_ours_is_as_good_as_none(environ: dict[str, str], data: bytes) -> None:
    Remembered("x").write(state(environ))
    (Path(state(environ)) / "tui-state.json").write_bytes(data)
    assert load(environ) == (Settings(), [])


def test_a_level_that_is_no_more_is_forgotten(environ: dict[str, str]) -> None:
    Remembered(level="old").write(state(environ))
    assert load(environ)[0].level is None


def test_without_a_folder_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not Remembered("x").write(None)
    assert not Remembered("x").write(str(tmp_path / "file"))
    assert Remembered.read(None) == Remembered()
