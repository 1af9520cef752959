"""Load checks: what a schema cannot say about a program, one idea a module.

`ERRORS` look at the document as it was read, so that they still run when something else in it is
wrong. `WARNINGS` look at the finished rules of a program without errors. Each is a function with
one signature, and both lists are run in order.
"""

from pointsman.dsl.checks.run import find_errors, find_warnings

__all__ = ["find_errors", "find_warnings"]
