"""The machine around the rules: registry, selection, engine, pipeline, fingerprints, many files, the Python API."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govlint
from govlint.config.select import NoRulesError, UnknownSelectorError, find_rule, select_levels, select_rules
from govlint.engine import Settings, check_document
from govlint.fingerprint import Fingerprints
from govlint.messages import REASONS, language
from govlint.pipeline import by_severity, in_order, with_severities, without_repeats
from govlint.readers.contract import read_document
from govlint.registry import Registry, load_registry
from govlint.result import FAILURE_STATUS, Counts, Diagnostic, FileResult, Result, Tally, Window
from govlint.rule import ERROR, INFO, WARNING, Finding, Rule, Text
from govlint.source.read import read_stream
from tests.support.pack import RULES
from tests.support.texts import REPORT

Lint = Callable[..., FileResult]


@pytest.fixture
def registry(test_pack: str) -> Registry:
    return load_registry(test_pack)


@pytest.fixture
def lint(test_pack: str) -> Lint:
    def call(text: str, **options: object) -> FileResult:
        return govlint.lint(text=text, pack=test_pack, **options).files[0]  # type: ignore[arg-type]

    return call


def codes(file: FileResult) -> list[str]:
    return [diagnostic.code for diagnostic in file.diagnostics]


def verdicts(file: FileResult) -> dict[str, str]:
    return {check.code: check.verdict for check in file.checks}


# -- registry and selection ----------------------------------------------------------------------------------------


def test_a_rule_is_found_by_code_and_by_name(registry: Registry) -> None:
    assert find_rule(registry, "TP101") == find_rule(registry, "tp101") == find_rule(registry, "wrong-word") == "TP101"
    assert registry.rule("TP101").name == "wrong-word"


def test_the_rule_of_an_event_is_asked_for_and_never_assumed(registry: Registry) -> None:
    found = {event: registry.rule_for(event) for event in ("unreadable", "unsupported", "not-a-report", "rule-crashed")}
    assert [rule.code if rule else None for rule in found.values()] == ["TP001", "TP002", "TP003", "TP009"]
    assert registry.rule_for("no-such-event") is None


def test_everything_runs_unless_something_is_selected(registry: Registry) -> None:
    assert select_rules(registry).codes == tuple(RULES)
    assert select_rules(registry, ["ALL"]).codes == tuple(RULES)


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "expected"),
    [
        (["TP101"], [], [], ["TP101"]),
        (["wrong-sum"], [], [], ["TP102"]),
        (["TP10"], [], [], ["TP101", "TP102", "TP103", "TP104", "TP105", "TP106"]),
        (["TP101,TP102"], [], [], ["TP101", "TP102"]),
        (["TP101, wrong-sum"], [], [], ["TP101", "TP102"]),
        (["TP101"], [], ["TP105"], ["TP101", "TP105"]),
        (["TP10"], ["TP102", "TP103", "doubtful"], [], ["TP101", "TP105", "TP106"]),
        (["TP101"], ["TP10"], [], ["TP101"]),
        (["TP00", "TP101"], ["TP"], [], ["TP001", "TP002", "TP003", "TP009", "TP101"]),
        ([], ["TP"], ["TP101"], ["TP101"]),
        (["TP101"], ["TP101"], ["TP102"], ["TP102"]),
    ],
)
def test_the_more_precise_selector_wins(
    registry: Registry, select: list[str], ignore: list[str], extend: list[str], expected: list[str]
) -> None:
    assert list(select_rules(registry, select, ignore, extend).codes) == expected


def test_an_unknown_selector_names_the_nearest_valid_one(registry: Registry) -> None:
    for wrong, nearest in (("TP109", "TP10"), ("wrong-wrod", "wrong-word"), ("ALLE", "ALL")):
        with pytest.raises(UnknownSelectorError) as problem:
            select_rules(registry, [wrong])
        assert problem.value.nearest.startswith(nearest)
    with pytest.raises(UnknownSelectorError) as problem:
        select_rules(registry, ["§§§"])
    assert problem.value.nearest == ""


def test_a_retired_rule_stands_for_its_successor_with_a_word_about_it(registry: Registry) -> None:
    for selector in ("TP190", "old-word"):
        selection = select_rules(registry, [selector])
        assert selection.codes == ("TP101",)
        assert [(item.code, item.successor, item.version) for item in selection.retired] == [
            ("TP190", "TP101", "0.2.0")
        ]


def test_a_retired_rule_without_successor_selects_nothing_and_that_is_an_error(test_pack: str) -> None:
    with pytest.raises(NoRulesError):
        govlint.lint(text=REPORT, select=["TP191"], pack=test_pack)


def test_retired_rules_do_not_run(registry: Registry) -> None:
    assert "TP190" not in registry.codes
    with pytest.raises(KeyError):
        registry.rule("TP190")


def test_severities_are_given_by_selector_and_the_more_precise_wins(registry: Registry) -> None:
    levels = select_levels(registry, [("TP101", ERROR), ("TP10", INFO), ("doubtful", WARNING)])
    assert (levels["TP101"], levels["TP102"], levels["TP104"]) == (ERROR, INFO, WARNING)


# -- one document --------------------------------------------------------------------------------------------------


def test_findings_come_in_order_of_position_with_line_and_column(lint: Lint) -> None:
    file = lint(REPORT)
    assert [(item.code, item.line, item.column, item.end_line, item.end_column) for item in file.diagnostics] == [
        ("TP101", 4, 17, 4, 19),
        ("TP101", 4, 26, 4, 28),
        ("TP102", 8, 19, 8, 21),
        ("TP106", 11, 5, 11, 20),
        ("TP105", 15, 11, 15, 11),
    ]


def test_columns_count_code_points_of_the_file_whatever_folding_does(lint: Lint) -> None:
    (found,) = lint("㈠\u200b、\u3000…𠮷错字\n", select=["TP101"]).diagnostics
    assert (found.line, found.column, found.end_column) == (1, 7, 9)
    assert found.window.match == "错字"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_with_every_line_end(lint: Lint, line_end: str) -> None:
    (found,) = lint(f"第一行{line_end}{line_end}有错字的第三行{line_end}", select=["TP101"]).diagnostics
    assert (found.line, found.column, found.end_line, found.end_column) == (3, 2, 3, 4)
    assert found.window == Window("第一行\n\n有", "错字", "的第三行\n")


def test_the_section_is_filled_in_from_the_range(lint: Lint) -> None:
    assert [(item.section, item.region, item.passage) for item in lint(REPORT, select=["TP101"]).diagnostics] == [
        (1, "text", 1),
        (1, "text", 1),
    ]


def test_what_is_said_twice_of_one_range_is_one_finding(lint: Lint) -> None:
    assert codes(lint("缺尾", select=["TP105"])) == ["TP105"]


def test_an_extract_has_twenty_characters_on_either_side_within_its_line(lint: Lint) -> None:
    (found,) = lint(f"上一行\n{'前' * 30}错字{'后' * 30}\n下一行", select=["TP101"]).diagnostics
    assert found.window == Window("前" * 20, "错字", "后" * 20)


def test_a_long_match_is_shown_with_its_beginning_and_its_end(lint: Lint) -> None:
    (found,) = lint(f"「{'长' * 5000}尾」", select=["TP106"]).diagnostics
    assert len(found.window.match) < 300
    assert found.window.match.startswith("长长")
    assert found.window.match.endswith("长尾")
    assert "…" in found.window.match


def test_related_places_have_places_of_their_own(lint: Lint) -> None:
    _, second = lint(REPORT, select=["TP101"]).diagnostics
    (related,) = second.related
    assert (related.line, related.column, related.window.match, related.text) == (4, 17, "错字", "first")


def test_the_verdict_of_a_rule_is_failed_not_assessable_not_applicable_or_passed(lint: Lint) -> None:
    assert verdicts(lint("错字")) == {"TP101": "failed"}
    assert verdicts(lint("看不清")) == {"TP104": "not_assessable"}
    assert verdicts(lint("不适用")) == {"TP104": "not_applicable"}
    assert verdicts(lint("看不清,不适用")) == {"TP104": "not_assessable"}
    assert verdicts(lint("都好")) == {}


def test_the_checklist_counts_every_rule_over_all_files(test_pack: str, tmp_path: Path) -> None:
    for name, text in (("a", "错字"), ("b", "看不清"), ("c", "不适用"), ("d", "都好"), ("e", "")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    tallies = {tally.code: tally for tally in govlint.lint([tmp_path], pack=test_pack).checks}
    assert tallies["TP101"] == Tally("TP101", passed=3, failed=1, not_applicable=0, not_assessable=1)
    assert tallies["TP104"] == Tally("TP104", passed=2, failed=0, not_applicable=1, not_assessable=2)
    assert tallies["TP001"] == Tally("TP001", passed=4, failed=1, not_applicable=0, not_assessable=0)
    assert set(tallies) == set(RULES)
    for tally in tallies.values():
        assert tally.passed + tally.failed + tally.not_applicable + tally.not_assessable == 5


def test_every_reason_has_words_in_both_languages() -> None:
    assert all(text.zh and text.en for text in REASONS.values())


# -- crashes -------------------------------------------------------------------------------------------------------


def test_a_rule_that_crashes_becomes_a_finding_and_every_other_rule_still_runs(lint: Lint) -> None:
    file = lint("崩溃了,还有错字")
    assert codes(file) == ["TP009", "TP103", "TP101"]
    crash = file.diagnostics[0]
    assert crash.args["rule"] == "TP103"
    assert crash.args["exception"] == "RuntimeError: 规则坏了"
    assert str(crash.args["where"]).startswith("pack_rules.py:")
    assert (crash.line, crash.column) == (None, None)
    assert file.crashed
    assert not file.is_judged


def test_one_fault_that_fails_several_rules_is_told_once(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(report: object) -> None:
        raise LookupError("nothing there")

    registry = load_registry("govlint_test_pack")
    for code in ("TP101", "TP102"):
        monkeypatch.setattr(registry.rule(code), "check", fail)
    file = lint("错字和差")
    assert codes(file) == ["TP009"]
    assert file.diagnostics[0].args["rule"] == "TP101, TP102"


def test_a_rule_that_cannot_be_loaded_did_not_pass(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(registry: Registry, code: str) -> Rule:
        if code == "TP101":
            raise ImportError("no such module")
        return load(registry, code)

    load = Registry.rule
    monkeypatch.setattr(Registry, "rule", rule)
    file = lint(REPORT)
    assert file.crashed
    (check,) = (check for check in file.checks if check.code == "TP101")
    assert (check.verdict, check.why) == ("not_assessable", "rule-crashed")


def test_the_words_of_a_rule_that_cannot_be_loaded_are_its_name(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rule(_registry: Registry, _code: str) -> Rule:
        raise ImportError("no such module")

    monkeypatch.setattr(Registry, "rule", rule)
    words = registry.words(["TP101"])["TP101"]
    assert (words.name, words.title, words.basis) == ("wrong-word", Text("wrong-word", "wrong-word"), ())


def test_rules_that_did_not_judge_say_why(lint: Lint, test_pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def reasons(file: FileResult) -> set[str]:
        return {check.why for check in file.checks if check.verdict == "not_assessable"}

    def fail(source: object) -> None:
        raise MemoryError

    assert reasons(lint("这不是报告")) == {"not-a-report"}
    assert reasons(govlint.lint(["missing.txt"], pack=test_pack).files[0]) == {"unreadable"}
    monkeypatch.setattr("govlint.readers.text.read_text", fail)
    assert reasons(lint("错字")) == {"rule-crashed"}
    assert {"not-a-report", "unreadable", "unsupported", "rule-crashed"} <= set(REASONS)


def test_a_crash_in_the_reading_of_the_report_is_contained(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(report: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("govlint.report.sections.read_headings", fail)
    file = lint("错字")
    assert codes(file) == ["TP009", "TP101"]
    assert file.crashed


def test_a_crash_of_a_reader_is_contained(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: object) -> None:
        raise MemoryError

    monkeypatch.setattr("govlint.readers.text.read_text", fail)
    file = lint("错字")
    assert codes(file) == ["TP009"]
    assert file.crashed
    assert verdicts(file)["TP101"] == "not_assessable"


# -- the run itself ------------------------------------------------------------------------------------------------


def test_where_there_is_no_report_no_other_rule_is_asked(lint: Lint) -> None:
    file = lint("这不是报告,却有错字")
    assert (file.status, codes(file)) == ("not-a-report", ["TP003"])
    assert verdicts(file)["TP101"] == "not_assessable"


def test_the_rule_for_no_report_can_be_ignored_but_not_left_unselected(lint: Lint) -> None:
    text = "这不是报告,却有错字"
    assert codes(lint(text, ignore=["TP003"])) == ["TP101"]
    assert codes(lint(text, select=["TP101"])) == ["TP003"]


def test_a_file_that_cannot_be_read_is_told_in_the_words_of_the_pack(test_pack: str, tmp_path: Path) -> None:
    (file,) = govlint.lint([tmp_path / "none.txt"], pack=test_pack).files
    assert (file.status, codes(file), file.diagnostics[0].variant) == ("unreadable", ["TP001"], "missing")


def test_a_reason_without_words_of_its_own_takes_the_general_ones(test_pack: str) -> None:
    result = govlint.lint(text="", pack=test_pack)
    assert (result.files[0].diagnostics[0].variant, result.files[0].diagnostics[0].args["reason"]) == (
        "default",
        "empty",
    )


def test_ignoring_the_rule_for_unreadable_files_hides_the_finding_and_not_the_failure(test_pack: str) -> None:
    result = govlint.lint(text="", ignore=["TP001"], pack=test_pack)
    assert codes(result.files[0]) == []
    assert result.exit_status() == FAILURE_STATUS


# -- pipeline ------------------------------------------------------------------------------------------------------


def test_the_pipeline_drops_repeats_changes_severities_sorts_and_hides() -> None:
    late, early, again = (Finding(code, INFO, start, start + 1) for code, start in (("B", 5), ("A", 2), ("B", 5)))
    findings = in_order(with_severities(without_repeats([late, early, again]), {"A": ERROR}))
    assert [(item.code, item.severity) for item in findings] == [("A", ERROR), ("B", INFO)]
    shown, hidden = by_severity(findings, WARNING)
    assert [item.code for item in shown] == ["A"]
    assert [item.code for item in hidden] == ["B"]
    assert early.severity == INFO, "findings are never changed in place"


def test_what_is_hidden_is_counted_and_still_decides_the_exit_status(test_pack: str) -> None:
    settings_result = govlint.lint(text="错字", severities=[("TP101", "error")], pack=test_pack)
    assert settings_result.counts == Counts(errors=1)
    document = read_document(read_stream("错字".encode(), "x"))
    file = check_document(document, Settings(tuple(RULES), least=ERROR, package=test_pack))
    assert (codes(file), file.hidden) == ([], Counts(warnings=1))
    assert Result("0", (file,), tuple(RULES), {}).exit_status("warning") == 1
    assert Result("0", (file,), tuple(RULES), {}).exit_status("error") == 0


# -- fingerprints --------------------------------------------------------------------------------------------------


def fingerprints(file: FileResult) -> list[str]:
    return [diagnostic.fingerprint for diagnostic in file.diagnostics]


def test_every_finding_of_a_file_has_a_fingerprint_of_its_own(lint: Lint) -> None:
    found = fingerprints(lint(REPORT))
    assert len(set(found)) == len(found)
    assert all(len(fingerprint) == 64 for fingerprint in found)


def test_fingerprints_survive_edits_elsewhere_and_changes_of_blanks_width_and_line_ends(lint: Lint) -> None:
    before = fingerprints(lint(REPORT))
    for edited in (
        REPORT.replace("我局继续完善制度。", "一段新的文字。\n又一段。"),
        REPORT.replace("本年度未收取", "全年未收取"),
        REPORT.replace("\n", "\r\n"),
        REPORT.replace("全年公开", "全年 公开"),
        REPORT.replace("(一)予以公开 | 5", "（一）予以公开 |  5"),
    ):
        assert fingerprints(lint(edited)) == before


def test_fingerprints_tell_apart_what_stands_elsewhere(lint: Lint) -> None:
    before = fingerprints(lint(REPORT))
    assert fingerprints(lint(REPORT.replace("这里有", "此处有")))[:2] != before[:2]
    assert fingerprints(lint(REPORT.replace("312条", "313条"))) == before, "that is another sentence"
    moved = REPORT.replace("缺尾和", "缺尾和错字")
    assert len(set(fingerprints(lint(moved))) - set(before)) >= 1


def test_a_fingerprint_does_not_depend_on_the_name_of_the_file(lint: Lint) -> None:
    assert fingerprints(lint(REPORT, name="a.txt")) == fingerprints(lint(REPORT, name="b/c.txt"))


@given(st.text(), st.data())
def test_a_fingerprint_can_be_made_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    finding = Finding("X1", INFO, start, end)
    maker = Fingerprints(text)
    assert maker.of(finding, 1) != maker.of(finding, 1), "equal findings are told apart by their order"


# -- many files ----------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(REPORT * (number % 3 + 1), encoding="utf-8")
    return tmp_path


def everything(result: Result) -> tuple[object, ...]:
    return result.files, result.codes, result.rules, result.checks


def test_the_result_is_the_same_for_any_number_of_processes(test_pack: str, many: Path) -> None:
    one = govlint.lint([many], pack=test_pack, jobs=1)
    for jobs in (2, 3, 64, None):
        assert everything(govlint.lint([many], pack=test_pack, jobs=jobs)) == everything(one)


def test_processes_that_start_anew_come_to_the_same_result(
    test_pack: str, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govlint.pool.start_method", lambda: "spawn")
    assert everything(govlint.lint([many], pack=test_pack, jobs=2)) == everything(govlint.lint([many], pack=test_pack))


def test_the_order_of_paths_does_not_matter_and_no_file_is_checked_twice(test_pack: str, many: Path) -> None:
    paths = [many / "03.txt", many, many / "01.txt", many / "." / "02.txt"]
    there, back = (govlint.lint(order, pack=test_pack) for order in (paths, paths[::-1]))
    assert everything(there) == everything(back)
    assert len(there.files) == 30
    assert [file.path for file in there.files] == sorted(file.path for file in there.files)


def test_a_process_that_dies_takes_no_other_file_with_it(test_pack: str, many: Path) -> None:
    (many / "13.txt").write_text("进程消失", encoding="utf-8")
    files = govlint.lint([many], pack=test_pack, jobs=2).files
    lost = [file for file in files if file.crashed]
    assert [Path(file.path).name for file in lost] == ["13.txt"]
    assert codes(lost[0]) == ["TP009"]
    assert all(file.diagnostics for file in files)
    assert len(files) == 30


# -- the Python API ------------------------------------------------------------------------------------------------


def test_the_api_checks_paths_and_text_in_one_call(test_pack: str, many: Path) -> None:
    result = govlint.lint([str(many / "00.txt")], text="错字", name="inline", pack=test_pack)
    assert [Path(file.path).name for file in result.files] == ["00.txt", "inline"]


def test_the_api_takes_the_options_of_the_command_line(test_pack: str) -> None:
    result = govlint.lint(
        text=REPORT,
        select=["TP101"],
        extend_select=["TP102"],
        ignore=["TP102"],
        severities=[("wrong-word", "error")],
        year=2020,
        organ_kind="town",
        pack=test_pack,
    )
    (file,) = result.files
    assert {(item.code, item.severity) for item in file.diagnostics} == {("TP101", "error")}
    assert (file.year, file.organ_kind, file.statutory_format) == (2020, "town", "2019")


def test_the_result_knows_what_was_read(lint: Lint) -> None:
    file = lint(REPORT)
    assert (file.organ, file.year, file.statutory_format, file.issue_date) == (
        "青石县水务局",
        2023,
        "2021",
        "2024-01-18",
    )
    assert file.relations.total > 0


def test_an_empty_call_is_an_empty_result(test_pack: str) -> None:
    result = govlint.lint(pack=test_pack)
    assert (result.files, list(result.diagnostics), result.exit_status()) == ((), [], 0)


def test_diagnostics_come_with_their_files(test_pack: str) -> None:
    for file, diagnostic in govlint.lint(text=REPORT, pack=test_pack).diagnostics:
        assert isinstance(file, FileResult)
        assert isinstance(diagnostic, Diagnostic)


# -- language ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("auto", {}, "zh"),
        ("auto", {"LANG": "C"}, "zh"),
        ("auto", {"LANG": "C.UTF-8"}, "zh"),
        ("auto", {"LANG": "POSIX"}, "zh"),
        ("auto", {"LANG": "zh_CN.GBK"}, "zh"),
        ("auto", {"LANG": "zh_TW.UTF-8"}, "zh"),
        ("auto", {"LANG": "en_US.UTF-8"}, "en"),
        ("auto", {"LANG": "de_DE.UTF-8"}, "en"),
        ("auto", {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ("auto", {"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ("auto", {"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, "en"),
        ("auto", {"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ("auto", {"LC_ALL": "C", "LANGUAGE": "en"}, "zh"),
        ("auto", {"LANGUAGE": "en"}, "en"),
        ("auto", {"LANG": "", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_comes_from_the_locale_as_gettext_reads_it(
    asked: str, environment: dict[str, str], expected: str
) -> None:
    assert language(asked, environment) == expected
