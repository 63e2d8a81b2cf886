"""The limits within which files are read; what lies beyond them is told to the user, never cut off."""

from __future__ import annotations

MAX_BYTES = 50 * 1024 * 1024
"""Largest file that is read. A report with its pictures stays far below; a scan of a whole yearbook does not."""

MAX_PARTS = 200_000
"""Most tags, texts and cells that a file is split into. A page with all its navigation has some thousands."""

MAX_MEMBER_BYTES = 32 * 1024 * 1024
"""Most bytes that one part of an office file may unpack to. The text of a report has less than one MiB."""

MAX_PAGES = 300
"""Most pages of a PDF. A report has six to thirty."""
