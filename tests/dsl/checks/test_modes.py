import pytest

from tests.dsl.program_texts import only, program, told, whole


@pytest.mark.parametrize(
    "mode",
    [
        "full",
        "partial in steps of 10",
        "fixed 20",
        "fixed 20 partial in steps of 10",
        "full redeem at least 5",
    ],
)
def test_these_are_modes(mode: str) -> None:
    assert told(program(redemption=f"{{ {mode} }}")) == []


@pytest.mark.parametrize("mode", ["", "redeem at least 5"])
def test_a_program_says_how_it_redeems(mode: str) -> None:
    diagnostic = only(program(redemption=f"{{ {mode} }}"))
    assert whole(diagnostic) == {
        "code": "missing-statement",
        "marked": "redemption",
        "message": "`redemption` does not say how purchases are redeemed",
        "help": (
            "write `full`, `partial in steps of 10.00`, `fixed 50.00`, or the last two together"
        ),
    }


@pytest.mark.parametrize("other", ["fixed 20.00", "partial in steps of 10.00"])
@pytest.mark.parametrize("order", [1, -1])
def test_full_stands_alone(other: str, order: int) -> None:
    statements = [("full"), other][::order]
    diagnostic = only(program(redemption="{\n" + "\n".join(statements) + "\n}"))
    [word, *_] = other.split()
    assert diagnostic.code == "contradiction"
    assert diagnostic.message == f"`full` and `{word}` cannot be used together"
    assert len(diagnostic.marks) == 1


def test_a_mode_that_was_lost_is_not_missed() -> None:
    assert [code for code, _ in told(program(redemption="{ ful }"))] == ["unknown-statement"]
