"""Reading case files: every case in them, and every mistake at its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pointsman.dsl.diagnostics import Diagnostic, Mark, in_order
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Span, nearest
from pointsman.dsl.schema_words import found
from pointsman.dsl.source_limits import decode
from pointsman.dsl.yaml_reader import read_yaml
from pointsman.engine.exact import Exact, NotPlainError
from pointsman.engine.facts import Mode
from pointsman.engine.nearest import nearest as nearest_name
from pointsman.engine.outcome import Outcome, Stage
from pointsman.engine.problems import pointer as pointer_to
from pointsman.engine.reasons import Reason
from pointsman.programs.cases import EXPECTED_KEYS, Case, CaseFile, Json, laid_over
from pointsman.programs.questions import Kind, kind_of

_NEVER_LAST = frozenset({Stage.CONVERSION, Stage.COMMUNICATIONS})
"""Stages that end no decision."""

_NUMBERS = frozenset(
    {
        "cost_per_point",
        "points_required",
        "target_credit",
        "target_points",
        "points",
        "credit",
        "balance_after",
        "credited",
        "expired",
        "remaining",
    }
)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "outcome": tuple(Outcome),
    "reason": tuple(Reason),
    "stage": tuple(stage for stage in Stage if stage not in _NEVER_LAST),
    "preference_after": tuple(Mode),
}
"""Keys whose value is always one of a few."""

_CASE_KEYS = ("name", "given", "expect")
_FILE_KEYS = ("given", "cases")


def read_cases(data: bytes, name: str) -> CaseFile:
    """The cases of a file's bytes; every mistake is a diagnostic with its place."""
    source, problems = decode(data, name)
    if problems:
        return CaseFile((), tuple(problems), Located(source, None))
    located = read_yaml(source)
    if located.diagnostics:
        return CaseFile((), tuple(located.diagnostics), located)
    reader = _Reader(located)
    cases = tuple(reader.cases())
    return CaseFile(cases, tuple(in_order(reader.problems)), located)


class _Reader:
    """Walks the document of a case file and collects what is wrong."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.problems: list[Diagnostic] = []
        self._named: dict[str, str] = {}
        self._meant: set[str] = set()

    def cases(self) -> Iterator[Case]:
        """Every case of the file that has a name."""
        document = self._mapping(self.located.document, "", _FILE_KEYS)
        if document is None:
            return
        defaults = self._mapping(document.get("given"), "/given") or {}
        cases = document.get("cases")
        if not isinstance(cases, list) or not cases:
            where = "/cases" if cases is not None else ""
            help_ = "write each as `- name: …` with `given` and `expect`"
            self._missing("cases", where, "a case file needs a list of `cases`", help_)
            return
        for index, item in enumerate(cases):
            case = self._case(item, f"/cases/{index}", defaults)
            if case is not None:
                yield case

    def _case(self, item: object, pointer: str, defaults: Json) -> Case | None:
        entry = self._mapping(item, pointer, _CASE_KEYS)
        if entry is None:
            return None
        name = self._name(entry, pointer)
        given = self._mapping(entry.get("given"), f"{pointer}/given") or {}
        asked = laid_over(defaults, given)
        expect = self._expect(entry, pointer, kind_of(asked))
        if name is None:
            return None
        return Case(name, pointer, self._place(pointer), asked, expect)

    def _name(self, entry: Json, pointer: str) -> str | None:
        name = entry.get("name")
        if not isinstance(name, str) or not name:
            where = pointer if name is None else f"{pointer}/name"
            help_ = "say what the case is about: `name: one point short`"
            self._missing("name", where, "a case needs a `name`", help_)
            return None
        first = self._named.setdefault(name, f"{pointer}/name")
        if first != f"{pointer}/name":
            told = f"two cases are called `{name}`"
            marks = (Mark(self._at(first).value, "the first"),)
            help_ = "give each case a name of its own"
            self._report("duplicate-name", f"{pointer}/name", told, help_, marks)
        return str(name)

    def _expect(self, entry: Json, pointer: str, kind: Kind) -> Json:
        under = f"{pointer}/expect"
        expect = self._mapping(entry.get("expect"), under, EXPECTED_KEYS[kind])
        if expect == {}:
            help_ = "write what must come out, such as `expect: {outcome: REDEEMED}`"
            where = f"{pointer}/name" if "name" in entry else pointer
            self._missing("expect", where, "a case needs something to `expect`", help_)
        for key, value in (expect or {}).items():
            self._expected(key, value, under + pointer_to([key]))
        return expect or {}

    def _expected(self, key: str, value: object, pointer: str) -> None:
        """Report a value that no decision ever has: its case could only fail."""
        choices = _CHOICES.get(key)
        if choices is not None and value not in choices:
            near = nearest_name(str(value), choices)
            hint = f"did you mean `{near}`?" if near else f"it is one of {', '.join(choices)}"
            told = f"`{key}` is never {found(value)}"
            self._report("not-a-choice", pointer, told, hint)
        elif key in _NUMBERS and value is not None and not _is_number(value):
            told = f"expected a plain number for `{key}`, found {found(value)}"
            self._report("bad-number", pointer, told, "write it like 70.00")

    def _mapping(
        self, value: object, pointer: str, keys: tuple[str, ...] | None = None
    ) -> Json | None:
        """An object of the document, empty where nothing is written; None if it is no object."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            told = f"expected settings, found {found(value)}"
            self._report("wrong-type", pointer, told, "write each as `name: value`")
            return None
        for key in value:
            if keys is not None and key not in keys:
                near = nearest_name(key, keys)
                hint = f"did you mean `{near}`?" if near else f"the keys are {', '.join(keys)}"
                where = pointer + pointer_to([key])
                self._report("unknown-key", where, f"`{key}` is not known here", hint)
                self._meant.add(f"{pointer}/{near}")
        return value

    def _missing(self, key: str, pointer: str, message: str, help_: str) -> None:
        """Report that a key is missing, unless it is there with a slip in its name."""
        around = pointer.removesuffix("/name")
        if f"{around}/{key}" not in self._meant:
            self._report(f"missing-{key}", pointer, message, help_)

    def _place(self, pointer: str) -> str:
        source = self.located.source
        line, _ = source.line_column(self._at(pointer).value.start)
        return f"{Path(source.name).name}:{line}"

    def _at(self, pointer: str) -> Place:
        return nearest(self.located.places, pointer) or Place(Span(0, 0))

    def _report(
        self,
        code: str,
        pointer: str,
        message: str,
        help_: str | None = None,
        marks: tuple[Mark, ...] = (),
    ) -> None:
        place = self._at(pointer)
        self.problems.append(
            Diagnostic(
                code=code,
                message=message,
                source=self.located.source,
                span=place.key if code == "unknown-key" and place.key else place.value,
                help=help_,
                marks=marks,
            )
        )


def _is_number(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        Exact.parse(value)
    except NotPlainError:
        return False
    return True
