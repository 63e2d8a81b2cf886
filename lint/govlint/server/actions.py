"""What can be done about the findings of a document: fixes one by one or all together, and suppressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from lsprotocol import types
from pygls.uris import from_fs_path

from govlint.messages import fill
from govlint.records import Record
from govlint.result import Diagnostic
from govlint.rule import Text
from govlint.server.checking import Verdict, fixed_text
from govlint.server.diagnostics import Abilities, diagnostic_of, edits_of
from govlint.server.documents import Snapshot
from govlint.server.suppressing import Entry, comment_for, entry_for

FIX_ALL = "source.fixAll.govlint"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
_FIX = Text("改正:{help}", "Fix: {help}")
_SUGGEST = Text("建议:{help}", "Suggestion: {help}")
_FIX_ALL = Text("改正全部可以放心改的问题", "Fix all that can be fixed without asking")
_COMMENT = Text("忽略这个 {code}(注释)", "Suppress this {code} (comment)")
_ENTRY = Text("忽略这个 {code}({name})", "Suppress this {code} ({name})")
_MOST_SUPPRESSED = 20
"""How many of the findings in a selection can be suppressed from its menu; each is tried out before it is offered."""


class Editor(Record):
    """What the client can do with edits, and what it has open."""

    root: str
    open_at: Callable[[str], Snapshot | None]
    """The open document at a path."""
    has_versions: bool = False
    can_create: bool = False


def actions_for(
    verdict: Verdict, range_: types.Range, only: Sequence[str] | None, lang: str, abilities: Abilities, editor: Editor
) -> list[types.CodeAction]:
    """The actions for a range of the document; `only` are the kinds that the client wants, None for all."""
    found: list[types.CodeAction] = []
    if _wants(only, types.CodeActionKind.QuickFix.value):
        here = _in_range(verdict, range_)
        for diagnostic in here:
            found += _fixes(verdict, diagnostic, lang, abilities, editor)
        for diagnostic in here[:_MOST_SUPPRESSED]:
            found += _suppressions(verdict, diagnostic, lang, abilities, editor)
    if only is not None and _wants(only, FIX_ALL):  # asked for by name, not whenever the cursor moves
        edits = all_edits(verdict, editor.root)
        if edits:
            edit = _edit(verdict.snapshot, edits, editor)
            found.append(types.CodeAction(fill(_FIX_ALL, lang, {}), kind=FIX_ALL, edit=edit))
    return found


def all_edits(verdict: Verdict, root: str) -> list[types.TextEdit]:
    """The edits that make all safe fixes, in document order, line by line."""
    from difflib import SequenceMatcher

    snapshot = verdict.snapshot
    before, after = snapshot.text.splitlines(keepends=True), fixed_text(verdict, root).splitlines(keepends=True)
    starts = [0, *accumulate(map(len, before))]
    edits = []
    for tag, first, last, new_first, new_last in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            start, end = (snapshot.lines.position(starts[number]) for number in (first, last))
            edits.append(types.TextEdit(types.Range(start, end), "".join(after[new_first:new_last])))
    return edits


def _wants(only: Sequence[str] | None, kind: str) -> bool:
    """Whether a kind of action is wanted: one that is named, or is beneath one that is."""
    return only is None or any(kind == name or kind.startswith(f"{name}.") or not name for name in only)


def _in_range(verdict: Verdict, range_: types.Range) -> list[Diagnostic]:
    lines = verdict.snapshot.lines
    start, end = lines.offset(range_.start), lines.offset(range_.end)
    found = []
    for diagnostic in verdict.diagnostics:
        first = lines.offset_of(diagnostic.line, diagnostic.column)
        last = max(first, lines.offset_of(diagnostic.end_line, diagnostic.end_column))
        if first <= end and start <= last:
            found.append(diagnostic)
    return found


def _fixes(
    verdict: Verdict, diagnostic: Diagnostic, lang: str, abilities: Abilities, editor: Editor
) -> Iterator[types.CodeAction]:
    repair = verdict.repairs.get(diagnostic.fingerprint)
    if repair is None:
        return
    assert verdict.result is not None, "there are findings"
    title = fill(verdict.result.rules[diagnostic.code].title, lang, {})
    yield types.CodeAction(
        fill(_FIX if repair.is_safe else _SUGGEST, lang, {"help": f"{title} ({diagnostic.code})"}),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic_of(verdict, diagnostic, lang, abilities)],
        is_preferred=repair.is_safe,
        edit=_edit(verdict.snapshot, edits_of(verdict.snapshot, repair), editor),
    )


def _suppressions(
    verdict: Verdict, diagnostic: Diagnostic, lang: str, abilities: Abilities, editor: Editor
) -> Iterator[types.CodeAction]:
    """A comment where there is a place for one, an entry of the configuration everywhere else. What the machine says of
    the run itself is not suppressed so.
    """
    assert verdict.result is not None, "there are findings"
    if verdict.result.rules[diagnostic.code].event:
        return
    shown = [diagnostic_of(verdict, diagnostic, lang, abilities)]
    comment = comment_for(verdict, diagnostic, editor.root, lang)
    if comment is not None:
        position = verdict.snapshot.lines.position(comment.offset)
        edits = [types.TextEdit(types.Range(position, position), comment.text)]
        yield types.CodeAction(
            fill(_COMMENT, lang, {"code": diagnostic.code}),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=shown,
            edit=_edit(verdict.snapshot, edits, editor),
        )
        return
    entry = entry_for(verdict, diagnostic, editor.root, lang, editor.open_at)
    if entry is None or (entry.file is None and not editor.can_create):
        return
    name = entry.path.replace("\\", "/").rpartition("/")[2]
    yield types.CodeAction(
        fill(_ENTRY, lang, {"code": diagnostic.code, "name": name}),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=shown,
        edit=_entry_edit(entry, editor),
    )


def _entry_edit(entry: Entry, editor: Editor) -> types.WorkspaceEdit:
    if entry.file is not None:
        position = entry.file.lines.position(entry.insertion.offset)
        return _edit(entry.file, [types.TextEdit(types.Range(position, position), entry.insertion.text)], editor)
    uri = from_fs_path(entry.path) or ""
    start = types.Position(0, 0)
    edit = types.TextEdit(types.Range(start, start), entry.insertion.text)
    return types.WorkspaceEdit(
        document_changes=[
            types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True)),
            types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri), [edit]),
        ]
    )


def _edit(snapshot: Snapshot, edits: list[types.TextEdit], editor: Editor) -> types.WorkspaceEdit:
    if not editor.has_versions:
        return types.WorkspaceEdit(changes={snapshot.uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(snapshot.uri, snapshot.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
