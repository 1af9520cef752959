"""Facts for tests: a purchase to start from, bad ones with what is told of them, drawn ones."""
