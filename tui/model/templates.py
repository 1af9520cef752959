"""What a new program begins with: the smallest text that decides, with the next steps noted."""

from typing import Final

_TEMPLATE: Final = """\
# What this program is for, in a line.
program "New Program" {
  version   1
  currency  USD
  points    "Points" whole

  filters {
    purchase  at least 1.00
  }

  conversion {
    # One point is worth a cent. Other prices for some purchases, the first that fits counts:
    # override "Coffee" for mcc 5814 at 0.008
    base at 0.01
  }

  redemption {
    # The whole purchase or nothing. Or: partial in steps of 10.00
    full
  }
}
"""


def template() -> str:
    """A program that loads and has nothing to warn of, to be changed."""
    return _TEMPLATE
