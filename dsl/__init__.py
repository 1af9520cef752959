"""Program files: grammar, documents and their places, schema, checks, formatter, diagnostics."""
