"""Every rule on its own examples: a bad one makes it speak exactly where it is marked, a good one leaves it silent.

What comes of an example is decided by `govlint.examples`, as for `govlint rules test`.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from string import Formatter

import pytest

from govlint.examples import Outcome, Trial, findings_of, marked, previous_of, report_of, set_findings
from govlint.messages import fill
from govlint.pack import load_pack
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.rule import ERROR, INFO, SET, SEVERITIES, Example, Finding, Rule, Text

EVENT_ARGS = {
    "reason",
    "size",
    "limit",
    "detail",
    "rule",
    "exception",
    "where",
    "selector",
    "until",
    "nearest",
    "number",
}
"""What the machine tells the rules of the run itself."""
DECORATION = re.compile("[\u2014\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
LOOK_ALIKES = 3
"""How many changes to a clean report that are right each rule must have been tried on."""

REGISTRY = load_registry()
TRIAL = Trial(REGISTRY)
RULES = [REGISTRY.rule(code) for code in REGISTRY.codes]
JUDGING = [rule for rule in RULES if type(rule).check is not Rule.check]
"""The rules that look at a report."""
OF_SETS = [rule for rule in RULES if rule.needs == SET]
"""The rules that look at several reports. All others put an event of the machine into words."""


@lru_cache(maxsize=8)
def report_on(text: str, year: int | None = None, organ_kind: str | None = None) -> Report:
    return report_of(REGISTRY, text, Example(year=year, organ_kind=organ_kind))


def findings(rule: Rule, report: Report) -> list[Finding]:
    return list(findings_of(rule, report))


def all_findings(report: Report) -> list[Finding]:
    return list(TRIAL.findings(report))


def problems(outcome: Outcome) -> list[str]:
    return [fill(text, "en", args) for text, args in outcome.problems]


def placeholders(text: Text) -> set[str]:
    return {name for part in text for _, name, _, _ in Formatter().parse(part) if name}


def label(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, number, id=f"{label(rule)}-{number}")
        for rule in RULES
        for number in range(1, len(getattr(rule, kind)) + 1)
    ]


@pytest.mark.parametrize(("rule", "number"), cases("bad"))
def test_a_bad_example_fires_its_rule_where_it_is_marked_and_no_other_error_or_warning(rule: Rule, number: int) -> None:
    example = rule.bad[number - 1]
    marks = (
        set_findings(REGISTRY, [], rule, example)[1] if rule.needs == SET else marked(REGISTRY, rule.code, example)[1]
    )
    assert marks, "a bad example marks where its rule speaks"
    assert problems(TRIAL.outcome(rule, "bad", number)) == []


@pytest.mark.parametrize(("rule", "number"), cases("good"))
def test_a_good_example_leaves_its_rule_silent(rule: Rule, number: int) -> None:
    assert problems(TRIAL.outcome(rule, "good", number)) == []


@pytest.mark.parametrize("rule", JUDGING, ids=label)
def test_messages_get_every_value_they_name_and_name_what_they_get(rule: Rule) -> None:
    for example in rule.bad:
        text, _ = marked(REGISTRY, rule.code, example)
        report = report_of(REGISTRY, text, example, previous_of(REGISTRY, rule.code, example))
        found = findings(rule, report)
        assert found
        for finding in found:
            assert finding.severity in SEVERITIES
            message = rule.messages[finding.variant]
            assert placeholders(message) <= set(finding.args)
            for lang in ("zh", "en"):
                assert "{" not in message.fill(lang, finding.args)
            for related in finding.related:
                assert placeholders(rule.messages[related.text]) <= set(related.args)


@pytest.mark.parametrize("rule", OF_SETS, ids=label)
def test_messages_about_sets_get_every_value_they_name(rule: Rule) -> None:
    for example in rule.bad:
        for _, diagnostic in set_findings(REGISTRY, [rule.code], rule, example)[0]:
            assert placeholders(rule.messages[diagnostic.variant]) <= set(diagnostic.args)
            assert diagnostic.severity in SEVERITIES


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in JUDGING and not rule.needs], ids=label)
def test_rules_of_the_run_itself_only_name_what_the_machine_tells(rule: Rule) -> None:
    assert "default" in rule.messages
    for message in rule.messages.values():
        assert placeholders(message) <= EVENT_ARGS


@pytest.mark.parametrize("rule", [*JUDGING, *OF_SETS], ids=label)
def test_a_rule_is_tried_on_faults_and_on_what_only_looks_like_them(rule: Rule) -> None:
    assert len(rule.bad) >= 1
    tried = (example.changes or example.text or example.previous_base or example.others for example in rule.good)
    assert sum(map(bool, tried)) >= LOOK_ALIKES


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_a_rule_says_everything_in_both_languages_and_without_decoration(rule: Rule) -> None:
    texts = [rule.title, rule.explain, rule.help, *rule.messages.values()]
    for text in texts:
        assert text.zh.strip()
        assert text.en.strip()
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert re.search("[a-z]", text.en)
        assert not DECORATION.search(text.zh + text.en)
        assert placeholders(Text(text.zh, text.zh)) == placeholders(Text(text.en, text.en)) or "_en}" in text.en


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_a_rule_rests_on_law_that_the_pack_has_and_knows_its_neighbours(rule: Rule) -> None:
    law = load_pack().law
    assert rule.basis
    for key in rule.basis:
        assert law[key]["zh"]
        assert law[key]["en"]
    assert rule.severity in SEVERITIES
    for code in rule.related:
        assert code in REGISTRY.codes
        assert code != rule.code


def test_the_law_is_cited_in_both_languages() -> None:
    for key, article in load_pack().law.items():
        assert set(article) == {"zh", "en"}, key


@pytest.mark.parametrize(
    "name", ["department-2020", "department-2023", "department-2024", "government-2023", "town-2023", "office-2023"]
)
def test_clean_reports_that_examples_start_from_are_there(name: str) -> None:
    assert load_pack().read_text("examples", f"{name}.txt")


def test_clean_reports_are_clean(subtests_over_clean_reports: list[tuple[str, Report]]) -> None:
    loud = {
        name: [repr(f) for f in all_findings(report) if f.severity != INFO]
        for name, report in subtests_over_clean_reports
    }
    assert not {name: found for name, found in loud.items() if found}


@pytest.fixture(scope="module")
def subtests_over_clean_reports() -> list[tuple[str, Report]]:
    names = sorted(os.listdir(os.path.join(load_pack().folder, "examples")))
    return [(name, report_on(load_pack().read_text("examples", name))) for name in names]


def test_errors_are_errors_of_the_catalogue() -> None:
    assert {rule.severity for rule in RULES} >= {ERROR, INFO}
