"""Flows over files, one at a time: each may ask the user, and none runs beside another."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from attrs import define, field

Flow = Callable[[], Coroutine[Any, Any, object]]


@define(eq=False)
class OneAtATime:
    """Runs opening, saving, reloading and leaving one after the other.

    Two saves at once would take each other for another program, and two questions would lie on top
    of each other. What was asked for while another flow had yet to ask its question is dropped
    once that is answered: it was meant for what stood there before.
    """

    _turn: asyncio.Lock = field(factory=asyncio.Lock)
    _questions: int = 0

    @property
    def busy(self) -> bool:
        """Whether a flow is going on."""
        return self._turn.locked()

    def asked(self) -> None:
        """The user is being asked something."""
        self._questions += 1

    def run(self, flow: Flow) -> Coroutine[Any, Any, None]:
        """Run a flow when it is its turn, if it is still meant then."""
        return self._run(flow, self._questions)

    async def _run(self, flow: Flow, before: int) -> None:
        async with self._turn:
            if self._questions == before:
                await flow()
