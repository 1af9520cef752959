"""Small programs as text, for tests of opening, keeping and testing programs."""

from pointsman.engine.program import Program
from pointsman.programs import load_text


def program_text(
    version: int = 1,
    effective: str = "",
    *,
    name: str = "Small",
    timezone: str = "",
    blocks: str = "",
    conversion: str = "base at 0.01",
) -> str:
    """The text of a program; `effective` and `timezone` are left out when they are empty."""
    lines = [
        f'program "{name}" {{',
        f"  version {version}",
        f"  effective {effective}" if effective else "",
        f'  timezone "{timezone}"' if timezone else "",
        "  currency USD",
        '  points "Points" whole',
        blocks.strip(),
        f"  conversion {{ {conversion} }}",
        "  redemption { full }",
        "}",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def small_program(version: int = 1, effective: str = "", **rest: str) -> Program:
    """The program of that text."""
    return load_text(program_text(version, effective, **rest), "small.points")


def purchase(**authorization: object) -> dict[str, object]:
    """An approved purchase of 100.00 dollars by an account with 12,000 points."""
    return {
        "authorization": {
            "amount": "100.00",
            "currency": "USD",
            "response_code": "00",
            "processing": "purchase",
            **authorization,
        },
        "account": {
            "status": "GOOD_STANDING",
            "balance": "12000",
            "preferences": {"mode": "ALL"},
        },
    }
