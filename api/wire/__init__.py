"""The log as it grows, told to everybody who listens in this process: read and encoded once."""
