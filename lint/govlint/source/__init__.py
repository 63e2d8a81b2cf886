"""The file as it is: its bytes, kind, encoding, and the limits within which it is read."""
