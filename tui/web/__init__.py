"""The same program in a browser: on loopback unless told otherwise, and asking no other host."""
