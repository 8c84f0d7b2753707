"""Engross: an offline desktop application for drafting approval papers."""

__version__ = "0.1.0"
