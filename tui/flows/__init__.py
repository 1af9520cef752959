"""What takes more than one step: deciding live, opening and saving, recovering lost work."""
