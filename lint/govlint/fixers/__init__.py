"""Making edits in a file: one module a kind of file, everything outside the edits left as it is, byte for byte."""
