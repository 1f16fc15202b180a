"""What the product reaches, measured against floors and the stock library; no part of the tests.

``python -m benchmarks.append``, or another by its name; ``python -m benchmarks`` runs them all.
"""
