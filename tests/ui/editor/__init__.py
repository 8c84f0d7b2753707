"""Tests of the rich-text editor."""
