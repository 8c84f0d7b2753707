"""Where papers are kept: files, index, settings, and the forms read from data files."""
