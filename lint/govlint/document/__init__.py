"""What a reader saw: one canonical text, its blocks, and the way back to the file."""
