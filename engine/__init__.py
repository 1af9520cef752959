"""Pointsman's engine: programs, facts, plans, decisions and explanations. Pure, and attrs alone.

Nothing here reads a clock, a file, the network or the environment, and no binary float touches
money, points or rates.
"""
