"""A page of help for each page of the window."""
