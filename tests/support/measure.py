"""Counts what the program finds and misses in generated reports: `python -m tests.support.measure [REPORTS] [EACH]`.

REPORTS clean reports (200 unless given) are rendered in every dialect, and every fault is put into EACH reports (8
unless given) of dialects that show it. Prints false alarms by dialect, and by code how many faults were found.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict

from govlint.registry import load_registry
from tests.support.check import (
    check,
    find_alarms,
    findings,
    is_readable,
    judge_fault,
    lint,
    make_clean,
    make_faulty,
    make_mixed,
)
from tests.support.dialects import DIALECTS
from tests.support.faults import FAULTS, NOT_REPORTS, UNREADABLE

Table = dict[str, Counter[str]]


def measure_clean(reports: int) -> Table:
    """By dialect, the codes of false alarms in clean reports. "reports" counts the reports, "quiet" those without
    a false alarm, "unread" those with a relation that should have been assessed and was not.
    """
    table: Table = {}
    for name in (*DIALECTS, "mixed"):
        row = table[name] = Counter()
        for seed in range(reports):
            trial = make_mixed(seed) if name == "mixed" else make_clean(DIALECTS[name], seed)
            result = lint(trial.content)
            alarms = find_alarms(trial.report, trial.dialect, findings(result))
            row["reports"] += 1
            row["quiet"] += not alarms
            row["unread"] += bool(is_readable(trial) and result.relations.not_assessable)
            row.update(item.code for item in alarms)
    return table


def measure_faults(each: int) -> Table:
    """By fault: "made", "found", every reason why one was not, and "+CODE" for findings that do not belong to it."""
    table: Table = defaultdict(Counter)
    for fault in FAULTS.values():
        row = table[fault.name]
        for seed in range(each):
            trial = make_faulty(fault, seed)
            verdict = judge_fault(fault, trial.report, trial.dialect, check(trial.content))
            row["made"] += 1
            row["found" if verdict.is_found else verdict.why] += 1
            row.update(f"+{item.code}" for item in verdict.surplus)
    for name, (content, codes) in UNREADABLE.items():
        found = {item.code for item in check(content)}
        table[name].update(["made", "found" if found & codes else "not found"])
    for number, text in enumerate(NOT_REPORTS, 1):
        found = {item.code for item in check(text)}
        table[f"no report {number}"].update(["made", "found" if "GL003" in found else "not found"])
    return table


def by_code(faults: Table) -> Table:
    """The rows of `measure_faults` added up by the code that should find the fault."""
    table: Table = {code: Counter() for code in load_registry().codes}
    for name, row in faults.items():
        codes = FAULTS[name].codes if name in FAULTS else UNREADABLE[name][1] if name in UNREADABLE else {"GL003"}
        for code in codes:
            table[code].update({key: count for key, count in row.items() if key in ("made", "found")})
    return table


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: list[str]) -> None:
    """Prints the three tables."""
    reports, each = (int(arguments[n]) if len(arguments) > n else default for n, default in ((0, 200), (1, 8)))
    start = time.perf_counter()
    clean = measure_clean(reports)
    _say(f"{'dialect':<26}{'reports':>8}{'quiet':>8}{'unread':>8}  false alarms")
    for name, row in clean.items():
        alarms = {key: count for key, count in row.items() if key.startswith("GL")}
        _say(f"{name:<26}{row['reports']:>8}{row['quiet']:>8}{row['unread']:>8}  {alarms or ''}")
    whole = sum((row for row in clean.values()), Counter[str]())
    _say(f"{'all':<26}{whole['reports']:>8}{whole['quiet']:>8}{whole['unread']:>8}")
    faults = measure_faults(each)
    _say(f"\n{'code':<10}{'made':>8}{'found':>8}")
    for code, row in by_code(faults).items():
        _say(f"{code:<10}{row['made']:>8}{row['found']:>8}")
    whole = sum((row for row in faults.values()), Counter[str]())
    _say(f"{'all':<10}{whole['made']:>8}{whole['found']:>8}")
    _say("\nfaults not always found, or with findings besides")
    for name, row in faults.items():
        if row["found"] < row["made"] or any(key.startswith("+") for key in row):
            codes = " ".join(sorted(FAULTS[name].codes)) if name in FAULTS else ""
            _say(f"{name} [{codes}] {dict(row)}")
    _say(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
