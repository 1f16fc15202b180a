"""Webhooks: who wants to be told of which events, and the sender that tells them in order."""
