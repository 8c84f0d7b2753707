"""One editor for each kind of field. No screen is written by hand for a section."""
