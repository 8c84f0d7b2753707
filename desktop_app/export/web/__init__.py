"""The web page: a public document as a public body's website shows it, whole in one file."""
