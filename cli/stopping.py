"""Being told to stop (SIGTERM) while something is half-written."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def orderly_stop() -> Iterator[None]:
    """SIGTERM ends the process by way of every `finally`, as Control-C does.

    The status is 143 (128 + SIGTERM), as shells show it. Elsewhere than in the main thread, where
    signals cannot be seen to, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
