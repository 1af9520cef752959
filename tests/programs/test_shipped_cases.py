"""Every case of every program that ships: in all forms of the program, with its explanation."""

import json
from importlib.resources import files

import pytest
import yaml
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from pointsman.engine.decision import Decision
from pointsman.engine.explanation.model import Explanation
from pointsman.engine.messages import EMAILS
from pointsman.engine.outcome import Outcome
from pointsman.engine.reasons import Reason
from pointsman.engine.verdicts import Verdict
from pointsman.feeds import native
from pointsman.programs import shipped_path
from pointsman.programs.case_runs import run_case, unreached
from pointsman.programs.cases import EXPECTED_KEYS, Case, cases_beside
from pointsman.programs.questions import Kind, explained, kind_of
from tests.model import decide
from tests.programs.explanation_files import (
    HtmlFile,
    JsonFile,
    MarkdownFile,
    TextFile,
    as_one_text,
)
from tests.programs.shipped_programs import FORMS, NAMES, case, case_file, program, reading, runs

SCHEMA = json.loads((files("pointsman.dsl") / "schemas/cases.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

every_program = pytest.mark.parametrize("name", NAMES)
every_case = pytest.mark.parametrize(
    ("name", "each"),
    [
        pytest.param(name, each, id=f"{name}: {each.name}")
        for name in NAMES
        for each in case_file(name).cases
    ],
)

every_purchase = pytest.mark.parametrize(
    ("name", "each"),
    [
        pytest.param(name, each, id=f"{name}: {each.name}")
        for name in NAMES
        for each in case_file(name).cases
        if kind_of(each.given) is Kind.PURCHASE
    ],
)

# A few explanations in every form: a redemption in part, everything wrong at once, facts missing,
# conditions within conditions, text that is not ASCII.
SHOWN = [
    ("world-elite", "seven steps of ten"),
    ("world-elite", "everything wrong at once"),
    ("travel-card", "neighbours, tier not known"),
    ("sakura-yen", "last second of the night"),
    ("all-rewards", "sample: cashback"),
    ("all-rewards", "reversal in full, one lot expired meanwhile"),
]
shown_cases = pytest.mark.parametrize(
    ("name", "case_name"),
    SHOWN,
    ids=[
        f"{name}-{title.replace(',', '').replace(':', '').replace(' ', '-')}"
        for name, title in SHOWN
    ],
)


def explanation(name: str, case_name: str) -> Explanation:
    decision = run_case(program(name), case(name, case_name), native).decision
    assert decision is not None
    return explained(program(name), decision)


def decisions() -> list[tuple[str, Decision]]:
    """The decisions on purchases, with the names of their programs."""
    found = [(name, run.decision) for name in NAMES for run in runs(name)]
    return [(name, each) for name, each in found if isinstance(each, Decision)]


@every_program
def test_the_program_has_no_errors(name: str) -> None:
    assert [str(each.message) for each in reading(name).errors] == []


@every_program
def test_a_comment_begins_the_program_and_its_cases(name: str) -> None:
    path = shipped_path(name)
    for each in (path, cases_beside(path)):
        assert each.read_text(encoding="utf-8").startswith("# "), each.name


@every_program
def test_warnings_are_on_purpose(name: str) -> None:
    """A program that ships warns of nothing but a cliff, and a comment in it says so."""
    warnings = [each for each in reading(name).diagnostics if each not in reading(name).errors]
    assert {each.code for each in warnings} <= {"cliff"}
    assert ("cliff" in shipped_path(name).read_text(encoding="utf-8")) == bool(warnings)


@every_program
def test_the_cases_can_be_read(name: str) -> None:
    assert case_file(name).diagnostics == ()
    assert len(case_file(name).cases) > 5


@every_program
def test_the_cases_are_as_their_schema_says(name: str) -> None:
    text = cases_beside(shipped_path(name)).read_text(encoding="utf-8")
    document = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    assert list(VALIDATOR.iter_errors(_with_nulls(document))) == []


def _with_nulls(value: object) -> object:
    """The document with its nulls and truth values, which the loader leaves as text."""
    if isinstance(value, dict):
        return {key: _with_nulls(under) for key, under in value.items()}
    if isinstance(value, list):
        return [_with_nulls(under) for under in value]
    words: dict[object, object] = {"null": None, "true": True, "false": False}
    return words.get(value, value)


def test_the_schema_is_a_schema_of_every_key() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    expected = SCHEMA["$defs"]["expect"]["properties"]
    assert set(expected) == {key for keys in EXPECTED_KEYS.values() for key in keys}
    assert expected["reason"]["enum"] == list(Reason)
    assert expected["outcome"]["enum"] == list(Outcome)
    assert expected["messages"]["items"]["enum"] == [
        *(f"email {each}" for each in EMAILS),
        "notify",
    ]


@pytest.mark.parametrize("form", FORMS)
@every_case
def test_the_case_comes_out_as_expected(name: str, each: Case, form: str) -> None:
    run = run_case(program(name, form), each, native)
    assert [str(mismatch) for mismatch in run.mismatches] == []
    assert run.passed, run.problems


@every_case
def test_the_case_expects_what_moves(name: str, each: Case) -> None:
    purchase = kind_of(each.given) is Kind.PURCHASE
    needed = {"outcome", "reason", "points", "credit"} if purchase else {"accepted"}
    assert needed <= set(each.expect), f"{name}: {each.place}"
    assert purchase or each.expect.keys() & {"errors", "points", "credited"}


@every_purchase
def test_the_independent_model_agrees(name: str, each: Case) -> None:
    run = run_case(program(name), each, native)
    assert run.decision is not None
    ours = run.decision.to_json()
    identity = ours["program"]
    assert isinstance(identity, dict)
    del identity["digest"]
    document = reading(name).document
    assert isinstance(document, dict)
    assert ours == decide(document, dict(native(each.given)))


@pytest.mark.parametrize("form", FORMS)
@every_program
def test_every_rule_is_reached(name: str, form: str) -> None:
    assert [str(rule) for rule in unreached(program(name, form), runs(name, form))] == []


@every_program
def test_the_forms_of_a_program_are_the_same_program(name: str) -> None:
    assert {program(name, form) for form in FORMS} == {program(name)}
    assert len({program(name, form).digest for form in FORMS}) == 1


def test_every_reason_is_reached() -> None:
    assert {decision.reason for _, decision in decisions()} == set(Reason)
    assert {decision.outcome for _, decision in decisions()} == set(Outcome)


def test_every_message_is_sent_and_not_sent() -> None:
    found = {
        (finding.text, finding.verdict)
        for name, decision in decisions()
        for finding in program(name).trace(decision.facts).stages[-1].findings
    }
    emails = {f"email {kind}" for kind in EMAILS}
    sent = {
        (text, verdict) for text in emails for verdict in (Verdict.APPLIED, Verdict.NOT_APPLIED)
    }
    assert found == sent | {("notify", Verdict.APPLIED)}


@every_program
def test_explanations(name: str, snapshot: SnapshotAssertion) -> None:
    assert as_one_text(program(name), runs(name)) == snapshot(extension_class=TextFile)


@shown_cases
def test_markdown(name: str, case_name: str, snapshot: SnapshotAssertion) -> None:
    found = explanation(name, case_name).to_markdown()
    assert found == snapshot(extension_class=MarkdownFile)


@shown_cases
def test_html(name: str, case_name: str, snapshot: SnapshotAssertion) -> None:
    found = explanation(name, case_name).to_html()
    assert found == snapshot(extension_class=HtmlFile)


@shown_cases
def test_json(name: str, case_name: str, snapshot: SnapshotAssertion) -> None:
    found = explanation(name, case_name).to_json()
    written = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    assert written == snapshot(extension_class=JsonFile)
