"""Names in generated code: all are made up here, none comes from a program or a purchase."""

from pointsman.engine.slots import Slot


def slot_name(slot: int) -> str:
    """`mcc`, `merchant_id`; `own_0` for the first of a program's own facts."""
    if slot < len(Slot):
        return Slot(slot).name.lower()
    return f"own_{slot - len(Slot)}"
