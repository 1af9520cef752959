"""Everything that can be done, as one list of values: footer, palette, help, docs and keymap."""
