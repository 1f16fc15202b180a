"""A demonstration: a real district's communities with invented people, one of them at war."""
