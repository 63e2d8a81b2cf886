"""What a run has to say of the user's own files: entries of configurations that are of no use, baselines grown old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govlint.engine import Settings, unused_finding
from govlint.fingerprint import Fingerprints
from govlint.pipeline import by_severity
from govlint.result import CHECKED, FAILED, OWN_FILE, Check, Diagnostic, FileResult, count_severities
from govlint.rule import INFO, Arg

UNUSED_ENTRY, EXPIRED_ENTRY, STALE_BASELINE = "unused-entry", "expired-entry", "stale-baseline"


def notes_on(files: Sequence[FileResult], settings: Sequence[Settings]) -> tuple[FileResult, ...]:
    """What the results of `files`, each checked by the settings at its place, tell of the entries and baselines that
    the settings name.
    """
    said: dict[str, list[Diagnostic]] = {}
    for path, diagnostic in (*_on_entries(files, settings), *_on_baselines(files, settings)):
        said.setdefault(path, []).append(diagnostic)
    return tuple(_note(path, found, settings[0].least) for path, found in sorted(said.items()))


def _on_entries(files: Sequence[FileResult], settings: Sequence[Settings]) -> Iterable[tuple[str, Diagnostic]]:
    tried = {key for file in files for key in file.ignores}
    used = {key for file in files for key in file.used}
    told = set()
    for file, group in zip(files, settings, strict=True):
        for entry in group.ignores:
            is_over = bool(entry.until) and entry.until < group.today
            for selector in entry.selectors:
                key = (entry.key, selector)
                if key in told or file.status != CHECKED or not (is_over or key in tried - used):
                    continue
                if is_over and not entry.covers(file.path):
                    continue
                told.add(key)
                args: dict[str, Arg] = {"selector": selector, "until": entry.until}
                variant = EXPIRED_ENTRY if is_over else UNUSED_ENTRY
                yield from _told(entry.source, entry.line, variant, args, group)


def _on_baselines(files: Sequence[FileResult], settings: Sequence[Settings]) -> Iterable[tuple[str, Diagnostic]]:
    gone = sum(len(file.gone) for file in files)
    known = next((group for group in settings if group.known), None)
    if gone and known is not None and known.known is not None:
        yield from _told(known.known.path, None, STALE_BASELINE, {"number": gone}, known, severity=INFO)


def _told(
    path: str, line: int | None, variant: str, args: dict[str, Arg], settings: Settings, severity: str = ""
) -> Iterable[tuple[str, Diagnostic]]:
    finding = unused_finding(variant, args, settings)
    if finding is None:
        return
    given = settings.levels.get(finding.code)
    column = None if line is None else 1
    yield (
        path,
        Diagnostic(
            finding.code,
            given or severity or finding.severity,
            finding.variant,
            finding.args,
            line,
            column,
            line,
            column,
            fingerprint=Fingerprints("").among((finding.code, variant, str(args.get("selector", "")))),
        ),
    )


def _note(path: str, diagnostics: list[Diagnostic], least: str) -> FileResult:
    ordered = sorted(diagnostics, key=lambda diagnostic: (diagnostic.line or 0, str(diagnostic.args.get("selector"))))
    shown, below = by_severity(ordered, least)
    return FileResult(
        path,
        OWN_FILE,
        diagnostics=tuple(shown),
        hidden=count_severities([diagnostic.severity for diagnostic in below]),
        checks=(Check(ordered[0].code, FAILED),),
    )
