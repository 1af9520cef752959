import pytest

from pointsman.dsl.diagnostics import Severity
from tests.dsl.program_texts import only, program, read, told, whole

TIERS = "{ up to 500.00 at 0.01 above at 0.012 }"


def base(tiers: str, *lines: str, **blocks: str) -> str:
    return program(*lines, conversion=f"{{ base {tiers} }}", **blocks)


def override(clause: str, *earlier: str) -> str:
    overrides = [f'override "{at}" {each} at 0.01' for at, each in enumerate(earlier)]
    return program(
        conversion="\n".join(["{ base at 0.01", *overrides, f'override "X" {clause} {TIERS}', "}"])
    )


def test_a_larger_purchase_that_costs_fewer_points() -> None:
    diagnostic = only(base(TIERS))
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.label == "cheaper from here on (base)"
    assert whole(diagnostic) == {
        "code": "cliff",
        "marked": "above",
        "message": "500.00 costs 50,000 Miles, but 500.01 only 41,668",
        "help": "a tier's cost counts for the whole amount; raise it only if that is meant",
    }


@pytest.mark.parametrize(
    ("currency", "points", "tiers", "message"),
    [
        ("JPY", '"P" whole', "{ up to 100 at 1 above at 2 }", "100 costs 100 P, but 101 only 51"),
        (
            "KWD",
            '"P" 2 decimals, rounded up',
            "{ up to 1.000 at 0.003 above at 0.004 }",
            "1.000 costs 333.34 P, but 1.001 only 250.25",
        ),
        (
            "USD",
            '"P" whole, rounded down',
            "{ up to 1000.00 at 0.0045 above at 0.005 }",
            "1,000.00 costs 222,222 P, but 1,000.01 only 200,002",
        ),
    ],
)
def test_the_numbers_are_those_of_the_program(
    currency: str, points: str, tiers: str, message: str
) -> None:
    assert only(base(tiers, currency=currency, points=points)).message == message


@pytest.mark.parametrize(
    "tiers",
    [
        "{ up to 500.00 at 0.012 above at 0.01 }",
        "{ up to 500.00 at 0.01 above at 0.01 }",
        "{ up to 0.01 at 0.01 above at 0.02 }",
        "{ up to 0.10 at 0.04 above at 0.043 }",
        "{ above at 0.01 }",
    ],
)
def test_no_cliff_where_no_purchase_gets_cheaper(tiers: str) -> None:
    assert told(base(tiers)) == []


def test_every_edge_is_looked_at() -> None:
    tiers = "{ up to 5 at 0.01 up to 10 at 0.02 up to 20 at 0.01 above at 0.03 }"
    assert told(base(tiers)) == [("cliff", "up to"), ("cliff", "above")]
    assert [each.message for each in read(base(tiers)).warnings] == [
        "5.00 costs 500 Miles, but 5.01 only 251",
        "20.00 costs 2,000 Miles, but 20.01 only 667",
    ]


@pytest.mark.parametrize(
    ("filters", "cliffs"),
    [
        ("purchase at most 500.01", 1),
        ("purchase at most 500.00", 0),
        ("purchase under 500.01", 0),
        ("purchase at least 500.00", 1),
        ("purchase over 500.00", 0),
        ("require amount != 500.01", 0),
        ("require amount < 100 or amount > 700", 0),
        ("require amount < 600 or hour = 3", 1),
    ],
)
def test_both_purchases_can_pass_the_filters(filters: str, cliffs: int) -> None:
    assert len(told(base(TIERS, f"filters {{ {filters} }}"))) == cliffs


@pytest.mark.parametrize(
    ("clause", "earlier", "cliffs"),
    [
        ("for mcc 5411", (), 1),
        ("when amount > 499", (), 1),
        ("when amount > 500", (), 0),
        ("for mcc 5411 when amount <= 500.00", (), 0),
        ("for mcc 5411", ("for country USA",), 1),
        ("for mcc 5411", ("when amount >= 500.01",), 0),
        ("for mcc 5411", ("for mcc 5411 when amount < 501",), 0),
        ("for mcc 5411", ("for mcc 5412 when amount < 501",), 1),
    ],
)
def test_both_purchases_can_come_to_the_override(
    clause: str, earlier: tuple[str, ...], cliffs: int
) -> None:
    assert [code for code, _ in told(override(clause, *earlier))] == ["cliff"] * cliffs
    if cliffs:
        assert only(override(clause, *earlier)).label == "cheaper from here on (X)"


def test_the_base_is_what_overrides_leave() -> None:
    text = program(conversion=f'{{ base {TIERS} override "Large" when amount > 500 at 0.02 }}')
    assert told(text) == []
