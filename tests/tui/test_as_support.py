"""Somebody has to say why a purchase did not redeem: they open the case and ask why not."""

from pathlib import Path

import pytest

from pointsman.tui.model.start import Start
from tests.tui.running import Running, program_in, running
from tests.tui.screens_seen import screen_text


async def _open_case(ran: Running, name: str) -> None:
    await ran.press("alt+2", "g", "slash", *name, "enter", "enter")
    assert ran.app.screen is ran.app.workbench


def _explanation(ran: Running) -> str:
    """What the right half of the screen shows."""
    left = ran.app.workbench.explanation.region.x
    return "\n".join(line[left:] for line in screen_text(ran.app).splitlines()[1:-1])


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("past purchase that the bala", ("INSUFFICIENT_BALANCE", "✗ ", "short by")),
        ("first category of the cash", ("MCC_FILTERED", "→✗ mcc", "required  not in 4829")),
        ("purchase of the minimum", ("BELOW_PROGRAM_MINIMUM", "→✗ purchase", "short by 0.01")),
        ("balance worth just less", ("BELOW_REDEMPTION_MINIMUM", "→✗ balance", "short by")),
        ("refund", ("NOT_A_PURCHASE", "→✗ purchase", "required")),
    ],
)
async def test_why_a_purchase_did_not_redeem(
    tmp_path: Path, case: str, told: tuple[str, ...]
) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await _open_case(ran, case)
        await ran.press("f4", "w")
        for words in told:
            assert words in _explanation(ran)


async def test_the_rule_that_refused_is_one_key_away(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await _open_case(ran, "first category of the cash")
        await ran.press("f4", "w", "enter")
        line = ran.app.desk.rules.text.splitlines()[ran.app.workbench.rules.line - 1]
        assert "mcc" in line
        assert "6010..6012" in line


async def test_what_was_typed_comes_back_after_a_case(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path))) as ran:
        await ran.settled()
        await ran.press("f3", "end", "backspace", "7")
        typed = ran.app.desk.question.text
        assert "amount: 100.07" in typed
        await _open_case(ran, "one point short")
        assert ran.app.desk.question.text != typed
        await ran.press("f3", "ctrl+z")
        assert ran.app.desk.question.text == typed


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        ("reversal", "reversal  ", "REVERSED"),
        ("digital", "redemption request  ", "ACCEPTED"),
        ("request for a past", "post-purchase request  ", "NOT_REPROCESSABLE"),
        ("purchase", "purchase  ", "REDEEMED_FULL"),
    ],
)
async def test_every_kind_of_question_from_another_pane(
    tmp_path: Path, kind: str, form: str, told: str
) -> None:
    async with running(Start(program_in(tmp_path, "all-rewards"))) as ran:
        await ran.settled()
        letters = f"ask about a {kind}".replace(" ", "")
        await ran.press("f2", "ctrl+p", *letters, "enter")
        assert f"YAML  {form}" in screen_text(ran.app)
        assert told in screen_text(ran.app).splitlines()[0]


async def test_a_refused_redemption_says_what_was_missing(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path, "all-rewards"))) as ran:
        await ran.settled()
        await ran.press("ctrl+p", *"askaboutadigital", "enter")
        text = ran.app.desk.question.text.replace("GOOD_STANDING", "ON_HOLD")
        ran.app.choose_facts(type(ran.app.desk.question)(text, "facts.yaml"), "a test")
        await ran.settled()
        await ran.press("f4", "w")
        assert "NOT_ELIGIBLE" in _explanation(ran)
        assert "✗ account status" in _explanation(ran)


async def test_a_refused_reversal_says_what_was_missing(tmp_path: Path) -> None:
    async with running(Start(program_in(tmp_path, "all-rewards"))) as ran:
        await ran.settled()
        await ran.press("ctrl+p", *"askaboutareversal", "enter")
        text = ran.app.desk.question.text
        asked = text.replace("lots:", "points: 999999\nlots:", 1)
        assert asked != text
        ran.app.choose_facts(type(ran.app.desk.question)(asked, "facts.yaml"), "a test")
        await ran.settled()
        await ran.press("f4", "w")
        assert "short by" in _explanation(ran)
