"""The results of a batch as every output knows them: read from the store whenever they are asked for, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, overload

from govlint.batch.codec import decode, file_of, finding_of
from govlint.batch.many import FIRST_OF_MANY
from govlint.batch.store import Store, rows_in
from govlint.batch.views import copied
from govlint.engine import RULE_CRASHED
from govlint.pipeline import by_severity
from govlint.result import FAILED, OWN_FILE, Check, Counts, FileResult, Relations, Result, Tally, count_severities
from govlint.version import __version__

if TYPE_CHECKING:
    import duckdb

    from govlint.engine import Settings

_FILES = """
SELECT files.number AS number, files.path AS path, reports.* EXCLUDE (content_hash, judged_by), pairs.rest AS pair
FROM files JOIN reports ON files.content_hash = reports.content_hash AND files.judged_by = reports.judged_by
LEFT JOIN pairs ON files.content_hash = pairs.content_hash AND files.judged_by = pairs.judged_by
ORDER BY files.number
"""
_FINDINGS = "SELECT * FROM found WHERE file_number IS NOT NULL ORDER BY file_number, number"
_ELSEWHERE = "SELECT * FROM found WHERE file_number IS NULL ORDER BY path, number"


class StoredFiles(Sequence[FileResult]):
    """The results of all files in order of path. Each pass over them reads the store anew, so that they never are in
    memory together.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, store: Store, settings: Settings, least: str) -> None:
        self._connection = connection
        self._store = store
        self._settings = settings
        self._least = least

    @cached_property
    def _sorted(self) -> tuple[str, str]:
        """Files in their order, and findings in that of the files, written down once for all passes."""
        files, findings = (self._store.temporary(f"{name}-{id(self)}.parquet") for name in ("files", "findings"))
        return copied(self._connection, _FILES, files), copied(self._connection, _FINDINGS, findings)

    @cached_property
    def _length(self) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM ({_FILES})").fetchall()[0][0])

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[FileResult]:
        files, findings = (rows_in(path, 1000) for path in self._sorted)
        grouped = groupby(findings, key=lambda row: row["file_number"])
        number, rows = next(grouped, (None, iter(())))
        for row in files:
            own: list[dict[str, Any]] = []
            if number == row["number"]:
                own = list(rows)
                number, rows = next(grouped, (None, iter(())))
            yield self._result(row, own)

    @overload
    def __getitem__(self, index: int) -> FileResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileResult]: ...
    def __getitem__(self, index: int | slice) -> FileResult | Sequence[FileResult]:
        if index == 0:
            return next(iter(self))
        return tuple(self)[index]

    def _result(self, row: Mapping[str, Any], rows: list[dict[str, Any]]) -> FileResult:
        findings = [finding_of(found) for found in rows]
        if any(found["number"] >= FIRST_OF_MANY for found in rows):
            findings.sort(key=lambda diagnostic: (diagnostic.span[0], diagnostic.code))
        held = [item for item in findings if item.suppressed and item.suppressed.holds]
        counting = [item for item in findings if not (item.suppressed and item.suppressed.holds)]
        shown, below = by_severity(counting, self._least)
        hidden = count_severities([item.severity for item in below])
        kept = set(map(id, (*shown, *held)))
        file = file_of(row, [item for item in findings if id(item) in kept], self._settings.codes, hidden)
        of_many = {found["code"] for found in rows if found["number"] >= FIRST_OF_MANY and not found["suppressed"]}
        return self._with_many(file, decode(row["pair"]) or {}, of_many)

    def _with_many(self, file: FileResult, pair: Mapping[str, Any], failed: set[str]) -> FileResult:
        """The result with what was learnt from other reports: the verdict beside that of the year before, and the rules
        that `failed`.
        """
        if not pair and not failed:
            return file
        checks = {check.code: check for check in file.checks if check.code not in pair.get("codes", ())}
        checks.update((check.code, check) for check in pair.get("checks", ()))
        checks.update((code, Check(code, FAILED)) for code in failed)
        crash = self._settings.registry.rule_for(RULE_CRASHED)
        return file.replace(
            checks=tuple(check for _, check in sorted(checks.items())),
            compared=pair.get("compared"),
            crashed=file.crashed or (crash is not None and crash.code in failed),
        )


class MergedFiles(Sequence[FileResult]):
    """Two series of results in one, in order of path, without having either in memory."""

    def __init__(self, files: Sequence[FileResult], notes: Sequence[FileResult]) -> None:
        self._series = (files, notes)

    def __len__(self) -> int:
        return sum(map(len, self._series))

    def __iter__(self) -> Iterator[FileResult]:
        return merge(*self._series, key=lambda file: file.path)

    @overload
    def __getitem__(self, index: int) -> FileResult: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FileResult]: ...
    def __getitem__(self, index: int | slice) -> FileResult | Sequence[FileResult]:
        return tuple(self)[index]


class StoredResult(Result):
    """The result of a batch. What outputs ask of all files together is worked out once."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, store: Store, settings: Settings, least: str, *, names_rules: bool
    ) -> None:
        registry = settings.registry
        said = {code for (code,) in connection.execute("SELECT DISTINCT code FROM found").fetchall()}
        if names_rules:
            said.update(settings.codes)
        super().__init__(
            __version__,
            StoredFiles(connection, store, settings, least),
            settings.codes,
            registry.words(code for code in said if code in registry.entries),
            families=registry.families if names_rules else {},
            notes=tuple(_notes(connection, store, least)),
        )

    @cached_property
    def _totals(self) -> tuple[Counts, Counts, Relations, dict[str, int]]:
        counts, hidden, relations = Counts(), Counts(), Relations()
        suppressed: dict[str, int] = {}
        for file in self.spoken_of:
            counts, hidden, relations = (
                counts.plus(file.counts),
                hidden.plus(file.hidden),
                relations.plus(file.relations),
            )
            for diagnostic in file.suppressed:
                how = diagnostic.suppressed.how if diagnostic.suppressed else ""
                suppressed[how] = suppressed.get(how, 0) + 1
        return counts, hidden, relations, dict(sorted(suppressed.items()))

    @property
    def spoken_of(self) -> Sequence[FileResult]:
        """The reports, and the user's own files that there is something to say of, by path."""
        return MergedFiles(self.files, self.notes) if self.notes else self.files

    @property
    def counts(self) -> Counts:
        """The findings shown, by severity."""
        return self._totals[0]

    @property
    def hidden(self) -> Counts:
        """The findings not shown because they are below the severity asked for."""
        return self._totals[1]

    @property
    def relations(self) -> Relations:
        """The relations of all files."""
        return self._totals[2]

    @property
    def suppressed(self) -> dict[str, int]:
        """How many findings do not count, by what keeps them from it."""
        return self._totals[3]

    @cached_property
    def _checks(self) -> tuple[Tally, ...]:
        return super().checks

    @property
    def checks(self) -> tuple[Tally, ...]:
        """The checklist over all files."""
        return self._checks


def _notes(connection: duckdb.DuckDBPyConnection, store: Store, least: str) -> Iterator[FileResult]:
    """What there is to say of files that are no reports of the run."""
    rows = rows_in(copied(connection, _ELSEWHERE, store.temporary("notes.parquet")))
    for path, found in groupby(rows, key=lambda row: row["path"]):
        shown, below = by_severity([finding_of(row) for row in found], least)
        hidden = count_severities([item.severity for item in below])
        yield FileResult(path, OWN_FILE, diagnostics=tuple(shown), hidden=hidden)
