"""What is true: facts, rules and decisions. Pure; imports nothing of ours."""
