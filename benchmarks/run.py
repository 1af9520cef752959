"""`make bench`: everything measured in one run, and the page of the documentation written.

    python -m benchmarks.run [--quick] [--full] [--only NAME]... [--json FILE]

NAME is a section or a peer. With sections named, the others are not run; with peers named, the
others take no part. Only a whole run writes the page; another prints it.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from attrs import evolve

from benchmarks.chart import chart
from benchmarks.figures import Agreement, Run, Section
from benchmarks.machine import describe
from benchmarks.processes import ROOT, environment
from benchmarks.report import PICTURE, page
from benchmarks.sections.__main__ import VERIFY
from benchmarks.sections.registry import SECTIONS
from benchmarks.settings import PEERS, Settings, quick

DOCS = ROOT / "docs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections one after another, each in a fresh process; the exit status."""
    options = _parser().parse_args(arguments)
    settings, keys = _settings(options)
    try:
        agreements = msgspec.json.decode(
            _in_a_process(VERIFY, settings), type=tuple[Agreement, ...]
        )
        sections = tuple(
            msgspec.json.decode(_in_a_process(key, settings), type=Section) for key in keys
        )
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    run = Run(describe(), settings.rounds, settings.purchases, agreements, sections)
    if options.json is not None:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(run)) + b"\n")
    if options.quick or options.only:
        print(page(run))
    else:
        _write(run)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds on few purchases")
    parser.add_argument("--full", action="store_true", help="twenty million rows too")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        choices=(*SECTIONS, *PEERS),
        help=f"a section ({', '.join(SECTIONS)}) or a peer ({', '.join(PEERS)}); again for more",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all of it as JSON too")
    return parser


def _settings(options: argparse.Namespace) -> tuple[Settings, list[str]]:
    """The settings of the run, and the sections to run."""
    peers = frozenset(options.only) & frozenset(PEERS) or frozenset(PEERS)
    made = quick(peers) if options.quick else Settings(peers=peers)
    named = [key for key in SECTIONS if key in options.only]
    return evolve(made, full=options.full), named or list(SECTIONS)


def _in_a_process(key: str, settings: Settings) -> bytes:
    """What a section came to, as JSON. How far it is goes to standard error.

    Raises:
        subprocess.CalledProcessError: it could not be measured; why is said already.
    """
    with TemporaryDirectory() as folder:
        output = Path(folder, "section.json")
        handed = Path(folder, "settings.json")
        handed.write_bytes(msgspec.json.encode(settings))
        subprocess.run(
            [sys.executable, "-m", "benchmarks.sections", key, str(handed), str(output)],
            env=environment(),
            check=True,
        )
        return output.read_bytes()


def _write(run: Run) -> None:
    picture = DOCS / PICTURE
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(chart([s for s in run.sections if s.chart]), encoding="utf-8")
    (DOCS / "benchmarks.md").write_text(page(run), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
