"""Bad programs."""

BUILT_PROGRAMS = {}
