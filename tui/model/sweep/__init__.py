"""A sweep: the present facts decided again and again with another amount or balance.

`scale` is what is varied, `sample` decides, `landmarks` tells where to look, `search` finds every
edge to the unit, `edges` names them, `series` is the whole of it; `view`, `columns` and `picture`
make drawings of it by integer arithmetic, and `explorer` is where the cursor stands.
"""
