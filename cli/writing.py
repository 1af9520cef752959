"""Files that a command writes: whole or not at all."""

import os
import shutil
import stat
from pathlib import Path

from pointsman.cli.exit_status import CallWrong
from pointsman.cli.inputs import reason


def write_file(path: str, text: str) -> None:
    """Put text into a file as UTF-8, in one step: nobody ever sees half of it.

    An existing file keeps its permissions, a link keeps pointing where it does. What is not a
    regular file (a device, a pipe) is written directly. CallWrong if it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(text.encode())
        else:
            _replace(target, text.encode())
    except OSError as error:
        raise CallWrong(
            "unwritable-file", f"`{path}` cannot be written: {reason(error)}"
        ) from error


def _replace(target: Path, data: bytes) -> None:
    # Beside the target, so that the last step is a rename within one file system.
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with open(draft, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
