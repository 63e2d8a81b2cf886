"""Faults of words and punctuation."""

from __future__ import annotations

from random import Random

from tests.support.faults.registry import fault, insert_sentence
from tests.support.reports import Generated

PROSE = (1, 5)
"""The sections with running text to speak of."""


def _replace(report: Generated, rng: Random, old: str, new: str) -> bool:
    """Puts `new` for one `old` in the running text."""
    places = [
        item for section in report.sections for item in section.paragraphs if item.kind == "text" and old in item.text
    ]
    if not places:
        return False
    item = rng.choice(places)
    item.text = item.text.replace(old, new, 1)
    return True


def _sentences(codes: str, least: str, **sentences: str) -> None:
    """A fault for each sentence; the keyword names it."""
    for name, sentence in sentences.items():

        @fault(f"{codes} {name.replace('_', ' ')}", codes, least=least, once=True, blanks=True)
        def change(report: Generated, rng: Random, sentence: str = sentence) -> bool:
            return insert_sentence(report, rng, sentence, rng.choice(PROSE))


def _words(codes: str, least: str, *pairs: tuple[str, str]) -> None:
    """A fault for each pair: a right word of the report becomes a wrong one."""
    for old, new in pairs:

        @fault(f"{codes} {new} for {old}", codes, least=least, once=True, blanks=True)
        def change(report: Generated, rng: Random, old: str = old, new: str = new) -> bool:
            return _replace(report, rng, old, new)


# -- names and standing phrases ------------------------------------------------------------------------------------

_sentences(
    "GL711",
    "error",
    state_misspelt="组织学习宪法和中华人民共合国有关法律。",
    state_shortened="利用宪法日宣讲中华人共和国国家机构知识。",
    state_turned_round="张贴介绍中华民人共和国国旗法的宣传画。",
    state_doubled="展出中华人人民共和国国徽使用知识展板。",
    council="转发国务完有关会议的新闻通稿。",
    council_office="对照国务院办公室印发的指引逐项检查。",
    government_misspelt="主动接受省人民致府有关部门的指导。",
    government_homograph="配合上级攻府网站开展检查。",
    congress="学习全国人大代表大会的决定。",
    procuratorate="学习最高人民捡察院发布的典型案例。",
    party="组织中国共产觉党员带头学习条例。",
)

_words(
    "GL711",
    "error",
    ("中华人民共和国", "中华人民共各国"),
    ("中华人民共和国", "中共人民共和国"),
    ("中华人民共和国", "华人民共和国"),
    ("中华人民共和国", "中华人民大和国"),
)

_sentences(
    "GL712",
    "error",
    thought_shortened="坚持用习近平新时代中国特社会主义思想武装头脑。",
    thought_without_two="深入学习习近平新时代特色社会主义思想。",
    thought_misspelt="坚持以习近平新时代中国特色社会注意思想为指导。",
    thought_turned_round="认真学习习近平新时中代国特色社会主义思想。",
    thought_without_first="坚持以近平新时代中国特色社会主义思想为指导。",
    core="紧密团结在以习近平同志为核的党中央周围。",
    secretary="传达学习习进平总书记的讲话。",
    secretary_shortened="传达学习习近平总记的讲话。",
    rule_of_law="组织学习习近平法制思想。",
    socialism="坚持走中国特色社主义道路。",
    name="学习刁近平同志的文章。",
)

_sentences(
    "GL712",
    "warning",
    people="坚持以人民为中的发展思想。",
    governance="服务国家治理体系和治理能力代现化。",
    rejuvenation="为中华民族伟大复复兴贡献力量。",
    initial_aspiration="牢记不望初心的要求。",
    campaign="公开扫黑险恶专项斗争线索举报方式。",
    standard="推进基层政务公开标准化规化建设。",
    values="宣传社会主义核心价观。",
    studying="班子成员深入学习近平总书记有关讲话。",
)

_words("GL712", "error", ("习近平新时代中国特色社会主义思想", "习近平新时代中国特色会主义思想"))

# -- slips ---------------------------------------------------------------------------------------------------------

_sentences(
    "GL713",
    "warning",
    further_shortened="我们将进步提升工作质量。",
    as_="把公开工作做为年度考核的重要内容。",
    install="为查阅点按装自助设备。",
    even="既使没有新增事项,也按季度核对目录。",
    until="截止12月31日,各项任务全部完成。",
    until_year="截止目前,栏目内容已更新完毕。",
    secret="严防涉秘内容上网。",
    account="注销长期不用的帐号。",
    ledger="健全办理台帐。",
    information="按期发布政府信思。",
    disclosure_shortened="主动公政府信息均按期更新。",
    erect="引导干部竖立公开意识。",
    reflect="认真处理群众反应的问题。",
    de="较好的完成了全年任务。",
    de_long="栏目调整后有效的提升了查阅效率。",
    deploy="及时布署重点工作。",
    pass_on="认真贯切落实上级要求。",
    log_in="群众可登陆门户网站查阅。",
    already="各项整改以经完成。",
    self_="整改任务己全部完成。",
    give="对先进单位给于表扬。",
    training="组织业务陪训,提升能力。",
    satisfaction="群众满意渡稳步提高。",
    supervision="主动接受社会监都。",
    normative="规范行文件全部配发解读。",
    review="未发生行政复义案件。",
    check="严格执行保秘审查制度。",
    always="一如继往做好服务。",
    media="管好政务新煤体账号。",
    disclosed="扩大主动工开范围。",
    column="及时更新专拦内容。",
    group="调整政务公开领导小姐成员。",
    further="近一步加强队伍建设。",
    must="必需严格执行审核制度。",
    shape="解读形势单一的情况有所改善。",
    environment="优化营商环镜。",
)

_words(
    "GL713",
    "warning",
    ("贯彻", "贯撤"),
    ("安排", "按排"),
    ("群众", "郡众"),
    ("进一步", "进一部"),
    ("政府信息公开", "政府信公开"),
    ("政府信息公开", "政府信惜公开"),
    ("规范性文件", "规范姓文件"),
)

# -- sentences, terms, lists ---------------------------------------------------------------------------------------

_sentences(
    "GL714",
    "info",
    said_twice="在网站公开了办事指南和服务清单进行公开。",
    said_twice_long="全年更新了机构职能、领导分工、联系方式等信息进行更新。",
    empty="对栏目内容进行了开展自查。",
    no_subject="通过建立提醒机制,使得更新更加及时。",
)
_sentences(
    "GL715",
    "info",
    drift="继续做好政务信息公开各项工作。",
    drift_in_a_count="就政务公开申请事项开展指导。",
)
_sentences(
    "GL716",
    "info",
    expressions="对错敏字词严重表述错误等及时改正。",
    channels="用好明白纸大喇叭等传统方式。",
)

# -- punctuation ---------------------------------------------------------------------------------------------------

_sentences(
    "GL721",
    "warning",
    title_open="认真落实《公开工作指引要求,按期完成任务。",
    title_closed="认真落实公开工作指引》要求,按期完成任务。",
    bracket_open="设置查阅点(含图书馆和档案馆,方便群众。",
    bracket_closed="设置查阅点含图书馆和档案馆),方便群众。",
    quotation="落实“先审查、后公开的要求,把好发布关。",
    quotation_twice="落实“先审查、后公开“的要求,把好发布关。",
    square="在【公开专栏集中发布解读材料,方便查阅。",
)
_sentences(
    "GL721",
    "info",
    nested="转发《关于印发《办事指南编制规范》的通知》要求。",
)
_sentences(
    "GL722",
    "warning",
    stops="各项工作平稳推进。。",
    commas="明确责任分工,,细化工作措施。",
    comma_stop="各项措施落实到位,。",
    semicolon_stop="一季度抓部署;。二季度抓落实。",
    enumeration="用好公开栏、、宣传册等方式。",
)


@fault("GL723 both widths", "GL723", blanks=True, needs={"half-width"})
def _width(report: Generated, rng: Random) -> bool:
    return insert_sentence(report, rng, "设置查阅点，方便群众,做到随到随查。")


@fault("GL724 latin stop", "GL724", blanks=True, needs={"lines"})
def _latin_stop(report: Generated, rng: Random) -> bool:
    return insert_sentence(report, rng, "各项任务按期完成.")
