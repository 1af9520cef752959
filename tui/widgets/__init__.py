"""The panes and parts of the screens, one a file, each with its styles beside it."""
