"""Programs and facts with mistakes, each beside everything that is said about it.

`programs/THEME/NAME.points` (or `.yaml`, `.json`) has its whole output in `NAME.expected.txt`.
What is too large, or too hostile for editors, is put together in `built.py`.
After a change that is meant, `pytest tests/bad --update-goldens` writes the outputs anew and
shows what changed in them: read that as an author of a program would.
"""
