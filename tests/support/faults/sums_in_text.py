"""Faults of figures of the narrative among themselves, and charges."""

from __future__ import annotations

from random import Random

from tests.support.faults.registry import CELLS, fault
from tests.support.reports import Generated, Paragraph


def _place(report: Generated, rng: Random, text: str) -> bool:
    """Adds a sentence to a paragraph of section one, or to a paragraph of its own behind the last."""
    section = report.section(1)
    places = [item for item in section.paragraphs if item.kind == "text" and item.text.endswith("。")]
    if not places or rng.random() < 0.25:
        section.body.append(Paragraph(text))
    else:
        rng.choice(places).text += text
    return True


def _off(rng: Random, number: int) -> int:
    """A slip of the pen near `number`, at most an eighth away and never the number itself."""
    step = rng.randint(1, max(1, number // 8))
    return number + step if rng.random() < 0.5 or number <= step else number - step


# -- parts and wholes ----------------------------------------------------------------------------------------------

_LISTS = {
    "two parts": "{we}全年采编信息稿件{whole}篇,其中政策类{a}篇、动态类{bc}篇。",
    "bare figures": "年内印制宣传资料{whole}册,其中{a}册、{bc}册分两次发放。",
    "three parts by commas": "全年更新办事指南{whole}份,其中修改条件{a}份,调整时限{b}份,补充材料{c}份。",
    "a part for the rest": "{we}答复群众来信{whole}封,其中咨询类{a}封、建议类{b}封、其他{c}封。",
    "brackets": "{year}年修订内部制度{whole}项(新制定{a}项、修改{b}项、废止{c}项),并汇编成册。",
    "including": "全年编发工作简报{whole}期,包括经验类{a}期、通报类{b}期、通知类{c}期。",
    "a colon": "全年归档材料总数{whole}份:申请材料{a}份,往来文书{b}份,送达凭证{c}份。",
    "each": "{we}开展检查{whole}次,分别为季度检查{a}次、月度检查{b}次、临时检查{c}次。",
    "semicolons": "全年受理电话咨询{whole}人次,其中:办事咨询{a}人次;政策咨询{b}人次;投诉咨询{c}人次。",
    "the sentence before": "全年整理历史文件{whole}份,做到逐份登记。其中一般文件{a}份,会议纪要{b}份,其他文件{c}份。",
    "by kind": "全年发放办事手册{whole}册。按内容分,社保类{a}册、医保类{b}册、户籍类{c}册。",
    "shares besides": "{we}发放调查问卷{whole}份,其中个人问卷{a}份(由社区发放)、企业问卷{bc}份。",
    "a list before": "全年组织学习{a}次,其中集中学习{a}次;检查指导{whole}次,其中现场{b}次、抽查{c}次、书面{a}次。",
    "Chinese numerals": "{we}设立公开意见箱{whole_zh}个,其中机关大院{a_zh}个、服务网点{bc_zh}个。",
}
_NUMERALS = "零一二三四五六七八九十"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def _list_fault(name: str, template: str) -> None:
    @fault(f"parts that do not make up the whole, {name}", "GL413", least="warning", once=True, blanks=True)
    def change(report: Generated, rng: Random) -> bool:
        large = "_zh" not in template
        a, b, c = (rng.randint(11, 96) if large else rng.randint(3, 20) for _ in range(3))
        parts = a + b + c
        whole = _off(rng, parts)
        words = {"we": report.words["we"], "year": report.year, "whole": whole, "a": a, "b": b, "c": c, "bc": b + c}
        if not large:
            words |= {"whole_zh": _numeral(whole), "a_zh": _numeral(a), "bc_zh": _numeral(b + c)}
        return _place(report, rng, template.format(**words))


for _name, _template in _LISTS.items():
    _list_fault(_name, _template)


@fault("a total that its parts do not yield", "GL413", least="warning", once=True, blanks=True)
def _wrong_total(report: Generated, rng: Random) -> bool:
    a, b, c = (rng.randint(11, 96) for _ in range(3))
    total = _off(rng, a + b + c)
    text = f"{report.year}年,{report.words['we']}发放宣传折页{a}份、明白纸{b}份、服务手册{c}份,合计{total}份。"
    return _place(report, rng, text)


@fault("a part larger than its whole", "GL413", least="warning", once=True, blanks=True)
def _large_part(report: Generated, rng: Random) -> bool:
    whole = rng.randint(12, 40)
    return _place(report, rng, f"全年印发工作提示{whole}份,其中书面提示{whole + rng.randint(2, 20)}份。")


# -- percentages ---------------------------------------------------------------------------------------------------

_SHARES = {
    "of a whole": "全年发放办事手册{whole}册,其中社保类{part}册,占{wrong}%。",
    "in brackets": "{we}发放调查问卷{whole}份,其中个人问卷{part}份({wrong}%),其余为单位问卷。",
    "named": "全年接听咨询电话共{whole}人次,其中政策咨询{part}人次,占咨询总数的{wrong}%。",
    "with a comma": "{we}共整理历史文件{whole}份,其中会议纪要{part}份,占比{wrong}%,均已扫描入库。",
    "in the next sentence": "全年更新办事指南{whole}份。其中修改办理条件{part}份,占比{wrong}%。",
    "two at once": "全年印发提示{whole}份,其中书面{part}份、口头{other}份,占比分别为{wrong}%、{right_other}%。",
}


def _percent(part: int, whole: int) -> int:
    """The share in tenths of a percent, rounded half up."""
    return (2000 * part + whole) // (2 * whole)


def _tenths(value: int) -> str:
    return f"{value // 10}.{value % 10}"


def _share_fault(name: str, template: str) -> None:
    @fault(f"wrong share {name}", "GL414", least="warning", once=True, blanks=True)
    def change(report: Generated, rng: Random) -> bool:
        whole = rng.randint(120, 900)
        part = rng.randint(20, whole - 20)
        right = _percent(part, whole)
        wrong = right + rng.choice((-1, 1)) * rng.randint(12, 90)
        if not 0 < wrong < 1000 or abs(wrong - 1000 + right) < 3:
            return False
        words = {"whole": whole, "part": part, "other": whole - part, "we": report.words["we"]}
        words |= {"wrong": _tenths(wrong), "right_other": _tenths(_percent(whole - part, whole))}
        return _place(report, rng, template.format(**words))


for _name, _template in _SHARES.items():
    _share_fault(_name, _template)


@fault("wrong growth from one figure to another", "GL414", least="warning", once=True, blanks=True)
def _growth(report: Generated, rng: Random) -> bool:
    old = rng.randint(40, 300)
    new = old + rng.randint(10, 90)
    wrong = _tenths(_percent(new - old, old) + rng.randint(15, 60))
    text = rng.choice(
        (
            f"全年接听咨询电话由上年的{old}人次增至{new}人次,增长{wrong}%。",
            f"全年接听咨询电话从{report.year - 1}年的{old}人次增加到{new}人次,同比增长{wrong}%。",
            f"全年接听咨询电话{new}人次,比上年的{old}人次增长{wrong}%。",
        )
    )
    return _place(report, rng, text)


# -- the same quantity twice ---------------------------------------------------------------------------------------


def _restated(name: str, first: str, second: str, least: str) -> None:
    @fault(f"a quantity with two figures, {name}", "GL415", least=least, once=True, blanks=True)
    def change(report: Generated, rng: Random) -> bool:
        count = rng.randint(120, 900)
        words = {"year": report.year, **report.words}
        report.section(1).body.insert(0, Paragraph(first.format(n=count, **words)))
        report.section(6).body.insert(0, Paragraph(second.format(n=_off(rng, count), **words)))
        return not any("门户网站公开" in item.text for item in report.section(1).paragraphs[1:])


_restated("on the site", "{year}年,通过{site}公开服务信息{n}条。", "全年{site}公开服务信息{n}条。", "warning")
_restated("in the column", "全年共在公开栏张贴办事公告{n}份。", "{year}年,{we}在公开栏张贴办事公告{n}份。", "warning")
_restated(
    "of the account",
    "{we}全年通过微信公众号发布便民文章{n}篇。",
    "按照有关要求,微信公众号共发布便民文章{n}篇。",
    "warning",
)
_restated("in other words", "全年通过{site}发布服务信息{n}条。", "{year}年,网站公开服务信息{n}条。", "info")


# -- measure words -------------------------------------------------------------------------------------------------

_ODD = (
    "全年共制发公文{n}个,均标注公开属性。",
    "{we}全年共印发文件{n}个。",
    "专栏全年访问量{n}个。",
    "公开专栏年度浏览量达{n}条,同比有所增加。",
    "办公室逐份登记公文{n}条,并按季度归档。",
    "全年回复群众留言{n}个,件件有答复。",
    "全年办理政协提案{n}个。",
    "组织召开专题会议{n}个,研究公开事项。",
    "一年来共印制{n}个公文,逐一认定属性。",
)


@fault("an unusual measure word", "GL417", blanks=True)
def _measure_word(report: Generated, rng: Random) -> bool:
    return _place(report, rng, rng.choice(_ODD).format(we=report.words["we"], n=rng.randint(12, 96)))


# -- the processing fee --------------------------------------------------------------------------------------------


def _fee(report: Generated, text: str, charges: str) -> bool:
    """States the fee in section six, and prints the charges of table 1."""
    if report.year < 2021:
        return False
    report.disclosure.row("charges").cells[0] = charges
    report.section(6).body = [Paragraph(text.format(year=report.year, **report.words))]
    return True


_UNTOLD = (
    "{year}年收取信息处理费{n}元。",
    "{year}年有1件政府信息公开申请收取信息处理费{n}元。",
    "依据信息处理费管理规定,{year}年{we}实际收取信息处理费共计{n}元。",
    "{year}年,{we}发出收费通知1件,收到信息处理费{n}元。",
    "本年度发出信息处理费收费通知2份,总金额{n}元。",
    "(一)信息处理费情况。本年度应收信息处理费{n}元。",
)


@fault("a fee not told in full", "GL422", blanks=True)
def _untold_fee(report: Generated, rng: Random) -> bool:
    text = rng.choice(_UNTOLD).replace("{n}", str(10 * rng.randint(10, 60)))
    return _fee(report, text, "36.5")


@fault("a fee without notices", "GL422", blanks=True)
def _fee_without_notice(report: Generated, rng: Random) -> bool:
    amount = 10 * rng.randint(10, 60)
    return _fee(report, f"{{year}}年发出收费通知0件,实际收取信息处理费{amount}元。", "36.5")


_TOLD = (
    "{year}年发出信息处理费收费通知{k}件,总金额{n}元,实际收取总金额{n}元。",
    "本年度{we}发出收费通知书{k}份,应收{n}元,实收信息处理费{n}元。",
    "全年发出收费通知{k}件、{n}元,已全部收取。实际收取信息处理费{n}元。",
)


@fault("more fee than charges", "GL423", needs=CELLS, least="warning", once=True, blanks=True)
def _fee_above_charges(report: Generated, rng: Random) -> bool:
    amount = 10 * rng.randint(20, 90)
    text = rng.choice(_TOLD).replace("{n}", str(amount)).replace("{k}", str(rng.randint(1, 3)))
    return _fee(report, text, rng.choice(("0", "0", "0.01", "0.008")))


@fault("more fee than charges, in ten thousands", "GL423", needs=CELLS, least="warning", once=True, blanks=True)
def _large_fee_above_charges(report: Generated, rng: Random) -> bool:
    text = "{year}年发出收费通知12件,总金额1.38万元,实际收取信息处理费1.38万元。"
    return _fee(report, text, rng.choice(("0", "0.5", "1.0")))


@fault("a fee off the tariff", "GL425", blanks=True)
def _off_tariff(report: Generated, rng: Random) -> bool:
    amount = 10 * rng.randint(10, 60) + rng.randint(1, 9)
    text = rng.choice(_TOLD).replace("{n}", str(amount)).replace("{k}", "1")
    return _fee(report, text, "36.5")


_DENIED = (
    "{year}年度{we}未发出收费通知,未收取信息处理费。",
    "本机关全年没有发出信息处理费收费通知书。",
    "{we}本年度发出收费通知0件,收取信息处理费总金额为0元。",
    "统计期内,{we}没有产生政府信息公开信息处理费。",
)


@fault("an unpaid fee that nobody asked for", "GL424", needs=CELLS, least="warning", once=True)
def _unpaid(report: Generated, rng: Random) -> bool:
    if report.year < 2021:
        return False
    table = report.applications
    for source in ("r21", "r23"):
        cells, unpaid = table.row(source).cells, table.row("r22").cells
        if cells[0] not in ("", "0"):
            for column in (0, 6):
                cells[column] = str(int(cells[column]) - 1)
                unpaid[column] = str(int(unpaid[column]) + 1)
            text = rng.choice(_DENIED).format(year=report.year, **report.words)
            report.section(6).body = [Paragraph(text)]
            return True
    return False


_OLD_FEES = (
    "依申请提供政府信息收取复制费{n}元。",
    "全年依申请公开共收取检索、复制、邮寄等费用{n}元。",
    "向申请人收取检索费、复制费、邮寄费,合计{n}元。",
    "依申请公开检索费{n}元,复制费{n}元。",
    "对依申请公开按标准收取邮寄费{n}.5元。",
    "依申请公开减免收费{n}元。",
    "依申请公开信息的复印费、邮寄费共计{n}元。",
    "按规定向申请人收取检索费、复制费、邮寄费。",
)


@fault("a fee that ended in 2019", "GL426", least="error", once=True, blanks=True)
def _old_fee(report: Generated, rng: Random) -> bool:
    text = rng.choice(_OLD_FEES).replace("{n}", str(rng.randint(12, 96)))
    item = rng.choice([item for item in report.section(6).paragraphs if item.kind == "text"])
    item.text += text
    return True
