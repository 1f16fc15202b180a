"""The doors: HTTP, server-sent events and the command line; wires all parts together."""
