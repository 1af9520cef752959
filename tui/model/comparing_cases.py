"""All cases put to two programs: which decisions differ, and in which fields."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import BadFactsError
from pointsman.engine.program import Program
from pointsman.feeds import native
from pointsman.programs.case_reading import read_cases
from pointsman.programs.cases import Case
from pointsman.programs.questions import answer
from pointsman.tui.model.files import FileProblem, read_text_file
from pointsman.tui.model.record_differences import FieldDifference, RecordReader


@frozen
class Told:
    """What one program says to a case: the record of its decision, or why it makes none."""

    record: dict[str, object] | None
    problem: str | None = None

    @property
    def summary(self) -> str:
        """The reason and what is redeemed, as the record has them."""
        if self.record is None:
            return "no decision"
        if "reason" in self.record:
            return " ".join(map(str, self._redeemed(self.record["reason"])))
        return "accepted" if self.record.get("accepted") else "refused"

    def _redeemed(self, reason: object) -> Iterator[object]:
        yield reason
        if self.record is not None and self.record.get("outcome") == "REDEEMED":
            yield from (self.record.get("credit"), self.record.get("currency"))


@frozen
class CaseComparison:
    """One case as both programs decide it; without both decisions there are no `differences`."""

    case: Case
    left: Told
    right: Told
    differences: tuple[FieldDifference, ...] = ()

    @property
    def same(self) -> bool:
        """Whether both decide alike, or neither decides."""
        return not self.differences and (self.left.record is None) == (self.right.record is None)

    @property
    def both(self) -> bool:
        """Whether both decide."""
        return self.left.record is not None and self.right.record is not None

    @property
    def what(self) -> str:
        """What differs, in a few words."""
        if self.same:
            return "same"
        if self.both:
            return ", ".join(each.field for each in self.differences)
        return "only left decides" if self.right.record is None else "only right decides"


@frozen
class Tally:
    """How many cases differ, in which fields, and how many only one side decides."""

    cases: int
    differing: int
    one_sided: int
    fields: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        noun = "case" if self.cases == 1 else "cases"
        verb = "differs" if self.differing == 1 else "differ"
        parts = [f"{self.differing:,} of {self.cases:,} {noun} {verb}"]
        if self.fields:
            parts.append(", ".join(f"{name} {count:,}" for name, count in self.fields))
        if self.one_sided:
            parts.append(f"decided by one side alone {self.one_sided:,}")
        return " · ".join(parts)


def cases_of(path: Path | None) -> tuple[Case, ...] | str:
    """The cases of a file, or why there are none: one sentence, safe to show."""
    if path is None:
        return "cases stand beside the file of the rules, and these were never saved"
    file = read_text_file(path)
    if isinstance(file, FileProblem):
        return file.message
    read = read_cases(file.text.encode(errors="surrogatepass"), path.name)
    for found in read.diagnostics:
        return printable(f"{path.name}:{found.line}:{found.column} {found.message}")
    return read.cases


def compare_cases(left: Program, right: Program, cases: Iterable[Case]) -> Iterator[CaseComparison]:
    """Decide every case with both programs, one after the other."""
    reader = RecordReader.of(left, right)
    for case in cases:
        here, there = _told(left, case), _told(right, case)
        if here.record is None or there.record is None:
            yield CaseComparison(case, here, there)
        else:
            found = reader.differences(here.record, there.record)
            yield CaseComparison(case, here, there, found)


def tally(compared: Iterable[CaseComparison]) -> Tally:
    """The counts; fields that differ most often first."""
    cases = list(compared)
    counts = Counter(each.field for case in cases for each in case.differences)
    return Tally(
        cases=len(cases),
        differing=sum(not case.same for case in cases),
        one_sided=sum(not case.same and not case.both for case in cases),
        fields=tuple(counts.most_common()),
    )


def _told(program: Program, case: Case) -> Told:
    try:
        return Told(answer(program, case.given, native).to_json())
    except BadFactsError as error:
        return Told(None, str(error))
