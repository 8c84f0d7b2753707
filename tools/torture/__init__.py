"""Torture: what is promised of papers, tried with faults; each suite has a control that must fail."""
