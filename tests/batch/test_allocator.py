"""Memory that is let go of stays with the process, and is no more than it says."""

import subprocess
import sys

import pytest

from pointsman.batch import allocator
from pointsman.batch.allocator import keep_freed_memory

FAULTS = """
import resource
import numpy as np
from pointsman.batch.allocator import keep_freed_memory

assert keep_freed_memory()

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def work():
    for _ in range(50):
        np.ones(1_000_000, np.int64)

work()
before = faults()
work()
print(faults() - before)
"""


def test_a_process_that_keeps_its_memory_takes_no_new_pages() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULTS], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 1_000


def test_without_glibc_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocator.sys, "platform", "darwin")
    assert keep_freed_memory() is False
    monkeypatch.setattr(allocator.sys, "platform", "linux")
    monkeypatch.setattr(allocator.ctypes, "CDLL", lambda _: object())
    assert keep_freed_memory() is False
