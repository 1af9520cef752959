"""The explaining interpreter: the six stages of a decision, one module each, run in order.

This is the readable meaning of a plan. Each stage is a pure function of the plan and a bound
purchase; it returns its findings (what every step saw) and whether the decision ends there.
"""

from pointsman.engine.stages.run import Trace, run, run_purchase

__all__ = ["Trace", "run", "run_purchase"]
