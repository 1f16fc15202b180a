"""Notices: who is to be told of what, by which way, and whether they were reached."""
