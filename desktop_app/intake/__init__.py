"""What comes in: the text of earlier papers, made into papers of this application."""
