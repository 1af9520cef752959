"""The cases as both sides decide them, one a line."""

from collections.abc import Iterable
from typing import ClassVar, Final

from pointsman.tui.model.comparing_cases import CaseComparison, Tally
from pointsman.tui.model.facing import Facing, facing_case, facing_text
from pointsman.tui.styles import styles_beside
from pointsman.tui.widgets.compare.cells import fitted
from pointsman.tui.widgets.compare.difference_list import DifferenceList
from pointsman.tui.widgets.compare.line_list import Painted

_SHARES: Final = (28, 26, 26, 20)
"""How much of the width the name, both summaries and the fields take, of a hundred."""


class CasesView(DifferenceList):
    """Cases: the name, both outcomes, what differs; those alike can be left out."""

    DEFAULT_CSS: ClassVar[str] = styles_beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cases--differs", "cases--muted"}

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cases: list[CaseComparison] = []
        self.said = ""
        """What is said of the cases while they are not all there, or if there are none."""
        self._tally: Tally | None = None
        self._shown: list[CaseComparison] = []
        self._only = True

    @property
    def case(self) -> CaseComparison | None:
        """The case under the cursor."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    def clear(self, said: str) -> None:
        """Forget all cases, and say why."""
        self.said, self._tally = said, None
        self.cases.clear()
        self._list(0)

    def add(self, cases: Iterable[CaseComparison], tally: Tally) -> None:
        """Add cases at the end; the tally is of all that are then there."""
        self._tally = tally
        self.cases.extend(cases)
        self._list(self.cursor)

    @property
    def tally(self) -> str:
        """How many cases differ, and in which fields."""
        return self.said if self._tally is None else str(self._tally)

    @property
    def nothing_differs(self) -> str:
        """What to say where no case is listed."""
        return "No decision differs. d shows every case." if self.cases else self.said

    def facing(self) -> Facing | None:
        """The decisions of the case under the cursor."""
        return None if self.case is None else facing_case(self.case)

    def toggle_only(self) -> None:
        """List the cases that differ, or all of them; the cursor stays with its case."""
        case = self.case
        self._only = not self._only
        self._list(next((i for i, each in enumerate(self._wanted()) if each is case), 0))

    def to_copy(self) -> tuple[str, str] | None:
        """What is said of the case."""
        facing = self.facing()
        return None if facing is None else (facing_text(facing), "how the decisions differ")

    def after(self, row: int) -> int | None:
        """The next row that differs."""
        return next((i for i in range(row + 1, len(self._shown)) if not self._shown[i].same), None)

    def before(self, row: int) -> int | None:
        """The row before that differs."""
        return next((i for i in range(row - 1, -1, -1) if not self._shown[i].same), None)

    def paint(self, line: int, row: int, width: int) -> Painted:
        """The name of a case, both outcomes and what differs."""
        case = self._shown[row]
        texts = (case.case.name, case.left.summary, case.right.summary, case.what)
        room = width - 2 - len(_SHARES)
        widths = [room * share // 100 for share in _SHARES]
        widths[-1] += room - sum(widths)
        marked = "cases--muted" if case.same else "cases--differs"
        yield "  " if case.same else "≠ ", marked
        for index, (text, cells) in enumerate(zip(texts, widths, strict=True)):
            last = index == len(texts) - 1
            yield f"{fitted(text, cells)} ", marked if last else ""

    def _list(self, cursor: int) -> None:
        self._shown = self._wanted()
        self.lay_out(range(len(self._shown)))
        self.cursor = cursor

    def _wanted(self) -> list[CaseComparison]:
        return [case for case in self.cases if not (self._only and case.same)]
