"""Where a text on the desk comes from, and what stands there."""

from pathlib import Path

from attrs import define

from pointsman.tui.model.files import NO_FILE, Stamp


@define
class OnDisk:
    """`path` None: no file of the user's; `text` is what was read or written there last.

    `stamp` is what the file was then (None: it was never looked at), and `gone` whether it is no
    longer there.
    """

    path: Path | None = None
    text: str = ""
    stamp: Stamp | None = None
    gone: bool = False

    def is_now(self, path: Path | None, text: str, stamp: Stamp | None = None) -> None:
        """Note what was read or written."""
        self.path, self.text, self.stamp, self.gone = path, text, stamp, False

    def has_gone(self) -> None:
        """Note that the file is no longer there."""
        self.gone, self.stamp = True, NO_FILE

    def lacks(self, text: str) -> bool:
        """Whether a text would be lost: the file has another one, or is gone."""
        return self.gone or text != self.text
