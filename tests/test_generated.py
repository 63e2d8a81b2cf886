"""Generated reports in every dialect: clean ones are quiet, and every injected fault is found by its rule.

The reports, dialects and faults are made by `tests.support`; all names, sentences and figures in them are invented.
`python -m tests.support.measure` runs the same on many more reports and prints what was found.
"""

from __future__ import annotations

import pytest

from govlint.registry import load_registry
from tests.support.check import (
    Trial,
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

RULE_CRASHED = "GL009"
UNUSED_SUPPRESSION = "GL004"
"""No report makes the program fail."""
CLEAN_EACH = 8
FAULTY_EACH = 2


def describe(trial: Trial, findings_told: object) -> str:
    """What a person needs to see why a trial failed."""
    report = trial.report
    facts = f"{trial.dialect.name}, {report.kind}, {report.year}, {sorted(report.tags)}"
    return f"{facts}\n{findings_told}\n{trial.text}"


@pytest.mark.parametrize("name", DIALECTS)
def test_a_clean_report_is_quiet_at_error_and_warning_level(name: str) -> None:
    for seed in range(CLEAN_EACH):
        trial = make_clean(DIALECTS[name], f"quiet {seed}")
        alarms = find_alarms(trial.report, trial.dialect, check(trial.content))
        assert not alarms, describe(trial, alarms)


@pytest.mark.parametrize("seed", range(80))
def test_a_clean_report_is_quiet_in_a_mixture_of_dialects(seed: int) -> None:
    trial = make_mixed(seed)
    result = lint(trial.content)
    alarms = find_alarms(trial.report, trial.dialect, findings(result))
    assert not alarms, describe(trial, alarms)
    if is_readable(trial):
        assert result.relations.not_assessable == 0, describe(trial, result.unassessed)


@pytest.mark.parametrize("name", DIALECTS)
def test_every_relation_of_a_readable_report_is_assessed_and_holds(name: str) -> None:
    for seed in range(CLEAN_EACH // 2):
        trial = make_clean(DIALECTS[name], f"relations {seed}")
        result = lint(trial.content)
        assert result.relations.violated == 0, describe(trial, findings(result))
        if is_readable(trial):
            assert result.relations.not_assessable == 0, describe(trial, result.unassessed)
            assert result.relations.held >= 40, describe(trial, result.relations)


@pytest.mark.parametrize("name", DIALECTS)
def test_the_organ_the_year_and_the_date_are_read(name: str) -> None:
    for seed in range(CLEAN_EACH // 2):
        trial = make_clean(DIALECTS[name], f"identity {seed}")
        result = lint(trial.content)
        assert result.year == trial.report.year, describe(trial, result.year)
        assert result.issue_date == trial.report.issue_date.isoformat(), describe(trial, result.issue_date)
        if "title" in trial.dialect.keeps:
            assert result.organ == trial.report.organ, describe(trial, result.organ)
            assert result.organ_kind == trial.report.kind, describe(trial, result.organ_kind)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_by_its_rule_and_nothing_else_is_told(name: str) -> None:
    fault = FAULTS[name]
    for seed in range(FAULTY_EACH):
        trial = make_faulty(fault, f"fault {seed}")
        found = check(trial.content)
        verdict = judge_fault(fault, trial.report, trial.dialect, found)
        told = f"{name}, one of {sorted(fault.codes)}: {verdict.why or 'found'}; besides {verdict.surplus}; all {found}"
        assert verdict.is_found, describe(trial, told)
        assert not verdict.surplus, describe(trial, told)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_judged_is_named_as_such(name: str) -> None:
    content, codes = UNREADABLE[name]
    result = lint(content)
    assert result.status != "checked"
    assert {item.code for item in findings(result)} & codes


@pytest.mark.parametrize("text", NOT_REPORTS)
def test_a_text_of_another_kind_is_not_a_report(text: str) -> None:
    assert [item.code for item in check(text)] == ["GL003"]


def test_there_is_a_fault_for_every_code() -> None:
    codes = {code for fault in FAULTS.values() for code in fault.codes}
    codes |= {code for _, codes in UNREADABLE.values() for code in codes}
    alone = {code for code, entry in load_registry().entries.items() if not entry.needs}
    assert codes >= alone & set(load_registry().codes) - {RULE_CRASHED, UNUSED_SUPPRESSION}


@pytest.mark.parametrize("seed", range(12))
def test_a_report_gets_the_same_verdict_in_every_dialect(seed: int) -> None:
    verdicts = {}
    for dialect in DIALECTS.values():
        trial = make_clean(dialect, f"same {seed}")
        if is_readable(trial):
            result = lint(trial.content)
            counts = result.relations
            verdicts[dialect.name] = (result.year, counts.held, counts.violated, counts.not_assessable)
    assert len(set(verdicts.values())) <= 1, verdicts
