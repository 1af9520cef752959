"""Files that appear under their name only when they are complete."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pointsman.batch.files.problems import UNWRITABLE, BadFileError, reason


@contextmanager
def drafted(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name when the block ends, and is gone if it fails.

    An existing file keeps its permissions, a link keeps pointing where it does. What is not a
    regular file (a device, a pipe) is written directly.

    Raises:
        BadFileError: the file cannot be written; that a pipe has no reader is not among this.
    """
    target = Path(os.path.realpath(path))
    try:
        direct = target.exists() and not stat.S_ISREG(target.stat().st_mode)
        with target.open("wb") if direct else _draft(target) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BadFileError(UNWRITABLE, f"`{path}` cannot be written: {reason(error)}") from error


@contextmanager
def _draft(target: Path) -> Iterator[BinaryIO]:
    # Beside the target, so that the last step is a rename within one file system.
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except FileExistsError:
        raise
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
