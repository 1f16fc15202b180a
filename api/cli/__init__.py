"""The command line: every verb of `pingzhan`."""
