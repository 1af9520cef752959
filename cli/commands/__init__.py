"""The subcommands, one module each.

To add one: a module here whose `command` is a click command, its name in `COMMANDS` of
`cli/group.py`, and its section in `docs/command.md`. At the top a module imports click and
`pointsman.cli` alone; what it works with is imported in its functions, so that `--help` and
completion stay fast. A command returns an `ExitStatus`, or raises `CallWrong` or `InputWrong`.
"""
