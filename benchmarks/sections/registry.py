"""Which measurements there are, in the order of the page."""

from importlib import import_module

from benchmarks.figures import Section
from benchmarks.measure import Say
from benchmarks.settings import Settings

SECTIONS = {
    "one-decision": "one_decision",
    "kept": "kept",
    "overrides": "overrides",
    "lines": "json_lines",
    "columns": "columns",
    "files": "files",
    "replay": "replay",
    "cluster": "cluster",
    "start": "start",
}
"""The module of every section, by its key."""

ALL_CORES = frozenset({"cluster"})
"""Sections that are about more than one core."""


def measure(key: str, settings: Settings, say: Say) -> Section:
    """Measure one section."""
    module = import_module(f"benchmarks.sections.{SECTIONS[key]}")
    section: Section = module.measure(settings, say)
    return section
