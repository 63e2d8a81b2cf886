"""Putting right what can be put right without asking: safe fixes made, looked at again, and kept only if they hold.

Fixes are made in passes. In each, the safe fixes of the findings that count are taken in document order, those that
overlap an earlier one left for the next pass. The edited file is read and checked again: it must read as the edits say
and in no other way, with the same figures in its tables and the same numbers in its text, and no rule may find more in
it than before at error or warning level. Fixes that do not hold are left out, and the finding stays. The passes end
when nothing changes: a second run changes nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from govlint.engine import (
    READING,
    UNUSED_SUPPRESSION,
    Settings,
    check_document,
    crash_of,
    result_of_crash,
    result_of_event,
)
from govlint.figures import figures_of, flat
from govlint.fixers.contract import CannotEditError, edited
from govlint.readers.contract import read_document
from govlint.records import Record
from govlint.repair import FIXABLE
from govlint.report.model import Report
from govlint.result import FileResult
from govlint.rule import INFO
from govlint.source.read import HTML, MARKDOWN, Source, SourceProblem, read_path, read_stream
from govlint.suppress import UNUSED, selectors_of

if TYPE_CHECKING:
    from govlint.document.model import Document
    from govlint.result import Diagnostic, Replacement
    from govlint.run import Input

_MOST_PASSES = 20
"""No report needs more than a few; a file whose passes do not end by then is left as it was."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?")
_NUMERIC = "0123456789,."


class Fixed(Record):
    """One thing that was put right."""

    code: str
    line: int | None
    """Where it stood in the file before the pass that put it right, as `Diagnostic` has it."""
    column: int | None
    paragraph: int | None
    edits: tuple[tuple[str, str], ...]
    """What stood there, and what stands there now."""


class FileFix(Record):
    """What became of one file."""

    name: str
    """As it is printed."""
    path: str
    result: FileResult
    """The verdict on the file as it is now."""
    kind: str = ""
    before: bytes = b""
    after: bytes = b""
    old_text: str = ""
    """The text of the file as it was read: of plain text and markup the file itself, else its paragraphs."""
    new_text: str = ""
    fixed: tuple[Fixed, ...] = ()
    unfixed: FileResult | None = None
    """The verdict on the file as it was, where something was put right."""
    held_back: int = 0
    """How many safe fixes are left because they did not hold, or cannot be made in this file."""

    @property
    def changes(self) -> bool:
        """Whether the file is to be written anew."""
        return self.before != self.after


def fix_input(item: Input, groups: Sequence[Settings]) -> FileFix:
    """What can be put right in one file, and the verdict on what then remains. Nothing is written here; whatever goes
    wrong is part of the result.
    """
    settings = groups[item.group]
    try:
        source = read_path(item.path) if item.data is None else read_stream(item.data, item.name)
        found = _fixed(item, source, settings)
    except SourceProblem as problem:
        result = result_of_event(item.name, problem.event, problem.event, problem.reason, problem.details, settings)
        found = FileFix(item.name, item.path, result)
    except Exception as problem:  # one file must not end the run
        found = lost(item, groups, *crash_of(problem))
    named = {"path": item.name, "codes": settings.codes}
    unfixed = found.unfixed.replace(**named) if found.unfixed else None
    return found.replace(result=found.result.replace(**named), unfixed=unfixed)


def left_alone(file: FileFix) -> FileFix:
    """What is told of a file that could not be written: nothing was put right, and all is found that was."""
    return file.replace(after=file.before, new_text=file.old_text, fixed=(), result=file.unfixed or file.result)


def lost(
    item: Input, groups: Sequence[Settings], exception: str = "the process ended", place: str = READING
) -> FileFix:
    """What is told of a file whose fixing ended without a result."""
    settings = groups[item.group]
    result = result_of_crash(item.name, exception, place, settings).replace(codes=settings.codes)
    return FileFix(item.name, item.path, result)


def _fixed(item: Input, source: Source, settings: Settings) -> FileFix:
    state = first = _State(source, settings)
    fixed: list[Fixed] = []
    seen = {source.data}
    held_back = 0
    if source.kind in FIXABLE and state.result.is_judged:
        for _ in range(_MOST_PASSES):
            held, after = _pass(state)
            told = [_told(diagnostic) for diagnostic in held]
            if not held:
                told, after = _without_unused(state)
            if not told:
                held_back = len(state.safe)
                break
            fixed += told
            state = after
            if state.source.data in seen:
                break  # the passes go round in a circle: a second run would end here, too
            seen.add(state.source.data)
        else:
            state, fixed, held_back = first, [], len(first.safe)
    if state.source.data == source.data:
        fixed = []
    return FileFix(
        item.name,
        item.path,
        state.result,
        source.kind,
        source.data,
        state.source.data,
        first.text,
        state.text,
        tuple(fixed),
        first.result if fixed else None,
        held_back,
    )


class _State:
    """One file as it is at the moment, read and checked."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source = source
        self._settings = settings
        document = read_document(source)
        self.result = check_document(document, settings)
        registry = settings.registry
        self.report = Report(document, registry.pack, year=settings.year, organ_kind=settings.organ_kind)
        self.document: Document = self.report.document
        self._facts: tuple[Any, ...] | None = None
        self._counts: Mapping[str, int] | None = None

    @property
    def text(self) -> str:
        """What a comparison for people shows."""
        if self.source.kind in (MARKDOWN, HTML):
            from govlint.readers.text import decoded_text

            return decoded_text(self.source)[0]
        return self.document.text

    @property
    def safe(self) -> list[Diagnostic]:
        """The findings that count and have a safe fix."""
        return [item for item in self.result.diagnostics if item.fix is not None and item.fix.is_safe]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings at error or warning level each rule has, selected or not."""
        if self._counts is None:
            every = self._settings.replace(codes=self._settings.registry.codes, ignored=frozenset(), least=INFO)
            counts: dict[str, int] = {}
            for item in check_document(read_document(self.source), every).diagnostics:
                counts[item.code] = counts.get(item.code, 0) + (item.severity != INFO)
            self._counts = counts
        return self._counts

    @property
    def facts(self) -> tuple[Any, ...]:
        """What no fix may change: what the report is, and every figure of its tables as it is read."""
        if self._facts is None:
            report, result = self.report, self.result
            names = ("table", "row_id", "column_id", "value")
            figures = [
                (*(cell[name] for name in names), cell["kind"] if cell["value"] is None else "")
                for cell in flat(figures_of(report, ""))
            ]
            self._facts = (result.status, result.crashed, result.year, result.organ, result.issue_date, figures)
        return self._facts

    def edited(self, chosen: Iterable[Diagnostic]) -> _State:
        """The file with the fixes of those findings made. Raises CannotEditError or SourceProblem."""
        edits = sorted(_edits(chosen), key=lambda edit: (edit.start, edit.end))
        return self.with_data(edited(self.source, self.document, edits))

    @property
    def unused_comments(self) -> list[tuple[tuple[int, int], str]]:
        """Line and column of each comment of which no selector suppresses anything, in order, with the code that the
        finding about it has.
        """
        rule = self._settings.registry.rule_for(UNUSED_SUPPRESSION)
        if rule is None or self.source.kind not in (MARKDOWN, HTML):
            return []
        unused: dict[tuple[int, int], set[str]] = {}
        for item in self.result.diagnostics:
            if item.code == rule.code and item.variant == UNUSED and item.line and item.column:
                unused.setdefault((item.line, item.column), set()).add(str(item.args["selector"]))
        every = {(c.place.line, c.place.column): selectors_of(c) for c in self.document.comments}
        return [(place, rule.code) for place in sorted(unused) if unused[place] == every.get(place)]

    def with_data(self, data: bytes) -> _State:
        """The file with other bytes."""
        return _State(Source(self.source.path, data, read_stream(data, self.source.path).kind), self._settings)


def _edits(diagnostics: Iterable[Diagnostic]) -> Iterator[Replacement]:
    for diagnostic in diagnostics:
        if diagnostic.fix is not None:
            yield from diagnostic.fix.edits


def _apart(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Those whose edits neither overlap nor touch the edits of one before them."""
    taken: list[tuple[int, int]] = []
    for diagnostic in diagnostics:
        ranges = [(edit.start, edit.end) for edit in _edits([diagnostic])]
        if all(end < other or start > behind for start, end in ranges for other, behind in taken):
            taken += ranges
            yield diagnostic


def _without_unused(state: _State) -> tuple[list[Fixed], _State]:
    """The file without the comments that suppress nothing at all, and what is told of each; nothing where taking them
    away changes more than that.
    """
    unused = state.unused_comments
    if not unused:
        return [], state
    from govlint.fixers.markup import without_comments

    try:
        data, comments = without_comments(state.source, [place for place, _ in unused])
        after = state.with_data(data)
    except (CannotEditError, SourceProblem):
        return [], state
    same = after.facts == state.facts and _squeezed(after.document.text) == _squeezed(state.document.text)
    if not same or not _is_no_worse(state, after, ()):
        return [], state
    told = [
        Fixed(code, line, column, None, ((comment, ""),))
        for ((line, column), code), comment in zip(unused, comments, strict=True)
    ]
    return told, after


def _pass(state: _State) -> tuple[list[Diagnostic], _State]:
    """One pass: the fixes that hold, and the state after them. Those that overlap one that does not are tried, too."""
    left = state.safe
    while left:
        wanted = list(_apart(left))
        held, after = _held(state, wanted)
        if held:
            return held, after
        left = [diagnostic for diagnostic in left if not any(diagnostic is tried for tried in wanted)]
    return [], state


def _held(state: _State, wanted: Sequence[Diagnostic]) -> tuple[list[Diagnostic], _State]:
    """The fixes that hold, and the state after them. Halves are tried where the
    whole does not hold, so that one fix that fails costs a few attempts, not all others.
    """
    if not wanted:
        return [], state
    after = _attempt(state, wanted)
    if after is not None:
        return list(wanted), after
    if len(wanted) == 1:
        return [], state
    half = len(wanted) // 2
    for part in (wanted[:half], wanted[half:]):
        held, after = _held(state, part)
        if held:
            return held, after  # what remains is found again in the next pass
    return [], state


def _attempt(state: _State, wanted: Sequence[Diagnostic]) -> _State | None:
    """The state with the fixes made, or None if they do not hold."""
    if not all(_keeps_numbers(state.document, edit) for edit in _edits(wanted)):
        return None
    try:
        after = state.edited(wanted)
    except (CannotEditError, SourceProblem):
        return None
    if after.source.data == state.source.data or after.source.kind != state.source.kind:
        return None
    if after.document.encoding != state.document.encoding or after.facts != state.facts:
        return None
    if _squeezed(after.document.text) != _squeezed(_applied(state.document, wanted)):
        return None
    return after if _is_no_worse(state, after, wanted) else None


def _is_no_worse(state: _State, after: _State, wanted: Sequence[Diagnostic]) -> bool:
    """Whether no rule finds more than before; and where whole lines are taken away, whether no other rule finds less:
    what it found would still hold, and only be seen no more.
    """
    before, now = state.counts, after.counts
    if any(number > before.get(code, 0) for code, number in now.items()):
        return False
    text = state.document.text
    if not any(not edit.text and _is_whole_line(text, edit.start, edit.end) for edit in _edits(wanted)):
        return True
    own = {diagnostic.code for diagnostic in wanted}
    return all(number == now.get(code, 0) for code, number in before.items() if code not in own)


def _applied(document: Document, wanted: Sequence[Diagnostic]) -> str:
    """The document's text with the edits made."""
    pieces = []
    at = 0
    for edit in sorted(_edits(wanted), key=lambda edit: (edit.start, edit.end)):
        pieces += [document.text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, document.text[at:]])


def _squeezed(text: str) -> str:
    """A text without its blanks and line ends: how lines are parted differs from file to file."""
    return "".join(text.split())


def _keeps_numbers(document: Document, edit: Replacement) -> bool:
    """Whether an edit leaves every number as it is, by its value: or takes away a whole line, or what stands a second
    time beside it.
    """
    text = document.text
    start, end = edit.start, edit.end
    while start and _is_numeric(text[start - 1]):
        start -= 1
    while end < len(text) and _is_numeric(text[end]):
        end += 1
    head, tail = text[start : edit.start], text[edit.end : end]
    new = head + edit.text + tail
    if _numbers(unescape(text[start:end])) == _numbers(new):
        return True
    if edit.text or (head and tail and _numbers(head) + _numbers(tail) != _numbers(new)):
        return False
    removed = text[edit.start : edit.end]
    if _is_whole_line(text, edit.start, edit.end):
        return True
    bare = _squeezed(removed)
    reach = len(removed) + 40
    before = _squeezed(text[max(0, edit.start - reach) : edit.start])
    return before.endswith(bare) or _squeezed(text[edit.end : edit.end + reach]).startswith(bare)


def _is_numeric(char: str) -> bool:
    return normalize("NFKC", char) in _NUMERIC


def _numbers(text: str) -> list[str]:
    return [match[0].replace(",", "") for match in _NUMBER.finditer(normalize("NFKC", text))]


def _is_whole_line(text: str, start: int, end: int) -> bool:
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    last = end
    while last < len(text) and text[last] not in "\r\n" and text[last - 1 : last] not in ("\r", "\n"):
        last += 1
    return not text[first:start].strip() and not text[end:last].strip()


def _told(diagnostic: Diagnostic) -> Fixed:
    edits = tuple((edit.old, edit.text) for edit in _edits([diagnostic]))
    return Fixed(diagnostic.code, diagnostic.line, diagnostic.column, diagnostic.paragraph, edits)
