"""Quantities in running text: a figure with its measure word, read exactly, and how exactly it is meant.

`read_quantities` finds 件, 条, 元, % and their like with decimal digits (1,234条, 1.2万条, 300余万元, 3—5件, 33.9%) and
with Chinese numerals (一百二十三件, 十余件, 百分之九十). What looks like a quantity and is none is left out: years and
days, document and article numbers (〔2021〕30号, 第二十条、二十一条), ordinals (第3次), set phrases (一次性, 一件事,
零件, 十四五期间), rates (每3件). Only the figure is read here; what is counted, and whose it is, is told by the words
around it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    Number = int | Decimal

EXACT = "exact"
ROUNDED = "rounded"
ABOUT = "about"
LEAST = "least"
MOST = "most"
RANGE = "range"


class Quantity(NamedTuple):
    """A figure with its measure word. `start` and `end` are offsets of the text it was read from."""

    start: int
    """Where the figure starts (百分之 included, a word such as 约 before it not)."""
    end: int
    """Behind the measure word, and behind 左右 or 以上 after it."""
    value: Number
    """What the figure says, 万 and 亿 multiplied out: 12000 for 1.2万条, 126000 for 12.6万元. The lower end of a
    range."""
    high: Number
    """The upper end of a range; else `value`."""
    unit: str
    """The measure word as printed (件, 条, 人次 …); 元 for 万元 and 亿元, % for 百分之, 百分点 for 个百分点."""
    exactness: str
    """"exact"; "rounded" (written with 万 or 亿, which leave digits out); "about" (余, 多, 近, 约, 左右); "least"
    (以上, 超过, 至少); "most" (以内, 不足, 不到); "range" (3至5件)."""
    decimals: int
    """Digits printed behind the decimal point."""
    raw: str

    @property
    def is_exact(self) -> bool:
        """Whether the figure is meant to the last digit."""
        return self.exactness == EXACT


_UNITS = (
    "件 条 份 个 次 期 篇 项 宗 起 例 封 家 户 人 名 位 场 张 台 套 部 册 本 幅 页 处 批 款 种 类 组 辆 "
    "间 所 座 块 站 轮 届 集 卷 节 则 讲 幢 栋 笔 天 亩 米 吨 倍 分 岁 字 元 课 门 班 枚 层 支 点 % 方面 "
    "事项 人次 件次 条次 户次 家次 场次 批次 期次 课时 学时 小时 分钟 公里 平方米 平方公里 公斤 百分点 "
    "个百分点 个月 个工作日 工作日"
)
"""The measure words that reports count with. Dates are no quantities: 年, 月, 日 and 号 are not among them."""
_BY_FIRST: dict[str, list[str]] = {}
for _unit in sorted(_UNITS.split(), key=len, reverse=True):
    _BY_FIRST.setdefault(_unit[0], []).append(_unit)
_NO_UNITS = (
    "条例 个别 个体 期间 期限 期末 期初 期内 部门 部分 部署 部委 人民 人员 人大 人才 人口 人均 家庭 家长 "
    "名称 名录 位置 本级 本年 本单 本市 本县 本区 本局 本镇 本乡 本地 处理 处罚 处置 类似 类别 分别 分管 "
    "分类 分析 天气 点击 站式 台账 所有 所属 所需 节点 元月 元旦 层面 层级 支部 支持 门户 起草 起步 起来 "
    "轮流 场所 场景 户籍 班子 款项 课题 集中 间隔"
)
"""Words that only begin like a measure word: the figure before them has none, or has lost it."""
_NOT_UNITS = frozenset(_NO_UNITS.split())
_SET_PHRASES = ("一件事", "一次性", "一次办", "一次告知", "一条龙", "一条线", "一张网", "一个个", "一件件", "一项项")
_ONE_COUNTS = frozenset("件条份个次期篇项宗例封家户人名位场台套册本页处笔")
"""Measure words with which a bare 一 counts; with others it makes words of its own: 一起, 一批, 一方面, 一部分 …"""
_ONE_CASE_BEFORE = "了生到理请讼议案共有为"
"""What stands before 一起 where it is a case and not "together"."""
_NOTHING_BEFORE = "到理请讼议共计为是有收复结开"
"""What stands before 零件 where it is a count and not a part of a machine."""
_RATES = "每前"
_NO_COUNT_BEFORE = "每前其统唯逐之专同任某这那哪另又再后初末周期头本该此"
"""Right behind one of these a Chinese numeral counts nothing, or not all there is: 每两周, 统一, 同一件, 前三项 …"""
_WORDS_WITH_ONE = "万单进不如合划整归惟首上下"
"""A 一 right behind one of these belongs to it: 万一, 单一, 进一步, 不一, 上一次 …"""
_LAW_BEFORE = "》例法"
_LAW_BEHIND = "规第款之的、和"

_NUMERALS = "零〇一二两三四五六七八九十百千万亿几数"
_DECIMAL = r"[0-9]{0,2}(?:,[0-9]{3}){1,4}(?![0-9,])|[0-9]*(?:\.[0-9]+)?"
_FIGURE = rf"[0-9{_NUMERALS}](?:(?<=[0-9])(?:{_DECIMAL})|(?<![0-9])[{_NUMERALS}]*)"
"""1,234 or 12.5 or 三十三. That it starts with one set of characters lets it be found in half the time."""
_MOST_FIGURES = 20_000
"""No sentence has more; what has is a table gone wrong, or made to cost time."""
_MOST_DIGITS = 15
"""A longer run of digits is a number of some register, never a quantity."""
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "亿": 100000000}
_VAGUE_WORDS = ("几", "数")
_VAGUE_BEHIND = ("余", "多", "来", "几")
_BARE_SCALE_BEFORE = ("近", "上", "逾", "超", "超过", "过", "约")
_BLANKS = (" ", "\t", "\n")
_MOST_BLANKS = 3
"""So many blanks may stand between figure and measure word."""
_RANGE_MARKS = "-—–~至到"
_JOINS_ORDINALS = "、,和及与或至到-—–~"
_FOLLOWS = frozenset((*_BY_FIRST, *_SCALES, *_VAGUE_BEHIND, *_BLANKS, *_RANGE_MARKS))
"""What may follow a figure that counts something; most figures are followed by something else."""
_BEFORE = (
    ("不超过", MOST),
    ("不多于", MOST),
    ("不高于", MOST),
    ("不少于", LEAST),
    ("不低于", LEAST),
    ("不足", MOST),
    ("不到", MOST),
    ("少于", MOST),
    ("低于", MOST),
    ("小于", MOST),
    ("最多", MOST),
    ("至多", MOST),
    ("超过", LEAST),
    ("突破", LEAST),
    ("至少", LEAST),
    ("最少", LEAST),
    ("多于", LEAST),
    ("高于", LEAST),
    ("大于", LEAST),
    ("约为", ABOUT),
    ("约有", ABOUT),
    ("大概", ABOUT),
    ("超", LEAST),
    ("逾", LEAST),
    ("约", ABOUT),
    ("近", ABOUT),
)
"""Words before a figure and what they make of it, the longer ones first."""
_BEHIND = (
    ("左右", ABOUT),
    ("上下", ABOUT),
    ("及以上", LEAST),
    ("以上", LEAST),
    ("以内", MOST),
    ("以下", MOST),
)
_LAST_BEFORE = frozenset(word[-1] for word, _ in _BEFORE)
_FIRST_BEHIND = frozenset(word[0] for word, _ in _BEHIND)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities in `text`, in order; those of a text that holds figures beyond all measure are not all read."""
    return tuple(_read(text))


class _Figure(NamedTuple):
    """A figure without its measure word."""

    start: int
    end: int
    """Behind 余 and 万 that belong to it."""
    value: Number
    decimals: int
    exactness: str
    is_chinese: bool
    printed: str


def _read(text: str) -> Iterator[Quantity]:
    ordinal_end = -1  # where the last ordinal ends
    last: _Figure | None = None  # the figure before, if it has no measure word of its own
    behind = 0  # up to where figures were read
    for match in islice(compiled(_FIGURE).finditer(text), _MOST_FIGURES):
        start = match.start()
        if text[start - 1 : start] == "第" or (0 <= ordinal_end == start - 1 and text[start - 1] in _JOINS_ORDINALS):
            ordinal_end = match.end() + len(_unit_at(text, match.end()))  # 第二十条、二十一条
            last = None
            continue
        if start < behind:
            continue  # 余 and 万 behind digits
        if start == behind and last is not None:
            last, behind = None, match.end()  # the figure goes on: 3千5百
            continue
        behind = match.end()
        if text[behind : behind + 1] not in _FOLLOWS and text[start - 1 : start] != "之":
            last = None
            continue
        figure = None if _is_of_a_number(text, start) else _figure(text, start, behind)
        if figure is None:
            last = None
            continue
        quantity = _quantity(text, figure, last)
        behind = figure.end
        if quantity is None:
            last = figure
        else:
            last = None
            yield quantity


def _is_of_a_number(text: str, start: int) -> bool:
    """Whether the digits at `start` belong to what stands before them: a code, a decimal, an address, a telephone
    number, a negative change, digits that blanks or separators tore apart.
    """
    before = text[start - 1 : start]
    if not before or not before.isascii():
        return False
    if before.isalnum() or before in "./_@#&=+":
        return True
    further = text[start - 2 : start - 1]
    if before == "-":
        return not (further.isdigit() or further in _DIGITS)
    return (before == "," or before in _BLANKS) and further.isascii() and further.isdigit()


def _quantity(text: str, figure: _Figure, low: _Figure | None) -> Quantity | None:
    """The quantity that `figure` makes with the measure word behind it; None without one. `low` is the figure before,
    if a range may have opened there.
    """
    start, end, exactness = figure.start, figure.end, figure.exactness
    value, decimals = figure.value, figure.decimals
    if start >= 3 and text.startswith("百分之", start - 3):
        unit = "%"
        start -= 3
        if text[end : end + 1] == "点":
            value, decimals, end = _with_decimals(text, figure)
    else:
        for _ in range(_MOST_BLANKS):
            if text[end : end + 1] not in _BLANKS:
                break
            end += 1
        unit = _unit_at(text, end)
        if not unit or not _is_count(text, figure, end, unit):
            return None
        end += len(unit)
    high = value
    if low is not None and figure.start - low.end == 1 and text[low.end] in _RANGE_MARKS and low.value < value:
        start, value, exactness = low.start, low.value, RANGE
    elif exactness != ABOUT:
        exactness, end = _exactness(text, start, end, exactness)
    return Quantity(start, end, value, high, _NAMES.get(unit, unit), exactness, decimals, text[start:end])


_NAMES = {"个百分点": "百分点"}


def _unit_at(text: str, at: int) -> str:
    """The measure word at that place, or ""."""
    for unit in _BY_FIRST.get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            return unit
    return ""


def _figure(text: str, start: int, end: int) -> _Figure | None:
    """The figure printed at that place, with the 余 and 万 behind it; None where it is no number."""
    printed = text[start:end]
    exactness = EXACT
    value: Number
    decimals = 0
    is_chinese = not printed.isascii()
    if is_chinese:
        read = _chinese(printed)
        if read is None:
            return None
        value, exactness = read
    else:
        digits = printed.replace(",", "")
        if len(digits) > _MOST_DIGITS:
            return None
        value, decimals = _decimal(digits)
    if text.startswith(_VAGUE_BEHIND, end):
        exactness, end = ABOUT, end + 1
    scale = 1
    while not (is_chinese and exactness == EXACT) and text[end : end + 1] in _SCALES and scale < 10**8:
        scale *= _SCALES[text[end]]
        end += 1
    if scale > 1:
        value = _whole(value * scale)
        exactness = ROUNDED if exactness == EXACT else exactness
        if text.startswith(_VAGUE_BEHIND, end):
            exactness, end = ABOUT, end + 1
    if is_chinese and value >= 100 and not any(char in _DIGITS for char in printed):
        is_vague = exactness == ABOUT or text.endswith(_BARE_SCALE_BEFORE, max(0, start - 2), start)
        if not is_vague and not text.startswith("百分之", max(0, start - 3)):
            return None  # 百姓, 千家万户
        exactness = ABOUT if is_vague else exactness
    return _Figure(start, end, value, decimals, exactness, is_chinese, printed)


def _chinese(printed: str) -> tuple[int, str] | None:
    """The value of a Chinese numeral, and whether it is exact; None for what is none (二〇二三, 十四五, 万一, 数)."""
    exactness = EXACT
    if any(word in printed for word in _VAGUE_WORDS):
        exactness = ABOUT
        printed = printed.replace("几", "一").replace("数", "一")
        if len(printed) == 1:
            return None
    total = section = 0
    digit: int | None = None
    last_scale = 0
    for place, char in enumerate(printed):
        if char in _DIGITS:
            if digit not in (None, 0):
                # 三五件 is three to five; 二〇二三 is a year
                if len(printed) == 2 and _DIGITS[char] - (digit or 0) in (1, 2):
                    return digit or 0, ABOUT
                return None
            if last_scale > 10 and place == len(printed) - 1 and printed[place - 1] not in "零〇":
                exactness = ABOUT  # 两百三 is 230
            digit = _DIGITS[char]
            continue
        scale = _SCALES[char]
        if digit == 0:
            digit = 1 if char == "十" else None
        if scale >= 10000:
            section = (section + (digit or 0)) or 1
            total = (total + section) * scale if scale > 10000 else total + section * scale
            section = 0
        else:
            section += (1 if digit is None else digit) * scale
        digit = None
        last_scale = scale
    if last_scale > 10 and printed[0] in _SCALES and digit is not None and printed[0] != "十":
        return None
    return total + section + (digit or 0), exactness


def _decimal(digits: str) -> tuple[Number, int]:
    """The value of decimal digits, and how many stand behind the point."""
    point = digits.find(".")
    if point < 0:
        return int(digits), 0
    from decimal import Decimal

    return Decimal(digits), len(digits) - point - 1


def _with_decimals(text: str, figure: _Figure) -> tuple[Number, int, int]:
    """Value, decimals and end of 三十三点五, whose whole part is `figure`."""
    end = figure.end + 1
    digits = ""
    while text[end : end + 1] in _DIGITS and len(digits) < _MOST_DIGITS:
        digits += str(_DIGITS[text[end]])
        end += 1
    if not digits:
        return figure.value, 0, figure.end
    value, decimals = _decimal(f"{figure.value}.{digits}")
    return value, decimals, end


def _whole(value: Number) -> Number:
    """The same value as an integer if it is one."""
    return int(value) if value == int(value) else value


def _is_count(text: str, figure: _Figure, unit_start: int, unit: str) -> bool:
    """Whether figure and measure word count something."""
    start, printed = figure.start, figure.printed
    before = text[start - 1 : start]
    behind = text[unit_start + len(unit) : unit_start + len(unit) + 1]
    if before and before in _RATES:
        return False
    if len(unit) == 1 and text[unit_start : unit_start + 2] in _NOT_UNITS:
        return False
    if unit == "条" and before and before in _LAW_BEFORE and (figure.is_chinese or behind in _LAW_BEHIND):
        return False
    if not figure.is_chinese:
        return unit != "点"
    if before and (before in _NO_COUNT_BEFORE or (before in "上下" and text[start - 2 : start - 1] != "以")):
        return figure.exactness == ABOUT and before == "上"
    if unit == "点" and behind in _DIGITS:
        return False
    if printed == "一":
        if before and before in _WORDS_WITH_ONE:
            return False
        if unit == "起":
            return bool(before) and before in _ONE_CASE_BEFORE
        return unit in _ONE_COUNTS and behind != "一" and not text.startswith(_SET_PHRASES, start)
    if printed == "零" and unit == "件":
        return bool(before) and before in _NOTHING_BEFORE and not "一" <= behind <= "鿿"
    return True


def _exactness(text: str, start: int, end: int, exactness: str) -> tuple[str, int]:
    """How exactly the figure is meant by the words around it, and where the quantity ends with them."""
    for word, meaning in _BEHIND if text[end : end + 1] in _FIRST_BEHIND else ():
        if text.startswith(word, end):
            return meaning, end + len(word)
    if text[start - 1 : start] in _LAST_BEFORE:
        before = text[max(0, start - 3) : start]
        for word, meaning in _BEFORE:
            if before.endswith(word):
                return meaning, end
    return exactness, end
