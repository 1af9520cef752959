"""Deciding live: every edit is decided soon after, in a thread, and only the newest one counts."""

import asyncio
from collections.abc import Callable, Coroutine

from attrs import define

from pointsman.tui.model.decided import Decided, Undecided, decide
from pointsman.tui.model.question import Question, ReadQuestion, read_question
from pointsman.tui.model.rules_text import (
    ReadRules,
    RulesText,
    read_for_deciding,
    with_warnings,
)

SETTLE = 0.005
"""Seconds before an edit is looked at: what was typed is drawn first."""

QUIET = 0.3
"""Seconds of quiet before warnings are looked for, which takes as long as to read the rules."""

Asked = tuple[RulesText, Question]
Shown = Callable[[Decided | Undecided], None]
Warned = Callable[[ReadRules], None]


@define
class LiveDecider:
    """Takes the newest texts, one run at a time; what was asked meanwhile replaces what waited.

    `start` runs a coroutine as a worker, so that what goes wrong in it is seen. `show` is called in
    the event loop, with the answer to the newest texts only: a run that is going on cannot be
    stopped, but its answer is dropped. The warnings of the rules come after it, to `warn`.
    """

    start: Callable[[Coroutine[None, None, None]], object]
    show: Shown
    warn: Warned
    busy: bool = False
    _waiting: Asked | None = None
    _read: ReadRules | None = None
    _asked: ReadQuestion | None = None

    def ask(self, rules: RulesText, question: Question) -> None:
        """Decide these texts soon."""
        self._waiting = (rules, question)
        if not self.busy:
            self.busy = True
            self.start(self._run())

    async def _run(self) -> None:
        try:
            await self._decide_newest()
        finally:
            self.busy = False
        read = self._read
        await asyncio.sleep(QUIET)
        if read is self._read and not self.busy:
            await self._find_warnings()

    async def _decide_newest(self) -> None:
        while self._waiting is not None:
            await asyncio.sleep(SETTLE)
            asked, self._waiting = self._waiting, None
            latest = await asyncio.to_thread(self._decide, *asked)
            if self._waiting is None:
                self.busy = False
                self.show(latest)

    async def _find_warnings(self) -> None:
        read = self._read
        if read is None or read.complete:
            return
        complete = await asyncio.to_thread(with_warnings, read)
        if self._read is read:
            self._read = complete
            self.warn(complete)

    def _decide(self, rules: RulesText, question: Question) -> Decided | Undecided:
        """Read what has changed, and decide; one run at a time, so the two kept are its own."""
        if self._read is None or self._read.rules != rules:
            self._read = read_for_deciding(rules, self._read)
        if self._asked is None or self._asked.question != question:
            self._asked = read_question(question)
        return decide(self._read, self._asked)
