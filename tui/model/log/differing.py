"""A decision as it stands in a log, beside the same decided again."""

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from pointsman.engine.program import Program
from pointsman.tui.model.log.record import Json
from pointsman.tui.model.log.row import BadCellError, exact_cell

_NUMBERS: Final = frozenset(
    "cost_per_point points_required target_credit target_points points credit balance_after "
    "credited expired remaining".split()
)
_DIGEST: Final = 19
"""Characters of a digest that people tell programs apart by: `sha256:` and twelve more."""


@frozen
class Difference:
    """A key of a decision that says something else than the log does."""

    key: str
    logged: str
    now: str


def differences(logged: Json, now: Json) -> tuple[Difference, ...]:
    """What the log says otherwise, key by key; keys that it lacks are no difference."""
    return tuple(_different(logged, now))


def by_whom(logged: Json, program: Program) -> str | None:
    """That another program decided what the log tells, or that it does not say; None: the same."""
    told = logged.get("program")
    if not isinstance(told, Mapping) or not isinstance(told.get("digest"), str):
        return f"the log does not say which program decided; open is {_named(program.identity())}"
    if told["digest"] == program.digest:
        return None
    return f"{_named(told)} decided this; open is {_named(program.identity())}"


def _named(identity: Mapping[str, object]) -> str:
    digest = str(identity.get("digest"))
    short = digest[:_DIGEST] + ("…" if len(digest) > _DIGEST else "")
    return f"{identity.get('name')} v{identity.get('version')} ({short})"


def _different(logged: Json, now: Json) -> Iterator[Difference]:
    for key, value in now.items():
        if key == "program" or key not in logged:
            continue
        was, is_now = _text(key, logged[key]), _text(key, value)
        if was != is_now:
            yield Difference(key, was, is_now)


def _text(key: str, value: object) -> str:
    """A value so that equal ones are the same text, whichever format they come from."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_text(key, each) for each in value)
    if isinstance(value, Mapping):
        pairs = (f"{name}: {_text(name, each)}" for name, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if key in _NUMBERS:
        return _number(key, value)
    return str(value)


def _number(key: str, value: object) -> str:
    try:
        return str(exact_cell(key, value))
    except BadCellError:
        return str(value)
