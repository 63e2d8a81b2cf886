"""The identity of a finding, which survives edits elsewhere in the report.

A line number changes with every paragraph put in above it; what the finding is about does not. The fingerprint is made
of the rule's code, the section, the cell's address in a statutory table or else the sentence the finding stands in, the
matched text, and its number among findings that are equal in all of these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import Any

from govlint.rule import Finding

_SEPARATOR = "\x1f"
_ENDS = "。!?;"
_LINE_ENDS = (":", "。", "!", "?", ";", "|")
"""A line that ends with one of these was not broken for its length."""
_SHORTEST = 20
"""A line of fewer characters was not broken for its length either."""
_RAGGED = 8
"""By how many characters the lines of a text of one width differ in length."""
_FARTHEST = 400


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

    __slots__ = ("_edges", "_seen", "_text")

    def __init__(self, text: str, edges: Iterable[int] = ()) -> None:
        """`edges` are offsets of `text` that no sentence reaches across: where titles and headings begin and end."""
        self._edges = sorted({0, *edges, len(text)})
        self._text = text.replace("\r\n", " \n").replace("\r", "\n")
        """The folded text that the findings' ranges are offsets of, with one kind of line end."""
        self._seen: dict[str, int] = {}

    def of(self, finding: Finding, section: int | None, *, is_of_line: bool = False) -> str:
        """The fingerprint of `finding`, which stands in that section: 64 hexadecimal digits. `is_of_line` tells that it
        is about a line that stands for itself, a title or heading, so that the text around it does not matter.
        """
        match = _without_blanks(self._text[finding.start : finding.end])
        address = (finding.table or "", finding.row or "", finding.cell or "")
        if not match:  # something is missing: what, not between which neighbours
            around = _SEPARATOR.join((finding.variant, *(str(value) for _, value in sorted(finding.args.items()))))
        elif finding.table or is_of_line:
            around = ""
        else:
            after = bisect_right(self._edges, finding.start)
            low, high = self._edges[max(0, after - 1)], self._edges[min(after, len(self._edges) - 1)]
            around = _without_blanks(sentence_at(self._text, finding.start, low, high))
        return self.among((finding.code, str(section or ""), *address, around, match))

    def among(self, facts: tuple[str, ...]) -> str:
        """The fingerprint of a finding that those facts tell from others, but for its number among equals."""
        key = _SEPARATOR.join(facts)
        ordinal = self._seen.get(key, 0)
        self._seen[key] = ordinal + 1
        return _digest(f"{key}{_SEPARATOR}{ordinal}")


def sentence_at(text: str, offset: int, low: int, high: int) -> str:
    """The sentence at `offset` between `low` and `high`, across the ends of lines that were broken for their length:
    the same however a text is wrapped. Of a very long one the part around `offset`.
    """
    start = max(low, offset - _FARTHEST)
    before = text[start:offset]
    begin = max(before.rfind(end) for end in _ENDS) + 1
    at = len(before)
    while (at := before.rfind("\n", begin, at)) >= 0:
        if not _was_broken(text, start + at):
            begin = at + 1
            break
    after = text[offset : min(high, offset + _FARTHEST)]
    stop = min((found for found in (after.find(end) for end in _ENDS) if found >= 0), default=len(after) - 1) + 1
    at = -1
    while (at := after.find("\n", at + 1, stop)) >= 0:
        if not _was_broken(text, offset + at):
            stop = at
            break
    return before[begin:] + after[:stop]


def _was_broken(text: str, end: int) -> bool:
    """Whether the line that ends at `end` goes on in the next one: it is long, not much shorter than the next, and ends
    with no mark of an end.
    """
    line = text[max(0, end - _SHORTEST) : end].rstrip(" \t\u3000")
    if end < _SHORTEST or "\n" in line or line.endswith(_LINE_ENDS):
        return False
    start = text.rfind("\n", max(0, end - _FARTHEST), end) + 1
    longest = end - start + _RAGGED
    return text.find("\n", end + 1, end + 1 + longest) >= 0 or len(text) <= end + 1 + longest


def _without_blanks(text: str) -> str:
    return "".join(text.split())
