"""The parts of the cases place: the list, and what is told about the case under its cursor."""
