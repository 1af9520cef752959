"""The reference has everything that the grammar, the schema and the engine have."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from pointsman.dsl.grammar import grammar
from pointsman.dsl.lexicon import FORMS, word_of
from pointsman.dsl.source_limits import LIMITS
from pointsman.engine.fact_types import BUILT_IN, RESERVED, Kind
from pointsman.engine.facts import Household, Mode, Status
from pointsman.engine.outcome import Outcome, Stage
from pointsman.engine.reasons import Reason
from pointsman.engine.verdicts import Verdict
from pointsman.programs.cases import DECISION_KEYS
from pointsman.programs.shipped import shipped_names
from scripts.documentation.pages import DOCS, ROOT
from scripts.documentation.tables import POINTERS, SHARED, described_keys

LANGUAGE = (DOCS / "language.md").read_text(encoding="utf-8")
DECISION = (DOCS / "decision.md").read_text(encoding="utf-8")
FACTS = (DOCS / "facts.md").read_text(encoding="utf-8")
PROGRAMS = (DOCS / "programs.md").read_text(encoding="utf-8")
DOCUMENT = (DOCS / "document.md").read_text(encoding="utf-8")
IGNORED = {"COMMENT", "SPACE"}
KEYWORDS = sorted(
    word
    for terminal in grammar().terminals
    if terminal.name not in IGNORED and (word := word_of(terminal.name))
)


def schema(name: str) -> dict[str, Any]:
    text = (files("pointsman.dsl") / "schemas" / f"{name}.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def properties(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that a schema declares (those of conditions on others declare nothing)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "properties":
                yield from inner.items()
            if key not in {"allOf", "dependentSchemas", "if", "then"}:
                yield from properties(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from properties(inner)


def code_in(page: str) -> str:
    """What a page says in code: blocks, and what stands in backticks."""
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", page, re.MULTILINE | re.DOTALL))


def first_cells(page: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)


def test_there_are_keywords() -> None:
    assert len(KEYWORDS) > 60
    assert {"program", "override", "like", "cross_border"} <= set(KEYWORDS)


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_every_keyword_is_in_the_reference(keyword: str) -> None:
    assert re.search(rf"(?<![\w.]){keyword}(?![\w.])", code_in(LANGUAGE))


@pytest.mark.parametrize("block", [block for block in FORMS if block not in {"file", "override"}])
def test_every_block_has_its_table(block: str) -> None:
    assert list(POINTERS[block]) == list(FORMS[block])
    for forms in FORMS[block].values():
        assert all(f"`{form}`" in LANGUAGE for form in forms)


def test_a_tier_is_the_same_in_base_and_override() -> None:
    assert FORMS["override"] == FORMS["base"]


@pytest.mark.parametrize("block", ["filters", "preferences", "conversion", "redemption"])
def test_every_block_has_a_section(block: str) -> None:
    assert f"\n## {block}\n" in LANGUAGE


def test_every_fact_is_in_the_table() -> None:
    section = LANGUAGE[LANGUAGE.index("## Facts") : LANGUAGE.index("## Limits")]
    assert first_cells(section) == list(BUILT_IN)
    for fact in BUILT_IN.values():
        assert fact.source in section
        assert all(f"`{choice}`" in section for choice in fact.choices)


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_every_type_has_its_operators(kind: Kind) -> None:
    [row] = re.findall(rf"^\| {kind.value} \| (`.+)$", LANGUAGE, re.MULTILINE)
    operators, ranged, example = row.split(" | ")
    assert re.findall(r"`([^`]+)`", operators) == list(kind.operators)
    assert ranged == ("yes" if kind.ranged else "no")
    assert example.startswith("`")


def test_every_word_that_no_own_fact_may_have_is_told() -> None:
    section = LANGUAGE[LANGUAGE.index("### fact") : LANGUAGE.index("### group")]
    assert all(f"`{word}`" in section for word in RESERVED)


def test_every_limit_is_told() -> None:
    assert all(f"- {limit.sentence}\n" in LANGUAGE for limit in LIMITS)
    for limit in LIMITS:
        assert re.search(rf"\b({limit.most:,}|1 MiB)\b", limit.sentence)


def test_every_property_of_the_schema_is_described() -> None:
    found = list(properties(schema("program")))
    assert len(found) > 80
    assert [key for key, inner in found if not inner.get("description")] == []


def test_every_property_of_the_schema_is_in_the_document_form() -> None:
    told = {path.rpartition(".")[2].removesuffix("[]") for path in first_cells(DOCUMENT)}
    assert {key for key, _ in properties(schema("program"))} <= told
    assert set(SHARED) <= told
    assert first_cells(DOCUMENT) == [path for path, _, _ in described_keys()]


def test_every_key_of_the_facts_is_told() -> None:
    names = {key for key, _ in properties(schema("facts"))}
    assert names == {key for key in names if re.search(rf"\b{key}\b", FACTS)}


@pytest.mark.parametrize("kind", [Mode, Status, Household])
def test_every_value_of_an_account_is_told(kind: type[Mode | Status | Household]) -> None:
    assert all(f"`{value}`" in FACTS for value in kind)


def test_every_reason_has_its_row() -> None:
    section = DECISION[DECISION.index("## Reasons") : DECISION.index("## Stage 1")]
    assert first_cells(section) == [str(reason) for reason in Reason]


def test_every_outcome_has_its_row_and_code() -> None:
    section = DECISION[DECISION.index("## Outcomes") : DECISION.index("## Reasons")]
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", section, re.MULTILINE)
    assert rows == [(str(outcome), outcome.code or "none") for outcome in Outcome]


def test_every_stage_has_its_section() -> None:
    headings = re.findall(r"^## Stage \d: (\w+)$", DECISION, re.MULTILINE)
    assert headings == [str(stage) for stage in Stage]


def test_every_verdict_has_its_sign() -> None:
    section = DECISION[DECISION.index("## Reading") : DECISION.index("## The decision as JSON")]
    rows = re.findall(r"^\| `.` \| ([a-z ]+) \|", section, re.MULTILINE)
    assert rows == [str(verdict) for verdict in Verdict]


def test_every_key_of_a_decision_is_told() -> None:
    section = DECISION[DECISION.index("## The decision as JSON") :]
    told = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| .+? \|", section, re.MULTILINE))))
    assert told == {"id", "program", *DECISION_KEYS}
    [example] = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
    assert json.loads(example).keys() == told


def test_every_program_that_ships_is_told() -> None:
    section = PROGRAMS[: PROGRAMS.index("## Books")]
    rows = "\n".join(re.findall(r"^\| `.+?\|", section, re.MULTILINE))
    assert sorted(re.findall(r"`([\w-]+)`", rows)) == shipped_names()


def test_every_extra_is_told() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (DOCS / "embedding.md").read_text(encoding="utf-8")
    for extra in project["optional-dependencies"].keys() - {"docs", "test", "dev"}:
        assert f"| `{extra}` |" in page
        assert f"pointsman[{extra}]" in page
