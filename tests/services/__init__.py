"""Real PostgreSQL, Redis and Chromium for tests: never a mock, never root, never docker.

Each is looked for in this order: an address or a program named in the environment, the binary
that a test dependency carries, a program of the system's. What is started dies with the tests.
"""
