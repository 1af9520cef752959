"""Opening, saving, leaving: nothing typed is lost without a question."""

import os
import stat
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, OptionList

from pointsman.programs.cases import cases_beside
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.recovery import Recovery, Work
from pointsman.tui.model.start import Start
from pointsman.tui.screens.chooser import ChooserScreen
from pointsman.tui.screens.confirm import ConfirmScreen
from pointsman.tui.screens.open_path import OpenPathScreen
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text


async def _edit(ran: Running) -> None:
    """Make the base rate of World Elite another one."""
    ran.app.workbench.rules.go_to(33)
    await ran.press("end", "5")
    assert ran.app.desk.edited


async def _asked(ran: Running) -> str:
    await ran.pilot.pause()
    assert isinstance(ran.app.screen, ConfirmScreen)
    return ran.app.screen.question


async def _key(ran: Running, *keys: str) -> None:
    """Press keys, each when all that the one before set going is there."""
    for key in keys:
        await ran.press(key)
    await ran.settled()


async def _type_path(ran: Running, path: Path) -> None:
    assert isinstance(ran.app.screen, OpenPathScreen)
    ran.app.screen.query_one(Input).value = str(path)
    await _key(ran, "enter")


class TestSaving:
    """Explicit, in one step, and never over what another program wrote."""

    async def test_it_writes_the_text_and_runs_the_cases(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await ran.settled()
            assert "80 of 80 cases pass" in screen_text(ran.app)
            await _edit(ran)
            await ran.press("ctrl+s")
            assert not ran.app.desk.edited
            assert "at 0.015" in path.read_text(encoding="utf-8")
            assert "80 of 80" not in screen_text(ran.app)
            assert "of 80 cases pass" in screen_text(ran.app)

    async def test_what_another_program_wrote_is_asked_about(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            path.write_text("# theirs\n", encoding="utf-8")
            await _key(ran, "ctrl+s")
            assert "changed by another program" in await _asked(ran)
            await ran.press("escape")
            assert path.read_text(encoding="utf-8") == "# theirs\n"
            assert ran.app.desk.edited
            await _key(ran, "ctrl+s", "o")
            await ran.settled()
            assert "at 0.015" in path.read_text(encoding="utf-8")

    async def test_a_new_name(self, tmp_path: Path) -> None:
        path, other = program_in(tmp_path), tmp_path / "other.points"
        async with running(Start(path)) as ran:
            await _edit(ran)
            ran.app.action_save_as()
            await _key(ran)
            await _type_path(ran, other)
            await ran.settled()
            assert "at 0.015" in other.read_text(encoding="utf-8")
            assert "at 0.015" not in path.read_text(encoding="utf-8")
            assert ran.app.desk.path == other
            assert ran.app.desk.rules.name == "other.points"

    async def test_a_folder_that_is_gone_loses_nothing(self, tmp_path: Path) -> None:
        folder = tmp_path / "gone"
        folder.mkdir()
        path = program_in(folder)
        async with running(Start(path)) as ran:
            await _edit(ran)
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()
            await ran.press("ctrl+s")
            assert ran.app.desk.edited
            assert "cannot be written" in ran.said

    async def test_permissions_stay(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        path.chmod(0o640)
        async with running(Start(path)) as ran:
            await _edit(ran)
            await ran.press("ctrl+s")
            assert stat.S_IMODE(path.stat().st_mode) == 0o640

    async def test_the_facts_in_a_file_of_their_own(self, tmp_path: Path) -> None:
        path, facts = program_in(tmp_path), tmp_path / "mine.yaml"
        async with running(Start(path)) as ran:
            ran.app.action_save_facts()
            await _key(ran)
            await _type_path(ran, facts)
            await ran.settled()
            assert facts.read_text(encoding="utf-8") == ran.app.desk.question.text
            assert ran.app.desk.facts_file.path == facts
        async with running(Start(path, facts)) as ran:
            await ran.settled()
            assert ran.app.desk.facts_file.path == facts
            assert isinstance(ran.app.desk.latest, Decided)


class TestTheDisk:
    """Another program writes the same file."""

    async def test_it_is_read_again_where_nothing_is_edited(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await ran.settled()
            text = path.read_text(encoding="utf-8").replace(
                "up to 500.00  at 0.01", "up to 500.00  at 0.02"
            )
            path.write_text(text, encoding="utf-8")
            await ran.app.watching.look()
            await ran.settled()
            assert ran.app.desk.rules.text == text
            assert not ran.app.desk.edited
            assert "5,000 Miles" in screen_text(ran.app)

    async def test_it_looks_by_itself(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("pointsman.tui.app.LOOK_AT_DISK", 0.01)
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            path.write_text("# theirs\n", encoding="utf-8")
            while ran.app.desk.rules.text != "# theirs\n":
                await ran.pilot.pause()
            assert not ran.app.desk.edited

    @pytest.mark.parametrize(("answer", "theirs"), [("k", False), ("l", True), ("escape", False)])
    async def test_it_is_asked_about_where_something_is(
        self, tmp_path: Path, answer: str, theirs: bool
    ) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            mine = ran.app.desk.rules.text
            path.write_text("# theirs\n", encoding="utf-8")
            ran.app.do(ran.app.watching.look())
            await _key(ran)
            assert "is edited here too" in await _asked(ran)
            await ran.press(answer)
            assert ran.app.desk.rules.text == ("# theirs\n" if theirs else mine)

    @pytest.mark.parametrize(("answer", "asks_again"), [("k", False), ("escape", True)])
    async def test_who_decides_later_is_asked_when_saving(
        self, tmp_path: Path, answer: str, asks_again: bool
    ) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            path.write_text("# theirs\n", encoding="utf-8")
            ran.app.do(ran.app.watching.look())
            await _key(ran)
            await ran.press(answer)
            await ran.app.watching.look()
            assert ran.app.screen is ran.app.workbench, "asked about once"
            await ran.press("ctrl+s")
            asked = isinstance(ran.app.screen, ConfirmScreen)
            assert asked is asks_again
            kept = path.read_text(encoding="utf-8") == "# theirs\n"
            assert kept is asks_again

    async def test_what_was_put_off_is_read_once_nothing_is_edited(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            before = ran.app.desk.rules.text
            await _edit(ran)
            path.write_text("# theirs\n", encoding="utf-8")
            ran.app.do(ran.app.watching.look())
            await _key(ran)
            await ran.press("escape")
            while ran.app.desk.rules.text != before:
                await ran.press("ctrl+z")
            await ran.app.watching.look()
            assert ran.app.desk.rules.text == "# theirs\n"

    async def test_a_file_that_goes_is_told_of_once(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await ran.settled()
            path.unlink()
            await ran.app.watching.look()
            await ran.app.watching.look()
            await ran.settled()
            assert ran.said.count("no longer there") == 1
            await _edit(ran)
            await ran.press("ctrl+s")
            assert "at 0.015" in path.read_text(encoding="utf-8")


class TestLeaving:
    """Nothing typed goes without a question."""

    async def test_quitting_with_nothing_unsaved(self, tmp_path: Path) -> None:
        async with running(Start(program_in(tmp_path))) as ran:
            await ran.settled()
            await _key(ran, "ctrl+q")
            assert not ran.app.is_running or ran.app._exit

    async def test_quitting_asks_and_escape_stays(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        async with running(Start(program_in(tmp_path))) as ran:
            await _edit(ran)
            await _key(ran, "ctrl+q")
            assert "`world-elite.points` has changes" in await _asked(ran)
            assert screen_text(ran.app) == text_screen
            await ran.press("escape")
            assert ran.app.screen is ran.app.workbench

    async def test_quitting_saves_on_request(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            await _key(ran, "ctrl+q", "s")
            assert ran.app._exit
        assert "at 0.015" in path.read_text(encoding="utf-8")

    async def test_quitting_discards_on_request(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            await _key(ran, "ctrl+q", "d")
            assert ran.app._exit
        assert "at 0.015" not in path.read_text(encoding="utf-8")

    async def test_edited_facts_are_asked_about_too(self, tmp_path: Path) -> None:
        async with running(Start(program_in(tmp_path))) as ran:
            await ran.settled()
            await ran.press("f3", "end", "9")
            assert ran.app.desk.facts_edited
            await _key(ran, "ctrl+q")
            assert "the facts have changes" in await _asked(ran)

    async def test_a_new_program_asks_about_the_old(self, tmp_path: Path) -> None:
        async with running(Start(program_in(tmp_path))) as ran:
            await _edit(ran)
            await _key(ran, "ctrl+n")
            assert "changes that are not saved" in await _asked(ran)
            await ran.press("d")
            assert "New Program" in ran.app.desk.rules.text
            assert ran.app.desk.path is None

    async def test_saving_a_new_program_asks_where(self, tmp_path: Path) -> None:
        async with running(Start(program_in(tmp_path))) as ran:
            await ran.settled()
            await ran.press("ctrl+n")
            await _key(ran, "ctrl+s")
            await _type_path(ran, tmp_path / "mine.points")
            await ran.settled()
            assert (tmp_path / "mine.points").is_file()


class TestOpening:
    """Whatever the file is, it goes where it belongs."""

    async def _open(self, ran: Running, path: Path) -> None:
        await ran.settled()
        await _key(ran, "ctrl+o")
        await _type_path(ran, path)
        await ran.settled()

    async def test_rules(self, tmp_path: Path) -> None:
        other = program_in(tmp_path, "two-tiers")
        async with running(Start(program_in(tmp_path))) as ran:
            await self._open(ran, other)
            assert ran.app.desk.path == other
            assert "two-tiers.points" in screen_text(ran.app)
            assert isinstance(ran.app.desk.latest, Decided)

    async def test_facts(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        facts.write_text("authorization: {amount: 5.00, currency: USD}\n", encoding="utf-8")
        async with running(Start(program_in(tmp_path))) as ran:
            await self._open(ran, facts)
            assert ran.app.desk.facts_file.path == facts
            assert ran.app.desk.path is not None

    async def test_cases_open_the_program_beside_them(self, tmp_path: Path) -> None:
        other = program_in(tmp_path, "two-tiers")
        async with running(Start(program_in(tmp_path))) as ran:
            await self._open(ran, cases_beside(other))
            assert ran.app.desk.path == other
            assert ran.app.screen is not ran.app.workbench

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"a" * 2_000_000])
    async def test_what_is_no_text_is_not_half_opened(self, tmp_path: Path, content: bytes) -> None:
        bad = tmp_path / "bad.points"
        bad.write_bytes(content)
        async with running(Start(program_in(tmp_path))) as ran:
            before = ran.app.desk.rules
            await self._open(ran, bad)
            assert ran.app.desk.rules == before
            assert "cannot be opened" in ran.said


class TestStarting:
    """What is on the screen first."""

    async def test_without_a_file_there_is_a_choice(self, text_screen: SnapshotAssertion) -> None:
        async with running(Start()) as ran:
            await _key(ran)
            assert isinstance(ran.app.screen, ChooserScreen)
            assert screen_text(ran.app) == text_screen

    async def test_a_shipped_program_opens_as_a_copy(self) -> None:
        async with running(Start()) as ran:
            await _key(ran)
            await _key(ran, *"tiers", "enter")
            await ran.settled()
            assert ran.app.screen is ran.app.workbench
            assert "Two" in ran.app.desk.rules.text
            assert ran.app.desk.path is None
            assert isinstance(ran.app.desk.latest, Decided)

    async def test_going_back_begins_a_new_program(self) -> None:
        async with running(Start()) as ran:
            await _key(ran, "escape")
            await ran.settled()
            assert "New Program" in ran.app.desk.rules.text

    async def test_recent_files_come_first(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await ran.settled()
        async with running(Start()) as ran:
            await _key(ran)
            assert "world-elite.points" in screen_text(ran.app).split("programs that ship")[0]

    async def test_a_name_of_no_file_is_a_new_one(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.points"
        async with running(Start(path)) as ran:
            await ran.settled()
            assert not path.exists()
            await ran.press("ctrl+s")
            assert "New Program" in path.read_text(encoding="utf-8")

    async def test_an_unreadable_program(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        path = tmp_path / "broken.points"
        path.write_text("program World {\n  version x\n  currency USD\n}\n\x00", encoding="utf-8")
        async with running(Start(path)) as ran:
            await ran.settled()
            assert screen_text(ran.app) == text_screen

    async def test_an_empty_file(self, tmp_path: Path, text_screen: SnapshotAssertion) -> None:
        path = tmp_path / "empty.points"
        path.write_text("", encoding="utf-8")
        async with running(Start(path)) as ran:
            await ran.settled()
            assert screen_text(ran.app) == text_screen


class TestRecovery:
    """What was not saved when the terminal went is offered at the next start."""

    async def test_unsaved_work_is_kept_aside_and_offered(
        self, tmp_path: Path, text_screen: SnapshotAssertion
    ) -> None:
        path = program_in(tmp_path)
        left = Recovery(str(Path(os.environ["XDG_STATE_HOME"]) / "pointsman"))
        text = path.read_text(encoding="utf-8").replace("Miles", "Kilometers")
        assert left.write(Work(text, "authorization: {amount: 7.00, currency: USD}\n", path))
        left._lock = os.close(left._lock) if left._lock is not None else None
        async with running(Start(path)) as ran:
            await _key(ran)
            assert "unsaved work on `untitled.points`" in await _asked(ran)
            await ran.press("b")
            assert "Kilometers" in ran.app.desk.rules.text
            assert ran.app.desk.edited
            assert "7.00" in ran.app.desk.question.text

    async def test_an_edit_is_kept_aside_soon_and_forgotten_when_saved(
        self, tmp_path: Path
    ) -> None:
        path = program_in(tmp_path)
        folder = Path(os.environ["XDG_STATE_HOME"]) / "pointsman" / "recovery"
        async with running(Start(path)) as ran:
            await _edit(ran)
            await ran.settled()
            kept = list(folder.glob("*.json"))
            assert len(kept) == 1
            assert "at 0.015" in kept[0].read_text(encoding="utf-8")
            await ran.press("ctrl+s")
            assert list(folder.glob("*.json")) == []

    async def test_throwing_it_away(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        left = Recovery(str(Path(os.environ["XDG_STATE_HOME"]) / "pointsman"))
        assert left.write(Work("# lost\n", "", path))
        left._lock = os.close(left._lock) if left._lock is not None else None
        async with running(Start(path)) as ran:
            await _key(ran, "t")
            await ran.settled()
            assert not ran.app.desk.edited
            assert left.found(path) is None


async def test_a_case_is_saved_from_the_workbench(tmp_path: Path) -> None:
    path = program_in(tmp_path)
    async with running(Start(path)) as ran:
        await ran.settled()
        ran.app.action_save_case()
        await _key(ran)
        await _key(ran, *"one more", "enter")
        await ran.settled()
        assert "81 of 81 cases pass" in screen_text(ran.app)
        assert "one more" in cases_beside(path).read_text(encoding="utf-8")


async def test_nothing_is_chosen_by_chance(tmp_path: Path) -> None:
    async with running(Start()) as ran:
        await _key(ran)
        assert ran.app.screen.query_one(OptionList).option_count > 10
