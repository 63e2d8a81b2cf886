"""Clean annual reports with invented organs, sentences and figures.

`generate(rng)` yields a `Generated`: the structure of a report, not its text (the renderers of `dialects` make text
of it). Clean means that a strict reviewer finds nothing at error or warning level: the figures balance, the narrative
agrees with them, the right format and notice are used for the year, the report is signed in time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.support import lookalikes
from tests.support import sentences as bank
from tests.support.sentences import Words

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NOTE = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"
RESULTS = "三、本年度办理结果"

GROUPS = {
    "refused": "(三)不予公开",
    "unable": "(四)无法提供",
    "declined": "(五)不予处理",
    "other": "(六)其他处理",
}

LABELS = {
    "r1": "一、本年新收政府信息公开申请数量",
    "r2": "二、上年结转政府信息公开申请数量",
    "r3": "(一)予以公开",
    "r4": "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
    "r5": "1.属于国家秘密",
    "r6": "2.其他法律行政法规禁止公开",
    "r7": "3.危及“三安全一稳定”",
    "r8": "4.保护第三方合法权益",
    "r9": "5.属于三类内部事务信息",
    "r10": "6.属于四类过程性信息",
    "r11": "7.属于行政执法案卷",
    "r12": "8.属于行政查询事项",
    "r13": "1.本机关不掌握相关政府信息",
    "r14": "2.没有现成信息需要另行制作",
    "r15": "3.补正后申请内容仍不明确",
    "r16": "1.信访举报投诉类申请",
    "r17": "2.重复申请",
    "r18": "3.要求提供公开出版物",
    "r19": "4.无正当理由大量反复申请",
    "r20": "5.要求行政机关确认或重新出具已获取信息",
    "r21": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "r22": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "r23": "3.其他",
    "r24": "(七)总计",
    "r25": "四、结转下年度继续办理",
}

GROUP_OF = {
    **dict.fromkeys(("r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12"), "refused"),
    **dict.fromkeys(("r13", "r14", "r15"), "unable"),
    **dict.fromkeys(("r16", "r17", "r18", "r19", "r20"), "declined"),
    **dict.fromkeys(("r21", "r22", "r23"), "other"),
}

TITLES = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}

ACCEPTED_TITLES = {
    4: (
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "因政府信息公开工作被申请行政复议和提起行政诉讼情况",
        "政府信息公开行政复议及行政诉讼情况",
    ),
    5: ("政府信息公开工作存在的主要问题及改进情况", "存在的主要问题和改进情况", "存在主要问题及改进情况"),
}

ORDINALS = "零一二三四五六七八九十"


# -- the structure -------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """A row of a table: `key` names it for good, `label` and `cells` are what is printed."""

    key: str
    label: str
    cells: list[str]
    group: str = ""


@dataclass
class Part:
    """One of the blocks of table 1: an item of article 20 with its own column heads."""

    caption: str
    heads: list[str]
    rows: list[Row]
    first_head: str = "信息内容"


@dataclass
class Disclosure:
    """Table 1."""

    parts: list[Part]

    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in part.rows]

    def row(self, key: str) -> Row:
        return next(row for row in self.rows() if row.key == key)


@dataclass
class Applications:
    """Table 2. `subtotals` are figures printed on the rows of the groups, where a report prints them."""

    rows: list[Row]
    columns: list[str] = field(default_factory=lambda: list(APPLICANTS))
    note: str = NOTE
    groups: dict[str, str] = field(default_factory=lambda: dict(GROUPS))
    subtotals: dict[str, list[str]] = field(default_factory=dict)

    def row(self, key: str) -> Row:
        return next(row for row in self.rows if row.key == key)

    def value(self, key: str, column: int = 6) -> int:
        """The number in a cell, 0 for a blank one."""
        return int(self.row(key).cells[column] or 0)


@dataclass
class Review:
    """Table 3: one row of fifteen cells."""

    cells: list[str]
    columns: list[str] = field(default_factory=lambda: list(OUTCOMES) * 3)


Table = Disclosure | Applications | Review


@dataclass
class Paragraph:
    """A line of running text; `kind` is "text", or "sub-heading" for a line that only names what follows."""

    text: str
    kind: str = "text"


@dataclass
class Section:
    """A section: its printed number and title, and what stands in it."""

    number: int
    title: str
    body: list[Paragraph | Table]
    ordinal: str = ""

    def __post_init__(self) -> None:
        self.ordinal = self.ordinal or ORDINALS[self.number]

    @property
    def heading(self) -> str:
        return f"{self.ordinal}、{self.title}"

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [item for item in self.body if isinstance(item, Paragraph)]


@dataclass
class Figures:
    """What the narrative has to agree with."""

    new: int
    carried: int
    done: int
    out: int
    people: int
    granted: int
    partly: int
    refused: int
    unable: int
    declined: int
    other: int
    reviews: int
    suits: int


@dataclass
class Generated:
    """The structure of one annual report."""

    organ: str
    kind: str
    level: str
    year: int
    words: dict[str, str]
    title: list[str]
    preamble: list[str]
    sections: list[Section]
    signatory: str
    issued: str
    issue_date: date
    published: date
    figures: Figures
    blanks: bool = False
    """Whether whole columns of table 2 (and table 3) are blank where others print 0."""
    tags: set[str] = field(default_factory=set)
    """Which variants of real life the report shows, for failure messages and for choosing."""

    @property
    def format_year(self) -> int:
        return 2021 if self.year >= 2021 else 2019

    def section(self, number: int) -> Section:
        return next(section for section in self.sections if section.number == number)

    @property
    def disclosure(self) -> Disclosure:
        return next(i for s in self.sections for i in s.body if isinstance(i, Disclosure))

    @property
    def applications(self) -> Applications:
        return next(i for s in self.sections for i in s.body if isinstance(i, Applications))

    @property
    def review(self) -> Review:
        return next(i for s in self.sections for i in s.body if isinstance(i, Review))


# -- organs --------------------------------------------------------------------------------------------------------

_FIRST = "栎澄霁岚汀蓼芷槐杞柘澹漪鹭麓砚墨菱苕蘅桐梓杉榆枫茗芦荻沅澧淇漳"
_LAST = "浦溪埠陵塬岭坪湾渚泽峪堰塘屏皋津渡洲源冈"

PEOPLES = ("苗族", "侗族", "瑶族", "土家族苗族", "彝族回族", "壮族")

DEPARTMENTS = (
    ("水利局", "我局"),
    ("民政局", "我局"),
    ("教育局", "我局"),
    ("统计局", "我局"),
    ("审计局", "我局"),
    ("财政局", "我局"),
    ("司法局", "我局"),
    ("林业局", "我局"),
    ("交通运输局", "我局"),
    ("农业农村局", "我局"),
    ("应急管理局", "我局"),
    ("自然资源局", "我局"),
    ("医疗保障局", "我局"),
    ("市场监督管理局", "我局"),
    ("退役军人事务局", "我局"),
    ("文化和旅游局", "我局"),
    ("人力资源和社会保障局", "我局"),
    ("住房和城乡建设局", "我局"),
    ("行政审批服务局", "我局"),
    ("气象局", "我局"),
    ("公安局", "我局"),
    ("城市管理综合行政执法局", "我局"),
    ("科学技术局", "我局"),
    ("卫生健康委员会", "我委"),
    ("发展和改革委员会", "我委"),
)

INSTITUTIONS = (
    ("机关事务服务中心", "我中心"),
    ("公共资源交易中心", "我中心"),
    ("住房公积金管理中心", "我中心"),
    ("政务服务中心", "我中心"),
    ("投资促进服务中心", "我中心"),
    ("供销合作社联合社", "我社"),
    ("档案馆", "我馆"),
)

KINDS = ("province", "city", "county", "town", "subdistrict", "department", "office", "committee", "institution")
GOVERNMENTS = ("province", "city", "county", "town")
SENIOR = ("province", "city", "county")
"""Kinds that have until 31 March."""


def _place(rng: Random) -> str:
    return rng.choice(_FIRST) + rng.choice(_LAST)


def _organ(rng: Random, kind: str) -> tuple[str, str, str, dict[str, str]]:
    """Full name, name for the signature, level, and the words the organ uses for itself."""
    city, county, town = _place(rng) + "市", "", ""
    suffix = rng.choice(("县", "县", "县", "区", "区", "市", "自治县", "旗"))
    county = _place(rng) + (rng.choice(PEOPLES) if suffix == "自治县" else "") + suffix
    above = city if suffix == "区" or rng.random() < 0.3 else ""
    if kind == "province":
        province = _place(rng) + "省"
        words = _words("我省", "全省", "省政府", "各市和省直部门", "省政府门户网站", province)
        return province + "人民政府", province + "人民政府", "province", words
    if kind == "city":
        name = city + "人民政府"
        return name, name, "city", _words("我市", "全市", "市政府", "各县(市、区)和市直部门", "市政府门户网站", city)
    if kind == "county":
        short = county[-1]
        name = above + county + "人民政府"
        units = f"各乡镇(街道)和{short}直部门"
        words = _words("我" + short, "全" + short, short + "政府", units, short + "政府门户网站", above + county)
        return name, name, "county", words
    if kind == "town":
        suffix = rng.choice(("镇", "镇", "乡"))
        town = _place(rng) + suffix
        name = above + county + town + "人民政府"
        signature = rng.choice((name, name, town + "人民政府"))
        words = _words(
            "我" + suffix, "全" + suffix, suffix + "政府", "各村(社区)和各站所", "县级政府门户网站", above + county
        )
        return name, signature, "town", words
    if kind == "subdistrict":
        name = above + county + _place(rng) + "街道办事处"
        words = _words("我街道", "全街道", "街道", "各社区和各科室", "上级政府门户网站", above + county)
        return name, name, "town", words
    if kind == "office":
        name = above + county + "人民政府办公室"
        words = _words("我办", "本办", "办公室", "各科室", county[-1] + "政府门户网站", above + county)
        return name, name, "county", words
    if kind == "committee":
        zone = rng.choice(("经济技术开发区", "高新技术产业开发区", "生态旅游度假区", "现代农业产业园区"))
        name = _place(rng) + zone + "管理委员会"
        words = _words("管委会", "全区", "管委会", "各内设机构", "管委会门户网站", name[:-5])
        return name, name, "county", words
    base, level = (city, "city") if rng.random() < 0.35 else (above + county, "county")
    if kind == "department" and rng.random() < 0.12:
        province = _place(rng) + "省"
        name, level, we = rng.choice(
            (
                (province + "水利厅", "province", "我厅"),
                (province + "民政厅", "province", "我厅"),
                (f"国家税务总局{county}税务局", "county", "我局"),
                (f"{city}生态环境局{county}分局", "county", "我局"),
            )
        )
        return name, name, level, _words(we, "本单位", we[1:] + "机关", "各处室", "门户网站", name)
    if kind == "institution" and rng.random() < 0.15:
        name = f"{_place(rng)}高新技术产业开发区({_place(rng)}镇)市政服务中心"
        return name, name, "county", _words("我中心", "本单位", "中心", "各部室", "管委会门户网站", name)
    if kind == "department":
        suffix, we = rng.choice(DEPARTMENTS)
        body = "局机关" if we == "我局" else "委机关"
        words = _words(we, "本单位", body, "各科室", base[-1] + "政府门户网站", base)
    else:
        suffix, we = rng.choice(INSTITUTIONS)
        words = _words(we, "本单位", we[1:], "各部室", base[-1] + "政府门户网站", base)
    return base + suffix, base + suffix, level, words


def _words(we: str, area: str, body: str, units: str, site: str, place: str) -> dict[str, str]:
    return {"we": we, "area": area, "body": body, "units": units, "site": site, "place": place}


def named_organ(place: str, suffix: str, kind: str, we: str) -> tuple[str, str, str, dict[str, str]]:
    """The same for the organ of that place: `suffix` is what follows the place in its name."""
    name = place + suffix
    level = "town" if kind in ("town", "subdistrict") else "county"
    site = "县政府门户网站"
    area = f"全{place[-1]}" if kind in ("county", "town") else "本单位"
    units = "各乡镇和县直部门" if kind == "county" else "各科室"
    return name, name, level, _words(we, area, "机关", units, site, place)


# -- figures -------------------------------------------------------------------------------------------------------


def _volume(rng: Random, kind: str) -> int:
    """How many applications an organ of that kind receives in a year."""
    if kind in SENIOR:
        return rng.choice((rng.randint(3, 40), rng.randint(40, 400), rng.randint(400, 1800)))
    if kind in ("department", "office", "committee"):
        return rng.choice((0, 0, rng.randint(1, 6), rng.randint(6, 60)))
    return rng.choice((0, 0, 0, rng.randint(1, 4), rng.randint(4, 13)))


def _spread(rng: Random, total: int, weights: list[int]) -> list[int]:
    """`total` things over as many places as there are weights."""
    counts = [0] * len(weights)
    if total > 60:
        whole = sum(weights)
        jitter = [max(0, int(total * weight / whole * rng.uniform(0.6, 1.1))) for weight in weights]
        if sum(jitter) <= total:
            counts = jitter
            total -= sum(jitter)
    for place in rng.choices(range(len(weights)), weights, k=max(total, 0)) if total <= 3000 else ():
        counts[place] += 1
    return counts


def make_applications(
    rng: Random, kind: str, year: int, *, volume: int | None = None, earlier: Generated | None = None
) -> Applications:
    """Table 2 with every row, column and balance in order; for ≤2020 in the format of 2019. What `earlier` carried out
    is carried in.
    """
    total = _volume(rng, kind) if volume is None else volume
    new = _spread(rng, total, [70, 15, 2, 3, 5, 5])
    carried_total = rng.randint(0, max(1, total // 8)) if total and rng.random() < 0.5 else 0
    carried = _spread(rng, carried_total, [70, 15, 2, 3, 5, 5])
    if earlier is not None:
        carried = [earlier.applications.value("r25", column) for column in range(6)]
    leaves = [f"r{number}" for number in range(3, 24)]
    weights = [40, 8, 1, 1, 1, 2, 3, 3, 2, 5, 18, 5, 3, 5, 3, 2, 1, 2, 2, 0, 4]
    if year < 2021:
        leaves, weights = leaves[:-2], [*weights[:-3], 5]
    grid = {key: [0] * 6 for key in ("r1", "r2", *leaves, "r24", "r25")}
    grid["r1"], grid["r2"] = new, carried
    busy = rng.random() < 0.5
    for column in range(6):
        have = new[column] + carried[column]
        out = rng.randint(0, min(have, max(1, have // 6))) if have and busy else 0
        grid["r25"][column] = out
        grid["r24"][column] = have - out
        for key, count in zip(leaves, _spread(rng, have - out, weights), strict=True):
            grid[key][column] = count
        missing = have - out - sum(grid[key][column] for key in leaves)
        grid["r3"][column] += missing
    rows = []
    for key, counts in grid.items():
        label, group = LABELS[key], GROUP_OF.get(key, "")
        if year < 2021 and key == "r21":
            label, group = GROUPS["other"], ""
        rows.append(Row(key, label, [str(value) for value in (*counts, sum(counts))], group))
    groups = dict(GROUPS)
    if year < 2021:
        del groups["other"]
    return Applications(rows, groups=groups)


def make_review(rng: Random, kind: str, volume: int) -> Review:
    """Table 3 with its three totals in order."""
    cells: list[int] = []
    for _ in range(3):
        most = {"province": 90, "city": 60, "county": 25, "department": 4, "office": 3, "committee": 2}.get(kind, 1)
        count = rng.randint(0, min(most, max(volume // 4, 0))) if volume and rng.random() < 0.6 else 0
        four = _spread(rng, count, [60, 10, 15, 15])
        four[0] += count - sum(four)
        cells += [*four, count]
    return Review([str(value) for value in cells])


def _money(rng: Random, big: bool) -> str:
    """An amount in 万元 as reports print it."""
    top = 90000 if big else 400
    return rng.choice(("0", str(rng.randint(1, top)), f"{rng.uniform(0.1, top):.2f}", f"{rng.uniform(0.1, top):.4f}"))


def _change(rng: Random, stock: int) -> str:
    """本年增/减, in one of the forms in use; never below the stock."""
    value = rng.choice((0, 0, rng.randint(1, 40), -rng.randint(1, max(1, min(stock, 30))))) if stock else 0
    if value == 0:
        return "0"
    if value > 0:
        return rng.choice((f"增{value}", f"+{value}", str(value)))
    return rng.choice((f"减{-value}", str(value)))


def make_disclosure_2021(rng: Random, kind: str) -> Disclosure:
    """Table 1 in the format of 2021."""
    big = kind in SENIOR
    lawmaker = kind in ("province", "city") and rng.random() < 0.6
    rules = (rng.randint(0, 5), rng.randint(0, 2), rng.randint(12, 40)) if lawmaker else (0, 0, 0)
    made = rng.choice((0, rng.randint(1, 5), rng.randint(6, 40) if big else 0))
    repealed = rng.choice((0, rng.randint(0, 4)))
    valid = made + rng.choice((0, rng.randint(1, 30), rng.randint(30, 400) if big else 3))
    if kind in ("institution", "subdistrict") and rng.random() < 0.8:
        made = repealed = valid = 0
    stock = str(valid)
    if valid > 9 and rng.random() < 0.12:
        stock = f"{valid}(其中修订{rng.randint(1, 9)}件)"
    doers = {
        "province": 90000,
        "city": 90000,
        "county": 30000,
        "department": 3000,
        "town": 60,
        "subdistrict": 40,
        "committee": 300,
    }
    most = doers.get(kind, 0)

    def count() -> str:
        return str(rng.choice((0, rng.randint(0, most), rng.randint(0, most))))

    normative = [str(made), str(repealed), stock]
    return Disclosure(
        [
            Part(
                "第二十条第(一)项",
                ["本年制发件数", "本年废止件数", "现行有效件数"],
                [
                    Row("rules", "规章", [str(number) for number in rules]),
                    Row("normative", "行政规范性文件", normative),
                ],
            ),
            Part("第二十条第(五)项", ["本年处理决定数量"], [Row("licence", "行政许可", [count()])]),
            Part(
                "第二十条第(六)项",
                ["本年处理决定数量"],
                [Row("penalty", "行政处罚", [count()]), Row("coercion", "行政强制", [count()])],
            ),
            Part(
                "第二十条第(八)项",
                ["本年收费金额(单位:万元)"],
                [Row("charges", "行政事业性收费", [_money(rng, big) if most else "0"])],
            ),
        ]
    )


def make_disclosure_2019(rng: Random, kind: str) -> Disclosure:
    """Table 1 in the format of 2019."""
    big = kind in SENIOR
    lawmaker = kind in ("province", "city") and rng.random() < 0.6
    made = rng.choice((0, rng.randint(1, 5), rng.randint(6, 40) if big else 0))
    shown = rng.choice((made, made, max(0, made - 1)))
    total = shown + rng.choice((0, rng.randint(1, 40)))
    rules = ["0", "0", "0"]
    if lawmaker:
        fresh = rng.randint(0, 4)
        rules = [str(fresh), str(fresh), str(fresh + rng.randint(5, 30))]
    scale = {"province": 9000, "city": 4000, "county": 2000, "department": 200, "town": 30, "committee": 60}.get(
        kind, 0
    )

    def three() -> list[str]:
        stock = rng.choice((0, rng.randint(0, scale), rng.randint(0, scale)))
        return [str(stock), _change(rng, stock), str(rng.choice((0, rng.randint(0, scale * 3))))]

    def two() -> list[str]:
        stock = rng.choice((0, rng.randint(0, min(scale, 60))))
        return [str(stock), _change(rng, stock)]

    bought = rng.choice((0, rng.randint(1, 80)))
    amount = "0"
    if bought:
        amount = rng.choice(
            (
                f"{rng.uniform(1, 4000):.4f}万元",
                f"{rng.uniform(1, 900):.2f}万元",
                f"{rng.randint(20000, 9000000)}元",
                f"{rng.uniform(1, 90000):.1f}",
            )
        )
    item_one = [Row("rules", "规章", rules), Row("normative", "规范性文件", [str(made), str(shown), str(total)])]
    if rng.random() < 0.06:
        item_one.append(Row("other-documents", "其他主动公开文件", [str(made + 3), str(made + 2), str(made + 9)]))
    heads = ["上一年项目数量", "本年增/减", "处理决定数量"]
    return Disclosure(
        [
            Part("第二十条第(一)项", ["本年新制作数量", "本年新公开数量", "对外公开总数量"], item_one),
            Part(
                "第二十条第(五)项",
                list(heads),
                [Row("licence", "行政许可", three()), Row("matters", "其他对外管理服务事项", three())],
            ),
            Part(
                "第二十条第(六)项",
                list(heads),
                [Row("penalty", "行政处罚", three()), Row("coercion", "行政强制", three())],
            ),
            Part("第二十条第(八)项", heads[:2], [Row("charges", "行政事业性收费", two())]),
            Part(
                "第二十条第(九)项",
                ["采购项目数量", "采购总金额"],
                [Row("purchases", "政府集中采购", [str(bought), amount])],
            ),
        ]
    )


def _follow(disclosure: Disclosure, review: Review, earlier: Generated) -> None:
    """Changes the stocks to what follows from those of the year before, and counts the cases pending then."""
    before = {row.key: row.cells for row in earlier.disclosure.rows()}
    if earlier.year >= 2021:
        for key in ("rules", "normative"):
            cells, stock = disclosure.row(key).cells, count_in(before[key][2])
            made, repealed = int(cells[0]), min(int(cells[1]), stock)
            cells[1:] = [str(repealed), str(stock + made - repealed)]
    elif earlier.year == 2019:
        for key in ("licence", "matters", "penalty", "coercion", "charges"):
            cells = disclosure.row(key).cells
            cells[0] = str(int(before[key][0]) + change_in(before[key][1]))
            cells[1] = cells[1] if int(cells[0]) + change_in(cells[1]) >= 0 else "0"
        for key in ("rules", "normative"):
            cells = disclosure.row(key).cells
            cells[2] = str(int(before[key][2]) + int(cells[1]))
    for start in (0, 5, 10):
        missing = int(earlier.review.cells[start + 3] or 0) - int(review.cells[start + 4] or 0)
        if missing > 0:
            review.cells[start] = str(int(review.cells[start]) + missing)
            review.cells[start + 4] = str(int(review.cells[start + 4]) + missing)


def count_in(cell: str) -> int:
    """The figure in a cell that may hold a remark."""
    return int(cell.partition("(")[0])


def change_in(cell: str) -> int:
    """The figure of 本年增/减, in whatever form it is printed."""
    return int(cell.replace("增", "").replace("减", "-"))


def read_figures(applications: Applications, review: Review) -> Figures:
    """The figures of the tables that a narrative speaks of."""
    value = applications.value

    def group(name: str) -> int:
        return sum(int(row.cells[6] or 0) for row in applications.rows if row.group == name)

    keys = {row.key for row in applications.rows}
    other = group("other") if "r23" in keys else value("r21")
    cells = [int(cell or 0) for cell in review.cells]
    return Figures(
        new=value("r1"),
        carried=value("r2"),
        done=value("r24"),
        out=value("r25"),
        people=value("r1", 0),
        granted=value("r3"),
        partly=value("r4"),
        refused=group("refused"),
        unable=group("unable"),
        declined=group("declined"),
        other=other,
        reviews=cells[4],
        suits=cells[9] + cells[14],
    )


# -- prose ---------------------------------------------------------------------------------------------------------


def _take(rng: Random, items: tuple[bank.Item, ...], count: int) -> list[bank.Item]:
    """`count` items of different keys, in random order."""
    taken: dict[str, bank.Item] = {}
    for item in rng.sample(items, len(items)):
        if item.key not in taken and len(taken) < count:
            taken[item.key] = item
    return list(taken.values())


def _tell(rng: Random, words: Words, items: list[bank.Item], series: bool) -> str:
    """The items as one paragraph, as plain sentences or as a series 一是…二是…."""
    if series and len(items) > 1:
        return "".join(f"{ORDINALS[n]}是{item.head}。{words.fill(item.text)}" for n, item in enumerate(items, 1))
    return "".join(words.fill(item.text) for item in items)


def _requests(rng: Random, words: Words, figures: Figures) -> str:
    """What section one says of applications."""
    if figures.new == 0 and figures.carried == 0:
        return words.fill(rng.choice(bank.NO_REQUESTS))
    words.update(
        new=str(figures.new),
        carried=str(figures.carried),
        all=str(figures.new + figures.carried),
        done=str(figures.done),
        out=str(figures.out),
        people=str(figures.people),
        bodies=str(figures.new - figures.people),
    )
    plain = figures.carried == 0 and figures.out == 0
    told = words.fill(rng.choice(bank.REQUESTS_PLAIN if plain else bank.REQUESTS_CARRIED))
    if rng.random() < 0.4 and figures.new:
        told += words.fill(rng.choice(bank.APPLICANTS))
    if rng.random() < 0.5 and figures.done:
        kinds = [
            ("予以公开", figures.granted),
            ("部分公开", figures.partly),
            ("不予公开", figures.refused),
            ("无法提供", figures.unable),
            ("不予处理", figures.declined),
            ("其他处理", figures.other),
        ]
        shown = [f"{name}{count}件" for name, count in kinds if count]
        told += rng.choice(bank.RESULTS_LEADS) + "、".join(shown) + "。"
    return told


def _reviews(rng: Random, words: Words, figures: Figures, review: Review) -> str:
    if figures.reviews == 0 and figures.suits == 0:
        return words.fill(rng.choice(bank.NO_REVIEWS))
    told = f"因政府信息公开被申请行政复议{figures.reviews}件,被提起行政诉讼{figures.suits}件"
    kept, corrected, other, pending = (int(cell or 0) for cell in review.cells[:4])
    if figures.reviews and rng.random() < 0.5:
        parts = (("结果维持", kept), ("结果纠正", corrected), ("其他结果", other), ("尚未审结", pending))
        told += ",行政复议案件中" + "、".join(f"{name}{count}件" for name, count in parts if count)
    return told + "。"


ASPECTS = (
    ("主动公开", "主动公开政府信息", "主动公开工作"),
    ("依申请公开", "依申请公开政府信息", "依申请公开办理"),
    ("政府信息管理", "政府信息资源管理", "信息管理"),
    ("政府信息公开平台建设", "平台建设", "公开平台建设"),
    ("监督保障", "监督和保障", "监督保障工作"),
)


def _overview(rng: Random, words: Words, made: Generated) -> list[Paragraph | Table]:
    """Section one: an opening and the five aspects, in one of the forms in use."""
    tiny = made.kind in ("institution", "town", "subdistrict") and rng.random() < 0.2
    opening = words.fill(rng.choice(bank.OPENINGS))
    if rng.random() < 0.6:
        opening += words.fill(rng.choice(bank.OPENING_TAILS))
    count = (1, 2) if tiny else (2, 4)
    series = rng.random() < 0.35
    published = _take(rng, bank.PUBLISHED, rng.randint(*count))
    told = [_tell(rng, words, published, series)]
    enforcement = _enforcement(rng, made)
    if enforcement:
        told[0] += enforcement
    requests = _requests(rng, words, made.figures)
    workings = _tell(rng, words, _take(rng, bank.WORKINGS, rng.randint(1, 2 if tiny else 3)), False)
    told.append(requests + workings if rng.random() < 0.6 else workings + requests)
    if rng.random() < 0.45:
        told[1] += _reviews(rng, words, made.figures, made.review)
    told.append(_tell(rng, words, _take(rng, bank.MANAGEMENT, rng.randint(*count)), series))
    told.append(_tell(rng, words, _take(rng, bank.PLATFORM, rng.randint(*count)), series))
    supervision = _take(rng, bank.SUPERVISION, rng.randint(*count))
    if made.kind in GOVERNMENTS:
        supervision = [item for item in supervision if item.key not in ("assessment", "evaluation", "accountability")]
    told.append(_tell(rng, words, supervision, series and len(supervision) > 1))
    if made.kind in GOVERNMENTS:
        told[4] += words.fill(rng.choice(bank.ACCOUNTABILITY))
    if rng.random() < 0.15:
        made.tags.add("parallel")
        told[0] += _parallel(rng, words)
    order = [0, 1, 2, 3, 4]
    if rng.random() < 0.12:
        order = [0, 1, 3, 2, 4]
    return [Paragraph(opening), *_headed(rng, made, [(rng.choice(ASPECTS[n]), told[n]) for n in order], tiny)]


def _parallel(rng: Random, words: Words) -> str:
    """Parallel rhetoric: sentences alike in form and different in fact, which is no repetition."""
    fields = rng.sample(("教育", "就业", "医疗", "养老", "生态环境", "乡村振兴", "食品安全", "住房保障"), 3)
    form = rng.choice(
        (
            "在政府信息公开平台集中发布{field}领域政策信息{count}条。",
            "{field}领域按照标准目录公开事项{count}个,公开率达到要求。",
            "围绕{field}工作公开办事指南{count}份并同步更新。",
        )
    )
    return "".join(
        form.format(field=name, count=number) for name, number in zip(fields, rng.sample(range(3, 97), 3), strict=True)
    )


def _headed(rng: Random, made: Generated, aspects: list[tuple[str, str]], tiny: bool) -> list[Paragraph | Table]:
    """The aspects of section one under sub-headings, in one of the ways in use."""
    ways = ("line", "line", "inline", "inline", "points", "commas", "brackets", "firstly", "nested")
    way = rng.choice((*ways, "none" if tiny else "line"))
    made.tags.add(f"aspects-{way}")
    suffix = rng.choice(("方面", "情况", "", ""))
    body: list[Paragraph | Table] = []
    for number, (name, text) in enumerate(aspects, 1):
        head = name + suffix
        if way == "line":
            body += [Paragraph(f"({ORDINALS[number]}){head}", "sub-heading"), Paragraph(text)]
        elif way == "inline":
            body.append(Paragraph(f"({ORDINALS[number]}){head}。{text}"))
        elif way == "points":
            body += [Paragraph(f"{number}.{head}", "sub-heading"), Paragraph(text)]
        elif way == "commas":
            body.append(Paragraph(f"{number}、{head}。{text}"))
        elif way == "brackets":
            body += [Paragraph(f"({number}){head}", "sub-heading"), Paragraph(text)]
        elif way == "firstly":
            body.append(Paragraph(f"第{ORDINALS[number]},{head}。{text}"))
        elif way == "nested":
            body.append(Paragraph(f"{ORDINALS[number]}、{head}。{text}"))
        else:
            body.append(Paragraph(text))
    return body


def _enforcement(rng: Random, made: Generated) -> str:
    """A sentence on decisions or normative documents that repeats table 1."""
    if made.format_year != 2021 or rng.random() > 0.3:
        return ""
    table = made.disclosure
    normative = table.row("normative").cells
    if rng.random() < 0.5 and normative[2].isdigit():
        return f"全年制发行政规范性文件{normative[0]}件,废止{normative[1]}件,现行有效{normative[2]}件。"
    penalty, licence = table.row("penalty").cells[0], table.row("licence").cells[0]
    return f"全年作出行政许可决定{licence}件、行政处罚决定{penalty}件。"


def _problems(rng: Random, words: Words, made: Generated, earlier: Generated | None) -> list[Paragraph | Table]:
    """Section five: as many measures as problems, each answering one; other problems than `earlier` has."""
    told = "".join(item.text for item in earlier.section(5).paragraphs) if earlier else ""
    pairs = rng.sample([pair for pair in bank.PAIRS if pair.problem not in told], rng.randint(2, 4))
    lead, answer = words.fill(rng.choice(bank.PROBLEM_LEADS)), words.fill(rng.choice(bank.MEASURE_LEADS))
    if rng.random() < 0.15:
        lead = words.fill("{year}年,{we}政府信息公开工作主要存在以下" + ORDINALS[len(pairs)] + "个方面的问题:")
    problems = [f"{pair.problem},{pair.detail}" for pair in pairs]
    measures = [f"{pair.measure},{pair.action}" for pair in pairs]
    if rng.random() < 0.5:
        problems = [f"{pair.problem}。{pair.detail}" for pair in pairs]
        measures = [f"{pair.measure}。{pair.action}" for pair in pairs]
    way = rng.choice(("series", "series", "lines", "commas", "brackets", "paired"))
    made.tags.add(f"problems-{way}")
    body: list[Paragraph | Table] = []

    def series(items: list[str]) -> str:
        stop = rng.choice("。;")
        joined = stop.join(f"{ORDINALS[n]}是{item}" for n, item in enumerate(items, 1))
        return joined + "。"

    if way == "series":
        body = [Paragraph(lead + series(problems)), Paragraph(answer + series(measures))]
    elif way in ("lines", "commas"):
        mark = "." if way == "lines" else "、"
        body = [Paragraph(lead), *(Paragraph(f"{n}{mark}{item}。") for n, item in enumerate(problems, 1))]
        body += [Paragraph(answer), *(Paragraph(f"{n}{mark}{item}。") for n, item in enumerate(measures, 1))]
    elif way == "brackets":
        heads = ("(一)存在的主要问题", "(二)改进情况")
        body = [Paragraph(heads[0], "sub-heading"), Paragraph(lead + series(problems))]
        body += [Paragraph(heads[1], "sub-heading"), Paragraph(answer + series(measures))]
    else:
        body.append(Paragraph(lead[:-1].rstrip(":,") + "。" if lead.endswith(":") else lead))
        for n, (problem, measure) in enumerate(zip(problems, measures, strict=True), 1):
            body.append(Paragraph(f"({ORDINALS[n]}){problem}。改进措施:{measure}。"))
    if rng.random() < 0.5:
        body.append(Paragraph(words.fill(rng.choice(bank.LAST_YEAR))))
    return body


def _other_matters(rng: Random, words: Words, made: Generated) -> list[Paragraph | Table]:
    """Section six: the fee statement (from 2021 on), and whatever else."""
    if made.year < 2021:
        return [Paragraph(words.fill(rng.choice(bank.NOTHING_ELSE)))]
    fee = rng.choice(bank.NO_FEE)
    charges = made.disclosure.row("charges").cells[0]
    if made.figures.new > 10 and float(charges) > 1 and rng.random() < 0.3:
        words.update(notices=str(rng.randint(1, 2)), fee=str(rng.randint(2, 60) * 10))
        fee = rng.choice(bank.FEE)
        made.tags.add("fee")
    told = words.fill(fee)
    way = rng.choice(("alone", "alone", "nothing-else", "plan", "headed"))
    if way == "alone":
        return [Paragraph(told)]
    if way == "nothing-else":
        return [Paragraph(told + words.fill(rng.choice(bank.NOTHING_ELSE)))]
    plan = words.fill(rng.choice(bank.WORK_PLAN))
    if way == "plan":
        return [Paragraph(text) for text in rng.sample([told, plan], 2)]
    return [
        Paragraph(f"(一)收取信息处理费情况。{told}"),
        Paragraph(f"(二)落实年度政务公开工作要点情况。{plan}"),
    ]


def _preamble(rng: Random, words: Words, made: Generated) -> list[str]:
    """The preamble, or none: basis, list of the six parts, period, contact."""
    if rng.random() < 0.35:
        made.tags.add("no-preamble")
        return []
    words["phone"] = str(rng.randint(6000000, 7999999))
    told = words.fill(rng.choice(bank.BASES[made.format_year]))
    if rng.random() < 0.6:
        made.tags.add("parts-listed")
        titles = [section.title for section in made.sections]
        mark = rng.choice((",", "、", ";"))
        if mark == "、" and any("、" in title for title in titles):
            mark = ","
        words.update(names=mark.join(titles), quoted="”“".join(titles))
        told += words.fill(rng.choice(bank.CONTENTS))
    if rng.random() < 0.75:
        made.tags.add("period")
        told += words.fill(rng.choice(bank.PERIODS))
    if rng.random() < 0.5:
        told += words.fill(rng.choice(bank.CONTACTS))
    return [told]


def _add_lookalikes(rng: Random, words: Words, section: Section, sentences: tuple[str, ...]) -> None:
    """Adds up to four right sentences that look like faults to paragraphs of a section."""
    places = [item for item in section.paragraphs if item.kind == "text"]
    for text in rng.sample(sentences, min(len(sentences), rng.randint(0, 4))):
        rng.choice(places).text += words.fill(text)


# -- the whole -----------------------------------------------------------------------------------------------------


def _title(rng: Random, organ: str, year: int) -> tuple[list[str], str]:
    form = rng.choice(
        ("plain", "plain", "plain", "plain", "space", "year-du", "year-first", "two-lines", "two-lines-year")
    )
    words = "政府信息公开工作年度报告"
    lines = {
        "plain": [f"{organ}{year}年{words}"],
        "space": [f"{organ} {year}年{words}"],
        "year-du": [f"{organ}{year}年度{words}"],
        "year-first": [f"{year}年{organ}{words}"],
        "two-lines": [organ, f"{year}年{words}"],
        "two-lines-year": [f"{organ}{year}年", words],
    }
    return lines[form], form


def _dates(rng: Random, kind: str, year: int) -> tuple[date, date]:
    """Day of issue and day of publication, both in time."""
    last = date(year + 1, 3, 31) if kind in SENIOR else date(year + 1, 1, 31)
    first = date(year + 1, 1, 4)
    issued = first + timedelta(days=rng.randint(0, (last - first).days - 3))
    return issued, issued + timedelta(days=rng.randint(0, 3))


def print_date(day: date) -> str:
    """A date as most reports print it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _leave_blank(rng: Random, applications: Applications, review: Review) -> None:
    """Prints nothing where a whole column of table 2 is zero: common in correct reports. Where nothing was received,
    the only figures may be the totals.
    """
    for column in range(0 if rng.random() < 0.4 else 1, 6):
        if all(row.cells[column] == "0" for row in applications.rows):
            for row in applications.rows:
                row.cells[column] = ""
    if rng.random() < 0.5:
        for start in (0, 5, 10):
            if all(cell == "0" for cell in review.cells[start : start + 5]):
                review.cells[start : start + 4] = [""] * 4


def _vary_labels(rng: Random, made: Generated) -> None:
    """Prints some labels in another accepted form."""
    made.tags.add("aliases")
    first = made.disclosure.parts[0]
    choice = rng.choice(
        (
            "note",
            "plain-normative",
            "year-in-head",
            "commas",
            "caption",
            "short-caption",
            "rules",
            "noted",
            "short",
            "old",
        )
    )
    if choice == "note":
        made.applications.note = NOTE.strip("()")
    elif choice == "plain-normative":
        first.rows[1].label = "规范性文件" if made.format_year == 2021 else "行政规范性文件"
    elif choice == "year-in-head" and made.format_year == 2021:
        first.heads[:2] = [f"本年({made.year})制发件数", f"本年({made.year})废止件数"]
    elif choice == "commas":
        for row in made.applications.rows:
            if row.label[:2] in ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8."):
                row.label = row.label.replace(".", "、", 1)
    elif choice == "caption":
        for part in made.disclosure.parts:
            part.caption = part.caption.replace("条第", "条 第")
    elif choice == "short-caption":
        for part in made.disclosure.parts:
            part.caption = part.caption.replace("条第", "条")
    elif choice == "rules":
        first.rows[0].label = "规 章"
    elif choice == "noted":
        first.rows[0].label = "规章(设区的市和自治州填报)"
        first.rows[1].label = "规范性文件(行政机关制定发布的)"
    elif choice == "short" and made.format_year == 2021:
        made.applications.row("r21").label = "1.逾期不补正"
        made.applications.row("r22").label = "2.逾期不缴费"
        made.applications.groups["other"] = "(六)其他"
    else:
        made.applications.row("r2").label = "二、上年结转政府信息公开数量"


def generate(
    rng: Random,
    *,
    kind: str | None = None,
    year: int | None = None,
    blanks: bool | None = None,
    plain: bool = False,
    earlier: Generated | None = None,
    named: tuple[str, str, str, dict[str, str]] | None = None,
    tables: tuple[Disclosure, Applications, Review] | None = None,
) -> Generated:
    """A clean report drawn from `rng`. `kind`, `year` and `blanks` fix what is otherwise drawn; `plain` leaves out
    the rarer variants (annotated cells, aliases of labels and titles, subtotals on group rows). With `earlier` it is
    the report of the same organ for the year after that. `named` is an organ as `named_organ` makes it, and `tables`
    are the figures to tell of, where they are not to be drawn.
    """
    if earlier is not None:
        kind, year = earlier.kind, earlier.year + 1
    kind = kind or rng.choice((*KINDS, "town", "department", "department"))
    year = year or rng.randint(2019, 2025)
    if earlier is not None:
        named = earlier.organ, earlier.signatory, earlier.level, dict(earlier.words)
    organ, signature, level, own = named or _organ(rng, kind)
    words = Words({**own, "organ": organ, "year": str(year), "last": str(year - 1), "next": str(year + 1)}, rng)
    applications = make_applications(rng, kind, year, earlier=earlier)
    review = make_review(rng, kind, applications.value("r1"))
    disclosure = make_disclosure_2021(rng, kind) if year >= 2021 else make_disclosure_2019(rng, kind)
    if earlier is not None:
        _follow(disclosure, review, earlier)
    if tables is not None:
        disclosure, applications, review = tables
    if plain:
        for row in disclosure.rows():
            row.cells = [cell.split("(")[0] for cell in row.cells]
        for part in disclosure.parts:
            part.rows = [row for row in part.rows if row.key != "other-documents"]
    titles = dict(TITLES)
    title, form = _title(rng, organ, year)
    issued, published = _dates(rng, kind, year)
    made = Generated(
        organ=organ,
        kind=kind,
        level=level,
        year=year,
        words=own,
        title=title,
        preamble=[],
        sections=[Section(number, titles[number], []) for number in range(1, 7)],
        signatory=signature,
        issued=print_date(issued),
        issue_date=issued,
        published=published,
        figures=read_figures(applications, review),
        tags={f"title-{form}"},
    )
    made.section(2).body = [disclosure]
    made.section(3).body = [applications]
    made.section(4).body = [review]
    if not plain and rng.random() < 0.2:
        number = rng.choice((4, 5))
        made.section(number).title = rng.choice(ACCEPTED_TITLES[number])
        made.tags.add("accepted-title")
    if rng.random() < 0.1:
        number = rng.choice((2, 3, 4))
        made.section(number).body.insert(0, Paragraph(rng.choice(bank.TABLE_INTROS)))
        made.tags.add("table-intro")
    made.preamble = _preamble(rng, words, made)
    made.section(1).body = _overview(rng, words, made)
    if made.preamble and rng.random() < 0.12:
        made.tags.add("preamble-inside")
        made.section(1).body[:0] = [Paragraph(text) for text in made.preamble]
        made.preamble = []
    made.section(5).body = _problems(rng, words, made, earlier)
    made.section(6).body = _other_matters(rng, words, made)
    for number, sentences in ((1, lookalikes.OVERVIEW), (5, lookalikes.PROBLEMS), (6, lookalikes.MATTERS)):
        _add_lookalikes(rng, words, made.section(number), sentences)
    if not plain:
        if rng.random() < 0.12:
            _vary_labels(rng, made)
        if rng.random() < 0.06:
            _print_subtotals(made)
    if blanks if blanks is not None else rng.random() < 0.12:
        made.blanks = True
        _leave_blank(rng, applications, review)
    return made


def _print_subtotals(made: Generated) -> None:
    """Prints figures on the rows of the groups as well, as a few reports do."""
    made.tags.add("subtotals")
    for group in made.applications.groups:
        rows = [row for row in made.applications.rows if row.group == group]
        sums = [sum(int(row.cells[column] or 0) for row in rows) for column in range(7)]
        made.applications.subtotals[group] = [str(value) for value in sums]
