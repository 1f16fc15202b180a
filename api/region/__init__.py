"""The reading side of several stores: one door to districts that each have a store of their own."""
