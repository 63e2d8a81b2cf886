"""Rules that users write: what each kind finds and leaves alone, what a wrong file is told, and that such rules are
rules like any other.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import govlint
from govlint.examples import findings_of, has_words, report_of
from govlint.pack import BUILT_IN, load_pack
from govlint.problems import UserFileError
from govlint.registry import load_registry
from govlint.result import FileResult, Result
from govlint.rule import Example
from govlint.tomlfile import TomlFile, parse_toml
from govlint.userrules.examples import KEYS
from govlint.userrules.load import COMMON_KEYS, KINDS, TOP_KEYS, UserRules, new_rule, read_user_rules
from tests.support.our_pack import RULE, build_our_pack
from tests.support.process import Ran

Run = Callable[..., Ran]
Lint = Callable[..., FileResult]

CLEAN = load_pack().read_text("examples", "department-2023.txt")
DOCS = Path(__file__).parent.parent / "docs"


def rule(kind: str, keys: str, code: str = "SC001", name: str = "ours") -> str:
    return f'[[rule]]\ncode = "{code}"\nname = "{name}"\nkind = "{kind}"\n{keys}\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """The result of a report by rules of ours alone."""

    def call(rules: str, text: str, **options: object) -> FileResult:
        path = tmp_path / "ours.toml"
        path.write_text(f"schema = 1\n{rules}", encoding="utf-8")
        result: Result = govlint.lint(text=text, rules=[path], select=["SC"], **options)  # type: ignore[arg-type]
        return result.files[0]

    return call


def changed(*changes: tuple[str, str]) -> str:
    text = CLEAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def added(line: str, before: str = "(一)主动公开。") -> str:
    return changed((before, f"{line}\n{before}"))


def matched(file: FileResult) -> list[str]:
    return [diagnostic.window.match for diagnostic in file.diagnostics]


# -- forbidden terms -----------------------------------------------------------------------------------------------

FORBIDDEN = rule("forbidden-term", 'terms = ["世界一流", "一流"]\nexcept = ["一流大学"]')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("建成世界一流的平台。", ["世界一流"]),
        ("建成一流的平台,一流的队伍。", ["一流", "一流"]),
        ("建成世界 一流的平台。", ["世界 一流"]),
        ("建成世\n界一流的平台。", ["界一流"[1:]]),
        ("全年对照上级要求逐项推进,努力把政务公开专栏建成世界\n一流的平台。", ["世界\n一流"]),
        ("支持一流大学建设。", []),
        ("学习《创建世界一流营商环境方案》。", []),
        ("世界之大,一、流程清楚。", []),
        ("世界。\n一。流", []),
    ],
)
def test_a_forbidden_term_is_found_wherever_blanks_stand_in_it(lint: Lint, line: str, expected: list[str]) -> None:
    assert matched(lint(FORBIDDEN, added(line))) == expected


def test_full_width_and_other_forms_of_a_character_are_the_same_term(lint: Lint) -> None:
    rules = rule("forbidden-term", 'terms = ["ＡＰＰ(移动端)"]')
    assert matched(lint(rules, added("推广APP（移动端）。"))) == ["APP（移动端）"]


def test_terms_are_looked_for_in_running_text_and_the_title_and_in_tables_only_on_request(lint: Lint) -> None:
    text = changed(("行政许可 | 46", "行政许可办法 | 46"), ("2024年1月18日\n", "2024年1月18日\n扫一扫办法\n"))
    assert matched(lint(rule("forbidden-term", 'terms = ["许可办法"]'), text)) == []
    assert matched(lint(rule("forbidden-term", 'terms = ["许可办法"]\ntables = true'), text)) == ["许可办法"]
    assert matched(lint(rule("forbidden-term", 'terms = ["扫一扫"]'), text)) == [], "the foot of a page is no text"
    assert matched(lint(rule("forbidden-term", 'terms = ["青石县教育局2023年"]\nwhere = "title"'), CLEAN)) != []


def test_titles_of_documents_are_looked_into_on_request(lint: Lint) -> None:
    rules = rule("forbidden-term", 'terms = ["一流"]\ndocument-titles = true')
    assert matched(lint(rules, added("学习《一流方案》。"))) == ["一流"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [('"overview"', 1), ("1", 1), ('"problems"', 0), ('["problems", 1]', 1), ('"preamble"', 0), ('"anywhere"', 1)],
)
def test_where_says_in_which_parts_a_rule_looks(lint: Lint, where: str, expected: int) -> None:
    rules = rule("forbidden-term", f'terms = ["一流"]\nwhere = {where}')
    assert len(matched(lint(rules, added("一流的平台。")))) == expected


# -- preferred terms -----------------------------------------------------------------------------------------------

PREFERRED = rule("preferred-term", 'pairs = { "公开条例" = "政府信息公开条例", "老百姓" = "群众" }')


def test_a_preferred_term_gives_the_right_form(lint: Lint) -> None:
    (finding,) = lint(PREFERRED, added("方便老百姓办事。")).diagnostics
    assert (finding.expected, finding.actual, finding.section) == ("群众", "老百姓", 1)


def test_a_wrong_form_inside_the_right_one_is_no_fault(lint: Lint) -> None:
    assert matched(lint(PREFERRED, added("执行政府信息公开条例,落实公开条例。"))) == ["公开条例"]


# -- required phrases and sections ---------------------------------------------------------------------------------


def test_one_of_several_phrases_is_enough(lint: Lint) -> None:
    rules = rule("required-phrase", 'where = "overview"\nany = ["业务学习", "培训"]')
    assert matched(lint(rules, CLEAN)) == []
    assert matched(lint(rules, changed(("培训各", "走访各")))) == ["一、总体情况"]
    assert matched(lint(rules, changed(("培训各", "培\n训各")))) == [], "a line may end anywhere"


def test_of_all_phrases_those_that_are_not_there_are_told_together(lint: Lint) -> None:
    rules = rule("required-phrase", 'where = 1\nall = ["培训", "考核", "公报"]')
    (finding,) = lint(rules, CLEAN).diagnostics
    assert finding.args["missing"] == "公报"
    (finding,) = lint(rules, changed(("培训各", "走访各"))).diagnostics
    assert finding.args["missing"] == "培训”“公报"


def test_a_phrase_of_a_part_that_is_missing_is_not_told_again(lint: Lint) -> None:
    rules = rule("required-phrase", 'where = "other"\nany = ["处理费"]')
    text = CLEAN[: CLEAN.index("六、其他需要报告的事项")]
    file = lint(rules, text)
    assert matched(file) == []
    assert [(check.code, check.verdict) for check in file.checks] == [("SC001", "not_applicable")]


def test_a_phrase_required_anywhere_is_missed_at_the_title(lint: Lint) -> None:
    (finding,) = lint(rule("required-phrase", 'any = ["政务公开日"]'), CLEAN).diagnostics
    assert finding.line == 1


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("(五)监督保障。", 0),
        ("(五)监督保障情况。", 0),
        ("5.监督保障。", 0),
        ("(五) 监督 保障。", 0),
        ("监督保障\n", 0),
        ("(五)其他监督。监督保障", 1),
        ("我局重视监督保障,", 1),
    ],
)
def test_a_required_section_is_known_by_its_heading(lint: Lint, heading: str, expected: int) -> None:
    rules = rule("required-section", 'where = 1\ntitles = ["监督保障"]')
    assert len(matched(lint(rules, changed(("(五)监督保障。", heading))))) == expected


# -- relations -----------------------------------------------------------------------------------------------------

ROW = "8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"


@pytest.mark.parametrize(
    ("left", "sign", "right", "violated"),
    [
        ("applications.granted.total", "=", "4", 0),
        ("applications.granted.total", "=", "5", 1),
        ("表二.(一)予以公开.总计", "<=", "applications.(七)总计.total", 0),
        ("applications.一、本年新收政府信息公开申请数量.自然人", ">=", "6", 1),
        ("applications.1.属于国家秘密.total + applications.secret.total", "=", "0", 0),
        ("disclosure.licences", "=", "46", 0),
        ("disclosure.fees", "=", "12", 1),
        ("review.review.total + review.*.total", ">=", "1", 0),
        ("review.*.total", "=", "review.*.pending", 1),
        ("applications.granted.*", "<=", "applications.results-total.*", 0),
        ("2 + disclosure.penalties", "=", "7", 0),
        ("disclosure.normative.made", "=", "disclosure.normative.repealed + 1 + 1", 0),
    ],
)
def test_relations_are_held_or_violated(lint: Lint, left: str, sign: str, right: str, violated: int) -> None:
    rules = rule("relation", f'left = "{left}"\nright = "{right}"\nsign = "{sign}"')
    before = lint(FORBIDDEN, CLEAN).relations
    file = lint(rules, CLEAN)
    assert len(file.diagnostics) == violated
    assert file.relations.violated == violated
    assert file.relations.held >= before.held + 1 - violated, "they count with the built-in relations"


def test_a_relation_names_its_cell_its_figures_and_the_sum(lint: Lint) -> None:
    rules = rule("relation", 'left = "disclosure.coercion"\nright = "0"')
    (finding,) = lint(rules, changed(("行政强制 | 0", "行政强制 | 2"))).diagnostics
    assert (finding.table, finding.row, finding.cell) == ("disclosure", "行政强制", "本年处理决定数量")
    assert (finding.expected, finding.actual) == ("0", "2")
    assert "2〔行政强制·本年处理决定数量〕 ≠ 0" in str(finding.args["sum"])


def test_each_of_several_relations_that_are_violated_is_told_where_it_differs(lint: Lint) -> None:
    for keys in (
        'left = "disclosure.licences"\nsign = "<="\nright = "applications.granted.*"',
        'left = "applications.granted.*"\nsign = ">="\nright = "disclosure.licences"',
        'left = "disclosure.licences + applications.granted.*"\nright = "0"',
    ):
        found = lint(rule("relation", keys), CLEAN).diagnostics
        assert [finding.cell for finding in found] == [column.label for column in load_pack().format(2021).columns]


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (" | | | | | | |", "passed"),
        (" 0 | 0 | 0 | 0 | 0 | 0 | / |", "passed"),
        (" 0 | 0 | 0 | 0 | 0 | 0 | 若干 |", "not_assessable"),
        (" 0 | 0 | 0 | 0 | 0 | 1 |", "not_assessable"),
    ],
)
def test_blanks_are_nought_where_that_fits_and_what_cannot_be_read_is_not_assessable(
    lint: Lint, cells: str, verdict: str
) -> None:
    rules = rule("relation", 'left = "applications.inquiries.total + applications.granted.total"\nright = "4"')
    file = lint(rules, changed((ROW, f"8.属于行政查询事项 |{cells}")))
    assert file.diagnostics == ()
    assert {check.code: check.verdict for check in file.checks}.get("SC001", "passed") == verdict
    assert bool([item for item in file.unassessed if item.relation == "ours"]) == (verdict == "not_assessable")


def test_a_blank_that_could_make_a_relation_hold_is_not_assessable(lint: Lint) -> None:
    rules = rule("relation", 'left = "disclosure.licences"\nright = "46"')
    assert lint(rules, changed(("行政许可 | 46 |", "行政许可 | |"))).diagnostics == ()


def test_a_relation_on_rows_of_another_format_does_not_apply(lint: Lint) -> None:
    rules = rule("relation", 'left = "disclosure.procurement.projects"\nright = "3"')
    file = lint(rules, CLEAN)
    assert [(check.code, check.verdict) for check in file.checks] == [("SC001", "not_applicable")]
    old = load_pack().read_text("examples", "department-2020.txt")
    assert len(lint(rules, old).diagnostics) == 1


# -- when a rule applies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "options", "verdict"),
    [
        ("years = [2023]", {}, "failed"),
        ("years = [2021, 2022]", {}, "not_applicable"),
        ("years = { from = 2021 }", {}, "failed"),
        ("years = { from = 2024 }", {}, "not_applicable"),
        ("years = { to = 2022 }", {}, "not_applicable"),
        ("years = { from = 2020, to = 2020 }", {"year": 2020}, "failed"),
        ('organ-kinds = ["department"]', {}, "failed"),
        ('organ-kinds = ["town", "county"]', {}, "not_applicable"),
        ('organ-kinds = ["town", "county"]', {"organ_kind": "town"}, "failed"),
    ],
)
def test_a_rule_applies_to_years_and_kinds_of_organ(
    lint: Lint, keys: str, options: dict[str, object], verdict: str
) -> None:
    rules = rule("required-phrase", f'any = ["没有写的话"]\n{keys}')
    file = lint(rules, CLEAN, **options)
    assert [(check.code, check.verdict) for check in file.checks] == [("SC001", verdict)]


def test_a_rule_for_years_cannot_judge_a_report_of_no_known_year(lint: Lint) -> None:
    text = "".join(
        line for line in CLEAN.splitlines(keepends=True) if "|" in line or line[:2] in ("二、", "三、", "四、")
    )
    file = lint(rule("required-phrase", 'any = ["没有写的话"]\nyears = [2023]'), text)
    assert [(check.verdict, check.why) for check in file.checks] == [("not_assessable", "year-unknown")]


# -- rules like any other ------------------------------------------------------------------------------------------

SLOGAN = "schema = 1\n" + rule(
    "forbidden-term",
    'terms = ["一流"]\nmessage = "不写“{term}”"\nhelp = "删去“{term}”"\nbasis = ["本省指引", "LAW-6"]\n'
    'related = ["GL601"]\n'
    'bad = ["建成⟦一流⟧平台。"]\ngood = ["按流程办理。"]',
    name="no-slogans",
)


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """A file of rules, and a report that it finds fault with."""
    (tmp_path / "ours.toml").write_text(SLOGAN, encoding="utf-8")
    (tmp_path / "slogan.txt").write_text(added("建成一流平台。"), encoding="utf-8")
    return "ours.toml"


def test_user_rules_are_selected_ignored_and_levelled_by_code_and_name(run: Run, ours: str) -> None:
    def found(*args: str) -> list[tuple[str, str]]:
        printed = json.loads(run("slogan.txt", "--rules", ours, "-f", "json", *args).text)
        return [(item["code"], item["severity"]) for item in printed["diagnostics"]]

    assert found() == [("SC001", "warning")]
    assert found("--select", "SC") == found("--select", "no-slogans") == [("SC001", "warning")]
    assert found("--ignore", "SC001") == found("--ignore", "no-slogans") == found("--select", "GL") == []
    assert found("--severity", "no-slogans=error") == [("SC001", "error")]
    assert run("slogan.txt", "--rules", ours).status == 1
    assert run("slogan.txt", "--rules", ours, "--severity", "SC001=info").status == 0


def test_user_rules_are_in_every_output(run: Run, ours: str) -> None:
    printed = json.loads(run("slogan.txt", "--rules", ours, "-f", "json").text)
    (item,) = printed["diagnostics"]
    assert (item["message"], item["help"], item["name"]) == ("不写“一流”", "删去“一流”", "no-slogans")
    assert item["basis"][0] == "本省指引"
    assert "第六条" in item["basis"][1]
    assert len(item["fingerprint"]) == 64
    assert {"code": "SC001", "passed": 0, "failed": 1, "not_applicable": 0, "not_assessable": 0} in printed["checks"]
    assert "SC001" in run("slogan.txt", "--rules", ours, "-f", "concise").text
    assert "SC001 no-slogans" in run("slogan.txt", "--rules", ours).text
    assert "SC001" in run("slogan.txt", "--rules", ours, "--statistics").text


def test_user_rules_are_listed_and_explained(run: Run, ours: str) -> None:
    assert "no-slogans" in run("rules", "--rules", ours).text
    page = run("rule", "no-slogans", "--rules", ours).text
    for part in ("SC001", ours, "本省指引", "⟦一流⟧", "GL601", "--ignore SC001"):
        assert part in page
    assert json.loads(run("rule", "SC001", "--rules", ours, "-f", "json").text)["source"] == ours
    assert run("rule", "SC001").status == 2


def test_worker_processes_have_the_users_rules_too(run: Run, ours: str, tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(6):
        (tmp_path / "many" / f"{number}.txt").write_text(added("建成一流平台。"), encoding="utf-8")
    one, two = (run("many", "--rules", ours, "-f", "json", "--jobs", jobs).text for jobs in ("1", "2"))
    assert one == two
    assert one.count('"SC001"') > 6


def test_processes_that_start_anew_have_the_users_rules_too(
    ours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govlint.pool.start_method", lambda: "spawn")
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(added("建成一流平台。"), encoding="utf-8")
    result = govlint.lint(files, rules=[ours], jobs=2)
    assert [diagnostic.code for _, diagnostic in result.diagnostics] == ["SC001"] * 3


def test_hostile_text_in_a_report_stays_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        "schema = 1\n" + rule("forbidden-term", 'terms = ["一流{x}"]\nmessage = "写了{term}"'), encoding="utf-8"
    )
    (tmp_path / "hostile.txt").write_text(added("建成一流{x}\x1b[31m平台。"), encoding="utf-8")
    ran = run("hostile.txt", "--rules", "ours.toml", "--select", "SC")
    assert "写了一流{x}" in ran.text
    assert "\x1b" not in ran.text


def test_a_file_of_rules_is_named_once_however_often(run: Run, ours: str) -> None:
    assert (
        run("slogan.txt", "--rules", ours, "--rules", f"./{ours}", "--select", "SC", "-f", "concise").text.count("SC")
        == 1
    )


def test_severities_in_a_file_count_less_than_those_of_the_run(lint: Lint) -> None:
    rules = '[severity]\nSC001 = "info"\n' + FORBIDDEN
    assert [d.severity for d in lint(rules, added("一流。")).diagnostics] == ["info"]
    file = lint(rules, added("一流。"), severities=[("SC", "error")])
    assert [d.severity for d in file.diagnostics] == ["error"]


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    for term, expected in (("统计期限", 1), ("无此文字甲乙", 0)):
        (tmp_path / "ours.toml").write_text(
            "schema = 1\n" + rule("forbidden-term", f'terms = ["{term}"]'), encoding="utf-8"
        )
        assert len(govlint.lint(text=CLEAN, rules=["ours.toml"]).files[0].diagnostics) == expected


def test_vocabularies_grow(tmp_path: Path) -> None:
    text = changed(("2024年1月18日\n", "2024年1月18日\n适老大字版\n"))
    (tmp_path / "words.toml").write_text(
        'schema = 1\n[vocabulary.furniture]\nbuttons = ["适老大字版"]\n'
        '[[vocabulary.organs.kind]]\nkind = "institution"\nendings = ["服务总署"]\n',
        encoding="utf-8",
    )
    assert [d.code for _, d in govlint.lint(text=text).diagnostics] == []
    assert [d.code for _, d in govlint.lint(text=text, rules=["words.toml"]).diagnostics] == ["GL811"]
    named = CLEAN.replace("青石县教育局", "青石县教育服务总署")
    assert govlint.lint(text=named).files[0].organ_kind == "department"
    assert govlint.lint(text=named, rules=["words.toml"]).files[0].organ_kind == "institution"
    assert [d.code for _, d in govlint.lint(text=text).diagnostics] == [], "the pack itself stays as it was"


def test_hostile_text_costs_no_more_than_its_length(lint: Lint) -> None:
    rules = FORBIDDEN + rule("preferred-term", 'pairs = { "一是一二" = "甲" }', "SC002", "b")
    rules += rule("required-section", 'titles = ["一是一二"]', "SC003", "c")
    for piece in ("一是一是", "《《《《", "一流大学", "世界"):
        started = time.process_time()
        lint(rules, added(piece * 60_000))
        assert time.process_time() - started < 4


# -- the documented example ----------------------------------------------------------------------------------------


def documented(name: str) -> str:
    text = (DOCS / name).read_text(encoding="utf-8")
    return text.partition("```toml example\n")[2].partition("```")[0]


@pytest.mark.parametrize("name", ["user-rules.md", "user-rules.zh.md"])
def test_the_documented_example_passes_its_own_test(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "documented.toml").write_text(documented(name), encoding="utf-8")
    ran = run("rules", "test", "documented.toml", "--lang", "en")
    assert ran.status == 0, ran.text
    assert "0 did not" in ran.text
    kinds = {kind for kind in KINDS if f'kind = "{kind}"' in documented(name)}
    assert kinds == set(KINDS)


@pytest.mark.parametrize("name", ["user-rules.md", "user-rules.zh.md"])
def test_every_key_is_documented(name: str) -> None:
    from govlint.config.load import IN_FILE, key_of
    from govlint.config.settings import OPTIONS
    from govlint.userrules.kinds import ForbiddenTerm, PreferredTerm, RequiredPhrase, RequiredSection
    from govlint.userrules.relation import CellRelation

    text = (DOCS / name).read_text(encoding="utf-8")
    kinds = (ForbiddenTerm, PreferredTerm, RequiredPhrase, RequiredSection, CellRelation)
    keys = {*COMMON_KEYS, *KEYS, *(key for kind in kinds for key in kind.keys)}
    assert not {key for key in keys if f"`{key}`" not in text and f"`{key} = " not in text}
    settings = (DOCS / name.replace("user-rules", "configuration")).read_text(encoding="utf-8")
    assert not {key for key in map(key_of, OPTIONS) if key in IN_FILE and key not in settings}
    for kind in kinds:
        assert all(f"{{{placeholder}}}" in text for placeholder in kind.placeholders)


SCHEMA = json.loads((Path(govlint.__file__).parent / "config" / "user-rules.schema.json").read_text(encoding="utf-8"))


def test_the_schema_takes_the_documented_example_and_has_every_key() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    for name in ("user-rules.md", "user-rules.zh.md"):
        validator.validate(parse_toml("x.toml", documented(name).encode()).data)
    makers = {kind: new_rule(kind, load_pack()) for kind in KINDS}
    branches = {branch["properties"]["kind"]["const"]: branch for branch in SCHEMA["$defs"]["rule"]["oneOf"]}
    assert {kind: set(branch["properties"]) for kind, branch in branches.items()} == {
        kind: {*COMMON_KEYS, *made.keys} for kind, made in makers.items()
    }
    assert set(SCHEMA["$defs"]["example"]["properties"]) == set(KEYS)
    assert set(SCHEMA["properties"]) == set(TOP_KEYS)


@pytest.mark.parametrize("content", ["", "schema = 1\nx = 1", "schema = 1\n" + rule("forbidden-term", "term = ['x']")])
def test_the_schema_refuses_what_is_no_file_of_rules(content: str) -> None:
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(parse_toml("x.toml", content.encode()).data)


# -- files that are wrong ------------------------------------------------------------------------------------------

WRONG = [
    ("", "schema", "this key is missing"),
    ("schema = 2", "schema", "should be 1"),
    ("schema = 1\nrulez = 1", "rulez", "there is no key rulez; did you mean rule?"),
    ("schema = 1\nrule = 3", "rule", "array of tables"),
    ("schema = 1\n[[rule]]\nname = 'x'", "rule #1, code", "missing"),
    ("schema = 1\n" + rule("forbiden-term", "terms = ['x']"), "rule SC001, kind", "did you mean forbidden-term?"),
    ("schema = 1\n" + rule("forbidden-term", ""), "rule SC001, terms", "missing"),
    ("schema = 1\n" + rule("forbidden-term", "terms = []"), "rule SC001, terms", "list of strings"),
    ("schema = 1\n" + rule("forbidden-term", "terms = [' ']"), "rule SC001, terms", "list of strings"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['\u200b']"), "rule SC001, terms", "nothing to look for"),
    ("schema = 1\n" + rule("forbidden-term", "terms = 'x'"), "rule SC001, terms", "list of strings"),
    ("schema = 1\n" + rule("forbidden-term", "term = ['x']\nterms = ['x']"), "rule SC001, term", "did you mean terms?"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nseverity = 'fatal'"), "rule SC001, severity", "one of"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nwhere = 'overvew'"), "where", "did you mean overview?"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nwhere = 7"), "rule SC001, where", "number from 1 to 6"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\ntables = 1"), "rule SC001, tables", "true or false"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nmessage = '{word}'"), "message", "{term}"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nmessage = '{term.__class__}'"), "message", "{term}"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nmessage = '{'"), "message", "{term}"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\ntitle = '{term}'"), "title", "no meaning"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\ntitle = { de = 'x' }"), "title", "zh"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nyears = [1999]"), "years", "list of years"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nyears = { from = 2023, to = 2021 }"), "years", "years"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nyears = { since = 2023 }"), "since", "no key"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\norgan-kinds = ['towns']"), "organ-kinds", "town?"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nrelated = ['GL999']"), "related", "no rule GL999"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbasis = [3]"), "basis", "list of strings"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbad = [3]"), "bad", "strings or tables"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbad = ['⟦x']"), "bad", "⟧"),
    (
        "schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbad = [{ change = [['无此文字', 'x']] }]"),
        "bad",
        "stand in",
    ),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbad = [{ change = ['x'] }]"), "change", "old text"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']\nbad = [{ base = 'town' }]"), "base", "one of"),
    ("schema = 1\n" + rule("preferred-term", "pairs = { 甲 = 3 }".replace("甲", '"甲"')), "pairs", "right form"),
    ("schema = 1\n" + rule("preferred-term", 'pairs = { "甲 乙" = "甲乙" }'), "pairs", "stays as it is"),
    ("schema = 1\n" + rule("required-phrase", "where = 1"), "any", "either any or all"),
    ("schema = 1\n" + rule("relation", "left = '1'\nright = '2'"), "left", "no cell"),
    ("schema = 1\n" + rule("relation", "left = 'reviews.review.total'\nright = '2'"), "left", "did you mean review?"),
    ("schema = 1\n" + rule("relation", "left = 'review.reveiw.total'\nright = '2'"), "left", "did you mean review?"),
    ("schema = 1\n" + rule("relation", "left = 'review.review.totl'\nright = '2'"), "left", "did you mean total?"),
    ("schema = 1\n" + rule("relation", "left = 'review.review'\nright = '2'"), "left", "several columns"),
    ("schema = 1\n" + rule("relation", "left = '+'\nright = '2'"), "left", "table.row.column"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']", code="GL001"), "rule GL001, code", "not begin with GL"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']", code="sc1"), "rule sc1, code", "capitals"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']", name="No Slogans"), "rule SC001, name", "small letters"),
    ("schema = 1\n" + rule("forbidden-term", "terms = ['x']", name="all"), "rule SC001, name", "small letters"),
    (
        "schema = 1\n"
        + rule("forbidden-term", "terms = ['x']")
        + rule("forbidden-term", "terms = ['x']", code="SC002"),
        "rule SC002, name",
        "ours is taken by ours.toml (SC001)",
    ),
    (
        "schema = 1\n" + rule("forbidden-term", "terms = ['x']", name="row-total"),
        "name",
        "taken by govlint_rules (GL301)",
    ),
    ("schema = 1\n" + 2 * rule("forbidden-term", "terms = ['x']"), "rule SC001, code", "taken by ours.toml:2"),
    ("schema = 1\n[severity]\nGL999 = 'info'", "GL999", "no rule GL999"),
    ("schema = 1\n[severity]\nGL811 = 'fatal'", "GL811", "one of error warning info"),
    ("schema = 1\n[vocabulary.furnitur]\nbuttons = ['x']", "furnitur", "did you mean furniture?"),
    ("schema = 1\n[vocabulary.furniture]\nbutton = ['x']", "button", "did you mean buttons?"),
    ("schema = 1\n[vocabulary.furniture]\nbuttons = [3]", "buttons", "like those that are there"),
    ("schema = 1\n[vocabulary.furniture]\nphrases = [['x']]", "phrases", "like those that are there"),
    ("schema = 1\n[vocabulary.furniture]\nvalue-length = 3", "value-length", "only be extended"),
    ("schema = 1\n[[vocabulary.organs.kind]]\nendings = ['x']", "kind", "which entry"),
    ("schema = 1\n[[vocabulary.sections.section]]\nnumber = 9\naccepted = ['x']", "number", "no entry"),
    ("schema = 1\n[[rule]", "", "no valid TOML"),
    ("schema = 1\nx = " + "[" * 2000, "", "no valid TOML"),
]


@pytest.mark.parametrize(("content", "place", "told"), WRONG, ids=[str(number) for number in range(len(WRONG))])
def test_a_wrong_file_is_told_by_file_rule_and_key(
    run: Run, tmp_path: Path, content: str, place: str, told: str
) -> None:
    (tmp_path / "ours.toml").write_text(content, encoding="utf-8")
    for args in (["clean.txt"], ["clean.txt", "-f", "json"]):
        ran = run(*args, "--rules", "ours.toml", "--lang", "en")
        assert (ran.status, ran.out) == (2, b"")
        sentence = ran.err.splitlines()[0]
        assert sentence.startswith("govlint: ours.toml")
        assert place in sentence
        assert told in sentence
        assert "Traceback" not in ran.err
    assert run("clean.txt", "--rules", "ours.toml", "--lang", "zh").status == 2


def test_problems_name_the_line(run: Run, tmp_path: Path) -> None:
    content = (
        'schema = 1\n# note\n[[rule]]\ncode = "SC001"\nname = "a"\nkind = "forbidden-term"\nterms = [\n  "x",\n]\n'
    )
    content += (
        '[[rule]]\ncode = "SC002"\nname = "b"\nkind = "forbidden-term"\nterms = ["""\n[[rule]]\n"""]\nwhere = "x"\n'
    )
    (tmp_path / "ours.toml").write_text(content, encoding="utf-8")
    assert "ours.toml:17: 规则 SC002,where:" in run("clean.txt", "--rules", "ours.toml").err


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "cannot be read"), (b"\xff\xfe", "not UTF-8"), ("schema = 1 # 说明".encode("gb18030"), "not UTF-8")],
)
def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "ours.toml").write_bytes(content)
    ran = run("clean.txt", "--rules", "ours.toml", "--lang", "en")
    assert ran.status == 2
    assert told in ran.err


def test_a_byte_order_mark_before_a_file_is_no_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xef\xbb\xbf" + SLOGAN.encode())
    assert run("clean.txt", "--rules", "ours.toml").status == 0


VALUE = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-3, 3000), st.floats(allow_nan=False), st.text(max_size=4),
        st.sampled_from(["overview", "SC001", "a-b", "relation", "forbidden-term", "⟦", "{term}", "review.*.total"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["zh", "en", "from", "add", "change", "base", "x"]), inner, max_size=3),
    ),
    max_leaves=6,
)  # fmt: skip
KEY = st.sampled_from(
    [*COMMON_KEYS, "where", "terms", "pairs", "any", "all", "titles", "left", "right", "sign", "tables"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(KINDS),
    keys=st.dictionaries(KEY, VALUE, max_size=5),
    top=st.dictionaries(st.sampled_from(["severity", "vocabulary", "rule", "x"]), VALUE, max_size=1),
)
@example(kind="relation", keys={"left": "review.*.*", "right": "applications.*.*"}, top={})
def test_no_content_of_a_file_makes_a_traceback(kind: str, keys: dict[str, object], top: dict[str, object]) -> None:
    data = {"schema": 1, "rule": [{"code": "SC001", "name": "a", "kind": kind, "terms": ["x"], **keys}], **top}
    rules, told = UserRules("x.toml"), "x.toml"
    try:
        rules = read_user_rules(TomlFile("x.toml", "", data), load_pack())
    except UserFileError as problem:
        told = problem.sentence("zh")
    assert told.startswith("x.toml")
    report = report_of(load_registry(), CLEAN, Example())
    for found in rules.rules.values():
        assert found.title.zh
        for finding in findings_of(found, report):
            assert has_words(found, finding)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="[]{}=\"'#a.\n, ", max_size=60))
def test_lines_of_keys_are_found_in_any_toml(text: str) -> None:
    try:
        file = parse_toml("x.toml", text.encode())
    except UserFileError:
        return
    for key in file.data:
        line = file.line((key,))
        assert line is None or 1 <= line <= text.count("\n") + 1


# -- rule packs in Python ------------------------------------------------------------------------------------------


@pytest.fixture
def _modules() -> Iterator[None]:
    """What a test imports and puts on the path is gone after it."""
    modules, path = set(sys.modules), list(sys.path)
    yield
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name.startswith("our"):
            del sys.modules[name]


@pytest.mark.usefixtures("_modules")
def test_a_pack_in_a_folder_runs_beside_the_built_in_one(run: Run, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "our_pack")
    (tmp_path / "govlint.toml").write_text('rules = ["./our_pack"]', encoding="utf-8")
    printed = json.loads(run("clean.txt", "-f", "json", "--lang", "en").text)
    (item,) = printed["diagnostics"]
    assert (item["code"], item["name"], item["message"]) == ("OP101", "hotline", "12345 is not named")
    assert item["basis"][0] == "Guide of our province, art. 1"
    assert "第六条" not in item["basis"][1]
    assert {check["code"] for check in printed["checks"]} > {"OP101", "GL301"}
    assert run("clean.txt", "--ignore", "hotline").status == 0
    assert "from our_pack" in run("rule", "OP101", "--lang", "en").text
    ran = run("rules", "test", "./our_pack")
    assert ran.status == 0, ran.text
    assert "OP101 hotline" in ran.text
    assert "GL301" not in ran.text


TUNABLE = (
    RULE.replace("Rule, Text, change", "Parameter, Rule, Text, change")
    .replace(
        "    def check",
        '    parameters = (\n        Parameter("at-least", 1, Text("至少几次", "how often at least"), 1, 9),\n'
        '        Parameter("numbers", ("12345",), Text("号码", "the numbers")),\n    )\n\n    def check',
    )
    .replace(
        'section is not None and "12345" not in report.text[section.start : section.end]:',
        "section is None:\n            return\n        text = report.text[section.start : section.end]\n"
        '        if sum(map(text.count, self.texts("numbers"))) < self.number("at-least"):',
    )
)


@pytest.mark.usefixtures("_modules")
def test_a_rule_of_a_pack_may_have_parameters(run: Run, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "our_pack", words_py=TUNABLE)
    ours = (tmp_path / "our_pack" / "examples" / "ours.txt").read_text(encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ours, encoding="utf-8")
    configuration = tmp_path / "govlint.toml"

    def found(text: str, *args: str) -> list[str]:
        configuration.write_text(f'rules = ["./our_pack"]\nselect = ["OP"]\n{text}', encoding="utf-8")
        ran = run("a.txt", "b.txt", "-f", "json", *args)
        return [item["path"] for item in json.loads(ran.text)["diagnostics"]]

    assert found("") == []
    assert found("[parameters.hotline]\nat-least = 2\n") == ["a.txt", "b.txt"]
    assert found("[parameters.OP101]\nat-least = 2\n", "--jobs", "2") == ["a.txt", "b.txt"]
    assert found('[parameters.OP101]\nnumbers = ["96345"]\n') == ["a.txt", "b.txt"]
    per_file = '[[per-file]]\npath = "b.txt"\nparameters = { hotline = { at-least = 2 } }\n'
    assert found(per_file) == ["b.txt"]
    assert found(per_file, "--parameter", "OP101.at-least=1", "--parameter", 'hotline.numbers=["12345"]') == ["b.txt"]
    assert "[parameters.OP101] at-least = 1" in " ".join(run("rule", "OP101", "--lang", "en").text.split())
    assert "hotline" in run("config", "-f", "schema").text
    assert run("rules", "test", "./our_pack").status == 0
    for setting, told in (
        ("at-least=10", "at-least is a whole number from 1 to 9"),
        ("at-lest=2", "rule OP101 has no parameter at-lest; did you mean at-least?"),
        ("numbers=1", "numbers is a list of strings"),
    ):
        ran = run("a.txt", "--parameter", f"OP101.{setting}", "--lang", "en")
        assert (ran.status, told in ran.err) == (2, True)


def test_a_rule_in_a_file_says_all_that_it_needs_and_has_no_parameters(run: Run, tmp_path: Path) -> None:
    rule = '[[rule]]\ncode = "SC001"\nname = "no-slogans"\nkind = "forbidden-term"\nterms = ["世界一流"]\n'
    (tmp_path / "ours.toml").write_text(f"schema = 1\n{rule}", encoding="utf-8")
    ran = run("clean.txt", "--rules", "ours.toml", "--parameter", "SC001.terms=[]", "--lang", "en")
    assert (ran.status, "rule SC001 has no parameters" in ran.err) == (2, True)
    (tmp_path / "ours.toml").write_text(f"schema = 1\n{rule}parameters = []\n", encoding="utf-8")
    ran = run("clean.txt", "--rules", "ours.toml", "--lang", "en")
    assert (ran.status, "there is no key parameters" in ran.err) == (2, True)


@pytest.mark.usefixtures("_modules")
def test_a_pack_is_imported_only_when_it_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_our_pack(str(tmp_path), "our_pack")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert run("clean.txt").status == 0
    assert "our_pack" not in sys.modules
    assert run("clean.txt", "--rules", "our_pack").status == 1
    assert "our_pack" in sys.modules


@pytest.mark.usefixtures("_modules")
def test_a_pack_is_not_run_for_a_configuration_among_the_reports(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_our_pack(str(tmp_path / "reports"), "our_pack")
    (tmp_path / "reports" / "govlint.toml").write_text('rules = ["./our_pack"]', encoding="utf-8")
    (tmp_path / "reports" / "clean.txt").write_text(CLEAN, encoding="utf-8")
    ran = run("reports", "--lang", "en")
    assert ran.status == 2
    assert "reports/govlint.toml:1: rules: the rule pack reports/our_pack is a program" in ran.err
    assert "our_pack" not in sys.modules
    assert run("reports", "--isolated").status == 0
    assert run("reports", "--config", "reports/govlint.toml", "-f", "concise").text.count("OP101") == 1
    monkeypatch.chdir(tmp_path / "reports")
    assert run(".", "-f", "concise").text.count("OP101") == 1


@pytest.mark.usefixtures("_modules")
def test_a_retired_rule_of_a_pack_leads_to_its_successor(run: Run, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "our_pack")
    ran = run("clean.txt", "--rules", "./our_pack", "--select", "OP190", "-f", "concise")
    assert "OP101" in ran.text
    assert "规则 OP190 已于 1.1 版停用,由 OP101 取代" in ran.err
    for form in ("text", "md", "json"):
        ran = run("rule", "old-hotline", "--rules", "./our_pack", "-f", form, "--lang", "en")
        assert ran.status == 0
        assert "OP101" in ran.text
        assert "OP190 old-hotline was retired in version 1.1. OP101 took its place." in ran.err


@pytest.mark.usefixtures("_modules")
def test_packs_with_the_same_code_or_name_are_told_both(run: Run, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "our_pack")
    build_our_pack(str(tmp_path), "our_other")
    ran = run("clean.txt", "--rules", "./our_pack", "--rules", "./our_other", "--lang", "en")
    assert ran.status == 2
    assert "our_other: rule OP101, code: OP101 is taken by our_pack (OP101)" in ran.err
    build_our_pack(str(tmp_path), "our_third", catalogue_toml='OP200 = ["row-total", "words:Hotline", "stable", "1.0"]')
    assert (
        "row-total is taken by govlint_rules (GL301)" in run("clean.txt", "--rules", "./our_third", "--lang", "en").err
    )


@pytest.mark.usefixtures("_modules")
@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"__init___py": "1 / 0"}, "ZeroDivisionError"),
        ({"catalogue_toml": "OP101 = 3"}, "catalogue.toml"),
        ({"catalogue_toml": "OP101"}, "catalogue.toml"),
        ({"catalogue_toml": 'op101 = ["hotline", "words:Hotline", "stable", "1.0"]'}, "should read CODE ="),
        ({"law/ours_toml": "["}, "catalogue.toml"),
    ],
)
def test_a_broken_pack_is_told_by_its_name(run: Run, tmp_path: Path, files: dict[str, str], told: str) -> None:
    name = f"our_broken{abs(hash(told + str(files)))}"
    folder = build_our_pack(str(tmp_path), name)
    for file, text in files.items():
        path = file[: -len(file.rpartition("_")[2]) - 1] + "." + file.rpartition("_")[2]
        Path(folder, path).write_text(text, encoding="utf-8")
    ran = run("clean.txt", "--rules", f"./{name}", "--lang", "en")
    assert ran.status == 2
    assert f"govlint: ./{name}: " in ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("_modules")
def test_a_pack_that_is_not_there_is_told_how_to_name_one_in_a_folder(run: Run) -> None:
    ran = run("clean.txt", "--rules", "our_missing", "--lang", "en")
    assert ran.status == 2
    assert "there is no such rule pack; one in a folder is written ./our_missing" in ran.err


@pytest.mark.usefixtures("_modules")
def test_a_rule_of_a_pack_that_cannot_be_loaded_is_a_failure_of_that_rule_alone(run: Run, tmp_path: Path) -> None:
    build_our_pack(str(tmp_path), "our_fragile", words_py="raise RuntimeError('no')")
    ran = run("clean.txt", "--rules", "./our_fragile", "-f", "json")
    assert ran.status == 2
    assert [item["code"] for item in json.loads(ran.text)["diagnostics"]] == ["GL009"]
    for args in (["rules"], ["rule", "OP101"], ["rules", "test", "./our_fragile"]):
        ran = run(*args, "--rules", "./our_fragile", "--lang", "en")
        assert ran.status == 2
        assert "our_fragile: rule OP101: words:Hotline cannot be loaded: RuntimeError: no" in ran.err


@pytest.mark.usefixtures("_modules")
def test_a_pack_that_forgot_a_report_of_its_examples_is_told(run: Run, tmp_path: Path) -> None:
    folder = build_our_pack(str(tmp_path), "our_forgetful")
    Path(folder, "examples", "ours.txt").unlink()
    ran = run("rules", "test", "./our_forgetful", "--lang", "en")
    assert ran.status == 1
    assert "there is no clean report ours" in ran.text
    assert run("rule", "OP101", "--rules", "./our_forgetful").status == 0


def test_json_with_rules_of_ours_is_as_its_schema_says(run: Run, tmp_path: Path) -> None:
    rules = rule("relation", 'left = "applications.inquiries.*"\nright = "0"') + rule(
        "relation", 'left = "disclosure.coercion"\nright = "0"', "SC002", "other"
    )
    (tmp_path / "ours.toml").write_text(f"schema = 1\n{rules}", encoding="utf-8")
    text = changed((ROW, "8.属于行政查询事项 | 若干 | 1 | 0 | 0 | 0 | 0 | 1 |"), ("行政强制 | 0", "行政强制 | 2"))
    (tmp_path / "faulty.txt").write_text(text, encoding="utf-8")
    printed = json.loads(run("faulty.txt", "--rules", "ours.toml", "-f", "json").text)
    schema = Path(govlint.__file__).parent / "output" / "schema" / "result.schema.json"
    jsonschema.validate(printed, json.loads(schema.read_text(encoding="utf-8")))
    assert {item["relation"] for item in printed["files"][0]["not_assessable"]} >= {"ours"}
    assert "ours" in run("faulty.txt", "--rules", "ours.toml", "--verbose").text


# -- govlint rules test --------------------------------------------------------------------------------------------


def test_the_built_in_rules_pass_their_own_examples_on_the_command_line(run: Run) -> None:
    ran = run("rules", "test", "--lang", "en")
    assert ran.status == 0, ran.text
    assert "GL301 row-total  passed" in ran.text
    assert run("rules", "test", BUILT_IN, "--lang", "en") == ran


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        ('bad = ["按流程办理。"]', "bad example 1: the rule found nothing"),
        ('bad = ["建成一流⟦平台⟧。"]', "the rule spoke at 4:3 “一流”, and marked is 4:5 “平台”"),
        ('bad = ["建成⟦一流⟧平台。"]\ngood = ["一流。"]', "good example 1: the rule should be silent, but spoke at"),
        ('good = ["⟦按⟧流程。"]', "a good example marks nothing"),
        (
            'bad = [{ change = [["统计期限", "⟦一流⟧统计期限"], ["(七)总计 | 5", "(七)总计 | 6"]] }]',
            "other rules spoke too: GL302",
        ),
    ],
)
def test_examples_that_come_out_wrong_are_told(run: Run, tmp_path: Path, examples: str, told: str) -> None:
    (tmp_path / "ours.toml").write_text(
        "schema = 1\n" + rule("forbidden-term", f'terms = ["一流"]\n{examples}'), encoding="utf-8"
    )
    ran = run("rules", "test", "ours.toml", "--lang", "en")
    assert ran.status == 1
    assert "SC001 ours  failed" in ran.text
    assert told in ran.text
    (entry,) = json.loads(run("rules", "test", "ours.toml", "-f", "json").text)
    assert not all(item["passed"] for item in entry["examples"])


def test_a_file_that_cannot_be_loaded_cannot_be_tested(run: Run) -> None:
    assert run("rules", "test", "missing.toml").status == 2
    assert run("rules", "tset").status == 2
    assert run("rules", "test", "a", "b").status == 2
