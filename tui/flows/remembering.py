"""What was chosen here is kept for the next time."""

from attrs import evolve

from pointsman.tui.model.outline import Level
from pointsman.tui.model.settings import Settings


def remember(
    settings: Settings, state: str | None, *, theme: str | None, level: Level, widths: str
) -> None:
    """Write down what differs from before; a theme that was not chosen here is None.

    What the environment or the user's file named was not chosen here either.
    """
    before = settings.remembered
    chosen = evolve(
        before,
        theme=before.theme if theme is None else theme,
        level=before.level if level is (settings.level or Level.ALL) else level.value,
        widths=widths,
    )
    if chosen != before:
        chosen.write(state)
