"""Running the program in a terminal, tuned so that the screen waits for nothing."""

import gc
import sys
from typing import Final

from pointsman.tui.model.start import Start

THRESHOLDS: Final = (10_000, 5, 400)
"""What is made for a decision is freed by counting: collections only stop the screen.

The second number is small because a thread that reads a log makes objects while others look on:
20 of them let one collection take 25 ms.
"""

TURN: Final = 0.001
"""Seconds that a thread that decides or reads may run before the screen has its turn."""


def run(start: Start) -> int:
    """Run until the user quits; gives the exit status."""
    # All that is made up to the first screen stays: looking through it for garbage is in vain.
    gc.disable()
    from pointsman.tui.app import PointsmanApp  # noqa: PLC0415
    from pointsman.tui.terminal_keys import read_alt_digits  # noqa: PLC0415

    class TunedApp(PointsmanApp):
        """Once the first screen stands, what it took to get there is never looked at again."""

        def on_ready(self) -> None:
            """The first screen stands."""
            gc.freeze()
            gc.set_threshold(*THRESHOLDS)
            gc.enable()
            sys.setswitchinterval(TURN)

    read_alt_digits()
    app = TunedApp(start)
    app.run()
    return app.return_code or 0
