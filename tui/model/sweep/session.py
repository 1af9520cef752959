"""One visit to the sweep: what it was opened with, what is swept now, what was handed over."""

from attrs import define, field

from pointsman.tui.model.decided import Decided
from pointsman.tui.model.sweep.asked import Asked
from pointsman.tui.model.sweep.explorer import Explorer
from pointsman.tui.model.sweep.scale import Axis
from pointsman.tui.model.sweep.series import Series


@define
class Session:
    """Facts that are swept along an axis, and what of it the desk has been told.

    `asked` begins as what was `opened`; another axis begins where the cursor was. Until the cursor
    is moved the facts are as they were, also where they lack the value.
    """

    opened: Asked
    follow: bool
    axis: Axis = Axis.AMOUNT
    asked: Asked = field(init=False)
    explorer: Explorer | None = field(default=None, init=False)
    moved: bool = field(default=False, init=False)
    _told: list[str] = field(init=False)
    """The facts that the desk was told, from those of the last answer on."""

    def __attrs_post_init__(self) -> None:
        self.asked = self.opened
        self._told = [self.opened.text]

    @property
    def current(self) -> Asked:
        """The facts at the cursor."""
        if self.explorer is None or not self.moved:
            return self.asked
        return self.asked.with_value(self.explorer.series.scale, self.explorer.cursor)

    @property
    def origin(self) -> str:
        """Where the facts at the cursor come from, for people."""
        if self.explorer is None or not self.moved:
            return "the sweep"
        scale = self.explorer.series.scale
        return f"the sweep at {scale.show(self.explorer.cursor)} {scale.unit}"

    def fits(self, series: Series) -> bool:
        """Whether a sweep is the one that was asked for last."""
        return series.sampler.facts is self.asked.facts and series.scale.axis is self.axis

    def asks(self, text: str) -> bool:
        """Whether facts are those that the desk was told last, or is yet to answer."""
        return text in self._told

    def is_of(self, decided: Decided) -> bool:
        """Whether an answer is to these facts, or to what came of them here, by this program."""
        text, program, ours = decided.question.question.text, decided.program, self.opened.program
        # Steps name the lines of rules: these move with what decides nothing.
        same = program.digest == ours.digest and program.places == ours.places
        if not same or text not in self._told:
            return False
        del self._told[: self._told.index(text)]
        return True

    def turn(self) -> None:
        """Sweep the other axis from here on, beginning with the facts at the cursor."""
        self.asked, self.axis = self.current, self.axis.other
        self._forget()

    def restore(self) -> None:
        """Back to the facts of the beginning, on the same axis."""
        self.asked = self.opened
        self._forget()

    def news(self) -> str | None:
        """The facts at the cursor as text, once: None when the desk has them already."""
        text = self.current.text
        if text == self._told[-1]:
            return None
        self._told.append(text)
        return text

    def _forget(self) -> None:
        self.explorer, self.moved = None, False
