"""Logs of decisions: read in the background, kept in little memory, filtered, and opened by row."""
