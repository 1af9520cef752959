"""Replay: purchases in the order of time, balances and preferences carried along by account."""
