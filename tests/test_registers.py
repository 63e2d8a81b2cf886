"""The register of organs: how it is read, what is said of its faults, and whose report a name stands for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.batch.registers import parse_register, read_register
from govlint.pack import load_pack
from govlint.problems import UserFileError
from govlint.sets.register import Entry, Register, places_in

PACK = load_pack()
ROWS = (
    "机关名称,别名,类别,上级,地区,起始年度,截止年度,是否编报\n"
    "澄川市人民政府,,,,,,,否\n"
    "澄川市云岭县人民政府,云岭县政府,县,澄川市人民政府,,,,\n"
    "云岭县人民政府办公室,,办公室,澄川市云岭县人民政府,,,,\n"
    "云岭县教育和体育局,云岭县教育局;云岭县教体局,部门,澄川市云岭县人民政府,,,,\n"
    "云岭县粮食局,,部门,澄川市云岭县人民政府,,,2019,\n"
    "国家税务总局云岭县税务局,,垂直管理,澄川市云岭县人民政府,,,,\n"
    "城关镇人民政府,,乡镇,澄川市云岭县人民政府,,2021年,,是\n"
    "澄川市临溪区人民政府,,,澄川市人民政府,,,,\n"
    "临溪区教育局,,,澄川市临溪区人民政府,,,,\n"
    "临溪区城关街道办事处,,,澄川市临溪区人民政府,,,,\n"
)


def register_of(text: str, name: str = "register.csv") -> Register:
    return parse_register(text.encode(), name, PACK)


REGISTER = register_of(ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read_as_spreadsheets_save_it(encoding: str, newline: str, mark: str, tmp_path: Path) -> None:
    rows = ROWS.replace("云岭县教育局;云岭县教体局", "云岭县教育局、云岭县教体局")
    path = tmp_path / "register.csv"
    path.write_bytes(rows.replace(",", mark).replace("\n", newline).encode(encoding))
    register = read_register(str(path), PACK)
    assert [entry.name for entry in register.entries] == [entry.name for entry in REGISTER.entries]
    assert register.entry("云岭县教育和体育局") == Entry(
        "云岭县教育和体育局", ("云岭县教育局", "云岭县教体局"), "department", "澄川市云岭县人民政府", "", None, None, 5
    )
    kinds = [entry.kind for entry in register.entries]
    assert kinds == ["city", "county", "office", "department", "department", "vertical", "town", "county", "department",
                     "subdistrict"]  # fmt: skip


def test_toml_says_the_same() -> None:
    text = (
        '[[organ]]\nname = "云岭县人民政府"\nkind = "county"\nreports = false\n\n'
        '[[organ]]\nname = "云岭县教育局"\naliases = ["云岭县教体局"]\nparent = "云岭县人民政府"\n'
        "since = 2019\nuntil = 2022\n"
    )
    register = register_of(text, "register.toml")
    assert register.entries == (
        Entry("云岭县人民政府", (), "county", line=1, is_reporting=False),
        Entry("云岭县教育局", ("云岭县教体局",), "department", "云岭县人民政府", "", 2019, 2022, 6),
    )


def test_columns_go_by_english_names_too_and_lines_over_several_lines_are_counted() -> None:
    register = register_of('name,parent,aliases\n"甲县\n人民政府",,\n\n甲县民政局,甲县人民政府,\n')
    assert [(entry.name, entry.line) for entry in register.entries] == [("甲县人民政府", 2), ("甲县民政局", 5)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "name the columns"),
        ("甲县民政局\n甲县水利局\n", 1, "name the columns"),
        ("机关名称\n", None, "names no organ"),
        ("机关名称,上极\n甲县民政局,\n", 1, "上极"),
        ("机关名称,name\n甲县民政局,\n", 1, "twice"),
        ("机关名称,上级\n甲县民政局,甲县人民政俯\n", 2, "does not have the parent"),
        ("机关名称,上级\n甲县民政局,乙县民政局\n乙县民政局,甲县民政局\n", 2, "circle"),
        ("机关名称\n甲县民政局\n\n甲县民政局\n", 4, "line 2"),
        ("机关名称,类别\n甲县民政局,部们\n", 2, "部们"),
        ("机关名称,截止年度\n甲县民政局,二〇二二\n", 2, "no year"),
        ("机关名称,起始年度,截止年度\n甲县民政局,2023,2020\n", 2, "before the first"),
        ("机关名称,是否编报\n甲县民政局,大概\n", 2, "大概"),
        ("机关名称,上级\n,甲县人民政府\n", 2, "no name"),
        ("机关名称\n甲县民政局,多余\n", 2, "more cells"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(UserFileError) as raised:
        register_of(text)
    assert raised.value.line == line
    assert said in raised.value.sentence("en")
    assert raised.value.sentence("zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[organ]]\nnmae = "甲"\n', "nmae"),
        ('[[organ]]\nkind = "county"\n', "missing"),
        ('[[organ]]\nname = "甲县民政局"\nsince = "2020"\n', "whole number"),
        ("organ = 3\n", "array of tables"),
    ],
)
def test_so_it_is_in_toml(text: str, said: str) -> None:
    with pytest.raises(UserFileError) as raised:
        register_of(text, "register.toml")
    assert raised.value.line is not None
    assert said in raised.value.sentence("en")


def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(UserFileError):
        read_register(str(tmp_path / "none.csv"), PACK)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01\xff\xfe")
    with pytest.raises(UserFileError):
        read_register(str(tmp_path / "picture.csv"), PACK)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_a_register_or_a_problem(text: str) -> None:
    with suppress(UserFileError):
        assert register_of("机关名称,上级\n" + text).entries


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("云岭县教育和体育局", "云岭县教育和体育局"),
        ("澄川市云岭县教育和体育局", "云岭县教育和体育局"),
        ("云岭县教体局", "云岭县教育和体育局"),
        ("云岭县 教育局", "云岭县教育和体育局"),
        ("教育和体育局", "云岭县教育和体育局"),
        ("县教体局", "云岭县教育和体育局"),
        ("云岭县人民政府", "澄川市云岭县人民政府"),
        ("云岭县政府办公室", "云岭县人民政府办公室"),
        ("澄川市云岭县人民政府办公室", "云岭县人民政府办公室"),
        ("湘江省澄川市云岭县人民政府", "澄川市云岭县人民政府"),
        ("云岭县城关镇人民政府", "城关镇人民政府"),
        ("城关镇人民政府", "城关镇人民政府"),
        ("城关镇政府", "城关镇人民政府"),
        ("国家税务总局云岭县税务局", "国家税务总局云岭县税务局"),
        ("澄川市临溪区城关街道办事处", "临溪区城关街道办事处"),
        ("临溪区教育局", "临溪区教育局"),
    ],
)
def test_full_and_short_names_are_known(name: str, organ: str) -> None:
    found = REGISTER.match(name)
    assert found is not None
    assert found.name == organ


@pytest.mark.parametrize(
    "name",
    [
        "",
        "教育局",  # two have one
        "临江县教育和体育局",
        "临江县城关镇人民政府",
        "禾川市云岭县教育和体育局",
        "云岭县水利局",
        "云岭县",
        "岭县教体局",
        "云岭县教体局机关",
        "粮食",
        "云岭县人民政府驻澄川市办事处",
    ],
)
def test_a_name_is_never_guessed(name: str) -> None:
    assert REGISTER.match(name) is None


@pytest.mark.parametrize(("organ", "years"), [("云岭县粮食局", {2018, 2019}), ("城关镇人民政府", {2021, 2022, 2023})])
def test_an_organ_reports_from_its_first_year_to_its_last(organ: str, years: set[int]) -> None:
    entry = REGISTER.entry(organ)
    assert entry is not None
    assert {year for year in range(2018, 2024) if entry.reports_on(year)} == years


def test_who_belongs_to_whom() -> None:
    county = REGISTER.entries[1]
    assert [entry.name for entry in REGISTER.below(county)] == [entry.name for entry in REGISTER.entries[2:7]]
    assert [entry.name for entry in REGISTER.above(REGISTER.entries[6])] == [county.name, "澄川市人民政府"]
    assert REGISTER.seat(REGISTER.entries[3]) is county
    assert REGISTER.places(REGISTER.entries[6]) == ["澄川市", "云岭县", "城关镇"]
    assert len(REGISTER.all_below(REGISTER.entries[0])) == 9


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("澄川市云岭县水利局", ["澄川市", "云岭县"]),
        ("云岭县住房和城乡建设局", ["云岭县"]),
        ("云岭县城市管理综合行政执法局", ["云岭县"]),
        ("云岭县市场监督管理局", ["云岭县"]),
        ("云岭县乡村振兴局", ["云岭县"]),
        ("澄川市民政局", ["澄川市"]),
        ("澄川市政务服务局", ["澄川市"]),
        ("澄川市市场监督管理局", ["澄川市"]),
        ("澄川市区域合作局", ["澄川市"]),
        ("郑州市水利局", ["郑州市"]),
        ("景德镇市人民政府", ["景德镇市"]),
        ("荆州市沙市区教育局", ["荆州市", "沙市区"]),
        ("津市市人民政府", ["津市市"]),
        ("新乡市新乡县人民政府", ["新乡市", "新乡县"]),
        ("凉山彝族自治州人民政府", ["凉山彝族自治州"]),
        ("积石山保安族东乡族撒拉族自治县财政局", ["积石山保安族东乡族撒拉族自治县"]),
        ("酉阳土家族苗族自治县清泉乡人民政府", ["酉阳土家族苗族自治县", "清泉乡"]),
        ("云岭县古城乡人民政府", ["云岭县", "古城乡"]),
        ("鄂尔多斯市红旗镇人民政府", ["鄂尔多斯市", "红旗镇"]),
        ("望江区柳堤街道办事处", ["望江区", "柳堤街道"]),
        ("沙县教育局", ["沙县"]),
        ("国家税务总局云岭县税务局", []),
        ("澄川市生态环境局云岭县分局", ["澄川市"]),
        ("澄川市社区服务中心", ["澄川市"]),
        ("教育局", []),
        ("", []),
    ],
)
def test_the_places_that_a_name_begins_with(name: str, places: list[str]) -> None:
    assert places_in(name) == places
