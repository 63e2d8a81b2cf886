"""Several reports together: a county whose reports are right is silent, and one fault is found once, where it is.

The county is generated anew for each seed, its reports in dialects and kinds of files drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from govlint import lint
from govlint.batch.judge import judge_set, judge_store, set_codes
from govlint.batch.members import FACT_COLUMNS, fact_rows, member_from, member_of, rows_of
from govlint.batch.near import SMALL
from govlint.batch.registers import parse_register
from govlint.batch.signature import sketch
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.registry import load_registry
from govlint.report.model import Report
from govlint.result import NOT_APPLICABLE, Diagnostic
from govlint.rule import INFO
from govlint.run import settings_for
from govlint.sets.facts import PARTS, WHOLE, Part, Piece, SetMember, Spot
from govlint.sets.register import Register
from govlint.source.read import read_path, read_stream
from tests.support.copies import make_corpus
from tests.support.county import ANOTHER, County, make_county, written
from tests.support.documents import to_docx, to_html, to_markdown
from tests.support.reports import Generated, Paragraph

REGISTRY = load_registry()
PACK = load_pack()
SEEDS = range(4)

Found = list[tuple[str, Diagnostic]]


def members_of(paths: Iterable[str]) -> list[SetMember]:
    """The facts of the reports in those files."""
    return [member_of(Report(read_document(read_path(path)), PACK), content=path) for path in paths]


def judged(county: County, folder: Path, seed: int, register: Register | None = None) -> tuple[Found, dict[str, str]]:
    """What is found in the county, and the paths of its reports."""
    paths = written(county, folder, Random(f"files {seed}"))
    known = register or parse_register(county.register, "register.csv", PACK)
    return judge_set(members_of(paths.values()), known, registry=REGISTRY), paths


def told(found: Sequence[tuple[str, Diagnostic]]) -> list[tuple[str, str]]:
    """Code and path of each finding."""
    return [(diagnostic.code, path) for path, diagnostic in found]


def departments(county: County) -> list[str]:
    return [key for key, report in county.reports.items() if report.kind == "department"]


def towns(county: County) -> list[str]:
    return [key for key, report in county.reports.items() if report.kind == "town"]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_county_in_order_is_silent(seed: int, tmp_path: Path) -> None:
    found, paths = judged(make_county(Random(seed)), tmp_path, seed)
    assert told(found) == []
    assert len(paths) == 14


@pytest.mark.parametrize("year", [2020, 2021])
def test_so_it_is_in_years_of_either_format(year: int, tmp_path: Path) -> None:
    found, _ = judged(make_county(Random(year), year=year), tmp_path, year)
    assert told(found) == []


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_figure_of_the_government_that_is_no_sum_is_found_in_its_cell(seed: int, step: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    row = county.government.applications.row("r1")
    before = int(row.cells[0])
    row.cells[0] = str(before + step)
    found, paths = judged(county, tmp_path, seed)
    assert told(found) == [("GL921", paths["政府"])]
    diagnostic = found[0][1]
    assert (diagnostic.table, diagnostic.row, diagnostic.cell) == ("applications", row.label, "自然人")
    assert (diagnostic.actual, diagnostic.severity) == (str(before + step), "warning")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_case_that_an_organ_counts_and_its_government_does_not_is_told_once(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    table = county.reports[departments(county)[0]].applications
    for key in ("r1", "r3", "r24"):  # received, granted and finished, by a person
        for column in (0, 6):
            table.row(key).cells[column] = str(table.value(key, column) + 1)
    found, paths = judged(county, tmp_path, seed)
    assert told(found) == [("GL921", paths["政府"])]


def test_an_organ_that_has_more_than_its_government_is_an_error(tmp_path: Path) -> None:
    county = make_county(Random(1))
    name = departments(county)[2]
    county.reports[name].review.cells[0] = str(int(county.government.review.cells[0]) + 40)
    found, paths = judged(county, tmp_path, 1)
    assert told(found) == [("GL921", paths["政府"])]
    assert found[0][1].severity == "error"
    assert found[0][1].args["organ"] == county.reports[name].organ


def test_where_a_report_is_missing_the_government_may_have_more_but_not_less(tmp_path: Path) -> None:
    county = make_county(Random(2))
    name = max(departments(county), key=lambda key: county.reports[key].figures.new)
    assert county.reports[name].figures.new > 1
    del county.reports[name]
    found, _ = judged(county, tmp_path, 2)
    assert [code for code, _ in told(found)] == ["GL922"]
    row = county.government.applications.row("r1")
    row.cells[0] = str(
        sum(report.applications.value("r1", 0) for report in county.reports.values() if report is not county.government)
        - 1
    )
    found, paths = judged(county, tmp_path, 2)
    assert sorted(told(found)) == sorted([("GL921", paths["政府"]), ("GL922", "register.csv")])


def test_organs_led_by_their_own_system_may_be_counted_or_not(tmp_path: Path) -> None:
    county = make_county(Random(3))
    name = county.reports[departments(county)[0]].organ
    county.lines = [
        line.replace(",部门,", ",垂直管理,") if line.startswith(name + ",") else line for line in county.lines
    ]
    assert told(judged(county, tmp_path, 3)[0]) == []
    table, own = county.government.applications, county.reports[departments(county)[0]].applications
    for row in table.rows:
        row.cells = [str(int(cell) - own.value(row.key, at)) for at, cell in enumerate(row.cells)]
    assert told(judged(county, tmp_path, 3)[0]) == []


def test_a_government_that_only_tells_of_itself_is_not_judged_by_sums(tmp_path: Path) -> None:
    county = make_county(Random(5))
    own = county.reports["办公室"]
    government = county.government
    government.section(2).body, government.section(3).body = (
        deepcopy(own.section(2).body),
        deepcopy(own.section(3).body),
    )
    government.section(4).body = deepcopy(own.section(4).body)
    for paragraph in government.section(1).paragraphs:
        paragraph.text = paragraph.text.replace("全县", "县政府办公室").split("县政府办公室共收到")[0] or "工作正常。"
    assert told(judged(county, tmp_path, 5)[0]) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_an_organ_without_a_report_is_told_at_its_line_of_the_register(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    gone = county.reports.pop(towns(county)[1]).organ
    found, _ = judged(county, tmp_path, seed)
    assert told(found) == [("GL922", "register.csv")]
    assert found[0][1].severity == "error"
    assert county.lines[(found[0][1].line or 0) - 1].startswith(gone + ",")
    assert found[0][1].args == {"organ": gone, "year": 2023}


def test_a_report_that_may_be_the_missing_one_makes_it_a_question(tmp_path: Path) -> None:
    county = make_county(Random(2))
    name = departments(county)[0]
    for line in range(len(county.lines)):
        county.lines[line] = county.lines[line].replace(f"{county.name}{name},", f"{county.name}新{name},")
    found, paths = judged(county, tmp_path, 2)
    assert told(found) == [("GL922", "register.csv")]
    assert found[0][1].severity == "warning"
    assert found[0][1].args["path"] == paths[name]


def copy_text(model: Generated, copy: Generated) -> None:
    """Puts the text of one report into another, as somebody does who changes the names and leaves the rest."""
    for number in (1, 5):
        copy.section(number).body = deepcopy(model.section(number).body)
        for paragraph in copy.section(number).paragraphs:
            paragraph.text = paragraph.text.replace(model.organ, copy.organ).replace(
                model.words["we"], copy.words["we"]
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_three_copies_are_told_in_each_of_them(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    names = [key for key in departments(county) if county.reports[key].words["we"] == "我局"][:3]
    for name in names[1:]:
        copy_text(county.reports[names[0]], county.reports[name])
    found, paths = judged(county, tmp_path, seed)
    assert told(found) == [("GL911", path) for path in sorted(paths[name] for name in names)]
    for path, diagnostic in found:
        assert diagnostic.severity == "warning"
        assert diagnostic.args["path"] in {paths[name] for name in names} - {path}
        assert diagnostic.args["more"] == 1
        assert diagnostic.section in (1, 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_text_in_many_organs_of_one_superior_is_a_template(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    names = towns(county)
    for name in names[1:]:
        copy_text(county.reports[names[0]], county.reports[name])
    found, paths = judged(county, tmp_path, seed)
    assert told(found) == [("GL923", min(paths[name] for name in names))]
    assert found[0][1].severity == INFO
    assert found[0][1].args["count"] == 5


def with_version(county: County, key: str, change: Callable[[Generated], None]) -> County:
    """The county with a second report of one of its organs."""
    second = deepcopy(county.reports[key])
    second.issued = "2024年1月30日"
    change(second)
    county.reports[key + "二"] = second
    return county


def change_figure(report: Generated) -> None:
    report.disclosure.row("penalty").cells[0] = str(int(report.disclosure.row("penalty").cells[0]) + 3)


def change_text(report: Generated) -> None:
    report.section(5).body = [Paragraph("一是公开不够及时,今后按周更新。二是人手不足,今后增加一名专职人员。")]


@pytest.mark.parametrize(("change", "variant"), [(change_figure, "figures"), (change_text, "text")])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_version_is_told_in_the_later_file(
    seed: int, change: Callable[[Generated], None], variant: str, tmp_path: Path
) -> None:
    county = make_county(Random(seed))
    key = towns(county)[0]
    county.reports[key].issued = "2024年1月10日"
    found, paths = judged(with_version(county, key, change), tmp_path, seed)
    assert [entry for entry in told(found) if entry[0] != "GL921"] == [("GL924", paths[key + "二"])]
    diagnostic = next(each for _, each in found if each.code == "GL924")
    assert (diagnostic.severity, diagnostic.variant, diagnostic.args["path"]) == ("warning", variant, paths[key])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_report_in_other_kinds_of_files_is_no_version(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    paths = list(written(county, tmp_path, Random(seed)).values())
    report = county.reports[departments(county)[0]]
    for make, suffix in ((to_docx, "docx"), (to_html, "html"), (to_markdown, "md")):
        path = tmp_path / f"again.{suffix}"
        path.write_bytes(make(report, Random(seed)))
        paths.append(str(path))
    register = parse_register(county.register, "register.csv", PACK)
    assert told(judge_set(members_of(paths), register, registry=REGISTRY)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_another_place_that_acts_in_a_report_is_found(seed: int, tmp_path: Path) -> None:
    county = make_county(Random(seed))
    name = towns(county)[0]
    body = county.reports[name].section(1).body
    body.append(Paragraph("2023年,砚洲镇严格落实信息发布审核制度,逐件核对后发布。"))
    found, paths = judged(county, tmp_path, seed)
    assert told(found) == [("GL912", paths[name])]
    assert found[0][1].severity == "error"
    assert found[0][1].args["place"] == f"{ANOTHER}砚洲镇"


@pytest.mark.parametrize(
    "text",
    [
        "组织人员赴砚洲镇学习考察,砚洲镇的做法值得借鉴。",
        "与砚洲镇联合开展宣传,砚洲镇等地的群众前来咨询。",
        "{county}严格落实各项制度,{town}积极配合。",
        "在砚洲镇街口设公开栏一处,坚持按月更新。",
    ],
)
def test_a_place_that_is_only_named_is_not(text: str, tmp_path: Path) -> None:
    county = make_county(Random(7))
    name = departments(county)[0]
    filled = text.format(county=county.name, town=towns(county)[0])
    county.reports[name].section(1).body.append(Paragraph(filled))
    assert told(judged(county, tmp_path, 7)[0]) == []


# -- facts and settings --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[SetMember], Register]:
    """A county with a fault for each of three rules."""
    county = make_county(Random(9))
    copy_text(county.reports[departments(county)[0]], county.reports[departments(county)[1]])
    county.government.applications.row("r1").cells[0] = "0"
    del county.reports[towns(county)[0]]
    paths = written(county, tmp_path_factory.mktemp("county"), Random(9))
    return members_of(paths.values()), parse_register(county.register, "register.csv", PACK)


def test_facts_from_the_rows_of_a_table_say_the_same(faulty: tuple[list[SetMember], Register], tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    duckdb = pytest.importorskip("duckdb")
    members, register = faulty
    path = str(tmp_path / "facts.parquet")
    types = {"content_hash": "string", "judged_by": "string", **FACT_COLUMNS}
    schema = pyarrow.schema([(name, pyarrow.type_for_alias(kind)) for name, kind in types.items()])
    rows = [{**rows_of(member), "content_hash": member.content, "judged_by": "x"} for member in members]
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), path)
    stored = parquet.read_table(path).to_pylist()
    again = [
        member_from(row, path=member.path, content=member.content) for row, member in zip(stored, members, strict=True)
    ]
    assert again == members
    told_first = judge_set(members, register, registry=REGISTRY)
    assert judge_set(again, register, registry=REGISTRY) == told_first

    connection = duckdb.connect()
    placed = f"read_parquet('{path}', filename = true, file_row_number = true)"
    connection.execute(f"CREATE VIEW set_facts AS SELECT * FROM {placed}")
    connection.execute("CREATE TABLE files (path VARCHAR, content_hash VARCHAR, judged_by VARCHAR)")
    connection.executemany(
        "INSERT INTO files VALUES (?, ?, 'x')", [(member.path, member.content) for member in members]
    )
    settings, _ = settings_for()
    assert list(judge_store(connection, settings, register=register)) == told_first
    alone = list(judge_store(connection, settings))
    assert alone == judge_set(members, registry=REGISTRY)
    assert alone


def in_store(members: Sequence[SetMember], register: Register | None, folder: Path) -> Found:
    """What is found in a store that has these reports in two parts."""
    pytest.importorskip("duckdb")
    from govlint.batch.arrow import packed
    from govlint.batch.store import Part, open_store
    from govlint.batch.tables import FILES, REPORTS, SET_FACTS, kept_tables
    from govlint.batch.views import open_views

    with open_store(str(folder / "store")) as store:
        for half in (members[::2], members[1::2]):
            keys = [{"content_hash": member.content, "judged_by": "x"} for member in half]
            facts = [{**rows_of(member), **key} for member, key in zip(half, keys, strict=True)]
            part = Part(store)
            part.add(packed({**{table: [] for table in kept_tables()}, REPORTS: keys, SET_FACTS: facts}))
            part.write()
        ordered = sorted(members, key=lambda member: member.path)
        files = [{"path": each.path, "content_hash": each.content, "judged_by": "x", "file": b""} for each in ordered]
        store.write_run_table(FILES, [files])
        with open_views(store) as connection:
            return list(judge_store(connection, settings_for()[0], register=register))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_store_of_counties_shows_what_their_reports_do_in_memory(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    members: list[SetMember] = []
    lines: list[str] = []
    for name in ("漪墩县", "沅桥县", "洹桥县"):
        county = make_county(rng, name=name)
        copy_text(county.reports[departments(county)[0]], county.reports[departments(county)[1]])
        change_figure(county.reports[towns(county)[0]])
        with_version(county, towns(county)[1], change_text)
        county.government.applications.row("r1").cells[0] = "0"
        del county.reports[towns(county)[2]]
        (tmp_path / name).mkdir()
        members += members_of(written(county, tmp_path / name, rng).values())
        lines += [line for line in county.lines if line not in lines]
    register = parse_register(("\n".join(lines) + "\n").encode(), "register.csv", PACK)
    found = judge_set(members, register, registry=REGISTRY)
    assert {code for code, _ in told(found)} >= {"GL911", "GL921", "GL922", "GL924"}
    assert in_store(members, register, tmp_path) == found


def test_so_does_a_store_of_more_reports_than_are_compared_each_with_each(tmp_path: Path) -> None:
    rng = Random(7)
    texts, _ = make_corpus(rng, SMALL + 60, 60)
    spot = Spot(3, 1, 3, 9, section=1, region="text", passage=1, match="x", start=9, end=20)
    members = [
        *many_members(rng),
        plain_member("鹭屏县鹭洲镇人民政府", "town", FIELDS["水利"].split(), rng),
        *(
            SetMember(
                f"{number:04}.txt", f"{number}", "text", f"{chr(0x5000 + number)}山县民政局", "department", 2023,
                parts=tuple(Part(name, text, (Piece(0, len(text), spot),), sketch(text) if name != WHOLE else b"")
                            for name in PARTS),
            )
            for number, text in enumerate(texts)
        ),
    ]  # fmt: skip
    found = judge_set(members, registry=REGISTRY)
    assert {code for code, _ in told(found)} >= {"GL911", "GL913"}
    assert in_store(members, None, tmp_path) == found


def test_the_row_of_a_report_has_every_column_and_no_other() -> None:
    report = Report(read_document(read_stream(PACK.read_text("examples", "town-2023.txt").encode(), "a.txt")), PACK)
    (row,) = fact_rows(report)
    assert set(row) == set(FACT_COLUMNS)
    assert member_from(row, path="a.txt") == member_of(report)


def test_the_order_of_the_reports_does_not_matter(faulty: tuple[list[SetMember], Register]) -> None:
    members, register = faulty
    assert judge_set(members[::-1], register, registry=REGISTRY) == judge_set(members, register, registry=REGISTRY)


def test_rules_and_severities_can_be_chosen(faulty: tuple[list[SetMember], Register]) -> None:
    members, register = faulty
    codes = {diagnostic.code for _, diagnostic in judge_set(members, register, registry=REGISTRY)}
    assert codes == {"GL911", "GL921", "GL922"}
    found = judge_set(members, register, registry=REGISTRY, codes=["GL911", "GL301"], levels={"GL911": INFO})
    assert {(diagnostic.code, diagnostic.severity) for _, diagnostic in found} == {("GL911", INFO)}
    assert (
        judge_set(members, register, registry=REGISTRY, codes=["GL911"], levels={"GL911": INFO}, least="warning") == []
    )
    other_year = judge_set(members, register, registry=REGISTRY, codes=["GL922"], year=2022)
    assert len(other_year) == len([entry for entry in register.entries if entry.reports_on(2022)])


def test_findings_have_fingerprints_that_stay_when_lines_and_paths_change(
    faulty: tuple[list[SetMember], Register],
) -> None:
    members, register = faulty
    moved = [member.replace(path="other/" + member.path) for member in members]
    first = judge_set(members, register, registry=REGISTRY)
    prints = [diagnostic.fingerprint for _, diagnostic in first]
    assert len(set(prints)) == len(prints)
    assert sorted(prints) == sorted(d.fingerprint for _, d in judge_set(moved, register, registry=REGISTRY))


def test_without_a_register_only_the_texts_are_judged(faulty: tuple[list[SetMember], Register]) -> None:
    members, _ = faulty
    assert {diagnostic.code for _, diagnostic in judge_set(members, registry=REGISTRY)} == {"GL911"}
    assert judge_set([], registry=REGISTRY) == []


def test_an_ordinary_check_leaves_these_rules_out(tmp_path: Path) -> None:
    report = make_county(Random(1)).government
    (tmp_path / "report.md").write_bytes(to_markdown(report, Random(1)))
    result = lint([str(tmp_path / "report.md")])
    checks = {check.code: check for check in result.files[0].checks}
    for code in set_codes(REGISTRY):
        assert (checks[code].verdict, checks[code].why) == (NOT_APPLICABLE, "no-set")
        assert REGISTRY.rule(code).needs == "set"


def test_a_rule_that_fails_is_told_and_ends_nothing(
    faulty: tuple[list[SetMember], Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("of no use")

    members, register = faulty
    before = judge_set(members, register, registry=REGISTRY)
    monkeypatch.setattr(type(REGISTRY.rule("GL921")), "check_set", fail)
    after = judge_set(members, register, registry=REGISTRY)
    assert [entry for entry in after if entry[1].code != "GL009"] == [e for e in before if e[1].code != "GL921"]
    (crash,) = [entry for entry in after if entry[1].code == "GL009"]
    assert crash[0] == min(member.path for member in members)
    assert crash[1].args["rule"] == "GL921"
    assert crash[1].args["exception"] == "ZeroDivisionError: of no use"


def test_reports_of_two_places_that_the_register_cannot_tell_apart_are_nobodys(tmp_path: Path) -> None:
    register = parse_register("机关名称\n鹭屏区教育局\n".encode(), "register.csv", PACK)
    rng = Random(3)
    both = [plain_member(f"{city}鹭屏区教育局", "department", [], rng) for city in ("澄川市", "禾川市")]
    assert told(judge_set(both, register, registry=REGISTRY, codes=["GL922", "GL924"])) == [("GL922", "register.csv")]
    assert told(judge_set(both[:1], register, registry=REGISTRY, codes=["GL922"])) == []


# -- GL913: what is typical of a field takes many reports, made of plain facts ----------------------------------------

FIELDS = {
    "教育": "义务教育招生划片 中小学学区调整 民办幼儿园资质 校外培训机构名单 教师资格认定",
    "水利": "河道采砂许可 水库大坝注册登记 取水许可延续 水土保持方案 山洪灾害预警",
    "民政": "城乡低保对象 特困人员供养 婚姻登记预约 地名标志设置 慈善组织认定",
}
COMMON = "公开目录 办事指南 咨询电话 政策解读 工作动态 年度计划 网站栏目 公众留言 意见征集 财政预算 培训活动 监督检查"


def plain_member(organ: str, kind: str, terms: Sequence[str], rng: Random) -> SetMember:
    """A report that says no more than that it published these."""
    said = rng.sample(COMMON.split(), 8) + list(terms)
    rng.shuffle(said)
    text = "".join(f"{rng.choice('本及再')}年公布{term}等信息{rng.choice('若干众多不少')}件。" for term in said)
    spot = Spot(3, 1, 3, 9, section=1, region="text", passage=1, match=text[:8], start=9, end=20)
    part = (Piece(0, len(text), spot),)
    return SetMember(
        f"{organ}.txt", organ, "text", organ, kind, 2023, parts=tuple(Part(name, text, part) for name in PARTS)
    )


def many_members(rng: Random, bureaus: int = 14, towns: int = 80) -> list[SetMember]:
    counties = [first + second + "县" for first in "栎澄霁岚汀" for second in "浦溪埠陵塬"]
    members = [
        plain_member(f"{county}{field}局", "department", rng.sample(terms.split(), 4), rng)
        for field, terms in FIELDS.items()
        for county in counties[:bureaus]
    ]
    names = [f"{county}{name}镇人民政府" for county in counties for name in ("芷湾", "槐渚", "杞泽", "柘峪")]
    return members + [plain_member(name, "town", [], rng) for name in names[:towns]]


def fields_told(members: list[SetMember]) -> list[tuple[str, str]]:
    found = judge_set(members, registry=REGISTRY, codes=["GL913"])
    assert all(diagnostic.severity == "warning" and diagnostic.line == 3 for _, diagnostic in found)
    return [(path, str(diagnostic.args["field"])) for path, diagnostic in found]


@pytest.mark.parametrize("seed", SEEDS)
def test_reports_that_speak_of_their_own_field_are_silent(seed: int) -> None:
    rng = Random(seed)
    mixed = plain_member("鹭屏县鹭洲镇人民政府", "town", [terms.split()[0] for terms in FIELDS.values()], rng)
    assert fields_told([*many_members(rng), mixed]) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("organ", "kind"),
    [("鹭屏县鹭洲镇人民政府", "town"), ("鹭屏县林业局", "department"), ("鹭屏县人民政府办公室", "office")],
)
def test_the_terms_of_another_field_are_found(seed: int, organ: str, kind: str) -> None:
    rng = Random(seed)
    copied = plain_member(organ, kind, FIELDS["水利"].split(), rng)
    assert fields_told([*many_members(rng), copied]) == [(copied.path, "水利")]


@pytest.mark.parametrize(
    ("organ", "kind"),
    [
        ("鹭屏县水利和湖泊局", "department"),
        ("鹭屏县人民政府", "county"),
        ("鹭屏县防汛抗旱指挥中心", "institution"),
    ],
)
def test_organs_that_may_speak_of_it_are_silent(organ: str, kind: str) -> None:
    rng = Random(1)
    member = plain_member(organ, kind, FIELDS["水利"].split(), rng)
    assert fields_told([*many_members(rng), member]) == []


def test_few_reports_tell_nothing_of_a_field() -> None:
    rng = Random(2)
    copied = plain_member("鹭屏县鹭洲镇人民政府", "town", FIELDS["水利"].split(), rng)
    assert fields_told([*many_members(rng, bureaus=9), copied]) == []
    assert fields_told([*many_members(rng, towns=10)[:40], copied]) == []
