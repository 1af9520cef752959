"""The parts of the log's place: its table, its counts, and the row that is opened."""
