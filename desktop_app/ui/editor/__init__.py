"""The rich-text editor: the mapping between blocks and a live document, and the widget over it."""
