"""Faults of names of the organ and citations."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.support.faults.registry import CELLS, fault
from tests.support.reports import GOVERNMENTS, Generated, Paragraph

NAMED = frozenset({"lines", "title"})

N30 = "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
N60 = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
LAW = "《中华人民共和国政府信息公开条例》"


def texts(report: Generated, number: int) -> list[Paragraph]:
    """The paragraphs of running text of a section."""
    return [item for item in report.section(number).paragraphs if item.kind == "text"]


def insert(report: Generated, rng: Random, number: int, sentence: str) -> bool:
    """Puts a sentence behind one of the paragraphs of a section."""
    rng.choice(texts(report, number)).text += sentence
    return True


def rest_on(report: Generated, basis: str) -> bool:
    """Gives the report a preamble that rests on `basis`, in the place of its own."""
    report.preamble = [f"本报告根据{basis}的要求编制,统计期限为{report.year}年1月1日至{report.year}年12月31日。"]
    return "preamble-inside" not in report.tags


# -- self-names ----------------------------------------------------------------------------------------------------

FOREIGN: dict[str, tuple[str, ...]] = {
    "province": ("我局", "我镇", "我中心"),
    "city": ("我局", "我县", "我街道"),
    "county": ("我局", "我镇", "我街道", "我中心"),
    "town": ("我局", "我办", "我街道", "我中心", "我委"),
    "subdistrict": ("我局", "我镇", "我乡", "我中心"),
    "department": ("我镇", "我街道", "我馆", "我乡"),
    "office": ("我局", "我中心", "我镇", "我委"),
    "committee": ("我局", "我镇", "我中心"),
    "institution": ("我镇", "我厅", "我街道"),
}
"""Self-names that are wrong for every organ of the kind."""


def foreign(report: Generated, rng: Random) -> str:
    """A self-name that is wrong for the organ of the report, whatever other bodies its name holds."""
    names = [name for name in FOREIGN[report.kind] if name[1:] not in report.organ]
    if "政务服务" in report.organ:
        names.remove("我厅")
    return rng.choice(names)


WORDINGS = (
    "{year}年度,{own}公开渠道保持畅通。",
    "{own}认真梳理公开事项,逐项明确责任岗位。",
    "按照统一部署,{own}组织开展了专题学习。",
    "群众可以通过电话向{own}反映意见。",
    "对存在的短板,{own}已列出整改清单;",
    "全年{own}的各项公开任务均已落实。",
)


def _self_name(number: int, wording: str) -> None:
    @fault(
        f"foreign self-name in section {number}: {wording}",
        "GL513",
        needs=NAMED,
        also=["GL424"],
        least="error",
        once=True,
    )
    def change(report: Generated, rng: Random) -> bool:
        own = foreign(report, rng)
        return insert(report, rng, number, wording.format(own=own, year=report.year))


for _number, _wording in zip((1, 1, 1, 5, 5, 1), WORDINGS, strict=True):
    _self_name(_number, _wording)


@fault("foreign self-name in section six", "GL513", needs=NAMED, least="error", once=True)
def _self_name_six(report: Generated, rng: Random) -> bool:
    return insert(report, rng, 6, f"{foreign(report, rng)}将继续做好年度报告的编制工作。")


@fault("all self-names of another organ", "GL513", needs=NAMED, also=["GL515"], least="error", once=True)
def _self_names(report: Generated, rng: Random) -> bool:
    own, other = report.words["we"], foreign(report, rng)
    changed = 0
    for section in report.sections:
        for item in section.paragraphs:
            changed += item.text.count(own)
            item.text = item.text.replace(own, other)
    return own.startswith("我") and changed > 1


@fault("本局 in the report of another organ", "GL513", needs=NAMED, least="error", once=True)
def _own_bureau(report: Generated, rng: Random) -> bool:
    # an archive may still call itself a bureau: the two were one body
    insert(report, rng, 1, "本局主动公开的信息均经过审核。")
    return report.kind != "department" and not report.organ.endswith("档案馆")


@fault("leaders of an office in the report of a town", "GL513", needs=NAMED, also=["GL515"], least="error")
def _leaders_of_office(report: Generated, rng: Random) -> bool:
    place = next((item for item in texts(report, 1) if _is_free(item.text)), None)
    if report.kind != "town" or place is None:
        return False
    place.text += "办领导高度重视政务公开工作,把任务分解到人。"
    return True


@fault("three self-names", "GL514", needs=NAMED)
def _drift(report: Generated, rng: Random) -> bool:
    insert(report, rng, 1, "我们及时更新栏目内容,我单位的经办人员均参加了测试。")
    return insert(report, rng, 5, "本单位将补充力量。")


def _leaders(kinds: tuple[str, ...], sentence: str) -> None:
    @fault(f"leaders: {sentence}", "GL515", needs=NAMED, also=["GL513"], least="warning")
    def change(report: Generated, rng: Random) -> bool:
        place = next((item for item in texts(report, 1) if _is_free(item.text)), None)
        if report.kind not in kinds or place is None:
            return False
        place.text += sentence
        return True


def _is_free(text: str) -> bool:
    """Whether a text ends a sentence and names no other body that leaders could be of."""
    return len(text) > 90 and text.endswith("。") and not any(word in text[-90:] for word in "局办委厅院校馆镇乡")


_leaders(("town", "subdistrict"), "局领导高度重视政府信息公开工作,定期听取汇报。")
_leaders(("town", "office", "institution"), "校领导亲自审定公开目录。")
_leaders(("county", "city", "town"), "院领导多次研究公开工作。")
_leaders(("town", "subdistrict"), "由局领导带队检查公开栏。")
_leaders(("office",), "在局领导的关心下,各项任务按期完成。")
_leaders(("subdistrict",), "镇领导十分重视公开工作。")


# -- organs --------------------------------------------------------------------------------------------------------


def _other_organ(report: Generated) -> str:
    """An organ of the same kind in another place."""
    return "蘅澧" + report.organ[2:]


@fault("signed by another organ", "GL512", needs={"tail", "title", "lines"}, least="warning", once=True)
def _signed_by_other(report: Generated, rng: Random) -> bool:
    report.signatory = _other_organ(report)
    return not report.organ.startswith(("国家", "蘅澧")) and "高新技术" not in report.organ


@fault("signed by another department", "GL512", needs={"tail", "title", "lines"}, least="warning", once=True)
def _signed_by_department(report: Generated, rng: Random) -> bool:
    for bureau, other in (("民政局", "教育局"), ("水利局", "统计局"), ("审计局", "林业局"), ("财政局", "民政局")):
        if report.organ.endswith(bureau):
            report.signatory = report.organ.replace(bureau, other)
            return True
    return False


@fault("preamble of another organ", "GL512", needs=NAMED, least="warning", once=True)
def _preamble_of_other(report: Generated, rng: Random) -> bool:
    report.preamble = [f"本报告由{_other_organ(report)}根据{LAW}编制。"]
    return not report.organ.startswith(("国家", "蘅澧")) and "高新技术" not in report.organ


@fault("guide of another organ", "GL512", needs=NAMED, least="warning", once=True)
def _guide_of_other(report: Generated, rng: Random) -> bool:
    insert(report, rng, 1, f"修订《{_other_organ(report)}政府信息公开指南》并对外公布。")
    return report.kind in GOVERNMENTS and not report.organ.startswith("蘅澧")


@fault("licences of an archive", "GL517", needs=CELLS | {"title", "lines"}, also=["GL304"])
def _power(report: Generated, rng: Random) -> bool:
    report.disclosure.row("penalty").cells[-1] = "17"
    return report.organ.endswith("档案馆") and report.year >= 2021


@fault("hundreds of normative documents of a town", "GL517", needs=CELLS | {"title", "lines"})
def _many(report: Generated, rng: Random) -> bool:
    if report.kind not in ("town", "subdistrict") or any("规范性文件" in p.text for p in texts(report, 1)):
        return False
    report.disclosure.row("normative").cells[-1] = "436"
    return True


# -- citations -----------------------------------------------------------------------------------------------------


def _basis(name: str, codes: str, basis: str, *, first: int, last: int, least: str = "error") -> None:
    @fault(name, codes, needs={"lines", "period"}, least=least, once=True)
    def change(report: Generated, rng: Random) -> bool:
        return rest_on(report, basis) and first <= report.year <= last


_basis("old notice", "GL125", f"{LAW}和{N60}(国办公开办函〔2019〕60号)", first=2021, last=2025, least="warning")
_basis(
    "old notice by its number", "GL125", f"{LAW}、国办公开办函〔2019〕60号文件", first=2021, last=2025, least="warning"
)
_basis("old notice by its title", "GL125", f"{LAW}和{N60}", first=2021, last=2025, least="warning")
_basis("notice of 2021 too early", "GL125", f"{LAW}和{N30}(国办公开办函〔2021〕30号)", first=2019, last=2020)
_basis("notice of 2021 too early by number", "GL125", f"{LAW}、国办公开办函〔2021〕30号", first=2019, last=2020)
_basis("old order", "GL521", "《中华人民共和国政府信息公开条例》(国务院令第492号)", first=2019, last=2025)
_basis("old article", "GL521", f"{LAW}第三十二条", first=2019, last=2025)
_basis("old articles in figures", "GL521", f"{LAW}第31条", first=2019, last=2025)
_basis("old edition", "GL521", f"2008年5月1日起施行的{LAW}", first=2019, last=2025)
_basis("title of 2019, number of 2021", "GL522", f"{LAW}和{N60}(国办公开办函〔2021〕30号)", first=2021, last=2025)
_basis("title of 2021, number of 2019", "GL522", f"{LAW}和{N30}(国办公开办函〔2019〕60号)", first=2019, last=2025)
_basis(
    "short garbled title",
    "GL522",
    "《中华人民共和国政府信息年度报告格式》(国办公开办函〔2021〕30号)",
    first=2021,
    last=2025,
)
_basis(
    "garbled title", "GL522", f"{N30.replace('公开工作年', '公开年')}(国办公开办函〔2021〕30号)", first=2021, last=2025
)
_basis("wrong serial number", "GL522", f"{LAW}和{N30}(国办公开办函〔2021〕13号)", first=2021, last=2025)
_basis("wrong code", "GL522", f"{LAW}和{N30}(国办函〔2021〕30号)", first=2021, last=2025)
_basis("wrong order", "GL522", f"{LAW}(国务院令第771号)", first=2019, last=2025)
_basis("garbled regulation", "GL522", "《中华人民共和国政信息公开条例》", first=2019, last=2025)
_basis(
    "number in square brackets", "GL523", f"{LAW}和{N30}(国办公开办函[2021]30号)", first=2021, last=2025, least="info"
)
_basis("number in round brackets", "GL523", f"{LAW}和国办公开办函(2021)30号", first=2021, last=2025, least="info")
_basis("number with 第", "GL523", f"{LAW}和{N60}(国办公开办函〔2019〕第60号)", first=2019, last=2020, least="info")


@fault("wrong number of the platform notice", "GL522", needs={"lines"}, least="error", once=True)
def _platform(report: Generated, rng: Random) -> bool:
    sentence = "落实《关于规范政府信息公开平台有关事项的通知》(国办公开办函〔2019〕16号),调整了栏目。"
    return insert(report, rng, 1, sentence)


@fault("wrong number of the measure on fees", "GL522", needs={"lines"}, least="error", once=True)
def _fee_measure(report: Generated, rng: Random) -> bool:
    sentence = "收费依据为《政府信息公开信息处理费管理办法》(国办函〔2020〕190号)。"
    return insert(report, rng, 6, sentence) and report.year >= 2021


def _sentence(name: str, codes: str, sentence: str, **facts: object) -> Callable[..., object]:
    least = str(facts.get("least", "info"))
    first = int(str(facts.get("first", 2019)))

    @fault(name, codes, needs={"lines", "title"}, least=least, once=least != "info")
    def change(report: Generated, rng: Random) -> bool:
        return insert(report, rng, 1, sentence) and report.year >= first

    return change


_sentence("公开为原则", "GL524", "坚持“公开为原则,不公开为例外”,做到应公开尽公开。", least="warning")
_sentence("以公开为原则", "GL524", "按照以公开为原则、以不公开为例外的要求开展工作。", least="warning")
_sentence("公开是原则", "GL524", "工作人员普遍树立了公开是原则、不公开是例外的理念。", least="warning")
_sentence("wrong item for licences", "GL525", "依照条例第二十条第(六)项公开行政许可事项。")
_sentence("wrong item for penalties", "GL525", "依照条例第二十条第五项公开行政处罚情况。")
_sentence("wrong item for charges", "GL525", "对照第20条第(九)项公布行政事业性收费目录。")
_sentence("congress before the last", "GL526", "深入学习贯彻党的十九大精神。", first=2023)


@fault("plenum that is still to come", "GL526", needs={"lines", "title", "tail"})
def _plenum(report: Generated, rng: Random) -> bool:
    insert(report, rng, 1, "深入学习贯彻党的二十届四中全会精神。")
    return 2021 <= report.year <= 2023
