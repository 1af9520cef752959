"""The checks in the order in which they run."""

from collections.abc import Callable, Iterable
from typing import Final

from pointsman.dsl.checks.bank import balance_held_elsewhere
from pointsman.dsl.checks.cliffs import cliffs
from pointsman.dsl.checks.dates import dates_in_order
from pointsman.dsl.checks.dead_rules import filters_nothing_passes, overrides_that_never_win
from pointsman.dsl.checks.items import items_used_twice, items_with_two_currencies
from pointsman.dsl.checks.modes import one_redemption_mode
from pointsman.dsl.checks.names import names_taken, names_used_twice
from pointsman.dsl.checks.reasons import reasons_known
from pointsman.dsl.checks.repeated import filters_written_twice, words_written_twice
from pointsman.dsl.checks.tiers import tiers_in_order
from pointsman.dsl.diagnostics import Diagnostic
from pointsman.dsl.located import Located
from pointsman.engine.rules import Rules

ErrorCheck = Callable[[Located], Iterable[Diagnostic]]
WarningCheck = Callable[[Located, Rules], Iterable[Diagnostic]]

ERRORS: Final[tuple[ErrorCheck, ...]] = (
    names_used_twice,
    names_taken,
    dates_in_order,
    filters_written_twice,
    words_written_twice,
    tiers_in_order,
    one_redemption_mode,
    reasons_known,
    items_used_twice,
    items_with_two_currencies,
)
WARNINGS: Final[tuple[WarningCheck, ...]] = (
    filters_nothing_passes,
    overrides_that_never_win,
    cliffs,
    balance_held_elsewhere,
)


def find_errors(located: Located) -> list[Diagnostic]:
    """Everything the error checks find."""
    return [diagnostic for check in ERRORS for diagnostic in check(located)]


def find_warnings(located: Located, rules: Rules) -> list[Diagnostic]:
    """Everything the warning checks find in a program without errors."""
    return [diagnostic for check in WARNINGS for diagnostic in check(located, rules)]
