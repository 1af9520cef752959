"""The user's own keys: which action gets which, and what is wrong with the list.

An entry with an error leaves its action the keys that it has; the others are taken over.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import define, field, frozen

from pointsman.dsl.diagnostics import Diagnostic, Severity
from pointsman.dsl.located import Located
from pointsman.dsl.places import Place, Span, nearest
from pointsman.dsl.refusal import did_you_mean
from pointsman.engine.explanation.printable import printable
from pointsman.engine.problems import pointer
from pointsman.tui.actions.action import Action, Scope
from pointsman.tui.model.key_names import key_name, merged_with, nearest_key

SECTION: Final = "keys"
_REACHED_FROM: Final = (Scope.APP, Scope.WORKBENCH)
"""Places whose keys work in the panes inside of them as well."""


@frozen
class Keymap:
    """For `App.set_keymap`: the keys of each action that has keys of the user's, comma-joined."""

    keys: Mapping[str, str] = field(factory=dict)


def read_keymap(located: Located, actions: Iterable[Action]) -> tuple[Keymap, list[Diagnostic]]:
    """The keys of a settings document, and everything that is wrong with them."""
    document = located.document
    given = document.get(SECTION) if isinstance(document, dict) else None
    reader = _Reader(located, {action.id: action for action in actions})
    if given is None:
        return Keymap(), []
    if not isinstance(given, dict):
        reader.refuse(
            (), "bad-setting", "`keys` takes a key for each action", "write `app.save: f12`"
        )
        return Keymap(), reader.found
    wanted = {id_: keys for id_, value in given.items() if (keys := reader.entry(id_, value))}
    # An action that goes without its entry has its own keys again, and these may clash in turn.
    while clashing := [id_ for id_ in wanted if reader.clashes(id_, wanted)]:
        wanted = {id_: keys for id_, keys in wanted.items() if id_ not in clashing}
    return Keymap({id_: ",".join(keys) for id_, keys in wanted.items()}), reader.found


@define
class _Reader:
    """Reads one entry after the other, and notes what is wrong at its place."""

    located: Located
    actions: Mapping[str, Action]
    found: list[Diagnostic] = field(factory=list)

    def entry(self, id_: str, value: object) -> tuple[str, ...]:
        """The keys of one entry; none if something is wrong with it."""
        if id_ not in self.actions:
            message = f"there is no action `{printable(id_)}`"
            help_ = did_you_mean(id_, self.actions, "the help on F1 lists all actions")
            self.refuse((id_,), "unknown-action", message, help_, at_key=True)
            return ()
        listed = value if isinstance(value, list) else str(value or "").split(",")
        keys = [self._key(id_, one) for one in listed]
        if not keys or None in keys:
            return ()
        return tuple(dict.fromkeys(key for key in keys if key is not None))

    def _key(self, id_: str, written: object) -> str | None:
        name = key_name(written) if isinstance(written, str) else None
        if name is None:
            message = f"`{printable(str(written))}` is not a key"
            near = nearest_key(str(written))
            help_ = (
                f"did you mean `{near}`?" if near else "write keys as `ctrl+s`, `f12` or `pageup`"
            )
            self.refuse((id_,), "unknown-key", message, help_)
        elif (same := merged_with(name)) is not None:
            message = f"terminals cannot tell `{name}` from {same}"
            self.refuse((id_,), "merged-key", message, "choose another key", Severity.WARNING)
        return name

    def clashes(self, id_: str, wanted: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether a key of an entry belongs to another action that works in the same place."""
        clash = next(self._taken(self.actions[id_], wanted), None)
        if clash is None:
            return False
        key, other = clash
        message = f"`{key}` is the key of `{other.id}` too, which works in the same place"
        self.refuse(
            (id_,), "key-clash", message, f"choose another key for one of the two ({other.title})"
        )
        return True

    def _taken(
        self, action: Action, wanted: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[str, Action]]:
        """The keys that an entry takes from others; its own from the start are nobody's loss."""
        new = [key for key in wanted[action.id] if key not in _keys_of(action)]
        for other in self.actions.values():
            if other.id != action.id and _meet(action.scope, other.scope):
                theirs = wanted.get(other.id) or _keys_of(other)
                yield from ((key, other) for key in new if key in theirs)

    def refuse(
        self,
        within: tuple[str, ...],
        code: str,
        message: str,
        help_: str | None,
        severity: Severity = Severity.ERROR,
        *,
        at_key: bool = False,
    ) -> None:
        """Note something at an entry."""
        place = nearest(self.located.places, pointer((SECTION, *within))) or Place(Span(0, 0))
        span = place.key if at_key and place.key is not None else place.value
        self.found.append(
            Diagnostic(code, message, self.located.source, span, severity, help=help_)
        )


def _meet(one: Scope, other: Scope) -> bool:
    """Whether a key could mean both: one would hide the other."""
    return one is other or one in _REACHED_FROM or other in _REACHED_FROM


def _keys_of(action: Action) -> tuple[str, ...]:
    return tuple(key_name(key) or key for key in action.keys)
