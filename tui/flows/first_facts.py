"""The facts that rules begin with: those of their first case, or an example."""

import asyncio
from pathlib import Path

from attrs import define

from pointsman.tui.flows.host import Host


@define(eq=False)
class FirstFacts:
    """Finds them beside all else; what is asked for meanwhile counts more."""

    app: Host
    _newest: int = 0

    def soon(self, beside: Path | None) -> None:
        """Find facts for the rules on the desk; their cases are those beside a path."""
        self._newest += 1
        self.app.do(self._find(beside), "facts")

    async def _find(self, beside: Path | None) -> None:
        from pointsman.tui.model.first_question import first_question  # noqa: PLC0415 - first paint

        number, before = self._newest, self.app.desk.question
        question, _ = await asyncio.to_thread(first_question, self.app.desk.rules, beside)
        if number == self._newest and self.app.desk.question is before:
            self.app.desk.facts_file.is_now(None, question.text)
            self.app.facts_replaced(question)
