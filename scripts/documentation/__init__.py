"""Writing the parts of the documentation that come from the code: tables, and output."""
