"""A reversal in words: what was asked, what remained, and what each lot got back."""

from attrs import frozen

from pointsman.engine.exact import Exact, grouped, plain, power_of_ten
from pointsman.engine.explanation.model import ExplainedStage, ExplainedStep, Explanation
from pointsman.engine.instants import format_instant
from pointsman.engine.lots import Lot, by_id, total
from pointsman.engine.record import Record
from pointsman.engine.reversal import REVERSIBLE, Refusal, Reversal, Share, shares
from pointsman.engine.verdicts import Verdict


def explain_reversal(
    reversal: Reversal, program: str | None = None, points_name: str = "points"
) -> Explanation:
    """The explanation of a reversal, from its request alone; lots in the order of giving back."""
    words = _Words(reversal, points_name)
    return Explanation(
        heading=words.heading(program),
        summary=words.summary(),
        tell=reversal.to_json,
        stages=(
            ExplainedStage(1, "request", reached=True, steps=words.request_steps()),
            ExplainedStage(2, "lots", reached=reversal.accepted, steps=words.lot_steps()),
        ),
    )


@frozen(repr=False)
class _Words(Record):
    """What the words of one explanation are made from."""

    reversal: Reversal
    points_name: str

    def heading(self, program: str | None) -> str:
        """Whose reversal of what, and when."""
        request = self.reversal.request
        taken = f"{_shown(request.redemption.points)} {self.points_name}"
        parts = [
            program,
            request.id,
            f"reversal of a {request.redemption.type} redemption of {taken}",
            format_instant(request.at),
        ]
        return " · ".join(part for part in parts if part is not None)

    def summary(self) -> str:
        """What came of it."""
        reversal = self.reversal
        if not reversal.accepted:
            return f"{', '.join(error.reason for error in reversal.errors)}: nothing is given back"
        expired = total(reversal.expired)
        lost = f", {_shown(expired)} of them expired at once" if expired else ""
        back = f"{_shown(reversal.credited)} {self.points_name} given back{lost}"
        return f"REVERSED: {back}, {_shown(reversal.remaining)} remain"

    def request_steps(self) -> tuple[ExplainedStep, ...]:
        """What the request must hold to."""
        return self._type(), self._asked(), self._remaining()

    def lot_steps(self) -> tuple[ExplainedStep, ...]:
        """What each allocation got back, that which was taken last first."""
        request = self.reversal.request
        if not self.reversal.accepted:
            return ()
        lots = by_id(request.lots)
        shared = shares(request.redemption, self.reversal.credited)
        return tuple(_lot_step(lots.get(each.taken.lot), each, request.at) for each in shared)

    def _type(self) -> ExplainedStep:
        kind = self.reversal.request.redemption.type
        passed = kind in REVERSIBLE
        can = "can" if passed else "cannot"
        return ExplainedStep(
            title="reversible",
            verdict=Verdict.of(passed),
            says=f"points redeemed for {kind} {can} be given back",
            observed=str(kind),
            required=" or ".join(REVERSIBLE),
        )

    def _asked(self) -> ExplainedStep:
        """The points asked for, by themselves."""
        asked = self.reversal.request.points
        if asked is None:
            says = "all that remain are asked for"
            return ExplainedStep(title="points", verdict=Verdict.PASSED, says=says)
        wrong = [
            error.description
            for error in self.reversal.errors
            if error.reason in (Refusal.INVALID_INPUT, Refusal.WHOLE_POINTS_ONLY)
        ]
        return ExplainedStep(
            title="points",
            verdict=Verdict.of(not wrong),
            says="; ".join(wrong) or f"{grouped(str(asked))} are asked for",
            observed=str(asked),
        )

    def _remaining(self) -> ExplainedStep:
        """The points asked for, against those that are still to be given back."""
        request = self.reversal.request
        redemption, asked = request.redemption, request.points
        left, taken = _shown(redemption.remaining), _shown(redemption.points)
        given = _shown(redemption.credited)
        passed = Refusal.CREDIT_EXCEEDS_REDEMPTION not in {
            error.reason for error in self.reversal.errors
        }
        short = None
        if asked is not None and redemption.remaining and not passed:
            short = _excess(asked, redemption.remaining)
        return ExplainedStep(
            title="still to give back",
            verdict=Verdict.of(passed),
            says=f"{taken} − {given} given back before = {left}"
            + (f", short of {grouped(str(asked))} by {short}" if short else ""),
            observed=None if asked is None else str(asked),
            required=f"at most {left}",
            working=f"{taken} − {given} = {left}",
            short_by=short,
        )


def _lot_step(lot: Lot | None, share: Share, at: int) -> ExplainedStep:
    """What one allocation got back; a lot that gets nothing need not be there any more."""
    title, taken = f"lot {share.taken.lot}", _shown(share.taken.points)
    if lot is None or not share.now:
        says = f"{_shown(share.before)} of {taken} given back before, none now"
        return ExplainedStep(title=title, verdict=Verdict.NOT_APPLIED, says=says)
    before = f" ({_shown(share.before)} before)" if share.before else ""
    says = f"{_shown(share.now)} of {taken} given back{before}, {_dates(lot)}"
    if not lot.is_live(at):
        says += ": expired at once"
    return ExplainedStep(title=title, verdict=Verdict.APPLIED, says=says, observed=_dates(lot))


def _dates(lot: Lot) -> str:
    expires = "never expires" if lot.expires is None else f"expires {format_instant(lot.expires)}"
    return f"earned {format_instant(lot.earned)}, {expires}"


def _excess(points: Exact, hundredths: int) -> str:
    """By how much points, which may be finer than hundredths, exceed so many hundredths."""
    excess = points.units * 100 - hundredths * power_of_ten(points.places)
    return grouped(plain(excess, points.places + 2))


def _shown(hundredths: int) -> str:
    return grouped(plain(hundredths, 2))
