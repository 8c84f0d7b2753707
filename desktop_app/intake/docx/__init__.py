"""Word files from outside: opened behind guards, read with every revision, comment and tick they hold."""
