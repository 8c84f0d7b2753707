"""The preview: the pages of a paper as they will print, made in another process, and printing them."""
