"""The reference program, the purchases it decides, and what they have to come to."""
