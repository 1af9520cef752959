"""What the benchmarks ran on: read from the machine, with nothing made up."""

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Machine

UNKNOWN = "not known"


def describe() -> Machine:
    """This machine, today."""
    return Machine(
        processor=_after("/proc/cpuinfo", "model name") or platform.processor() or UNKNOWN,
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        system=f"{platform.system()} {platform.release()}, {_distribution()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        compiler=_compiler(),
        date=datetime.now(UTC).date().isoformat(),
    )


def peak_memory() -> int:
    """The most memory that this process has held so far, in bytes.

    Not `ru_maxrss`: a process that was started by a larger one begins with the peak of that.

    Raises:
        OSError: the system does not tell.
    """
    peak = _after("/proc/self/status", "VmHWM")
    if peak is None:
        raise OSError("the peak of memory is told by Linux only")
    return 1024 * int(peak.removesuffix("kB"))


def _after(path: str, key: str) -> str | None:
    """The value of the first line `key : value` of a file of the system."""
    file = Path(path)
    if not file.exists():
        return None
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return None


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return UNKNOWN


def _compiler() -> str:
    gcc = shutil.which("gcc")
    if gcc is None:
        return UNKNOWN
    told = subprocess.run([gcc, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.splitlines()[0]
