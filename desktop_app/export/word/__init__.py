"""The Word file: a document's nodes as WordprocessingML, put together as text; comments by python-docx."""
