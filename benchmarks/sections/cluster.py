"""Past one machine: Daft on its own runner and on Ray, here, beside threads of one process."""

from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.cluster_rounds import FILES, RUNNERS, THREADS
from benchmarks.figures import Check, Section
from benchmarks.measure import Say, Timing, figures, named, ratio
from benchmarks.processes import python
from benchmarks.sections.files import write
from benchmarks.settings import Settings

MANY = 8_000_000
FILE_COUNT = 8
TEXT = """
The same Parquet files, with the same decider in every process. Threads take row groups in turn.
`decide_parquet` has the workers of Daft do so too; `decide_dataframe` takes what Daft has read,
where text stands in every row and not in dictionaries. All columns of the decisions are made, and
added up or counted. On Ray everything runs here too, in processes of its own.
"""


def measure(settings: Settings, say: Say) -> Section:
    """Nanoseconds a row, all cores together."""
    with TemporaryDirectory() as name:
        folder = Path(name, "purchases")
        folder.mkdir()
        rows = (MANY if settings.full else settings.purchases * 10) // FILE_COUNT
        for number in range(FILE_COUNT):
            write(folder / f"part-{number}.parquet", rows, min(rows, settings.purchases))
        found = {runner: _rounds(runner, folder, settings, say) for runner in RUNNERS}
    timings = [*found["native"], *(each for each in found["ray"] if each.name != THREADS)]
    checks = (
        Check(f"{title} ÷ threads", _over(found[runner], f"{title}, {FILES}"), 1.4)
        for runner, title in RUNNERS.items()
    )
    versions = tuple(f"{key} {version(key)}" for key in ("daft", "ray"))
    return Section(
        "cluster", "Past one machine", TEXT, figures(timings, "ns"), tuple(checks), versions
    )


def _rounds(runner: str, folder: Path, settings: Settings, say: Say) -> list[Timing]:
    say(f"Daft's runner `{runner}`")
    output = folder.parent / f"{runner}.json"
    arguments = [runner, str(folder), str(settings.rounds), str(output)]
    python(["-m", "benchmarks.cluster_rounds", *arguments])
    return msgspec.json.decode(output.read_bytes(), type=list[Timing])


def _over(timings: list[Timing], name: str) -> float:
    return ratio(named(timings, name), named(timings, THREADS))
