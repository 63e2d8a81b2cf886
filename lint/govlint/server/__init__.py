"""The language server: what `govlint check` finds, shown in an editor while a report is written.

`server` is what the client talks to; one document goes from `documents` (its text) through `checking` (the same
functions as the command line) to `diagnostics`, `hover` and `actions`.
"""
