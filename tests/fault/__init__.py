"""What holds while servers, PostgreSQL and Redis are killed: a harness, and its checker.

``python -m benchmarks.fault --minutes 10`` runs it for longer than the test does.
"""
