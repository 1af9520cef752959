"""The rules: an editor with its problems below it, a bar to find in it, a bar to go to a line."""

from pointsman.tui.widgets.rules.pane import RulesPane

__all__ = ["RulesPane"]
