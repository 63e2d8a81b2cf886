"""Words and punctuation: what the rules GL711–GL716 and GL721–GL724 name, and what they leave alone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

import govlint
from govlint.pack import load_pack
from govlint.readers.contract import read_document
from govlint.report.model import Report
from govlint.source.read import read_stream
from govlint_rules.misprints import GENERAL, STANDING, STATE, misprints

CODES = ("GL711", "GL712", "GL713", "GL714", "GL715", "GL716", "GL721", "GL722", "GL723", "GL724")
BASE = "town-2023"
HOOK = "由专人引导群众查阅。"
"""Behind this sentence of the clean report a sentence is put."""


def report_with(sentence: str) -> str:
    text = load_pack().read_text("examples", f"{BASE}.txt")
    assert HOOK in text
    return text.replace(HOOK, HOOK + sentence, 1)


def found(text: str) -> list[str]:
    """The codes of every finding of these rules."""
    (file,) = govlint.lint(text=text, select=list(CODES)).files
    return [item.code for item in file.diagnostics]


def codes(sentence: str) -> list[str]:
    return found(report_with(sentence))


def read(text: str) -> Report:
    return Report(read_document(read_stream(text.encode(), "report.txt")), load_pack())


# -- what is named -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "学习中华人民共合国宪法。",
        "学习中华 人民共合国宪法。",
        "学习中国人民共和国宪法。",
        "学习中华人民共和政府信息公开条例。",
        "国务院公厅印发了通知。",
        "全国人民代表大会常务委会作出决定。",
        "中国人民政治协商会会议章程。",
        "县民政府网站开设专栏。",
        "省人民政信息公开平台上线。",
    ],
)
def test_names_of_state_and_party_are_spelt_right(sentence: str) -> None:
    assert codes(sentence) == ["GL711"]


@pytest.mark.parametrize(
    "sentence",
    [
        "以习近平新时代中国特色社会主义思相为指导。",
        "以习近平新时代中国特色社会主主义思想为指导。",
        "以习近平新时代中国特色社会主思想为指导。",
        "以习近平新时代中国持色社会主义思想为指导。",
        "以习近平新时代中特色会主义思想为指导。",
        "以习近平同志为核心党中央坚强领导。",
        "深入学习近平新时代中国特色社会主义思想。",
        "推进国家治理体系和治理能力现化。",
        "学习习近平生文明思想。",
        "坚持把公开透明作为政务公开工作的基本制度。",
    ],
)
def test_standing_phrases_are_quoted_exactly(sentence: str) -> None:
    assert codes(sentence) == ["GL712"]


@pytest.mark.parametrize(
    "sentence",
    [
        "针对薄弱环结制定措施。",
        "二是进步完善制度。",
        "三是进一规范流程。",
        "数据截止2023年12月31日。",
        "截止6月底已完成过半任务。",
        "主动公开形势单一,公开形势单一。",
        "自己负责的事项己按时办结。",
        "既使信息没有变化,也要每季度核对。",
        "请登陆县政府网站查看。",
        "居民反应的问题均已解决。",
        "如实反应群众诉求。",
        "(四)府信息公开平台建设。",
        "对政信息公开条例进行宣传。",
        "以申请公开工作平稳,(以申请公开工作)有序。",
        "依申公开渠道畅通。",
        "微信公从号定期推送。",
        "《政信息公开条例》专题培训。",
        "审 核把官不严。",
    ],
)
def test_frequent_slips_are_named(sentence: str) -> None:
    assert codes(sentence) == ["GL713"]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("公开了决算、预算和说明进行公开。", "GL714"),
        ("对目录进行了开展。", "GL714"),
        ("通过培训,使得人员能力提升。", "GL714"),
        ("做好政务信息公开。", "GL715"),
        ("改正错别字失效链接。", "GL716"),
        ("落实《条例。", "GL721"),
        ("落实条例》。", "GL721"),
        ("设专区(两处。", "GL721"),
        ("落实“三审“制度。", "GL721"),
        ("落实《关于印发《条例》的通知》。", "GL721"),
        ("按时完成;。", "GL722"),
        ("按时,、完成。", "GL722"),
        ("按时::完成。", "GL722"),
        ("设专区，有专人。", "GL723"),
        ("已完成.\n", "GL724"),
        ("已完成,.", "GL724"),
    ],
)
def test_predicates_terms_lists_and_marks_are_named(sentence: str, code: str) -> None:
    assert codes(sentence) == [code]


def test_the_same_slip_is_told_once() -> None:
    (file,) = govlint.lint(text=report_with("登陆网站查询,登陆网站申请,登陆网站评价。"), select=["GL713"]).files
    (diagnostic,) = file.diagnostics
    assert len(diagnostic.related) == 2


def test_a_slip_over_the_end_of_a_wrapped_line_is_found() -> None:
    assert codes("以习近平新时代中国特社\n会主义思想为指导,扎实做好各项公开工作并持续改进。") == ["GL712"]
    assert codes("对已经公开的信息逐条核对并且严格执行保\n秘审查制度。") == ["GL713"]


# -- what is left alone --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "习近平新时代中国特色社会主义经济思想。",
        "新时代中国特色社会主义伟大事业。",
        "发展中国特色社会主义。",
        "党的二十届二中全会、三中全会、四中全会。",
        "以人民为中心,以群众需求为导向。",
        "学习近期文件,学习近平凡的事迹。",
        "组织自学习近平总书记的文章。",
        "其中共产党员占多数,在职工人代表大会上通报。",
        "我国各院校、全国务工人员。",
        "科学展示、科学发现。",
        "国务院港澳事务办公室、国务院新闻办公室。",
        "改善居民政府信息获取条件。",
        "小区民政服务站、市民政府热线。",
    ],
)
def test_other_right_phrases_are_no_near_misses(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "技术进步提升效率,取得进步,完善提高。",
        "进一家、走一步提升一步。",
        "申请截止日期为每月20日,报名截止2023年10月31日。",
        "截至2023年12月31日。",
        "群众反应积极,反应的时间缩短。",
        "既使干部受教育,又使群众得实惠。",
        "自己公开承诺,先人后己按时到岗。",
        "台风登陆后网站及时发布信息。",
        "住进帐篷,搭建帐篷。",
        "研究竞争机制,究竟如何。",
        "人参于秋季采收。",
        "可以申请公开政府信息,以申请公开为由。",
        "行政信息公开、民政信息公开、市政信息公开。",
        "政府信息公示、政府信息公布、政府信息开放。",
        "微信公号、政务公开、党务公开。",
        "采纳人大代表建议,列人才名单。",
        "更好的服务、较好的成绩、有效的措施。",
        "充分的准备了解到位。",
        "做好社会求助受理,做为民服务的事。",
        "部属高校、部属单位。",
        "严峻工作形势,高峻工程。",
        "推动解决环结构问题。",
    ],
)
def test_right_words_that_hold_a_slip_by_chance_are_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "分为:1)查询;2)申请;(3)取件。",
        "三)政府信息管理。",
        "具体如下1)查询2)申请。",
        "领导要求:“要公开。\n要及时公开。\n要全面公开。\n要准确公开。”",
        '落实“三审"制度。',
        "乱码?。不算。",
        "认真学习中\n华人民共和国国旗法。",
        "(一政府信息管理情况良好。",
        "“多跑腿……”“少跑腿?!”",
        "落实“先审查、\n后公开”的要求。",
        "公开了目录,并对目录进行公开。",
        "《关于印发〈办法〉的通知》(国办发〔2023〕5号)。",
        "(国办公开办函〔202130号)。",
        "时间8:30,网址http://a.example/b(c),比例1:3。",
        "联系电话:,地址:。",
        "满意率98.5%,增长2.1%.5。",
        "设置政务信息公开科。",
        "开展进社区活动,进行开放式座谈。",
    ],
)
def test_marks_that_extraction_or_use_explain_are_left_alone(sentence: str) -> None:
    assert codes(sentence) == []


def test_a_text_of_one_width_is_not_named() -> None:
    wide = str.maketrans({",": "，", "(": "（", ")": "）", ":": "：", ";": "；"})
    text = load_pack().read_text("examples", f"{BASE}.txt")
    assert found(text) == []
    assert found(text.translate(wide)) == []


@pytest.mark.parametrize(
    "alter",
    [
        lambda text: text.replace("政府信息", "政(zhèng)府(fǔ)信(xìn)息(xī)").replace("公开", "公(gōng)开(kāi)"),
        lambda text: text.replace("国", "國").replace("务", "務").replace("开", "開").replace("思", "偲"),
    ],
    ids=["pinyin", "traditional"],
)
def test_a_copy_with_its_characters_changed_is_not_judged(alter: object) -> None:
    text = report_with("以习近平新时代中国特色社会主义思想为指导,中国特社会主义,国务院,落实《条例,开展业务。")
    assert callable(alter)
    assert not [item for item in found(str(alter(text))) if item in CODES[:6]]


# -- the vocabularies ----------------------------------------------------------------------------------------------


def entries() -> Iterator[tuple[str, str, str, str]]:
    """Vocabulary, source, key and entry of every word."""
    for name in (STATE, STANDING, GENERAL):
        for source, words in load_pack().vocabulary(name)["words"].items():
            for key, group in words.items():
                for entry in group:
                    yield name, source, key, entry


def test_an_entry_stands_under_its_key_and_differs_from_what_is_right() -> None:
    seen: set[str] = set()
    for name, _, key, entry in entries():
        wrong, right, *unless = entry.split(" ")
        assert key in wrong, (name, entry)
        assert wrong != right, (name, entry)
        assert wrong not in right, (name, entry)
        assert wrong not in seen, (name, entry)
        assert all(wrong in other and wrong != other for other in unless), (name, entry)
        seen.add(wrong)


def test_every_entry_names_its_source() -> None:
    law = load_pack().law
    sources = {source for _, source, _, _ in entries()}
    for name in (STATE, STANDING, GENERAL, "list_items"):
        data = load_pack().vocabulary(name)
        for kind in ("phrases", "patterns", "groups"):
            sources |= {group["source"] for group in data.get(kind, ())}
    assert sources <= set(law)


def test_no_right_form_is_a_wrong_one() -> None:
    pack = load_pack()
    rights = [entry.split(" ")[1] for _, _, _, entry in entries()]
    for name in (STATE, STANDING, GENERAL):
        rights += [text for group in pack.vocabulary(name)["phrases"] for text in group["phrases"]]
    text = report_with("".join(f"{right}。" for right in dict.fromkeys(rights)))
    slips = misprints(read(text))
    assert not any(slips.values()), slips


def test_every_entry_is_found() -> None:
    wrongs = [entry.split(" ")[0] for _, _, _, entry in entries()]
    report = read(report_with("".join(f"其,{wrong},等。" for wrong in wrongs)))
    found = {
        slip.start + at for slips in misprints(report).values() for slip in slips for at in range(len(slip.printed))
    }
    start = report.text.index(HOOK)
    missed = []
    for wrong in wrongs:
        start = report.text.index(f"其,{wrong},等。", start) + 2
        if found.isdisjoint(range(start, start + len(wrong))):
            missed.append(wrong)
    assert not missed


def test_right_texts_that_hold_an_entry_by_chance_are_left_alone() -> None:
    rights = {other: entry.split(" ")[0] for _, _, _, entry in entries() for other in entry.split(" ")[2:]}
    report = read(report_with("".join(f"其,{right},等。" for right in rights)))
    printed = {slip.printed for slips in misprints(report).values() for slip in slips}
    assert not printed & set(rights.values())


# -- prose ---------------------------------------------------------------------------------------------------------


def test_the_prose_leads_back_to_the_report() -> None:
    report = read(report_with("设 置 查阅点,方便\u3000群众。"))
    prose = report.running_text
    at = prose.text.index("设置查阅点,方便群众")
    start, end = prose.range(at, at + 10)
    assert report.text[start:end] == "设 置 查阅点,方便 群众"


@pytest.mark.parametrize(
    "piece",
    [
        "一是",
        "《",
        "(",
        "“”",
        "。",
        ",",
        "政府信",
        "中国特色社会主义",
        "学习近",
        "进行了公开",
        "的",
        "习近",
        ". ",
        "《条例》",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = load_pack().read_text("examples", f"{BASE}.txt").replace(HOOK, HOOK + piece * (300_000 // len(piece)), 1)
    started = time.process_time()
    govlint.lint(text=text, select=list(CODES))
    assert time.process_time() - started < 5
