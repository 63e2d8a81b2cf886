"""The identity of a finding, which survives edits elsewhere in the report.

A line number changes with every paragraph put in above it; what the finding is about does not. The fingerprint is made
of the rule's code, the section, the cell's address in a statutory table, the text of the line the finding stands in,
the matched text, and its number among findings that are equal in all of these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from govlint.rule import Finding

_SEPARATOR = "\x1f"


@cache
def _sha256() -> Callable[[bytes], Any]:
    """SHA-256 as Python itself has it; `hashlib` first loads OpenSSL, which takes as long as checking a report."""
    for module in ("_sha2", "_sha256", "hashlib"):
        try:
            found: Callable[[bytes], Any] = import_module(module).sha256
        except ImportError:
            continue
        return found
    raise ImportError("this Python has no SHA-256")


def _digest(text: str) -> str:
    digest: str = _sha256()(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest


class Fingerprints:
    """Gives each finding of one file its fingerprint. Findings must be given in order of position, because equal ones
    are told apart by their order.
    """

    __slots__ = ("_lines", "_seen", "_text")

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r", "\n")
        """The folded text that the findings' ranges are offsets of, with one kind of line end."""
        self._lines: dict[int, str] = {}
        self._seen: dict[str, int] = {}

    def of(self, finding: Finding, section: int | None) -> str:
        """The fingerprint of `finding`, which stands in that section: 64 hexadecimal digits."""
        text = self._text
        match = _without_blanks(text[finding.start : finding.end])
        address = (finding.table or "", finding.row or "", finding.cell or "")
        return self.among((finding.code, str(section or ""), *address, self._line(finding.start), match))

    def among(self, facts: tuple[str, ...]) -> str:
        """The fingerprint of a finding that those facts tell from others, but for its number among equals."""
        key = _SEPARATOR.join(facts)
        ordinal = self._seen.get(key, 0)
        self._seen[key] = ordinal + 1
        return _digest(f"{key}{_SEPARATOR}{ordinal}")

    def _line(self, offset: int) -> str:
        """A digest of the line at `offset`: lines can be long, and hold many findings."""
        start = self._text.rfind("\n", 0, offset) + 1
        if start not in self._lines:
            end = self._text.find("\n", start)
            line = self._text[start : end if end >= 0 else len(self._text)]
            self._lines[start] = _digest(_without_blanks(line))
        return self._lines[start]


def _without_blanks(text: str) -> str:
    return "".join(text.split())
