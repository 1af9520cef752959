"""What the program remembers of the last time by itself: theme, level, widths.

This is the program's own file, `tui-state.json` in the state folder. What users write stands in
`tui.yaml` in the configuration folder, and the program never writes there.
"""

import json
import os
from typing import Final

from attrs import asdict, frozen

from pointsman.programs.kept.private_files import (
    made_private_folder,
    read_private,
    write_private,
)

_NAME: Final = "tui-state.json"
_BYTES: Final = 65_536


@frozen
class Remembered:
    """The choices made in the program; None: none made yet."""

    theme: str | None = None
    level: str | None = None
    widths: str | None = None

    @classmethod
    def read(cls, folder: str | None) -> "Remembered":
        """From a state folder; a file that is not ours, or broken, is as good as none."""
        data = None if folder is None else read_private(os.path.join(folder, _NAME), _BYTES)
        try:
            kept = json.loads(data or b"{}")
        except (ValueError, RecursionError):
            return cls()
        if not isinstance(kept, dict):
            return cls()
        theme, level, widths = (_text(kept.get(key)) for key in ("theme", "level", "widths"))
        return cls(theme, level, widths)

    def write(self, folder: str | None) -> bool:
        """Into a state folder; whether that could be done."""
        if folder is None or not made_private_folder(folder):
            return False
        return write_private(folder, _NAME, json.dumps(asdict(self), indent=1).encode())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
