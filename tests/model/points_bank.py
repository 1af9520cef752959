"""A points bank in the plainest terms: every hundredth of a point is a thing of its own.

Written from the design alone. A redemption is a pile of hundredths, each with the name of the lot
it came from, laid down one by one; a reversal takes them off the top of the pile.
"""

from itertools import groupby


class Refused(ValueError):  # noqa: N818 - it is an answer of the model, not a fault in it
    """The bank does not do it; the text is the reason code."""


class PointsBank:
    """Lots and redemptions by name; instants and points are plain integers."""

    def __init__(self) -> None:
        self.dates: dict[str, tuple[int, int | None]] = {}
        self.holds: dict[str, int] = {}
        self.piles: dict[str, list[str]] = {}
        self.taken: dict[str, int] = {}
        self.types: dict[str, str] = {}
        self.earned = self.redeemed = self.credited = self.expired = 0

    def earn(self, lot: str, points: int, at: int, expires: int | None) -> None:
        """Open a lot."""
        self.dates[lot] = (at, expires)
        self.holds[lot] = points
        self.earned += points

    def over(self, lot: str, at: int) -> bool:
        """Whether a lot has reached its expiry."""
        expires = self.dates[lot][1]
        return expires is not None and not at < expires

    def balance(self, at: int) -> int:
        """All that can be redeemed."""
        return sum(points for lot, points in self.holds.items() if not self.over(lot, at))

    def next_lot(self, at: int) -> str:
        """The lot whose turn it is: found by looking at all of them."""
        best: str | None = None
        for lot in self.holds:
            if self.holds[lot] and not self.over(lot, at):
                best = lot if best is None or self.before(lot, best) else best
        assert best is not None
        return best

    def before(self, one: str, other: str) -> bool:
        """Whether one lot's turn comes before another's."""
        (earned, expires), (other_earned, other_expires) = self.dates[one], self.dates[other]
        if expires != other_expires:
            if expires is None:
                return False
            return other_expires is None or expires < other_expires
        return earned < other_earned if earned != other_earned else one < other

    def redeem(self, name: str, type_: str, points: int, at: int) -> list[tuple[str, int]]:
        """Take points one hundredth at a time; what was taken from which lot, in order."""
        if points > self.balance(at):
            raise Refused("INSUFFICIENT_POINTS")
        pile = []
        for _ in range(points):
            lot = self.next_lot(at)
            self.holds[lot] -= 1
            pile.append(lot)
        self.piles[name], self.taken[name], self.types[name] = pile, points, type_
        self.redeemed += points
        return [(lot, len(list(each))) for lot, each in groupby(pile)]

    def reverse(self, name: str, points: int | None, at: int) -> tuple[int, int]:
        """Give back points, or all that are left; how many, and how many of them expired."""
        pile = self.piles[name]
        if self.types[name] == "CASHBACK":
            raise Refused("NOT_REVERSIBLE")
        if points is not None and points <= 0:
            raise Refused("INVALID_INPUT")
        if not pile or (points is not None and points > len(pile)):
            raise Refused("CREDIT_EXCEEDS_REDEMPTION")
        count = len(pile) if points is None else points
        lost = 0
        for _ in range(count):
            lot = pile.pop()
            if self.over(lot, at):
                lost += 1
            else:
                self.holds[lot] += 1
        self.credited += count
        self.expired += lost
        return count, lost

    def expire(self, at: int) -> dict[str, int]:
        """Empty every lot that has reached its expiry; what each lost."""
        lost = {lot: held for lot, held in self.holds.items() if held and self.over(lot, at)}
        self.holds |= dict.fromkeys(lost, 0)
        self.expired += sum(lost.values())
        return lost
