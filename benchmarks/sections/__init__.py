"""The measurements, a module each: `measure(settings, say)` gives a `figures.Section`."""
