"""Hundreds of overrides or values are counted in an explanation, not listed."""

import pytest

from pointsman.engine.explanation.model import ExplainedStep
from pointsman.engine.verdicts import Verdict
from tests.worked.programs import facts, program

COUNT = 500


def overrides(selector: str, count: int = COUNT) -> str:
    """Overrides by a selector in which `{}` is the override's number."""
    lines = [
        f'override "Shop {number}" for {selector.format(number)} at 0.02' for number in range(count)
    ]
    return "base at 0.01 " + "\n".join(lines)


def conversion_steps(conversion: str, **authorization: object) -> list[ExplainedStep]:
    decision = program(conversion=conversion).decide(facts(authorization=authorization))
    base, *steps = decision.explain().stages[3].steps
    assert base.title == "base"
    return steps


def test_the_overrides_that_do_not_apply_are_one_step() -> None:
    [step] = conversion_steps(overrides('merchant id "{}"'), merchant={"id": "none"})
    assert step == ExplainedStep(
        title="Shop 0 … Shop 499",
        verdict=Verdict.NOT_APPLIED,
        says='500 overrides by merchant id: merchant id is "none", which none of them lists',
        pointer="/conversion/overrides/0",
        place="worked.points:6",
        observed='merchant id is "none"',
        required="merchant id that an override lists",
    )


def test_what_is_before_and_after_the_one_that_applies() -> None:
    steps = conversion_steps(overrides('merchant id "{}"'), merchant={"id": "300"})
    assert [(step.verdict, step.title, step.says) for step in steps] == [
        (
            Verdict.NOT_APPLIED,
            "Shop 0 … Shop 299",
            '300 overrides by merchant id: merchant id is "300", which none of them lists',
        ),
        (Verdict.APPLIED, "Shop 300", 'merchant is in id "300": 0.02 a point'),
        (
            Verdict.NOT_REACHED,
            "Shop 301 … Shop 499",
            "199 overrides not tried: Shop 300 already sets the cost",
        ),
    ]
    assert [step.place for step in steps] == [
        "worked.points:6",
        "worked.points:306",
        "worked.points:307",
    ]


def test_a_fact_that_is_not_known() -> None:
    [step] = conversion_steps(overrides('merchant id "{}"'), merchant=None)
    assert step.verdict is Verdict.UNKNOWN
    assert step.says == (
        "500 overrides by merchant id, some of which may apply: merchant id is not known"
    )


@pytest.mark.parametrize(
    ("merchant", "verdict", "says"),
    [
        (
            {"id": "none"},
            Verdict.NOT_APPLIED,
            'merchant id is "none" and mcc is 5942, which none of them lists',
        ),
        (None, Verdict.UNKNOWN, "merchant id is not known and mcc is 5942"),
    ],
    ids=["known", "unknown"],
)
def test_overrides_that_look_at_different_facts(
    merchant: dict[str, str] | None, verdict: Verdict, says: str
) -> None:
    conversion = overrides('merchant id "{}"') + ' override "Hotels" for mcc 3500..3999 at 0.03'
    [step] = conversion_steps(conversion, merchant=merchant)
    assert (step.title, step.verdict) == ("Shop 0 … Hotels", verdict)
    assert step.says.startswith("501 overrides by merchant id or mcc")
    assert step.says.endswith(f": {says}")


def test_few_overrides_are_listed() -> None:
    steps = conversion_steps(overrides('merchant id "{}"', 11), merchant={"id": "none"})
    assert [step.title for step in steps] == [f"Shop {number}" for number in range(11)]
    assert [step.required for step in steps] == [f'in id "{number}"' for number in range(11)]


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (
            "merchant except " + ", ".join(f'id "{n}"' for n in range(5000)),
            "merchant is not in " + ", ".join(f'id "{n}"' for n in range(8)) + ", … 5,000 in all",
        ),
        (
            "mcc except " + ", ".join(f"{n:04d}" for n in range(5000)),
            "5942 is not in 0000, 0001, 0002, 0003, 0004, 0005, 0006, 0007, … 5,000 in all",
        ),
        (
            "require merchant.id not in (" + ", ".join(f'"{n}"' for n in range(5000)) + ")",
            'merchant id "none" is not in '
            + ", ".join(f'"{n}"' for n in range(8))
            + ", … 5,000 in all",
        ),
    ],
    ids=["merchants", "codes", "requirement"],
)
def test_a_long_list_is_cut(block: str, says: str) -> None:
    given = facts(authorization={"merchant": {"id": "none"}})
    explanation = program(blocks=f"filters {{ {block} }}").decide(given).explain()
    [step] = explanation.stages[1].steps
    assert (step.says, step.verdict) == (says, Verdict.PASSED)
