"""`--previous`: what is compared, what is refused, and how every output tells of the other file."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

import govlint
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.report.predecessor import has_same_name, names_same_organ
from govlint.result import NOT_APPLICABLE, NOT_ASSESSABLE, FileResult, Result
from govlint.run import Input, check, settings_for
from govlint.source.read import read_stream
from tests.support.documents import to_docx, to_html, to_markdown
from tests.support.process import Ran, run_process
from tests.support.reports import generate
from tests.test_output_formats import sarif_problems
from tests.test_outputs import SCHEMA

Run = Callable[..., Ran]

CARRIED = (
    (
        "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "二、上年结转政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |",
    ),
    ("上年结转1件,办结11件,年末没有结转下年度继续办理的申请", "上年结转3件,办结11件,结转下年度继续办理2件"),
    (
        "四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
    ),
)
"""Two applications more carried in than last year's report carried out."""


def example(name: str, *changes: tuple[str, str]) -> str:
    text = load_pack().read_text("examples", f"{name}.txt")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(example("department-2023"), encoding="utf-8")
    Path("new.txt").write_text(example("department-2024"), encoding="utf-8")
    Path("bad.txt").write_text(example("department-2024", *CARRIED), encoding="utf-8")


def codes(ran: Ran) -> list[str]:
    return [item["code"] for item in json.loads(ran.text)["diagnostics"] if item["code"].startswith("GL9")]


# -- from Python ---------------------------------------------------------------------------------------------------


def told_of(result: Result) -> list[tuple[str, str]]:
    return [(file.path, item.code) for file, item in result.diagnostics if item.code.startswith("GL9")]


def test_the_api_compares_a_report_with_its_previous_one(run: Run) -> None:
    result = govlint.lint(["bad.txt"], previous=Path("old.txt"))
    assert ("bad.txt", "GL901") in told_of(result)
    assert [code for _, code in told_of(result)] == codes(run("bad.txt", "--previous", "old.txt", "-f", "json"))
    assert result.files[0].compared == govlint.Compared("old.txt", result.files[0].organ, 2023)
    assert told_of(govlint.lint(["bad.txt"])) == []
    text = Path("bad.txt").read_text(encoding="utf-8")
    assert ("draft", "GL901") in told_of(govlint.lint(text=text, name="draft", previous="old.txt"))


def test_the_api_compares_several_reports_each_with_its_own(tmp_path: Path) -> None:
    names = {"bad.txt": "old.txt", tmp_path / "new.txt": tmp_path / "old.txt"}
    result = govlint.lint(["bad.txt", "new.txt", "old.txt"], previous=names)
    assert {path for path, _ in told_of(result)} == {"bad.txt"}
    assert [(file.path, bool(file.compared)) for file in result.files] == [
        ("bad.txt", True),
        ("new.txt", True),
        ("old.txt", False),
    ]
    text = Path("bad.txt").read_text(encoding="utf-8")
    assert told_of(govlint.lint(["new.txt"], text=text, name="draft", previous={"draft": "old.txt"}))


def test_the_api_says_whose_previous_report_is_unclear_and_goes_on_with_one_that_is_of_no_use() -> None:
    with pytest.raises(ValueError, match="there are 2"):
        govlint.lint(["bad.txt", "new.txt"], previous="old.txt")
    with pytest.raises(ValueError, match=r"other\.txt', which is not checked"):
        govlint.lint(["bad.txt"], previous={"other.txt": "old.txt"})
    for path, why in (("missing.txt", "previous-unreadable"), ("new.txt", "previous-not-earlier")):
        result = govlint.lint(["bad.txt"], previous=path)
        assert result.files[0].compared is not None
        assert (result.files[0].compared.why, result.exit_status()) == (why, 2)


# -- what is compared ----------------------------------------------------------------------------------------------


def test_a_report_that_follows_on_the_previous_one_is_clean(run: Run) -> None:
    ran = run("new.txt", "--previous", "old.txt", "--lang", "en")
    assert ran.status == 0
    assert "compared with old.txt (2023)" in " ".join(ran.text.split())


def test_a_report_that_does_not_is_told_with_both_figures_and_the_place_in_the_other_file(run: Run) -> None:
    ran = run("bad.txt", "--previous", "old.txt")
    assert ran.status == 1
    told = "".join(ran.text.split())
    assert "GL901" in told
    assert "1≠3" in told
    assert "参见old.txt:53:" in told
    assert codes(run("bad.txt", "--previous", "old.txt", "-f", "json")) == ["GL901"]


def test_more_relations_are_counted_with_the_previous_report(run: Run) -> None:
    def relations(*args: str) -> dict[str, int]:
        found: dict[str, int] = json.loads(run("new.txt", *args, "-f", "json").text)["summary"]["relations"]
        return found

    alone, together = relations(), relations("--previous", "old.txt")
    assert together["held"] == alone["held"] + 7 + 2, (
        "seven columns carried over, and the stock of two kinds of document"
    )
    assert together["violated"] == together["not_assessable"] == 0


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_the_previous_report_may_be_of_any_kind(suffix: str, run: Run) -> None:
    rng = Random(f"kind {suffix}")
    earlier = generate(rng, year=2022, kind="department")
    other = generate(rng, earlier=earlier)
    render = {"md": to_markdown, "html": to_html, "docx": to_docx}[suffix]
    Path(f"before.{suffix}").write_bytes(render(earlier, rng))
    Path("after.docx").write_bytes(to_docx(other, rng))
    ran = run("after.docx", "--previous", f"before.{suffix}", "-f", "json")
    (file,) = json.loads(ran.text)["files"]
    assert file["previous"] == {
        "path": f"before.{suffix}",
        "organ": earlier.organ,
        "year": 2022,
        "reason": None,
        "why": None,
    }


def test_one_report_in_a_folder_may_be_compared(run: Run) -> None:
    Path("reports").mkdir()
    Path("reports/new.txt").write_text(example("department-2024", *CARRIED), encoding="utf-8")
    assert codes(run("reports", "--previous", "old.txt", "-f", "json")) == ["GL901"]


def test_the_previous_report_may_be_named_in_the_environment() -> None:
    ran = run_process("bad.txt", "-f", "json", environment={"GOVLINT_PREVIOUS": "old.txt"})
    assert codes(ran) == ["GL901"]


def test_an_older_report_is_compared_by_its_text_only(run: Run) -> None:
    older = example("department-2023", ("2023", "2021"))
    Path("older.txt").write_text(older, encoding="utf-8")
    ran = run("bad.txt", "--previous", "older.txt", "-f", "json")
    assert codes(ran) == []
    verdicts = {entry["code"]: entry for entry in json.loads(ran.text)["checks"]}
    assert verdicts["GL901"]["not_assessable"] == 1
    assert verdicts["GL908"]["passed"] == 1
    summary = run("bad.txt", "--previous", "older.txt", "--lang", "en").text
    assert "compared with older.txt (2021, not the year before)" in " ".join(summary.split())


# -- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["new.txt", "bad.txt", "--previous", "old.txt"], "takes one report at a time, and 2 were given"),
        (["new.txt", "--previous", "missing.txt"], "there is no such file"),
        (["new.txt", "--previous", "."], "is a folder"),
        (["new.txt", "--previous", "new.txt"], "no year before 2024"),
        (["old.txt", "--previous", "new.txt"], "is of 2024, no year before 2023"),
        (["new.txt", "--previous", "water.txt"], "another organ: 青石县水利局, not 青石县教育局"),
        (["new.txt", "--previous", "letter.txt"], "is not an annual report"),
        (["new.txt", "--previous", "broken.zip"], "packed archive"),
        (["new.txt", "--previous", "empty.txt"], "the file is empty"),
        (["new.txt", "--previous", "picture.png"], "this is a picture"),
        (["new.txt", "--select", "GL901,GL902"], "give it with --previous"),
        (["new.txt", "--previous", "old.txt", "-o", "full=old.txt"], "is a file to be checked"),
    ],
)
def test_what_cannot_be_compared_is_a_usage_problem(args: list[str], says: str, run: Run) -> None:
    Path("water.txt").write_text(example("department-2020"), encoding="utf-8")
    Path("letter.txt").write_text("关于召开会议的通知\n请各科室按时参加。\n", encoding="utf-8")
    Path("broken.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 300)
    Path("empty.txt").write_bytes(b"")
    Path("picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 200)
    ran = run(*args, "--lang", "en")
    assert ran.status == 2
    assert says in ran.err, ran.err
    assert ran.out == b""


def test_a_report_of_an_unknown_year_says_how_to_give_it(run: Run) -> None:
    text = example("department-2024")
    for year in ("2023", "2024", "2025"):
        text = text.replace(year, "本")
    Path("unknown.txt").write_text(text, encoding="utf-8")
    ran = run("unknown.txt", "--previous", "old.txt", "--lang", "en")
    assert ran.status == 2
    assert "give it with --year" in ran.err
    assert run("unknown.txt", "--previous", "old.txt", "--year", "2024").status != 2


def test_a_report_that_cannot_be_read_itself_is_told_as_ever(run: Run) -> None:
    Path("nothing.txt").write_bytes(b"")
    ran = run("nothing.txt", "--previous", "old.txt", "-f", "json")
    assert ran.status == 2
    assert json.loads(ran.text)["diagnostics"][0]["code"] == "GL001"


@pytest.mark.parametrize(
    ("name", "other", "is_same"),
    [
        ("青石县教育局", "青石县教育局", True),
        ("云岭县禾坪镇人民政府", "禾坪镇人民政府", True),
        ("青石县教育体育局", "青石县教育局", True),
        ("青石县自然资源局", "青石县国土资源局", True),
        ("青石县卫生健康委员会", "青石县卫生和计划生育局", True),
        ("青石县农业农村局", "青石县农业局", True),
        ("云岭县禾坪街道办事处", "云岭县禾坪镇人民政府", True),
        ("青石县教育局", "青石县水利局", False),
        ("青石县财政局", "青石县民政局", False),
        ("青石县市场监督管理局", "青石县城市管理局", False),
        ("云岭县禾坪镇人民政府", "云岭县清泉乡人民政府", False),
        ("青石县人民政府", "青石县人民政府办公室", False),
        ("青石县人民政府", "青石县禾坪镇人民政府", False),
        ("青石县退役军人事务局", "青石县机关事务管理局", False),
    ],
)
def test_whether_two_names_can_be_of_one_organ(name: str, other: str, is_same: bool) -> None:
    report, earlier = (
        titled(f"{organ}{year}年政府信息公开工作年度报告") for organ, year in ((name, 2024), (other, 2023))
    )
    assert report.organ is not None
    assert report.organ.name == name
    assert names_same_organ(report, earlier) is is_same
    assert names_same_organ(earlier, report) is is_same


def titled(title: str) -> Report:
    text = f"{title}\n一、总体情况\n全年工作有序。\n二、主动公开政府信息情况\n"
    return Report(read_document(read_stream(text.encode(), "a.txt")), load_pack())


def test_an_organ_with_another_name_is_only_asked_to_look(run: Run) -> None:
    text = example("department-2023").replace("青石县教育局", "青石县教育体育局")
    Path("renamed.txt").write_text(text, encoding="utf-8")
    ran = run("bad.txt", "--previous", "renamed.txt", "-f", "json")
    assert {item["severity"] for item in json.loads(ran.text)["diagnostics"] if item["code"] == "GL901"} == {"info"}
    now, before = (
        titled("青石县教育局2024年政府信息公开工作年度报告"),
        titled("青石县教育体育局2023年政府信息公开工作年度报告"),
    )
    assert not has_same_name(now, before)


# -- without a previous report -------------------------------------------------------------------------------------


def test_without_a_previous_report_nothing_else_changes(run: Run) -> None:
    ran = run("new.txt", "-f", "json")
    told = json.loads(ran.text)
    assert ran.status == 0
    assert "previous" not in told["files"][0]
    needing = {code for code, entry in load_registry().entries.items() if entry.needs}
    verdicts = {entry["code"]: entry for entry in told["checks"]}
    assert all(verdicts[code]["not_applicable"] == 1 for code in needing)
    assert "previous" not in run("new.txt", "--lang", "en").text


def test_the_checklist_says_why_they_were_not_asked(run: Run) -> None:
    text = run("new.txt", "-f", "checklist", "--lang", "en").text
    row = next(line for line in text.splitlines() if line.startswith("| GL901"))
    assert "not applicable" in row
    assert "no previous report was given (--previous)" in row
    suite = ElementTree.fromstring(run("new.txt", "-f", "junit", "--lang", "en").text)
    skipped = suite.find(".//testcase[@name='GL901 carry-over']/skipped")
    assert skipped is not None
    assert skipped.get("message") == "not applicable: no previous report was given (--previous)"


def test_rules_that_need_no_previous_report_still_run_beside_those_that_do(run: Run) -> None:
    assert run("new.txt", "--select", "GL9,GL301").status == 0


# -- suppressions and baselines ------------------------------------------------------------------------------------


def test_what_only_a_previous_report_shows_is_not_gone_without_one(run: Run) -> None:
    assert run("baseline", "create", "bad.txt", "--previous", "old.txt").status == 0
    accepted = Path("govlint-baseline.json").read_text(encoding="utf-8")
    assert "GL901" in accepted
    assert run("bad.txt", "--previous", "old.txt", "--baseline", "govlint-baseline.json").status == 0
    told = json.loads(run("bad.txt", "--baseline", "govlint-baseline.json", "-f", "json").text)
    assert told["baseline"]["gone"] == []
    assert run("baseline", "prune", "bad.txt").status == 0
    assert "GL901" in Path("govlint-baseline.json").read_text(encoding="utf-8")
    assert run("baseline", "prune", "new.txt", "--previous", "old.txt").status == 0


def test_the_previous_report_of_a_baseline_must_be_one(run: Run) -> None:
    ran = run("baseline", "create", "new.txt", "--previous", "new.txt")
    assert ran.status == 2
    assert not Path("govlint-baseline.json").exists()


def test_an_entry_that_suppresses_such_a_finding_is_not_called_unused_without_one(run: Run) -> None:
    Path("govlint.toml").write_text('[[ignore]]\ncode = "GL901"\nreason = "台账更正"\n', encoding="utf-8")
    assert run("bad.txt", "--previous", "old.txt").status == 0
    assert run("bad.txt").status == 0
    assert "GL004" not in run("bad.txt").text
    assert "GL004" in run("new.txt", "--previous", "old.txt").text


# -- many reports, each with its own previous one ------------------------------------------------------------------


def results(*inputs: Input, jobs: int = 1) -> Result:
    settings, _ = settings_for(day="2026-01-01")
    return check(inputs, settings, jobs=jobs)


def found(file: FileResult) -> list[str]:
    return [item.code for item in file.diagnostics if item.code.startswith("GL9")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_input_may_have_a_previous_report_of_its_own(jobs: int) -> None:
    old = Input("old.txt", "old.txt")
    item = Input("bad.txt", "bad.txt", previous=old)
    water = Input("w.txt", "w.txt", example("department-2020").encode(), previous=Input(
        "w19.txt", "w19.txt", example("department-2019").encode()))  # fmt: skip
    alone = Input("new.txt", "new.txt")
    assert pickle.loads(pickle.dumps(item)) == item
    first, second, third = results(item, alone, water, jobs=jobs).files
    assert found(first) == ["GL901"]
    assert second.compared is None
    assert third.compared is not None
    assert (found(third), third.compared.path, third.compared.year) == ([], "w19.txt", 2019)


def test_a_previous_report_that_is_none_fails_the_run_of_that_file_only() -> None:
    mine = Input("bad.txt", "bad.txt", previous=Input("bad.txt", "bad.txt"))
    lost = Input("new.txt", "new.txt", previous=Input("lost.txt", "lost.txt"))
    result = results(mine, lost)
    first, second = result.files
    assert first.compared is not None
    assert first.compared.why == "previous-not-earlier"
    assert second.compared is not None
    assert second.compared.why == "previous-unreadable"
    assert not first.is_judged
    assert result.exit_status() == 2
    verdicts = {item.code: item for item in first.checks}
    assert verdicts["GL901"].verdict == NOT_ASSESSABLE
    assert verdicts["GL901"].why == "previous-not-earlier"
    assert "GL901" not in first.unasked
    assert {item.verdict for item in results(Input("new.txt", "new.txt")).files[0].checks if item.code == "GL901"} == {
        NOT_APPLICABLE
    }


# -- outputs -------------------------------------------------------------------------------------------------------


def output(run: Run, form: str) -> str:
    return run("bad.txt", "--previous", "old.txt", "-f", form).text


def test_json_names_the_file_of_each_second_place(run: Run) -> None:
    told = json.loads(output(run, "json"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    (finding,) = [item for item in told["diagnostics"] if item["code"] == "GL901"]
    assert [(near["path"], near["line"]) for near in finding["related"]] == [("old.txt", 53), ("old.txt", 53)]
    assert finding["path"] == "bad.txt"


def test_sarif_has_the_previous_report_as_an_artifact_of_its_own(run: Run) -> None:
    log = json.loads(output(run, "sarif"))
    assert sarif_problems(log) == []
    run_: dict[str, Any] = log["runs"][0]
    assert [artifact["location"]["uri"] for artifact in run_["artifacts"]] == ["bad.txt", "old.txt"]
    (finding,) = [item for item in run_["results"] if item["ruleId"] == "GL901"]
    place = finding["locations"][0]["physicalLocation"]["artifactLocation"]
    others = [near["physicalLocation"]["artifactLocation"] for near in finding["relatedLocations"]]
    assert place == {"uri": "bad.txt", "index": 0}
    assert others == [{"uri": "old.txt", "index": 1}] * 2


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "html"])
def test_other_outputs_say_where_in_the_other_file(form: str, run: Run) -> None:
    assert "old.txt:53:" in output(run, form)


@pytest.mark.parametrize("form", ["concise", "jsonl", "checklist"])
def test_every_output_tells_the_finding(form: str, run: Run) -> None:
    assert "GL901" in output(run, form)


def test_the_comment_in_a_word_file_names_the_other_file(run: Run) -> None:
    docx = pytest.importorskip("docx")
    rng = Random("annotate")
    earlier = generate(rng, year=2022, kind="department", plain=True, blanks=False)
    report = generate(rng, earlier=earlier)
    report.section(5).body = earlier.section(5).body
    Path("before.docx").write_bytes(to_docx(earlier, rng))
    Path("after.docx").write_bytes(to_docx(report, rng))
    assert run("after.docx", "--previous", "before.docx", "--annotate", "out.docx").status == 1
    comments = [comment.text for comment in docx.Document("out.docx").comments]
    told = [text for text in comments if "GL909" in text]
    assert told
    assert "before.docx" in told[0]
    ran = run("after.docx", "--previous", "before.docx", "--annotate", "before.docx")
    assert ran.status == 2


def test_a_hostile_name_of_the_other_file_is_escaped(run: Run) -> None:
    name = "old\x1b[31m.txt"
    Path(name).write_text(example("department-2023"), encoding="utf-8")
    for form in ("full", "github", "gitlab", "junit", "checklist"):
        assert "\x1b" not in run("bad.txt", "--previous", name, "-f", form).text


# -- rules explained -----------------------------------------------------------------------------------------------


def test_the_page_of_a_rule_says_what_it_needs(run: Run) -> None:
    assert "needs the previous report (--previous" in run("rule", "carry-over", "--lang", "en").text
    page = json.loads(run("rule", "GL901", "-f", "json").text)
    assert page["needs"] == "previous"
    assert page["bad"][0]["previous"]["base"] == "department-2023"
    assert json.loads(run("rule", "GL301", "-f", "json").text)["needs"] is None


def test_examples_with_a_previous_report_show_what_that_says(run: Run) -> None:
    text = run("rule", "GL904", "--lang", "en").text
    assert "previous report:" in text


def test_a_pack_may_have_rules_that_need_the_previous_report(tmp_path: Path, run: Run) -> None:
    pack = tmp_path / "ours_previous"
    pack.mkdir()
    (pack / "__init__.py").write_text("", encoding="utf-8")
    (pack / "catalogue.toml").write_text(
        'PV101 = ["same-kind", "words:SameKind", "stable", "1.0", "previous"]\n', encoding="utf-8"
    )
    (pack / "words.py").write_text(
        "from govlint.rule import INFO, Related, Rule, Text\n"
        "class SameKind(Rule):\n"
        '    code, name, severity, needs = "PV101", "same-kind", INFO, "previous"\n'
        '    title = explain = help = Text("一", "one")\n'
        '    messages = {"default": Text("上年是{year}", "last was {year}"), "before": Text("上年", "last")}\n'
        "    def check(self, report):\n"
        "        before = report.previous\n"
        '        near = Related(0, 4, "before", {}, before)\n'
        '        yield self.finding(0, 4, args={"year": before.year.value}, related=(near,))\n',
        encoding="utf-8",
    )
    ran = run("new.txt", "--rules", "./ours_previous", "--select", "PV101,GL301", "--previous", "old.txt", "-f", "json")
    (finding,) = json.loads(ran.text)["diagnostics"]
    assert finding["args"] == {"year": 2023}
    assert finding["related"][0]["path"] == "old.txt"
    alone = run("new.txt", "--rules", "./ours_previous", "--select", "PV101,GL301", "-f", "json")
    assert json.loads(alone.text)["diagnostics"] == []


# -- what findings say ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "variant", "change"),
    [
        ("较上年增长20%", "default", "增长25%"),
        ("较上年下降20%", "direction", "增长25%"),
        ("较上年增加3件", "default", "增加2件"),
        ("较上年减少2件", "direction", "增加2件"),
        ("与上年持平", "default", "增长25.0%"),
        ("较上年翻一番", "default", "增长25.0%"),
    ],
)
def test_a_growth_is_told_with_what_it_really_was(words: str, variant: str, change: str, run: Run) -> None:
    Path("grown.txt").write_text(example("department-2024", ("较上年增长25%", words)), encoding="utf-8")
    told = json.loads(run("grown.txt", "--previous", "old.txt", "-f", "json").text)["diagnostics"]
    (finding,) = [item for item in told if item["code"] == "GL907"]
    assert (finding["variant"], finding["expected"], finding["actual"]) == (variant, change, words)


def test_a_growth_that_stayed_level_is_right(run: Run) -> None:
    changes = (("较上年增长25%", "与上年持平"),)
    Path("level.txt").write_text(example("department-2024", *changes), encoding="utf-8")
    before = example(
        "department-2023", ("| 5 | 2 | 0 | 0 | 0 | 1 | 8 | ||\n二", "| 6 | 3 | 0 | 0 | 0 | 1 | 10 | ||\n二")
    )
    before = before.replace("收到政府信息公开申请8件", "收到政府信息公开申请10件")
    before = before.replace("(七)总计 | 5 | 2 | 0 | 0 | 0 | 1 | 8", "(七)总计 | 6 | 3 | 0 | 0 | 0 | 1 | 10")
    Path("ten.txt").write_text(before, encoding="utf-8")
    assert "GL907" not in codes(run("level.txt", "--previous", "ten.txt", "-f", "json"))
