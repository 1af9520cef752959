"""At scale: the interpreter, generated code, its loop over columns and the model say the same."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from pointsman.batch.machine_code import compile_function
from pointsman.batch.machine_code import is_listed as compiled_is_listed
from pointsman.engine.compiled.columns import OUTPUTS, TARGETS
from pointsman.engine.problems import BadFactsError
from pointsman.programs import load_text
from tests.engine.compiled.allowed_nodes import forbidden_in
from tests.model import decide as model_decides
from tests.properties.agreement import Agreement, Json
from tests.properties.drawn import Drawn, drawn
from tests.properties.shrinking import keep, shrunk
from tests.strategies.choices import seeded
from tests.strategies.documents import build_document, simple_document
from tests.strategies.facts import build_facts, simple_facts
from tests.strategies.text import points_text

KEPT = Path(__file__).parent / "kept"

PARTS = 8
PROGRAMS_A_PART = 316
PURCHASES = 80
MODELLED = 6
PAIRS = PARTS * PROGRAMS_A_PART * PURCHASES
assert PAIRS >= 200_000

COMPILED_PARTS = 6
COMPILED_A_PART = 5
TYPES = ("int8", "int32", *["int64"] * (len(OUTPUTS) + len(TARGETS) - 2))


def run_seed() -> int:
    """The seed of this run: that of POINTSMAN_SEED, or any."""
    return int(os.environ.get("POINTSMAN_SEED") or secrets.randbits(63))


def as_machine_code(agreement: Agreement) -> Callable[..., None]:
    """The loop compiled by Numba, taking and filling the lists that the plain one does."""
    loop, origin = agreement.loop, agreement.program.digest
    compiled = compile_function(loop.function(compiled_is_listed, origin), loop)
    types = [parameter.integers for parameter in loop.parameters]

    def decide(start: int, stop: int, *lists: list[int]) -> None:
        inputs = [np.array(it, kind) for it, kind in zip(lists, types, strict=False)]
        outputs = [np.empty(stop, kind) for kind in TYPES]
        compiled(start, stop, *inputs, *outputs)
        for told, output in zip(lists[len(types) :], outputs, strict=True):
            told[:] = output.tolist()

    return decide


def fails(document: Json, facts: Json) -> bool:
    """Whether two ways disagree on a pair, or one of them falls over."""
    agreement = Agreement.of(document)
    try:
        return bool(agreement.differences([facts], modelled=1))
    except BadFactsError:
        raise
    except Exception:  # whatever it is, it is what we are looking for
        return True


def report(document: Json, facts: Json, why: str) -> None:
    """Make a failing pair small, keep it, and fail."""
    path = keep(KEPT, *shrunk(document, facts, fails), why)
    pytest.fail(f"{why}\nkept as {path.name}:\n{path.read_text(encoding='utf-8')}")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_way_decides_the_same(part: int) -> None:
    seed = run_seed()
    for number in range(PROGRAMS_A_PART):
        choices = seeded(hash((seed, part, number)))
        document = build_document(choices)
        purchases = [build_facts(choices, document) for _ in range(PURCHASES)]
        agreement = Agreement.of(document)
        for at, difference in agreement.differences(purchases, MODELLED)[:1]:
            report(document, purchases[at], difference)
        _holds_the_white_list(agreement)
        if number % 5 == 0:
            text = load_text(points_text(document, choices), "drawn.points")
            assert (text.digest, text.rules) == (
                agreement.program.digest,
                agreement.program.rules,
            )


def _holds_the_white_list(agreement: Agreement) -> None:
    assert forbidden_in(agreement.program.compiled.written, {"Decision"}) == []
    assert forbidden_in(agreement.loop.written, {"range", "is_listed"}) == []


@given(drawn())
def test_any_program_and_purchases(case: Drawn) -> None:
    """The same with shrinking."""
    agreement = Agreement(case.document, case.program)
    assert agreement.differences(case.purchases, len(case.purchases)) == []


@pytest.mark.parametrize("part", range(COMPILED_PARTS))
def test_machine_code_decides_the_same(part: int) -> None:
    seed = run_seed()
    for number in range(COMPILED_A_PART):
        start = hash((seed, "machine", part, number))
        choices = seeded(start)
        document = build_document(choices)
        purchases = [build_facts(choices, document) for _ in range(PURCHASES)]
        agreement = Agreement.of(document)
        compiled = as_machine_code(agreement)
        assert agreement.on_columns(purchases, compiled) == [], f"seeded({start}) {document}"


CASES = sorted(KEPT.glob("*.json"))


def kept(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_was_kept_is_decided_the_same(path: Path) -> None:
    case = kept(path)
    assert case["why"]
    agreement = Agreement.of(case["document"])
    purchases = case["purchases"]
    assert agreement.differences(purchases, len(purchases)) == []


@pytest.mark.parametrize(
    "path", [path for path in CASES if not path.stem.startswith("found-")], ids=lambda it: it.stem
)
def test_what_was_kept_reaches_what_it_is_about(path: Path) -> None:
    """Cases written by hand say what the model decides, so that they stay about what they are."""
    case = kept(path)
    decided = [model_decides(case["document"], facts) for facts in case["purchases"]]
    assert [[each["reason"], each["rule"]] for each in decided] == case["decided"]


@pytest.mark.parametrize("stem", ["many-predicates-on-one-fact", "a-hundred-amounts"])
def test_what_was_kept_as_machine_code(stem: str) -> None:
    case = kept(KEPT / f"{stem}.json")
    agreement = Agreement.of(case["document"])
    assert agreement.on_columns(case["purchases"], as_machine_code(agreement)) == []


class TestShrinking:
    def test_what_does_not_matter_goes(self) -> None:
        document = build_document(seeded(3))
        facts = build_facts(seeded(3), document)
        facts["authorization"]["mcc"] = "5942"
        small, purchase = shrunk(
            document, facts, lambda _, it: it.get("authorization", {}).get("mcc") == "5942"
        )
        assert purchase == {"authorization": {"mcc": "5942"}}
        assert small == {}

    def test_what_is_no_program_any_more_is_not_smaller(self) -> None:
        document = simple_document(timezone="UTC", version="3")

        def fails_when_loaded(document: Json, facts: Json) -> bool:
            Agreement.of(document).program.read_facts(facts)
            return True

        small, purchase = shrunk(document, simple_facts(), fails_when_loaded)
        assert small == simple_document(version="3")
        assert purchase == {"authorization": {"amount": "100.00", "currency": "USD"}}

    def test_what_is_found_is_kept(self, tmp_path: Path) -> None:
        first = keep(tmp_path, {"a": 1}, {"b": "é"}, "why")
        assert keep(tmp_path, {"a": 1}, {"b": "é"}, "why") == first
        assert kept(first) == {"why": "why", "document": {"a": 1}, "purchases": [{"b": "é"}]}

    def test_agreement_is_no_failure(self) -> None:
        assert not fails(simple_document(), simple_facts())


class TestThreads:
    """One function, many threads at once."""

    def test_deciding_one_by_one(self) -> None:
        choices = seeded(11)
        document = build_document(choices)
        program = Agreement.of(document).program
        purchases = [program.read_facts(build_facts(choices, document)) for _ in range(400)]
        expected = [program.decide(facts).result for facts in purchases]
        found = _in_threads(lambda: [program.decide(facts).result for facts in purchases])
        assert found == [expected] * len(found)

    def test_one_compiled_loop(self) -> None:
        choices = seeded(12)
        document = build_document(choices)
        agreement = Agreement.of(document)
        compiled = as_machine_code(agreement)
        parts = [[build_facts(choices, document) for _ in range(50)] for _ in range(8)]
        found = _in_threads(
            lambda: [agreement.on_columns(part, compiled) for part in parts for _ in range(3)]
        )
        assert found == [[[]] * 24] * len(found)


def _in_threads(work: Callable[[], Any], count: int = 8) -> list[Any]:
    """What each of many threads found that did the same at once."""
    found: list[Any] = []
    threads = [Thread(target=lambda: found.append(work())) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == count
    return found
