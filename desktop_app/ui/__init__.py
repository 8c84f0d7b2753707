"""What people see: the window, its pages and the editors of each kind of field. Only importer of Qt."""
