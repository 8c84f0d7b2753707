"""Writers: a finished Document in, the bytes of a file out, and files put in their place."""
