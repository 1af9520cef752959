"""What the terminal program shows and changes, as values and functions: no Textual in here."""
