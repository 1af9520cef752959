"""Decisions as Arrow columns: the fields of a decision line, in types that lose nothing."""
