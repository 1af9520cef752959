"""One thing that can be done: what it is called, where, and by which keys."""

from enum import StrEnum

from attrs import frozen


class Scope(StrEnum):
    """Where an action works. The value is how the place is called."""

    APP = "everywhere"
    WORKBENCH = "workbench"
    RULES = "rules"
    FACTS = "facts"
    EXPLANATION = "explanation"
    CASES = "cases"
    COMPARE = "compare"
    SWEEP = "sweep"
    LOG = "log"
    CHOOSER = "chooser"


@frozen
class Action:
    """One action.

    `id` is what the user's keymap names (`sweep.next-edge`). `title` begins with a verb. `do` is
    the Textual action on the widget, screen or app that declares `SCOPE = scope`
    (`next_edge` calls `action_next_edge`). `footer` is its one word in the footer, None: not there.
    No keys: reached by the palette alone.
    """

    id: str
    scope: Scope
    title: str
    do: str
    keys: tuple[str, ...] = ()
    footer: str | None = None
    more: str = ""
    """One more sentence of help."""


@frozen
class ActionsOf:
    """Makes the actions of one place: id and method follow from an action's name."""

    scope: Scope

    def __call__(
        self, name: str, title: str, *keys: str, footer: str | None = None, more: str = ""
    ) -> Action:
        """The action `name`, in words joined by hyphens: `next-edge`."""
        place = "app" if self.scope is Scope.APP else self.scope.value
        do = name.replace("-", "_")
        return Action(f"{place}.{name}", self.scope, title, do, keys, footer, more)
