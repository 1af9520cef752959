"""The page and the chart, from figures that are made up here."""

from xml.etree import ElementTree as ET

import pytest
from syrupy.assertion import SnapshotAssertion

from benchmarks.chart import chart
from benchmarks.figures import Agreement, Check, Figure, Machine, Run, Section
from benchmarks.report import page

MACHINE = Machine(
    "Made-up Processor", 2, 7.5, "Linux 1.2.3, Somewhere 4", "CPython 3.11.0", "gcc 1", "2026-01-02"
)
TIMES = Section(
    "times",
    "Times",
    "\nSome words\nabout them.\n",
    (
        Figure("by hand", 0.3214, "µs", 0.3, 0.35, 1.0),
        Figure("Pointsman", 0.4, "µs", 0.39, 0.5, 1.2444),
        Figure("a peer <&>", 15_432.1, "µs", 12_000.0, 16_000.0, 48_015.2, "a note"),
    ),
    (Check("Pointsman ÷ by hand", 1.2444, 1.25), Check("a peer ÷ Pointsman", 29.96, 30, True)),
    ("peer 1.0", "attrs 2.0"),
    chart=True,
)
SIZES = Section(
    "sizes",
    "Sizes",
    "",
    (Figure("a record", 111.0, "bytes", 111.0, 111.0), Figure("its text", 2.5, "µs", 2.0, 3.0)),
    (Check("a record", 111.0, 160, unit="bytes"),),
    ("attrs 2.0",),
)
AGREEMENTS = (Agreement("Pointsman", 200_000), Agreement("a slow peer", 20_000))
RUN = Run(MACHINE, 9, 200_000, AGREEMENTS, (TIMES, SIZES))


def test_the_page(snapshot: SnapshotAssertion) -> None:
    assert page(RUN) == snapshot


def test_the_chart(snapshot: SnapshotAssertion) -> None:
    assert chart([TIMES]) == snapshot


def test_the_chart_is_well_formed_and_shows_every_figure() -> None:
    drawn = ET.fromstring(chart([TIMES, SIZES]))  # noqa: S314
    texts = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"by hand", "Pointsman", "a peer <&>", "a record"} <= set(texts)
    widths = [
        float(node.attrib["width"]) for node in drawn.iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert len(widths) == 1 + len(TIMES.figures) + len(SIZES.figures)
    assert all(width > 0 for width in widths)


@pytest.mark.parametrize("section", [TIMES, SIZES], ids=lambda section: section.key)
def test_every_target_stands_at_the_top(section: Section) -> None:
    top = page(RUN).split("\n## ")[1]
    for check in section.checks:
        (line,) = [line for line in top.splitlines() if f"| {check.what} |" in line]
        assert ("**no**" in line) is not check.met


def test_packages_are_named_once() -> None:
    assert RUN.versions == ["attrs 2.0", "peer 1.0"]
