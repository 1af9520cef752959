"""What lies on the desk before there is anything to see."""

from pathlib import Path

import pytest

from pointsman.tui.app import PointsmanApp
from pointsman.tui.flows.starting import Starting
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import RulesText
from pointsman.tui.model.start import Start
from tests.tui.running import WIDE, program_in
from tests.tui.screens_seen import screen_text

EMPTY = Desk(RulesText(""), Question(""))


def _looked(start: Start) -> PointsmanApp:
    """An app that never runs: nothing else has been done to what lies on its desk."""
    app = PointsmanApp(start)
    app.starting.look()
    return app


@pytest.mark.parametrize("name", ["world-elite.points", "WORLD.POINTS"])
def test_the_rules_that_were_named(tmp_path: Path, name: str) -> None:
    path = program_in(tmp_path).rename(tmp_path / name)
    desk = _looked(Start(path)).desk
    assert desk.rules == RulesText(path.read_text(encoding="utf-8"), name)
    assert (desk.path, desk.edited, desk.latest) == (path, False, None)
    assert desk.rules_file.stamp is not None
    assert desk.rules_file.stamp.size == path.stat().st_size


def test_they_are_only_laid_there(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("authorization: {amount: 1.00, currency: USD}\n", encoding="utf-8")
    app = _looked(Start(program_in(tmp_path), facts))
    assert app.desk.question == EMPTY.question
    assert app.recents.files() == ()
    assert not app._decider.busy


def test_nothing_was_named() -> None:
    assert _looked(Start()).desk == EMPTY


@pytest.mark.parametrize("name", ["rules.yaml", "rules.json", "rules.cases.yaml", "rules", "a.log"])
def test_a_name_that_leaves_a_doubt(tmp_path: Path, name: str) -> None:
    path = program_in(tmp_path).rename(tmp_path / name)
    assert _looked(Start(path)).desk == EMPTY


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.points"
    assert _looked(Start(path)).desk == EMPTY
    assert not path.exists()


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "folder.points"
    path.mkdir()
    assert _looked(Start(path)).desk == EMPTY


def test_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "picture.points"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    assert _looked(Start(path)).desk == EMPTY


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "mixed.points"
    path.write_bytes(b'program "X" {\r\n}\n')
    desk = _looked(Start(path)).desk
    assert desk.rules.text == 'program "X" {\r\n}\n'
    assert not desk.edited


async def test_the_first_thing_to_see_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_more(_: Starting) -> None:
        """What comes after the first paint does not come at all."""

    monkeypatch.setattr(Starting, "begin", nothing_more)
    path = program_in(tmp_path)
    app = PointsmanApp(Start(path))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.workbench.rules.text == path.read_text(encoding="utf-8")
        assert path.name in screen_text(app)
        assert app.desk.latest is None
