"""The pane of the facts: a form and the same facts as text, always in agreement."""
