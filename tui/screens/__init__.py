"""The places of the terminal program, one a file, each with its styles beside it."""
