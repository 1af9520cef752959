"""How screens are looked at: as text, and for colour as SVG; with a quiet terminal around them."""

import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input, TextArea


class SvgScreen(SVGImageSnapshotExtension):
    """One .svg per test, without Rich's content-derived ids, so a diff shows only what moved."""

    def serialize(self, data: Any, **kwargs: Any) -> bytes:
        return re.sub(rb"terminal-\d+-", b"terminal-", bytes(super().serialize(data, **kwargs)))


class TextScreen(SingleFileSnapshotExtension):
    """The characters on screen, one .txt per test."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def svg_screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with a kept `app.export_screenshot(simplify=True)`."""
    return snapshot.use_extension(SvgScreen)


@pytest.fixture
def text_screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with a kept `screen_text(app)`: one snapshot a test."""
    return snapshot.use_extension(TextScreen)


@pytest.fixture(autouse=True)
def quiet_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the environment or of the user's, and nothing that comes by the clock."""
    for variable in ("NO_COLOR", "TEXTUAL_THEME", "VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    # A look at the disk by the clock would come at any moment: tests look when they want to.
    monkeypatch.setattr("pointsman.tui.app.LOOK_AT_DISK", 3_600.0)
    # What waits until the user's hands rest need not wait for a test's.
    monkeypatch.setattr("pointsman.tui.flows.deciding.QUIET", 0.001)
    monkeypatch.setattr("pointsman.tui.flows.recovering.SOON", 0.001)
