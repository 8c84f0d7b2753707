"""What a paper is: frozen values, standard library only, no input or output."""
