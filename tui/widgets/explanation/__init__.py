"""The explanation pane: a tree of stages and steps, what the chosen step says, and why not."""
