"""Columns: millions of purchases decided by the same plan as one (needs `pointsman[batch]`)."""

from pointsman.batch.decide import BadRowError, Decider, RowProblem, decide_table, decider_of

__all__ = ["BadRowError", "Decider", "RowProblem", "decide_table", "decider_of"]
