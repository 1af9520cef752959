"""The reference program as each peer would have it, one module a peer.

Each is handed a purchase in the form that suits it best (amounts as cents, an amount that is not
set as 0, no household as `NONE`), and unknown facts are not asked of it: that is less work than
Pointsman and the hand-written Python do.
"""
