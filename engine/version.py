"""The version of Pointsman, read by the build and by `pointsman --version`."""

__version__ = "0.1.0"
