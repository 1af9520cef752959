"""Live decisions: only the newest texts count, and runs do not pile up."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from attrs import evolve

from pointsman.tui.flows import deciding
from pointsman.tui.flows.deciding import LiveDecider
from pointsman.tui.model.decided import Decided, Undecided
from pointsman.tui.model.question import Question
from pointsman.tui.model.rules_text import ReadRules, RulesText, read_rules
from tests.tui.model.test_desk_and_texts import FACTS, WORLD


class Run:
    """A decider with its tasks, and what it has shown."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[None]] = []
        self.shown: list[Decided | Undecided] = []
        self.warned: list[ReadRules] = []
        self.decider = LiveDecider(self._start, self.shown.append, self.warned.append)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.create_task(work))

    async def done(self) -> None:
        """Wait for all tasks."""
        await asyncio.gather(*self.tasks)


async def test_one_edit_one_answer() -> None:
    run = Run()
    run.decider.ask(WORLD, FACTS)
    assert run.decider.busy
    await run.done()
    assert not run.decider.busy
    assert len(run.shown) == 1
    assert isinstance(run.shown[0], Decided)


async def test_warnings_come_after_the_answer() -> None:
    run = Run()
    run.decider.ask(WORLD, FACTS)
    await run.done()
    assert run.shown[0].rules.reading.warnings == ()
    assert [each.reading.warnings for each in run.warned] == [read_rules(WORLD).reading.warnings]
    assert run.warned[0].reading.warnings


async def test_until_then_those_before_them_stay() -> None:
    run = Run()
    edited = evolve(WORLD, text=WORLD.text + "\n")
    for rules in (WORLD, edited):
        run.decider.ask(rules, FACTS)
        await run.done()
    before, after = run.warned
    assert run.shown[1].rules.reading.warnings == before.reading.warnings
    assert after.rules == edited


async def test_rules_that_do_not_load_have_no_warnings() -> None:
    run = Run()
    for rules in (WORLD, evolve(WORLD, text="program")):
        run.decider.ask(rules, FACTS)
        await run.done()
    assert len(run.warned) == 1
    assert run.shown[1].rules.reading.warnings == ()
    assert run.shown[1].rules.reading.errors


async def test_an_edit_while_it_is_quiet_makes_the_warnings_those_of_its_text() -> None:
    run = Run()
    run.decider.ask(WORLD, FACTS)
    while not run.shown:
        await asyncio.sleep(0)
    edited = evolve(WORLD, text=WORLD.text + "\n")
    run.decider.ask(edited, FACTS)
    await run.done()
    assert [each.rules for each in run.warned] == [edited]


async def test_of_many_edits_only_the_last_is_decided() -> None:
    run = Run()
    for amount in range(1, 30):
        text = f"authorization: {{amount: {amount}.00, currency: USD}}"
        run.decider.ask(WORLD, Question(text))
    await run.done()
    assert len(run.tasks) == 1
    assert [shown.question.question.text for shown in run.shown] == [text]


async def test_an_edit_during_a_run_makes_its_answer_old(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    decide = deciding.decide
    seen: list[str] = []

    def deciding_slowly(*asked: Any) -> Decided | Undecided:
        answer = decide(*asked)
        seen.append(answer.question.question.text)
        if len(seen) == 1:
            loop.call_soon_threadsafe(run.decider.ask, WORLD, FACTS)
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
        return answer

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(deciding, "decide", deciding_slowly)
    run.decider.ask(WORLD, Question("authorization: {amount: 1.00, currency: USD}"))
    await run.done()
    assert len(seen) == 2
    assert [shown.question.question for shown in run.shown] == [FACTS]


async def test_what_has_not_changed_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()
    read: list[object] = []
    read_for_deciding, read_question = deciding.read_for_deciding, deciding.read_question
    monkeypatch.setattr(
        deciding,
        "read_for_deciding",
        lambda rules, *earlier: (read.append(rules), read_for_deciding(rules, *earlier))[1],
    )
    monkeypatch.setattr(
        deciding, "read_question", lambda asked: (read.append(asked), read_question(asked))[1]
    )
    other = Question("authorization: {amount: 2.00, currency: USD}")
    for rules, question in ((WORLD, FACTS), (WORLD, other), (RulesText("x"), other)):
        run.decider.ask(rules, question)
        await run.done()
    assert read == [WORLD, FACTS, other, RulesText("x")]


async def test_what_goes_wrong_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run()

    def broken(*_: object) -> Decided:
        raise ZeroDivisionError

    monkeypatch.setattr(deciding, "decide", broken)
    run.decider.ask(WORLD, FACTS)
    with pytest.raises(ZeroDivisionError):
        await run.done()
    assert not run.decider.busy
