"""Generated code: the plan as straight-line integer code, run by CPython or compiled for columns.

`flow` is the one description of a decision; a dialect says how it reads facts and how it ends:
`scalar` for one bound purchase, `columns` for a loop over integer columns. Both are built as an
abstract syntax tree, checked against a list of allowed nodes, and never pass through text.
"""
