"""How a drawn program writes its numbers: decimals of its currency, of its points, of a cost."""

from attrs import frozen


def written(units: int, places: int, *, pad: bool) -> str:
    """`units` × 10^-`places` in plain notation, with all places (`pad`) or no trailing zeros."""
    if places == 0:
        return str(units)
    digits = str(units).rjust(places + 1, "0")
    whole, fraction = digits[:-places], digits[-places:]
    kept = fraction if pad else fraction.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


@frozen
class Scale:
    """The currency of a program, its decimals, and whether points come in hundredths."""

    currency: str
    decimals: int
    hundredths: bool

    def money(self, units: int) -> str:
        """Minor units in canonical form."""
        return written(units, self.decimals, pad=True)

    def points(self, hundredths: int) -> str:
        """Hundredths of a point in canonical form, cut to whole points in a whole program."""
        kept = hundredths if self.hundredths else hundredths // 100 * 100
        return written(kept, 2, pad=False)

    def cost(self, units: int, places: int) -> str:
        """A cost per point given in minor units."""
        return written(units, places + self.decimals, pad=False)
