"""A tour of the window: every page and dialog of it, shown in turn on a library of invented papers."""
