"""What keeps a finding from counting: comments in the report, and entries of the configuration.

A comment holds for the block it stands in, or for the block that follows it (the whole table, where it stands before
one); `ignore-next-line` always for the block that follows, `ignore-file` for the file. An entry of the configuration
holds for the files of its path, and there for the places that its quotation names, wherever they have moved to.

    <!-- govlint: ignore GL601 the dates are those of the published page -->
    <!-- govlint: ignore-file GL811, fee-total until=2026-12-31 put right with the next report -->
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from govlint.config.select import UnknownSelectorError, codes_of
from govlint.document.folding import fold
from govlint.document.model import ROW
from govlint.records import Record
from govlint.result import COMMENT, IGNORE, Suppressed

if TYPE_CHECKING:
    from govlint.config.entries import Ignore
    from govlint.document.model import Comment, Document, Place
    from govlint.registry import Registry
    from govlint.result import Diagnostic
    from govlint.rule import Arg, Finding

HERE, NEXT, FILE = "ignore", "ignore-next-line", "ignore-file"
UNUSED, EXPIRED, UNKNOWN, MALFORMED, NO_REASON = "default", "expired", "unknown", "malformed", "no-reason"
"""What is wrong with a suppression: the variants of the rule for the event "unused-suppression"."""

_OURS = re.compile(r"\s*govlint(?:\s*[::]|(?=\s+ignore))\s*", re.IGNORECASE)
_VERB = re.compile(r"(ignore(?:-next-line|-file)?)\s+")
_SELECTORS = re.compile(r"[A-Za-z][\w-]*(?:\s*[,,、]\s*[A-Za-z][\w-]*)*(?=\s|\Z)")
_SELECTOR = re.compile(r"[A-Za-z][\w-]*")
_SEPARATOR = re.compile(r"\s*[,,、]\s*")
_UNTIL = re.compile(r"\s*until=(\d{4}-\d{2}-\d{2})(?=\s|\Z)")
_LONGEST_SHOWN = 60
_BEYOND = 1 << 60
_NOWHERE = (_BEYOND, _BEYOND)


class Fault(Record):
    """A suppression that is wrong, or of no use."""

    variant: str
    args: dict[str, Arg]
    offset: int
    """Where the comment stands in the document's text."""
    place: Place
    text: str
    """The comment as it is written."""


class Judgement(Record):
    """What the suppressions came to in one file."""

    marks: list[Suppressed | None]
    """For each finding what suppresses it."""
    faults: list[Fault]
    tried: tuple[tuple[str, str], ...]
    """The entries of the configuration that are about this file, by key and selector, ..."""
    used: tuple[tuple[str, str], ...]
    """... and those that suppressed something."""


class _Suppression(Record):
    """One selector of a comment or entry, made ready for a file."""

    selector: str
    codes: frozenset[str]
    says: Suppressed
    scope: tuple[int, int] | None = None
    """The range of the document's text that it is about; None for all of the file, or where `holds` tells."""
    holds: Callable[[Finding], bool] | None = None
    key: tuple[str, str] | None = None
    """Of an entry of the configuration."""
    comment: Comment | None = None


def selectors_in(comment: str) -> list[tuple[int, str]]:
    """The selectors in the text of a comment for the program, each with its offset; none in any other comment."""
    ours = _OURS.match(comment)
    verb = _VERB.match(comment, ours.end()) if ours else None
    listed = _SELECTORS.match(comment, verb.end()) if verb else None
    if listed is None:
        return []
    return [(found.start(), found[0]) for found in _SELECTOR.finditer(comment, *listed.span())]


def is_about(document: Document, comment: Comment, span: tuple[int, int]) -> bool:
    """Whether a comment of `document` (that does not speak of the whole file) is about the range `span` of its text."""
    verb = _OURS.match(comment.text)
    is_next = verb is not None and comment.text.startswith(NEXT, verb.end())
    return _meets(span, _Scopes(document).at(comment.offset, is_next=is_next))


def judge(
    document: Document,
    text: str,
    findings: Sequence[Finding],
    diagnostics: Sequence[Diagnostic],
    *,
    registry: Registry,
    codes: Iterable[str],
    ignores: Sequence[Ignore],
    today: str,
    needs_reason: bool = False,
    is_audit: bool = False,
) -> Judgement:
    """Which of the findings the comments of `document` and the entries `ignores` suppress. `text` is what the ranges
    of findings are offsets of; `diagnostics` are the same findings, placed. Only the rules with these codes were run,
    so nothing is said of suppressions of others. In an audit, comments hold nothing back.
    """
    asked = frozenset(codes)
    faults: list[Fault] = []
    suppressions: list[_Suppression] = []
    scopes = _Scopes(document)
    for comment in document.comments:
        read = _read_comment(comment, scopes, registry, today, needs_reason, is_audit)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            suppressions += read
    quotes = _Quotes(text)
    for entry in ignores:
        if (not entry.until or entry.until >= today) and entry.covers(document.path):
            suppressions += _of_entry(entry, registry, quotes)
    marks: list[Suppressed | None] = []
    used: set[int] = set()
    by_code = {code: _OfCode(suppressions, code) for code in {finding.code for finding in findings}}
    for finding, diagnostic in zip(findings, diagnostics, strict=True):
        found = by_code[finding.code].holding(finding, diagnostic)
        used.update(found)
        said = [suppressions[number].says for number in found]
        marks.append(next((says for says in said if says.holds), said[0] if said else None))
    for number, suppression in enumerate(suppressions):
        if number not in used and suppression.comment is not None and suppression.codes & asked:
            faults.append(_fault(UNUSED, suppression.comment, selector=suppression.selector))
    keyed = [(number, item.key) for number, item in enumerate(suppressions) if item.key and item.codes & asked]
    return Judgement(
        marks,
        faults,
        tuple(key for _, key in keyed),
        tuple(key for number, key in keyed if number in used),
    )


# -- comments ------------------------------------------------------------------------------------------------------


def _read_comment(
    comment: Comment, scopes: _Scopes, registry: Registry, today: str, needs_reason: bool, is_audit: bool
) -> list[_Suppression] | Fault:
    """The suppressions that a comment states, none if it is not for the program; or what is wrong with it."""
    written = comment.text.strip()
    ours = _OURS.match(written)
    if ours is None:
        return []
    verb = _VERB.match(written, ours.end())
    listed = _SELECTORS.match(written, verb.end()) if verb else None
    if verb is None or listed is None:
        return _fault(MALFORMED, comment)
    until = _UNTIL.match(written, listed.end())
    reason = " ".join(written[until.end() if until else listed.end() :].split())
    selectors = list(dict.fromkeys(_SEPARATOR.split(listed[0])))
    codes = []
    for selector in selectors:
        try:
            codes.append(codes_of(registry, selector))
        except UnknownSelectorError as problem:
            variant = "unknown-nearest" if problem.nearest else UNKNOWN
            return _fault(variant, comment, selector=selector, nearest=problem.nearest)
    if until and until[1] < today:
        return _fault(EXPIRED, comment, selector=listed[0], until=until[1])
    if needs_reason and not reason:
        return _fault(NO_REASON, comment, selector=listed[0])
    says = Suppressed(COMMENT, reason, "", comment.place.line, not is_audit)
    scope = None if verb[1] == FILE else scopes.at(comment.offset, is_next=verb[1] == NEXT)
    return [
        _Suppression(selector, found, says, scope, comment=comment)
        for selector, found in zip(selectors, codes, strict=True)
    ]


def selectors_of(comment: Comment) -> set[str]:
    """The selectors that a comment names; none if it is not understood."""
    written = comment.text.strip()
    ours = _OURS.match(written)
    verb = _VERB.match(written, ours.end()) if ours else None
    listed = _SELECTORS.match(written, verb.end()) if verb else None
    return set(_SEPARATOR.split(listed[0])) if listed else set()


def _fault(variant: str, comment: Comment, **args: Arg) -> Fault:
    written = " ".join(comment.text.split())
    shown = written if len(written) <= _LONGEST_SHOWN else written[: _LONGEST_SHOWN - 1] + "…"
    return Fault(variant, {"comment": shown, **args}, comment.offset, comment.place, shown)


class _Scopes:
    """What comments are about, by where they stand."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._starts = [block.start for block in document.blocks]
        self._table_ends: dict[int, int] = {}

    def at(self, offset: int, *, is_next: bool) -> tuple[int, int]:
        """The range of the document's text that a comment at `offset` is about; behind the text if there is none."""
        blocks = self._blocks
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset > blocks[index].end:
            return _NOWHERE
        is_before = offset == blocks[index].start
        if is_next and not is_before:
            index, is_before = index + 1, True
            if index == len(blocks):
                return _NOWHERE
        block = blocks[index]
        if is_before and block.kind == ROW and (not index or blocks[index - 1].kind != ROW):
            return block.start, self._table_end(index)
        return block.start, block.end

    def _table_end(self, first: int) -> int:
        """The end of the last of the rows that follow on the row with that index."""
        if first not in self._table_ends:
            last = first
            while last + 1 < len(self._blocks) and self._blocks[last + 1].kind == ROW:
                last += 1
            self._table_ends[first] = self._blocks[last].end
        return self._table_ends[first]


class _OfCode:
    """The suppressions of one rule, by where they hold. Of several comments that say the same, the first counts."""

    def __init__(self, suppressions: Sequence[_Suppression], code: str) -> None:
        own = []
        said = set()
        for number, item in enumerate(suppressions):
            if code in item.codes and (item.comment is None or item.scope not in said):
                own.append((number, item))
                said.add(item.scope if item.comment else _NOWHERE)
        self._elsewhere = [(number, item.holds) for number, item in own if item.scope is None]
        scoped = sorted((item.scope, number) for number, item in own if item.scope is not None)
        self._scopes = [scope for scope, _ in scoped]
        self._numbers = [number for _, number in scoped]
        self._reach = list(accumulate((end for _, end in self._scopes), max))
        """How far the text reaches that a scope, or one before it, covers."""

    def holding(self, finding: Finding, diagnostic: Diagnostic) -> list[int]:
        """The numbers of those that suppress the finding, ascending."""
        found = [number for number, holds in self._elsewhere if holds is None or holds(finding)]
        start, end = diagnostic.span
        index = bisect_right(self._scopes, (end, _BEYOND)) - 1
        while index >= 0 and self._reach[index] >= start:
            if _meets(diagnostic.span, self._scopes[index]):
                found.append(self._numbers[index])
            index -= 1
        return sorted(found)


def _meets(span: tuple[int, int], scope: tuple[int, int]) -> bool:
    """Whether two ranges have a character in common; a point meets the range it stands in or at."""
    if span[0] == span[1]:
        return scope[0] <= span[0] <= scope[1]
    return span[0] < scope[1] and span[1] > scope[0]


# -- the configuration ---------------------------------------------------------------------------------------------


def _of_entry(entry: Ignore, registry: Registry, quotes: _Quotes) -> list[_Suppression]:
    says = Suppressed(IGNORE, entry.reason, entry.source, entry.line, not entry.is_audited)
    holds = quotes.holding(entry.quote) if entry.quote else None
    return [
        _Suppression(selector, codes_of(registry, selector), says, None, holds, key=(entry.key, selector))
        for selector in entry.selectors
    ]


class _Quotes:
    """Where quotations stand in a text, whatever the blanks and line ends, and full-width or not."""

    def __init__(self, text: str) -> None:
        self._original = text
        self._offsets: list[int] = []
        self._text = ""

    def holding(self, quote: str) -> Callable[[Finding], bool]:
        """Whether a finding meets a place where `quote` stands."""
        places = self._places(quote)
        ends = [end for _, end in places]

        def holds(finding: Finding) -> bool:
            first = bisect_left(ends, finding.start)
            return any(_meets((finding.start, finding.end), place) for place in places[first : first + 2])

        return holds

    def _places(self, quote: str) -> list[tuple[int, int]]:
        if not self._text:
            self._offsets = [offset for offset, char in enumerate(self._original) if _counts(char)]
            self._text = "".join([self._original[offset] for offset in self._offsets])
        wanted = "".join(char for char in fold(quote).text if _counts(char))
        places = []
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            places.append((self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._text.find(wanted, at + len(wanted))
        return places


def _counts(char: str) -> bool:
    """Whether a character counts in comparing quotations: the separators of table cells differ from file to file."""
    return char != "|" and not char.isspace()
