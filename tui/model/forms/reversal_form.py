"""The form of a reversal: a redemption with what it took, the lots, and what is asked for."""

from typing import Final

from pointsman.engine.reversal import RedemptionType
from pointsman.tui.model.forms.field_spec import ANY_ENTRY, Editor, FieldSpec, Form, Group, Section

ALLOCATIONS: Final = "/redemption/allocations"
LOTS: Final = "/lots"

_QUESTION: Final = (
    FieldSpec("/id", "id", help="A name for this reversal, given back in its answer."),
    FieldSpec("/at", "at", Editor.TIME, help="When it is asked for.", needed=True),
)
_REDEMPTION: Final = (
    FieldSpec(
        "/redemption/type", "type", Editor.CHOICE, tuple(RedemptionType),
        help="What the points were redeemed for; cash back is not given back.", needed=True,
    ),
    FieldSpec(
        "/redemption/credited", "credited", Editor.POINTS,
        help="Points that earlier reversals have given back.",
    ),
)  # fmt: skip
_ASKED: Final = (
    FieldSpec(
        "/points", "points", Editor.POINTS,
        help="The points to give back; left out: all that remain.", named=True,
    ),
)  # fmt: skip


def _allocation(key: str, editor: Editor, help_: str) -> FieldSpec:
    return FieldSpec(f"{ALLOCATIONS}/{ANY_ENTRY}/{key}", key, editor, help=help_, needed=True)


def _lot(key: str, editor: Editor, help_: str, *, needed: bool = True) -> FieldSpec:
    at = f"{LOTS}/{ANY_ENTRY}/{key}"
    return FieldSpec(at, key, editor, help=help_, needed=needed, named=True)


REVERSAL_FORM: Final = Form(
    (
        Section("Question", _QUESTION),
        Section("Redemption", _REDEMPTION),
        Group(
            "Taken from lots", ALLOCATIONS, "allocation",
            (
                _allocation("lot", Editor.TEXT, "The id of a lot below, in the order of taking."),
                _allocation("points", Editor.POINTS, "The points that were taken from it."),
            ),
        ),
        Section("Asked for", _ASKED),
        Group(
            "Lots", LOTS, "lot",
            (
                _lot("id", Editor.TEXT, "The lot's name."),
                _lot("earned", Editor.TIME, "When its points were earned."),
                _lot("expires", Editor.TIME, "When they expire; left out: never.", needed=False),
                _lot("remaining", Editor.POINTS, "The points that it still has."),
            ),
        ),
    )
)  # fmt: skip
"""Every reversal has the same form: the program says nothing of it."""
