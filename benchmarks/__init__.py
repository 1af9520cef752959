"""Pointsman and its peers, measured side by side on one program (`make bench`)."""
