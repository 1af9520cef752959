"""What other programs do to the files on the desk while it is worked on."""

from pathlib import Path

from pointsman.tui.model.decided import Decided
from pointsman.tui.model.start import Start
from pointsman.tui.screens.confirm import ConfirmScreen
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text

FACTS = "authorization: {amount: 1.00, currency: USD}\naccount: {status: GOOD_STANDING}\n"


async def _look(ran: Running) -> None:
    """One look at the disk, up to its question if it has one."""
    ran.app.do_alone(ran.app.watching.look)
    await ran.settled()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


async def _edit(ran: Running, text: str = "# mine\n") -> None:
    ran.app.workbench.rules.editor.insert(text, (0, 0))
    await ran.settled()


class TestTheRules:
    async def test_another_text_is_an_edit_where_the_cursor_stays(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            before = ran.app.desk.rules.text
            ran.app.workbench.rules.go_to(20, 3)
            _write(path, before + "# theirs\n")
            await _look(ran)
            assert ran.app.workbench.rules.line == 20
            assert ran.app.workbench.rules.text == before + "# theirs\n"
            assert not ran.app.desk.edited
            await ran.press("ctrl+z")
            assert ran.app.desk.rules.text == before
            assert ran.app.desk.edited

    async def test_what_they_break_leaves_the_last_answer_as_stale(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            good = ran.app.desk.good
            _write(path, ran.app.desk.rules.text.replace("redemption {", "redemption {{{"))
            await _look(ran)
            assert ran.app.desk.good is good
            assert ran.app.desk.stale
            assert "stale" in screen_text(ran.app)

    async def test_the_facts_stay_those_that_were_chosen(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await ran.press("alt+2", "down", "down", "enter")
            chosen = ran.app.desk.question.text
            _write(path, ran.app.desk.rules.text + "# theirs\n")
            await _look(ran)
            assert ran.app.desk.question.text == chosen

    async def test_mine_that_are_kept_are_not_saved_yet(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            _write(path, "# theirs\n")
            await _look(ran)
            await ran.press("k", "ctrl+z")
            assert ran.app.desk.edited, "the file holds theirs"
            await ran.app.action_quit()
            await ran.settled()
            assert isinstance(ran.app.screen, ConfirmScreen)

    async def test_nobody_is_asked_where_both_wrote_the_same(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            await _edit(ran)
            _write(path, ran.app.desk.rules.text)
            await _look(ran)
            assert ran.app.screen is ran.app.workbench
            assert not ran.app.desk.edited

    async def test_a_file_that_goes_is_told_of_each_time(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            for times in (1, 2):
                path.unlink()
                await _look(ran)
                await _look(ran)
                assert ran.said.count("is no longer there") == times
                assert ran.app.desk.edited, "this is all that is left"
                await ran.press("ctrl+s")
                assert path.read_text(encoding="utf-8") == ran.app.desk.rules.text
                assert not ran.app.desk.edited

    async def test_what_is_left_of_a_file_is_not_given_up_without_a_question(
        self, tmp_path: Path
    ) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            path.unlink()
            await _look(ran)
            await ran.app.action_quit()
            await ran.settled()
            assert isinstance(ran.app.screen, ConfirmScreen)

    async def test_a_file_that_comes_back_as_it_was(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        async with running(Start(path)) as ran:
            path.unlink()
            await _look(ran)
            _write(path, ran.app.desk.rules.text)
            await _look(ran)
            assert ran.app.screen is ran.app.workbench
            assert not ran.app.desk.edited


class TestTheFacts:
    async def test_another_text_is_taken_up(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        _write(facts, FACTS)
        async with running(Start(program_in(tmp_path), facts)) as ran:
            _write(facts, FACTS.replace("1.00", "70.00"))
            await _look(ran)
            assert "70.00" in ran.app.desk.question.text
            assert not ran.app.desk.facts_edited
            assert isinstance(ran.app.desk.latest, Decided)
            assert "facts.yaml was changed by another program" in ran.said
            ran.app.workbench.facts.action_undo()
            await ran.settled()
            assert ran.app.desk.question.text == FACTS

    async def test_it_is_asked_about_where_facts_are_edited(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        _write(facts, FACTS)
        async with running(Start(program_in(tmp_path), facts)) as ran:
            ran.app.workbench.facts.raw.insert("# mine\n", (0, 0))
            await ran.settled()
            _write(facts, "# theirs\n" + FACTS)
            await _look(ran)
            assert isinstance(ran.app.screen, ConfirmScreen)
            assert "facts.yaml" in ran.app.screen.question
            await ran.press("l")
            assert ran.app.desk.question.text.startswith("# theirs\n")

    async def test_a_file_that_goes(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        _write(facts, FACTS)
        async with running(Start(program_in(tmp_path), facts)) as ran:
            facts.unlink()
            await _look(ran)
            await _look(ran)
            assert ran.said.count("facts.yaml is no longer there") == 1
            assert ran.app.desk.facts_edited

    async def test_what_cannot_be_read_stands_in_their_pane(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        _write(facts, "authorization: {amount: 5\n")
        path = program_in(tmp_path)
        async with running(Start(path, facts)) as ran:
            assert ran.app.desk.path == path
            assert ran.app.desk.question.text == "authorization: {amount: 5\n"
            assert ran.app.desk.facts_file.path == facts

    async def test_facts_that_are_not_there_are_said_to_be_so(self, tmp_path: Path) -> None:
        async with running(Start(program_in(tmp_path), tmp_path / "none.yaml")) as ran:
            assert "none.yaml" in ran.said
            assert isinstance(ran.app.desk.latest, Decided)

    async def test_a_case_made_of_them_leaves_them_their_file(self, tmp_path: Path) -> None:
        facts = tmp_path / "facts.yaml"
        _write(facts, FACTS)
        async with running(Start(program_in(tmp_path), facts)) as ran:
            ran.app.action_save_case()
            await ran.settled()
            await ran.press(*"mine", "enter")
            assert "81 of 81" in screen_text(ran.app)
            assert ran.app.desk.facts_file.path == facts


async def test_another_program_that_does_not_load_has_no_answer_of_the_one_before(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.points"
    _write(broken, 'program "x" {{{')
    async with running(Start(program_in(tmp_path))) as ran:
        assert "World Elite v3" in screen_text(ran.app)
        ran.app.do_alone(lambda: ran.app.filing.open(broken))
        await ran.settled()
        assert "World Elite v3" not in screen_text(ran.app)
        assert "No explanation yet" in screen_text(ran.app)
