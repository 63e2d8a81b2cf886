"""Faults of privacy, and what a page or a template left."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from tests.support.faults.registry import TITLE, fault, insert_sentence
from tests.support.reports import Generated, Paragraph

LINES = frozenset({"lines"})
NUMBERS = frozenset(f"GL4{number:02}" for number in range(1, 30)) - {"GL421"}
"""A sentence that was put in may name a figure that the tables do not have."""


def _texts(report: Generated, number: int) -> list[Paragraph]:
    return [item for item in report.section(number).paragraphs if item.kind == "text" and item.text.endswith("。")]


def _sentence(
    name: str,
    code: str,
    sentence: str,
    *,
    least: str,
    section: int = 1,
    needs: Iterable[str] = LINES,
    also: Iterable[str] = (),
) -> None:
    @fault(name, code, needs=needs, also=also, least=least, once=least != "info")
    def change(report: Generated, rng: Random) -> bool:
        return insert_sentence(report, rng, sentence.replace("{year}", str(report.year)), section)


# -- private numbers -----------------------------------------------------------------------------------------------

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make_identity_number(rng: Random) -> str:
    """An identity number with the right check digit, of nobody in particular."""
    body = f"{rng.choice(('110105', '430321', '510722', '652829', '371402'))}{rng.randint(1941, 2009)}"
    body += f"{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def make_card_number(rng: Random, prefix: str, length: int) -> str:
    """A card number with the right check digit."""
    body = prefix + "".join(str(rng.randint(0, 9)) for _ in range(length - len(prefix) - 1))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 * (value > 9)
    return body + str(-total % 10)


def _identity(name: str, template: str) -> None:
    @fault(f"identity number {name}", "GL801", needs=LINES, least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        number = make_identity_number(rng)
        spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
        return insert_sentence(report, rng, template.format(number=number, spaced=spaced), rng.choice((1, 5, 6)))


_identity("with its name", "补正通知已寄送,收件人身份证号{number}。")
_identity("in brackets", "有一名自然人({number})多次到窗口咨询。")
_identity("in groups", "登记的证件号码为{spaced}。")
_identity("with a colon", "公民身份号码:{number}。")


@fault("identity number without a right check digit", "GL801", needs=LINES, least="warning", once=True)
def _mistyped_identity(report: Generated, rng: Random) -> bool:
    number = make_identity_number(rng)
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    return insert_sentence(report, rng, f"退件登记的身份证号码为{wrong}。")


@fault("old identity number", "GL801", needs=LINES, least="error", once=True)
def _old_identity(report: Generated, rng: Random) -> bool:
    number = f"430321{rng.randint(41, 79)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    return insert_sentence(report, rng, f"登记身份证{number},已当面核对。")


def _mobile(name: str, template: str, least: str = "warning") -> None:
    @fault(f"mobile number {name}", "GL802", needs=LINES, least=least, once=least != "info")
    def change(report: Generated, rng: Random) -> bool:
        number = f"1{rng.choice((38, 39, 50, 59, 77, 86, 98))}{rng.randint(0, 99999999):08}"
        spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
        dashed = spaced.replace(" ", "-")
        return insert_sentence(
            report, rng, template.format(number=number, spaced=spaced, dashed=dashed), rng.choice((1, 6))
        )


_mobile("of a person", "邮寄材料由收件人签收,手机{number}。")
_mobile("in brackets", "有一名群众({number})对栏目设置提出建议。")
_mobile("in groups", "回访号码{spaced}已登记。")
_mobile("with hyphens", "回访号码{dashed}已登记。")
_mobile("of an applicant", "申请人留下的联系电话为{number}。")
_mobile("for contact", "如有疑问,请拨打咨询电话{number}。", "info")
_mobile("for complaints", "监督电话:{number}。", "info")


def _card(name: str, template: str, prefix: str, length: int) -> None:
    @fault(f"bank card {name}", "GL803", needs=LINES, least="error", once=True)
    def change(report: Generated, rng: Random) -> bool:
        number = make_card_number(rng, prefix, length)
        groups = " ".join(number[at : at + 4] for at in range(0, length, 4))
        return insert_sentence(report, rng, template.format(number=number, groups=groups), rng.choice((1, 6)))


_card("with its name", "退款已转入银行卡{number}。", "622202", 19)
_card("of another bank", "补助发放卡号:{number}。", "456351", 16)
_card("in groups", "款项打入{groups}后予以公示。", "621700", 19)
_card("of an account", "误缴费用退回原账户{number}。", "622309", 16)


# -- names and marks -----------------------------------------------------------------------------------------------

for _name, _text, _least in (
    ("an applicant", "申请人王建国申请公开征地补偿标准,已按时答复。", "warning"),
    ("an applicant with a colon", "申请人:陈晓东,申请内容为规划许可信息。", "warning"),
    ("a plaintiff", "原告李春梅不服答复,法院已开庭审理。", "warning"),
    ("somebody who applied", "收到刘志强提出的申请后,及时与其沟通。", "warning"),
    ("somebody who sued", "张伟起诉要求重新答复,法院尚未判决。", "warning"),
    ("a petitioner", "村民赵国庆信访反映低保公示问题,已办结。", "warning"),
    ("an applicant in brackets", "申请人王某某(张三)申请公开会议纪要,已告知不予公开的理由。", "warning"),
    ("an applicant of a review", "孙丽华因对答复不满意申请行政复议,已获维持。", "warning"),
    ("an applicant by surname", "申请人张某某申请公开招标文件,已予公开。", "info"),
    ("a plaintiff by surname", "王某起诉要求公开审批材料。", "info"),
):
    _sentence(f"names {_name}", "GL804", _text, least=_least)


def _mark(mark: str, where: str) -> None:
    @fault(
        f"mark {mark} {where}", "GL805", needs={"bare-page", "tail", "title"}, also=["GL115"], least="error", once=True
    )
    def change(report: Generated, rng: Random) -> bool:
        if where == "above":
            report.title = [mark, *report.title]
        else:
            report.issued = f"{report.issued}\n{mark}"
        return True


for _line in ("秘密★5年", "机密★长期", "内部资料 注意保存", "【内部资料,注意保存】", "密级:秘密", "绝密"):
    _mark(_line, "above")
for _line in ("(此件不公开)", "内部资料,不得外传", "秘密 ★ 1年"):
    _mark(_line, "below")

for _name, _text in (
    ("betting", "欧洲杯投注官网。"),
    ("a betting house", "乐鱼体育(中国)官方网站。"),
    ("a casino", "澳门新葡京真人娱乐平台注册送彩金。"),
    ("adult films", "亚洲精品一区二区三区在线观看。"),
    ("forged papers", "代开发票联系微信客服。"),
    ("an address", "更多内容见https://www.kaiyun-88.example/。"),
    ("a fan site", "门户网站更名为市球迷网。"),
):
    _sentence(f"injected {_name}", "GL806", _text, least="error")


@fault("injected line above the title", "GL806", needs={"bare-page", "title"}, least="error", once=True)
def _injected_line(report: Generated, rng: Random) -> bool:
    line = rng.choice(("开云体育app下载_开云官网登录", "欧美日韩国产精品_中文字幕无码", "博彩平台排行"))
    report.title = [line, *report.title]
    return True


# -- empty and unfilled places -------------------------------------------------------------------------------------

for _name, _text in (
    ("brackets", "本报告电子版可在门户网站下载()。"),
    ("quotation marks", "开设“”专栏集中发布惠民政策。"),
    ("title marks", "修订《》并向社会公布。"),
    ("a label in brackets", "公开查阅点设在一楼大厅(联系电话:)。"),
    ("a label in a sentence", "查阅点地址:,邮编:,由专人值守。"),
    ("a label before the stop", "如需纸质版请来电索取,电话:。"),
    ("a label with 为", "咨询电话为,每个工作日有人接听。"),
    ("a line", "举办业务培训____期。"),
    ("a line in the middle", "公开办事指南___项,方便群众办事。"),
):
    _sentence(f"empty {_name}", "GL731", _text, least="warning")


@fault(
    "empty date at the end", "GL731", needs={"tail", "bare-page", "title"}, also=["GL501"], least="warning", once=True
)
def _empty_date(report: Generated, rng: Random) -> bool:
    report.issued = rng.choice((f"{report.year + 1}年  月  日", f"{report.year + 1}年__月__日"))
    return bool(report.signatory)


for _name, _text in (
    ("a place", "XX县政务服务大厅设置了公开专区。"),
    ("an organ", "组织学习××局的经验做法。"),
    ("a year", "20XX年制定的任务清单全部完成。"),
    ("a document number", "认真落实政办发〔20XX〕XX号文件。"),
    ("a figure", "张贴便民告示XX份。"),
    ("stars", "学习***单位的先进经验。"),
    ("a request", "平台建设情况(请填写具体做法)。"),
    ("a request without brackets", "此处填写培训情况。"),
    ("a bracket", "【单位名称】按季度通报更新情况。"),
    ("an empty bracket", "组织培训【】期。"),
    ("circles", "○○镇的做法在会上作了交流。"),
    ("a code", "由{{organ}}负责日常维护。"),
    ("某某", "到某某县学习先进经验。"),
):
    _sentence(f"left of a form: {_name}", "GL732", _text, least="error")

_sentence("left of a form: hints", "GL732", "做好信息发布工作(安排部署、做法成效)。", least="warning")


@fault(
    "organ of the title not filled in",
    "GL732",
    needs=TITLE,
    also=["GL101", "GL102", "GL103", "GL512", "GL513"],
    least="error",
    once=True,
)
def _unfilled_title(report: Generated, rng: Random) -> bool:
    report.title = [f"{rng.choice(('XX', '××'))}{report.organ[2:]}{report.year}年政府信息公开工作年度报告"]
    return report.organ[2] in "省市县区镇乡"


for _name, _text in (
    ("a fragment", "发布教育、就业等信 {n} 条。"),
    ("a figure", "通过公开栏主动公开条。"),
    ("a counter", "采编信息{n},群众反映良好。"),
    ("a character", "方便群众就近查阅政府信□公开内容。"),
    ("an undecoded character", "方便群众就近查阅政府信\ufffd公开内容。"),
):
    _sentence(f"lost {_name}", "GL733", _text.replace("{n}", "97"), least="info", also=NUMBERS)


# -- residue -------------------------------------------------------------------------------------------------------


def _spaced(name: str, how: str, least: str = "warning") -> None:
    @fault(f"blanks {name}", "GL813", needs=LINES, least=least, once=least != "info")
    def change(report: Generated, rng: Random) -> bool:
        return insert_sentence(report, rng, how)


_spaced("inside a word", "引导群众通过网站查阅政府信 息和办事指南。")
_spaced("with NBSP", "引导群众通过网站查阅政府信\u00a0息和办事指南。")
_spaced("between letters", "引导群众通过网站查阅政 府 信 息 和办事指南。")
_spaced("behind 的", "做好便民查询点的 日常维护,安排专门的 人员,引导群众查阅。")
_spaced("between words", "引导群众在大厅 查阅纸质材料和电子屏。", "info")


@fault("blanks at every line end", "GL813", needs=LINES, least="warning", once=True)
def _joined_lines(report: Generated, rng: Random) -> bool:
    for item in _texts(report, 1):
        pieces = [item.text[at : at + 23] for at in range(0, len(item.text), 23)]
        item.text = " ".join(pieces)
    return sum(len(item.text) for item in _texts(report, 1)) > 400


for _name, _text in (
    ("a blank as code", "设立咨询台,&nbsp;安排专人值守。"),
    ("brackets as code", "印发《关于转发&lt;服务规范&gt;的通知》。"),
    ("a character by number", "设立咨询台&#65292;安排专人值守。"),
    ("a tag", "设立咨询台,安排专人值守。<br/>"),
    ("an escape", "设立咨询台,\\u200b安排专人值守。"),
    ("a character without width", "设立咨\u200b询台,安排专人值守。"),
    ("锟斤拷", "设立咨询台,锟斤拷安排专人值守。"),
    ("bytes shown as Latin", "设立咨询台,å®‰æŽ’ä¸“äºº值守。"),
    ("bytes shown in another code page", "设立咨询台,鏀垮簻安排专人值守。"),
    ("question marks", "设立咨询台,安排???人值守。"),
):
    _sentence(f"mojibake: {_name}", "GL814", _text, least="warning", also=["GL721", "GL722"])


def _metadata(name: str, entry: str) -> None:
    @fault(f"metadata with {name}", "GL815", needs={"bare-page", "title", "lines"}, also=["GL811", "GL512"])
    def change(report: Generated, rng: Random) -> bool:
        day = report.published.isoformat()
        line = entry.format(year=report.year, before=report.year - 3)
        report.title = ["索引号:01463288X/00031", line, f"公开日期:{day}", *report.title]
        return "year-first" not in report.tags


_metadata("another publisher", "发布机构:湑阳县园林绿化中心")
_metadata("no document number", "文号:{year}年度报告号")
_metadata("a number of another year", "发文字号:湑办发〔{before}〕7号")
_metadata("a title of another year", "信息名称:{before}年政府信息公开工作年度报告")
