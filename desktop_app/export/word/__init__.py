"""The Word file: a document's nodes as WordprocessingML, in a package that python-docx keeps."""
