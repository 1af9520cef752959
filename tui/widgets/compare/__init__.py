"""The parts of the compare screen: lists drawn line by line, headings, values facing each other."""
