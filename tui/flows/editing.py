"""The rules in the user's own editor, and back."""

import asyncio
import os
import subprocess

from textual.app import SuspendNotSupported

from pointsman.tui.flows.host import Host
from pointsman.tui.model.external_editor import EditorProblem, editor_command


async def edit_outside(app: Host) -> None:
    """Save, hand the terminal to the editor, and read the file again."""
    path = app.desk.path
    if app.desk.edited or path is None:
        if not await app.filing.save():
            return
        path = app.desk.path
    if path is None:
        return
    command = editor_command(os.environ, path, app.line)
    if isinstance(command, EditorProblem):
        app.say(command.message, "error")
        return
    try:
        with app.suspended():
            # The user's own editor, which the user named: the terminal is its until it ends.
            subprocess.run(command, check=False)  # noqa: S603
    except SuspendNotSupported:
        app.say("an editor cannot be started from here", "error")
        return
    except OSError as error:
        app.say(f"`{command[0]}` did not start: {error.strerror}", "error")
        return
    await asyncio.sleep(0)
    await app.watching.look()
