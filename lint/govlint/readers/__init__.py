"""One reader a kind of file. Readers know nothing of annual reports."""
