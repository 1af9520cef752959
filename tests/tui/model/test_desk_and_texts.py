"""Rules, questions and what they come to; what lies on the desk."""

from pathlib import Path

import pytest

from pointsman.programs import shipped_names, shipped_path
from pointsman.programs.questions import Kind
from pointsman.tui.model.decided import Decided, Undecided, decide
from pointsman.tui.model.desk import Desk
from pointsman.tui.model.first_question import first_question
from pointsman.tui.model.on_disk import OnDisk
from pointsman.tui.model.opening import Contents, contents_of, is_log, program_beside
from pointsman.tui.model.question import Question, read_question
from pointsman.tui.model.rules_text import RulesText, read_rules
from pointsman.tui.model.targets import facts_of, goals_of, line_goal
from pointsman.tui.model.templates import template
from tests.tui.running import program_in

WORLD = RulesText(shipped_path("world-elite").read_text(encoding="utf-8"), "world-elite.points")
FACTS = Question("id: A-1\nauthorization: {amount: 100.00, currency: USD}\n")


class TestDeciding:
    """An answer, or what stands in the way of one."""

    def test_an_answer_with_its_explanation(self) -> None:
        decided = decide(read_rules(WORLD), read_question(FACTS))
        assert isinstance(decided, Decided)
        assert decided.kind is Kind.PURCHASE
        assert decided.explanation.decision["id"] == "A-1"

    def test_rules_that_do_not_load(self) -> None:
        undecided = decide(read_rules(RulesText("program")), read_question(FACTS))
        assert isinstance(undecided, Undecided)
        assert undecided.of_rules
        assert undecided.of_facts == ()

    @pytest.mark.parametrize(
        ("text", "line"),
        [("authorization: [", 1), ("authorization:\n  amount: -1\n  currency: USD\n", 2), ("", 1)],
    )
    def test_facts_that_cannot_be_read_have_their_place(self, text: str, line: int) -> None:
        undecided = decide(read_rules(WORLD), read_question(Question(text)))
        assert isinstance(undecided, Undecided)
        assert undecided.of_rules == ()
        assert undecided.of_facts[0].line == line

    def test_both_may_be_wrong(self) -> None:
        undecided = decide(read_rules(RulesText("x")), read_question(Question("a: [")))
        assert isinstance(undecided, Undecided)
        assert undecided.of_rules
        assert undecided.of_facts

    def test_json_is_told_by_the_name(self) -> None:
        text = '{"authorization": {"amount": "5.00", "currency": "USD"}}'
        assert read_question(Question(text, "facts.json")).diagnostics == ()
        assert read_question(Question("a: 1", "facts.json")).diagnostics != ()

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("authorization: {}", Kind.PURCHASE),
            ("request: {}", Kind.REDEMPTION),
            ("redemption: {}", Kind.REVERSAL),
        ],
    )
    def test_what_is_asked(self, text: str, kind: Kind) -> None:
        assert read_question(Question(text)).kind is kind


class TestPlaces:
    """From a rule to its text."""

    def test_a_rule_has_a_span_from_its_keyword_on(self) -> None:
        read = read_rules(WORLD)
        span = read.span_of("/conversion/overrides/1")
        assert span is not None
        assert WORLD.text[span.start :].startswith("override")
        assert WORLD.text[span.start : span.end].rstrip().endswith("0.008")
        assert read.line_of("/conversion/overrides/1") == 37

    def test_a_rule_that_is_not_written_stands_where_its_block_does(self) -> None:
        read = read_rules(WORLD)
        assert read.line_of("/redemption/nothing/here") == read.line_of("/redemption")

    def test_of_nothing_there_is_no_place(self) -> None:
        read = read_rules(RulesText("\x00"))
        assert read.span_of("/conversion") is None
        assert read.line_of("/conversion") is None


class TestGoals:
    """What one can go to."""

    def test_every_named_rule_in_the_order_of_the_text(self) -> None:
        goals = goals_of(read_rules(WORLD))
        titles = {goal.title: goal for goal in goals}
        assert titles["Black card"].line == 42
        assert titles["Black card"].kind == "override"
        assert titles["coffee"].kind == "group"
        assert [goal.line for goal in goals] == sorted(goal.line for goal in goals)

    def test_the_items_of_a_digital_program(self) -> None:
        text = shipped_path("all-rewards").read_text(encoding="utf-8")
        kinds = {goal.kind for goal in goals_of(read_rules(RulesText(text)))}
        assert "item" in kinds

    def test_rules_that_do_not_load_have_lines_alone(self) -> None:
        read = read_rules(RulesText("program\n\n"))
        assert goals_of(read) == ()
        goal = line_goal(read, "2")
        assert goal is not None
        assert goal.line == 2

    @pytest.mark.parametrize("asked", ["0", "99", "-1", "²", "x", "", "9" * 30])
    def test_a_line_that_is_not_there(self, asked: str) -> None:
        assert line_goal(read_rules(RulesText("a\nb")), asked) is None

    def test_every_fact_that_is_given(self) -> None:
        goals = facts_of(read_question(FACTS))
        assert [(goal.title, goal.line, goal.fact) for goal in goals] == [
            ("id", 1, "/id"),
            ("authorization amount", 2, "/authorization/amount"),
            ("authorization currency", 2, "/authorization/currency"),
        ]


class TestFirstQuestion:
    """The facts to begin with."""

    @pytest.mark.parametrize("name", shipped_names())
    def test_the_first_case_of_a_shipped_program(self, name: str) -> None:
        path = shipped_path(name)
        rules = RulesText(path.read_text(encoding="utf-8"), path.name)
        question, origin = first_question(rules, path)
        assert origin.startswith("case ")
        assert isinstance(decide(read_rules(rules), read_question(question)), Decided)

    def test_without_cases_an_example(self) -> None:
        rules = RulesText(template())
        question, origin = first_question(rules, None)
        assert origin == "an example"
        assert isinstance(decide(read_rules(rules), read_question(question)), Decided)

    def test_cases_that_cannot_be_read_are_no_cases(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        path.with_name("world-elite.cases.yaml").write_text("cases: [", encoding="utf-8")
        assert first_question(WORLD, path)[1] == "an example"


class TestOpening:
    """What a file is."""

    @pytest.mark.parametrize(
        ("name", "text", "contents"),
        [
            ("a.points", "", Contents.RULES),
            ("a.txt", "", Contents.RULES),
            ("a.cases.yaml", "", Contents.CASES),
            ("a.yaml", "program: x", Contents.RULES),
            ("a.yaml", "authorization: {}", Contents.FACTS),
            ("a.json", '{"request": {}}', Contents.FACTS),
            ("a.yaml", "not: [", Contents.RULES),
            ("a.yaml", "- 1", Contents.RULES),
        ],
    )
    def test_by_its_name_or_what_is_in_it(self, name: str, text: str, contents: Contents) -> None:
        assert contents_of(Path(name), text) is contents

    @pytest.mark.parametrize(
        ("name", "many"), [("a.NDJSON", True), ("a.parquet", True), ("a.yaml", False)]
    )
    def test_a_log_is_told_by_its_name(self, name: str, many: bool) -> None:
        assert is_log(Path(name)) is many

    def test_the_program_beside_its_cases(self, tmp_path: Path) -> None:
        path = program_in(tmp_path)
        assert program_beside(tmp_path / "world-elite.cases.yaml") == path
        assert program_beside(tmp_path / "other.cases.yaml") is None


class TestTheDesk:
    """What is edited, unsaved and stale."""

    def test_unsaved_is_named(self) -> None:
        desk = Desk(
            RulesText("a", "mine.points"),
            Question("b"),
            rules_file=OnDisk(text="a"),
            facts_file=OnDisk(text="b"),
        )
        assert desk.unsaved == ()
        desk.rules = RulesText("c", "mine.points")
        assert desk.unsaved == ("`mine.points`",)
        desk.question = Question("d")
        assert desk.unsaved == ("`mine.points`", "the facts")

    def test_an_answer_stays_until_there_is_another(self) -> None:
        desk = Desk(WORLD, FACTS)
        assert not desk.stale
        good = decide(read_rules(WORLD), read_question(FACTS))
        desk.take(good)
        assert desk.good is good
        desk.take(decide(read_rules(RulesText("x")), read_question(FACTS)))
        assert desk.good is good
        assert desk.stale
        desk.take(good)
        assert not desk.stale

    def test_cases_stand_beside_the_rules(self) -> None:
        desk = Desk(WORLD, FACTS)
        assert desk.cases_path is None
        desk.rules_file.path = Path("x/world-elite.points")
        assert desk.cases_path == Path("x/world-elite.cases.yaml")
