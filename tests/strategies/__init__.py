"""What tests draw from: program documents, facts near their edges, and texts of programs."""
