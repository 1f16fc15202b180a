"""What is seen: pure folds over the log, and where their results are kept."""
