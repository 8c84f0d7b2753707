"""Measurements of what a user waits for, each beside its floor: the least that the same work can cost."""
