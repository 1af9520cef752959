"""What a run of the benchmarks comes to: figures, what was wanted, the machine. Values only."""

from attrs import frozen


@frozen
class Figure:
    """One line of a table: the middle of the rounds, the least and the greatest of them.

    `of` is the figure divided by the first of its section, by rounds; None where nothing is to
    be compared.
    """

    name: str
    value: float
    unit: str
    low: float
    high: float
    of: float | None = None
    note: str = ""


@frozen
class Check:
    """One of the project's targets: `value` has to be at most (or at least) `limit`."""

    what: str
    value: float
    limit: float
    at_least: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@frozen
class Agreement:
    """How many of the purchases an implementation was checked on, each with the same decision."""

    name: str
    rows: int


@frozen
class Section:
    """Figures that belong together. `chart`: the unit of the bars, or nothing for no chart."""

    key: str
    title: str
    text: str
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...] = ()
    versions: tuple[str, ...] = ()
    chart: bool = False


@frozen
class Machine:
    """What it was measured on, and when."""

    processor: str
    cores: int
    memory_gib: float
    system: str
    python: str
    compiler: str
    date: str


@frozen
class Run:
    """A whole run."""

    machine: Machine
    rounds: int
    purchases: int
    agreements: tuple[Agreement, ...]
    sections: tuple[Section, ...]

    @property
    def versions(self) -> list[str]:
        """Package and version of everything that was measured."""
        return sorted({each for section in self.sections for each in section.versions})
