"""Programs that were loaded before, kept in the user's own folders so that they load at once.

What is kept is data: the typed rules of a program that loaded without an error, as JSON, under a
name made of the source's bytes and of this release. It is sealed with a key that stands in
another folder, and whatever is odd about an entry makes it as good as absent: the program is then
read from its source, as if nothing had been kept.
"""

from pointsman.programs.kept.store import KeptPrograms, kept_programs

__all__ = ["KeptPrograms", "kept_programs"]
