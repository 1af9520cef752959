"""The terminal program: rules, facts and the explanation side by side, all of it live.

`model/` holds what is shown as plain values, without Textual; `actions/` is the one list of what
can be done; `widgets/` and `screens/` show it, one a file, each with its styles beside it.
Nothing in here decides: every word of an explanation comes from the engine.
"""
