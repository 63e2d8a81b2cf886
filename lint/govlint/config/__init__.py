"""Options: their declaration, and the selection of rules."""
