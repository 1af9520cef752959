"""The page of the terminal program: its pictures are taken anew, its keys and settings are real."""

import re
from pathlib import Path

import pytest

from pointsman.tui.actions.action import Scope
from pointsman.tui.actions.registry import ACTIONS
from pointsman.tui.model.folders import user_folders
from pointsman.tui.model.outline import Level
from pointsman.tui.model.settings import NAME, Settings
from pointsman.tui.themes import THEMES
from scripts.documentation.action_tables import action_tables, keys_of
from scripts.documentation.pages import DOCS, blocks_of
from scripts.documentation.scenes import PICTURES, SCENES, Scene, picture_of
from scripts.documentation.stage import SIZE
from scripts.pictures import main

PAGE = (DOCS / "terminal.md").read_text(encoding="utf-8")
HOW = "run `make pictures` and look at them"


def text_of(picture: str) -> str:
    """What stands on a picture, without its colours and places."""
    return "\n".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_picture_shows_what_the_program_shows(scene: Scene, tmp_path: Path) -> None:
    kept = (PICTURES / f"{scene.name}.svg").read_text(encoding="utf-8")
    assert text_of(kept) == text_of(await picture_of(scene, tmp_path)), HOW


def test_every_picture_has_its_scene_and_its_place() -> None:
    names = [scene.name for scene in SCENES]
    assert {path.stem for path in PICTURES.iterdir()} == set(names)
    shown = re.findall(r"\[!\[[^\]]{40,}\]\(pictures/terminal/([\w-]+)\.svg\)\]", PAGE)
    assert sorted(shown) == sorted(names)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_picture_asks_nobody_for_anything(scene: Scene) -> None:
    picture = (PICTURES / f"{scene.name}.svg").read_text(encoding="utf-8")
    drawn = re.sub(r"<text[^>]*>[^<]*</text>", "", picture)
    assert set(re.findall(r"\w+://[^\s\"]+", drawn)) <= {
        "http://www.w3.org/2000/svg",
        "https://www.textualize.io",
    }
    assert "@font-face" not in picture
    assert "@import" not in picture
    assert not re.search(r"<(script|image|use|foreignObject|a)\b", picture)


def test_a_picture_has_the_whole_screen() -> None:
    lines = set(re.findall(r'<text[^>]* y="([\d.]+)"', WORKBENCH))
    assert SIZE[1] - 1 <= len(lines) <= SIZE[1] + 1


WORKBENCH = (PICTURES / "workbench.svg").read_text(encoding="utf-8")


def test_a_scene_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workbnech"]) == 2
    assert "`workbnech`" in capsys.readouterr().err


def test_every_action_is_in_the_table_of_its_place() -> None:
    tables = action_tables()
    assert len(tables) == len(Scope)
    for action in ACTIONS:
        row = f"| {keys_of(action)} | {action.title}".replace("||", "|\\|")
        assert row in tables[f"actions of {action.scope.value}"]
        assert f"| `{action.id}` |" in PAGE


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    [block] = [block for block in blocks_of(PAGE) if block.title == NAME]
    environ = {"HOME": str(tmp_path)}
    folder = Path(str(user_folders(environ, "linux").config))
    folder.mkdir(parents=True)
    (folder / NAME).write_text(block.text, encoding="utf-8")
    themes = [theme.name for theme in THEMES]
    settings, problems = Settings.load(environ, "linux", ACTIONS, themes)
    assert problems == ()
    assert settings.level is Level.MATTERED
    assert set(settings.keymap.keys) == {"app.save", "explanation.why-not"}


@pytest.mark.parametrize(
    ("system", "platform", "environ"),
    [
        ("Linux", "linux", {"HOME": "/~"}),
        ("macOS", "darwin", {"HOME": "/~"}),
        ("Windows", "win32", {"APPDATA": r"C:\A", "LOCALAPPDATA": r"C:\L"}),
    ],
)
def test_the_folders_told_are_the_folders(
    system: str, platform: str, environ: dict[str, str]
) -> None:
    folders = user_folders(environ, platform)
    [row] = re.findall(rf"^\| {system} \| `(.+?)` \| `(.+?)` \|$", PAGE, re.MULTILINE)
    told = [_in_full(cell, environ) for cell in row]
    assert told[0].rpartition(NAME)[0].rstrip("/\\") == folders.config
    assert told[1].rstrip("/\\") == folders.state


def _in_full(told: str, environ: dict[str, str]) -> str:
    for name, value in environ.items():
        told = told.replace(f"%{name}%", value)
    return told.replace("~", environ.get("HOME", "~"), 1)
