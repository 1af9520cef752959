from pathlib import Path

import pytest
from attrs import evolve

from pointsman.tui.model.cases import CasesRun
from pointsman.tui.model.cases_beside import (
    CasesBeside,
    CasesSeen,
    NoCases,
    cases_seen,
    names_in,
    present_answer,
    read_beside,
    save_case,
)
from pointsman.tui.model.decided import Decided
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.files import NO_FILE, FileProblem
from tests.tui.case_desks import CASES, RULES, beside, decided, desk_of


def run_of(seen: CasesSeen) -> CasesRun:
    assert isinstance(seen.came_to, CasesRun)
    return seen.came_to


def why_none(seen: CasesSeen) -> NoCases:
    assert isinstance(seen.came_to, NoCases)
    return seen.came_to


def present(desk: Desk) -> Decided:
    found = present_answer(desk)
    assert isinstance(found, Decided)
    return found


def there(desk: Desk) -> CasesBeside:
    assert desk.cases_path is not None
    found = read_beside(desk.cases_path)
    assert isinstance(found, CasesBeside)
    return found


class TestSeen:
    def test_a_run(self, tmp_path: Path) -> None:
        seen = cases_seen(desk_of(tmp_path))
        assert run_of(seen).summary == "2 of 4 cases pass"
        assert not seen.stale
        assert run_of(seen).rows[0].case.place == "small.cases.yaml:8"

    def test_rules_that_were_edited_since_they_were_decided(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        text = RULES.replace("purchase over 20.00", "purchase over 10.00")
        desk.rules = evolve(desk.rules, text=text)
        assert run_of(cases_seen(desk)).summary == "1 of 4 cases pass"

    def test_rules_that_do_not_load(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        desk.rules = evolve(desk.rules, text=RULES.replace("filters {", "filters ["))
        decided(desk)
        seen = cases_seen(desk)
        assert seen.stale
        assert run_of(seen).summary == "2 of 4 cases pass"
        desk.good = None
        assert why_none(cases_seen(desk)).message == "the rules do not load, so no case can run"

    def test_rules_that_were_never_saved(self) -> None:
        none = why_none(cases_seen(desk_of(None)))
        assert none.message.startswith("these rules have no file yet")
        assert "ctrl+s" in none.help

    def test_no_file(self, tmp_path: Path) -> None:
        none = why_none(cases_seen(desk_of(tmp_path, cases=None)))
        assert none.message == "there are no cases yet"
        assert "small.cases.yaml" in none.help

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path, cases=None)
        beside(tmp_path / "small.points").mkdir()
        assert "cannot be read" in why_none(cases_seen(desk)).message

    def test_it_can_be_given_up(self, tmp_path: Path) -> None:
        assert run_of(cases_seen(desk_of(tmp_path), lambda: True)).rows == ()


class TestPresent:
    def test_an_answer(self, tmp_path: Path) -> None:
        assert present(desk_of(tmp_path)).kind == "purchase"

    def test_facts_that_give_none(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        desk.question = evolve(desk.question, text="authorization: {amount: -1}")
        decided(desk)
        told = present_answer(desk)
        assert isinstance(told, str)
        assert "no answer" in told

    def test_texts_that_are_not_decided_yet(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        desk.question = evolve(desk.question, text=desk.question.text.replace("50.00", "51.00"))
        assert present_answer(desk) == "the newest edits are not decided yet"

    def test_rules_without_a_file(self) -> None:
        told = present_answer(desk_of(None))
        assert isinstance(told, str)
        assert told.endswith("ctrl+s saves them")


class TestSaving:
    def test_a_case_more(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        saved = save_case(there(desk), "web", present(desk))
        assert isinstance(saved, CasesBeside)
        path = beside(tmp_path / "small.points")
        assert path.read_text(encoding="utf-8") == saved.text
        assert saved.text is not None
        assert saved.text.startswith(CASES)
        assert run_of(cases_seen(desk)).summary == "3 of 5 cases pass"
        assert isinstance(save_case(saved, "again", present(desk)), CasesBeside)

    def test_the_first_one_makes_the_file(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path, cases=None)
        assert there(desk).stamp == NO_FILE
        assert names_in(there(desk)) == ()
        assert isinstance(save_case(there(desk), "web", present(desk)), CasesBeside)
        assert run_of(cases_seen(desk)).well

    def test_permissions_stay(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        path = beside(tmp_path / "small.points")
        path.chmod(0o640)
        assert isinstance(save_case(there(desk), "web", present(desk)), CasesBeside)
        assert path.stat().st_mode & 0o777 == 0o640
        assert sorted(each.name for each in tmp_path.iterdir()) == [
            "small.cases.yaml",
            "small.points",
        ]

    def test_refused_when_the_file_has_changed(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        seen = there(desk)
        path = beside(tmp_path / "small.points")
        path.write_text(CASES + "# mine\n", encoding="utf-8")
        told = save_case(seen, "web", present(desk))
        assert isinstance(told, str)
        assert "was changed by another program" in told
        assert path.read_text(encoding="utf-8").endswith("# mine\n")

    def test_refused_when_there_is_a_file_meanwhile(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path, cases=None)
        seen = there(desk)
        beside(tmp_path / "small.points").write_text(CASES, encoding="utf-8")
        told = save_case(seen, "web", present(desk))
        assert isinstance(told, str)
        assert "is there already" in told

    def test_a_name_that_is_taken(self, tmp_path: Path) -> None:
        desk = desk_of(tmp_path)
        assert names_in(there(desk)) == (
            "whole purchase",
            "too few points",
            "balance is a word",
            "small purchase",
        )
        told = save_case(there(desk), "small purchase", present(desk))
        assert told == "there is a case `small purchase` already"

    @pytest.mark.parametrize("cases", ["cases: 1\n", "cases:\n  - nam: x\n"])
    def test_a_file_with_mistakes(self, tmp_path: Path, cases: str) -> None:
        told = names_in(there(desk_of(tmp_path, cases=cases)))
        assert isinstance(told, str)
        assert told.startswith("the case file has mistakes, the first at `small.cases.yaml:")

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        assert isinstance(read_beside(tmp_path), FileProblem)
