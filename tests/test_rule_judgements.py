"""What the rules on structure, dates, organs and repetition decide case by case, beyond their own examples."""

from __future__ import annotations

import time
from datetime import date
from random import Random

import pytest

from govlint.pack import load_pack
from govlint.rule import ERROR, INFO, WARNING, Finding
from tests.test_rules import REGISTRY, findings, report_on


def clean(name: str = "department-2023", *changes: tuple[str, str]) -> str:
    text = load_pack().read_text("examples", f"{name}.txt")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def say(code: str, text: str, organ_kind: str | None = None) -> list[Finding]:
    return findings(REGISTRY.rule(code), report_on(text, organ_kind=organ_kind))


def severities(code: str, text: str, organ_kind: str | None = None) -> list[str]:
    return [finding.severity for finding in say(code, text, organ_kind)]


# -- when a report is late -------------------------------------------------------------------------------------------

PUBLISHED = ("报告\n本报告根据", "报告\n发布日期:{}\n本报告根据")


def dated(signed: date | None, published: date | None) -> str:
    issue = "" if signed is None else f"{signed.year}年{signed.month}月{signed.day}日"
    changes = [("2024年1月18日", issue)]
    if published is not None:
        changes.append((PUBLISHED[0], PUBLISHED[1].format(published.isoformat())))
    return clean("department-2023", *changes)


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("department", date(2024, 1, 31), None),
        ("department", date(2024, 2, 1), ERROR),
        ("office", date(2024, 2, 1), ERROR),
        ("county", date(2024, 3, 31), None),
        ("county", date(2024, 4, 1), ERROR),
        ("city", date(2024, 4, 1), ERROR),
        ("province", date(2024, 3, 1), None),
        ("town", date(2024, 1, 31), None),
        ("town", date(2024, 2, 1), WARNING),
        ("town", date(2024, 4, 1), ERROR),
        ("subdistrict", date(2024, 3, 31), WARNING),
        ("institution", date(2024, 2, 1), WARNING),
        ("committee", date(2024, 4, 1), ERROR),
    ],
)
def test_the_deadline_is_that_of_the_kind_of_organ(kind: str, day: date, expected: str | None) -> None:
    published = severities("GL503", dated(None, day), kind)
    assert published == ([] if expected is None else [expected])
    signed = severities("GL503", dated(day, None), kind)
    assert signed == ([] if expected is None else [WARNING]), "a date of issue alone only warrants a warning"


@pytest.mark.parametrize(
    ("signed", "published", "expected"),
    [
        (date(2024, 1, 18), date(2024, 1, 19), []),
        (date(2024, 1, 18), date(2024, 3, 5), [WARNING]),
        (date(2024, 1, 18), date(2026, 7, 1), [INFO]),
        (date(2024, 2, 20), date(2024, 2, 21), [ERROR]),
        (date(2024, 2, 20), date(2026, 7, 1), [ERROR]),
        (None, date(2024, 2, 21), [ERROR]),
        (None, date(2026, 7, 1), [WARNING]),
    ],
)
def test_a_page_that_was_published_again_is_not_taken_for_a_late_report(
    signed: date | None, published: date, expected: list[str]
) -> None:
    assert severities("GL503", dated(signed, published)) == expected


def test_a_date_that_cannot_be_is_told_once() -> None:
    text = dated(date(2025, 3, 1), None)
    assert severities("GL502", text) == [ERROR]
    assert not severities("GL503", text)


def test_a_date_that_fits_the_period_is_not_blamed_for_the_year_in_the_title() -> None:
    text = clean("department-2023", ("青石县教育局2023年政府", "青石县教育局2021年政府"))
    assert severities("GL506", text) == [ERROR]
    assert not severities("GL502", text)


# -- a text that breaks off ------------------------------------------------------------------------------------------


def test_what_a_text_that_breaks_off_lacks_is_told_once() -> None:
    whole = clean()
    cut = whole[: whole.index("四、政府信息公开行政复议")]
    assert len(say("GL104", cut)) == 1
    assert not say("GL501", cut)
    assert not say("GL511", cut)


def test_sections_missing_side_by_side_are_one_finding() -> None:
    text = clean("institution-2021")
    start, end = text.index("五、存在"), text.index("六、其他")
    (finding,) = say("GL104", text[:start] + text[end:])
    assert finding.args["titles"] == "“五、存在的主要问题及改进情况”"
    tables, problems = text.index("四、政府信息公开行政"), text.index("六、其他")
    (finding,) = say("GL104", text[:tables] + text[problems:])
    assert finding.args["titles"] == "“四、政府信息公开行政复议、行政诉讼情况”“五、存在的主要问题及改进情况”"


# -- names of organs -------------------------------------------------------------------------------------------------


def two_titles(first: str, second: str) -> str:
    title = "2023年政府信息公开工作年度报告\n"
    return clean("department-2023", (f"青石县教育局{title}", f"{first}{title}{second}{title}"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("县教育局", "青石县教育局"),
        ("青石县教体局", "青石县教育体育局"),
        ("青石县政府办", "青石县人民政府办公室"),
        ("禾坪镇", "云岭县禾坪镇人民政府"),
        ("柳堤街道", "澄川市望江区柳堤街道办事处"),
        ("柳堤街道办事处", "澄川市望江区柳堤街道"),
        ("澄川高新区管委会", "澄川高新技术产业开发区管理委员会"),
        ("教育局", "青石县文旅局"),
    ],
)
def test_a_short_form_of_a_name_is_no_other_organ(first: str, second: str) -> None:
    assert not say("GL103", two_titles(first, second))
    assert not say("GL103", two_titles(second, first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("青石县教育局", "白石县教育局"),
        ("青石县教育局", "青石县水利局"),
        ("云岭县禾坪镇人民政府", "云岭县梅湾镇人民政府"),
        ("临溪县人民政府", "云岭县人民政府"),
    ],
)
def test_names_of_two_organs_are_told_apart(first: str, second: str) -> None:
    assert [finding.variant for finding in say("GL103", two_titles(first, second))] == ["organ"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("town", [ERROR]),
        ("subdistrict", [ERROR]),
        ("county", [ERROR]),
        ("department", [ERROR]),
        ("office", [ERROR]),
        ("institution", [ERROR]),
        ("committee", [ERROR]),
        ("city", [INFO]),
        ("province", []),
    ],
)
def test_who_may_make_rules(kind: str, expected: list[str]) -> None:
    text = clean("department-2023", ("规章 | 0 | 0 | 0 |", "规章 | 2 | 0 | 5 |"))
    assert severities("GL516", text, kind) == expected


def test_a_city_is_asked_whether_it_may_make_rules() -> None:
    assert severities("GL516", clean("city-2022")) == [INFO]
    prefecture = clean("city-2022", ("澄川市人民政府", "澄川自治州人民政府"))
    assert not severities("GL516", prefecture)


# -- repetition ------------------------------------------------------------------------------------------------------


def overview(*paragraphs: str) -> str:
    return clean("department-2023", ("(三)政府信息管理。", "\n".join(paragraphs) + "\n(三)政府信息管理。"))


def test_several_sentences_pasted_together_are_one_finding() -> None:
    block = "全年组织学校开放活动二十六场次。邀请家长代表列席校务会议。活动方案和经费使用情况全部上网公布。"
    (finding,) = say("GL601", overview(block + block))
    assert finding.severity == ERROR
    report = report_on(overview(block + block))
    assert report.text[finding.start : finding.end] == block


def test_a_sentence_pasted_many_times_is_one_finding() -> None:
    (finding,) = say("GL601", overview("全年组织学校开放活动二十六场次并公布方案。" * 5))
    assert finding.severity == ERROR


def test_a_sentence_pasted_over_the_ends_of_lines_is_found() -> None:
    lines = ["今年的校园安全信息由各校安全员按月填报并在", "公示栏张贴,同时在门户网站公布整改结果,接受"]
    lines += ["家长监督。今年的校园安全信息由各校安全员按月", "填报并在公示栏张贴,同时在门户网站公布整改结"]
    lines += ["果,接受家长监督。各校还在家长会上逐项说明情", "况。"]
    (finding,) = say("GL601", overview(*lines))
    assert finding.severity == ERROR


@pytest.mark.parametrize(
    "sentence",
    [
        "本年度未收到公民、法人和其他组织提出的政府信息公开申请。",
        "全年没有发生因政府信息公开引发的行政复议和行政诉讼案件。",
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "严格执行《中华人民共和国政府信息公开条例》《青石县政府信息公开工作办法》。",
        "(四)健全完善政府信息公开制度机制。",
    ],
)
def test_what_reports_may_say_in_two_places_is_no_repetition(sentence: str) -> None:
    assert not say("GL601", overview(sentence, "各校公开栏统一更换版面,由专人定期维护。", sentence))


def test_neighbouring_paragraphs_copied_together_are_one_finding() -> None:
    one = "全年组织学校开放活动二十六场次,邀请家长代表列席校务会议,活动方案、经费使用和整改情况全部在门户网站公布。"
    two = "各校在公示栏张贴收费项目和标准,学期结束后公布伙食费收支明细,由家长委员会推选代表逐项核对并签字确认。"
    (finding,) = say("GL602", overview(one, two, one, two))
    assert finding.variant == "default"
    assert not say("GL601", overview(one, two, one, two)), "one cause, one finding"


def test_statements_that_only_share_their_pattern_are_no_copies() -> None:
    parts = [
        f"{place}全年公开招生信息{a}条、收费信息{b}条、采购信息{c}条,按时更新率达到百分之九十以上,接受家长和社会各界监督。"
        for place, a, b, c in (("城区学校", 31, 42, 53), ("乡镇学校", 14, 25, 36), ("民办学校", 7, 18, 29))
    ]
    assert not say("GL602", overview(*parts))


RNG = Random(20240118)
WORDS = "青石县教育局公开信息政府报告办理申请情况工作加强完善制度发布审核培训考核"


def _phrase(length: int) -> str:
    return "".join(RNG.choice(WORDS) for _ in range(length))


@pytest.mark.parametrize(
    "body",
    [
        "在局机关一楼设立查阅点并配备自助查询终端供群众使用。" * 12_000,
        "全年通过县政府门户网站发布教育信息,其中招生入学类、财政资金类、规划计划类若干条,群众反映良好。\n" * 6_000,
        "\n".join(_phrase(30) for _ in range(10_000)),
        "\n".join(
            f"全年通过门户网站发布教育信息,其中{_phrase(3)}类、规划计划类若干条,群众反映{_phrase(2)}满意。"
            for _ in range(6_000)
        ),
        "".join(RNG.sample([_phrase(22) + "。" for _ in range(6_000)] * 2, 12_000)),
        "2022年," * 60_000,
        "《" * 300_000,
    ],
    ids=["one sentence", "one paragraph", "wrapped lines", "near copies", "shuffled", "years", "book marks"],
)
def test_long_and_monotonous_text_costs_little(body: str) -> None:
    report = report_on(overview(body))
    assert report.sentences
    assert report.tables
    start = time.process_time()
    for code in ("GL104", "GL506", "GL601", "GL602", "GL811", "GL812"):
        findings(REGISTRY.rule(code), report)
    assert time.process_time() - start < 5
