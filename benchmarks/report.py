"""A run as a page of the documentation: what was wanted, tables, a chart, the machine."""

from collections.abc import Iterable, Sequence
from math import floor, log10

from benchmarks.figures import Agreement, Check, Figure, Machine, Run, Section

PICTURE = "pictures/benchmarks.svg"

INTRODUCTION = """# Benchmarks

Pointsman and its peers decide the same purchases by the same program
(`benchmarks/reference.points`: eleven ways to stop, base tiers, 53 overrides, redemption in steps).
All of this page is written by one run of `make bench`.

The implementations take turns, round by round, so that what slows the machine down for a while
slows all of them down. A figure is the median of the rounds, with the least and the greatest round
beside it; a ratio is the median of the ratios of the rounds. **Compare ratios, not figures**: those
belong to the machine.
"""


def page(run: Run) -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION, _targets(run.sections)]
    if any(section.chart for section in run.sections):
        parts.append(f"![Bar charts of the figures below]({PICTURE})\n")
    parts += [_section(section) for section in run.sections]
    parts += [_agreements(run.agreements), _machine(run)]
    return "\n".join(parts)


def _targets(sections: Sequence[Section]) -> str:
    rows = [
        (
            section.title,
            check.what,
            _limit(check),
            _measured(check),
            "yes" if check.met else "**no**",
        )
        for section in sections
        for check in section.checks
    ]
    head = ("", "what", "wanted", "measured", "reached")
    return "## What it has to reach\n\n" + _table(head, rows, "lllrl")


def _limit(check: Check) -> str:
    sign = "≥" if check.at_least else "≤"
    return f"{sign} {_with_unit(_short(check.limit), check.unit)}"


def _measured(check: Check) -> str:
    return _with_unit(_short(check.value), check.unit)


def _with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}" if unit != "×" else f"{number} ×"


def _section(section: Section) -> str:
    parts = [f"## {section.title}\n"]
    if section.text.strip():
        parts.append(section.text.strip() + "\n")
    parts.append(_figures(section.figures))
    return "\n".join(parts)


def _figures(figures: Sequence[Figure]) -> str:
    compared = any(figure.of is not None for figure in figures)
    head = ["", *dict.fromkeys(figure.unit for figure in figures)][:2]
    one_unit = len({figure.unit for figure in figures}) == 1
    rows = []
    for figure in figures:
        value = _short(figure.value) if one_unit else _with_unit(_short(figure.value), figure.unit)
        row = [figure.name + (f" ({figure.note})" if figure.note else ""), value, _spread(figure)]
        if compared:
            row.append("" if figure.of is None else f"{_short(figure.of)} ×")
        rows.append(tuple(row))
    names = [
        "",
        head[1] if one_unit else "figure",
        "rounds",
        *(["to the first"] if compared else []),
    ]
    return _table(names, rows, "lrrr"[: len(names)])


def _spread(figure: Figure) -> str:
    if figure.low == figure.high:
        return ""
    return f"{_short(figure.low)} – {_short(figure.high)}"


def _agreements(agreements: Sequence[Agreement]) -> str:
    rows = [(each.name, f"{each.rows:,}") for each in agreements]
    return (
        "## The same decisions\n\n"
        "Before anything is measured, each of them decides these many of the purchases (the slow "
        "ones the first of them), and reason, points and credit are the interpreter's. One that "
        "differs ends the run.\n\n" + _table(("", "purchases"), rows, "lr")
    )


def _machine(run: Run) -> str:
    machine: Machine = run.machine
    rows = [
        ("processor", f"{machine.processor}, {machine.cores} cores"),
        ("memory", f"{machine.memory_gib} GiB"),
        ("system", machine.system),
        ("Python", machine.python),
        ("C compiler", machine.compiler),
        ("date", machine.date),
        ("rounds", str(run.rounds)),
        ("purchases", f"{run.purchases:,}"),
        ("packages", ", ".join(run.versions)),
    ]
    return "## Measured on\n\n" + _table(("", ""), rows, "ll")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], align: str) -> str:
    rule = ["---:" if side == "r" else "---" for side in align]
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _short(value: float) -> str:
    """Three digits that count, the thousands apart."""
    if value == 0:
        return "0"
    digits = max(0, 2 - floor(log10(abs(value))))
    return f"{value:,.{digits}f}"
