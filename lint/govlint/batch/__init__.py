"""Many reports at once: what is kept of each of them, and what they show together."""
