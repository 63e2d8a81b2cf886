"""The numbers that Word prints before a paragraph and that are not in its text: 一、 and (一) made by a list style.

A paragraph names a list and a level, itself or through its style; the list says how each level counts and what is
printed. Counters run through the document in the order of its paragraphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.named import NamedTuple
from govlint.readers.archive import attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "koreanCounting",
    )
)
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_UNPRINTED = frozenset(("none", "bullet"))
_LEVELS = 9
_MOST_PARENTS = 20
"""How many styles are followed from one to the style it is based on."""


class _Level(NamedTuple):
    """How one level of a list counts."""

    start: int
    form: str
    text: str
    """What is printed, with %1 … %9 for the counters of the levels."""


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """From the roots of numbering.xml and styles.xml, either of which may be missing."""
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._styles = _style_numbers(styles)
        for element in numbering if numbering is not None else ():
            if local(element.tag) == "abstractNum":
                self._levels[attribute(element, "abstractNumId")] = _levels(element)
            elif local(element.tag) == "num":
                self._add_list(element)

    def label(self, number: tuple[str, int] | None, style: str) -> str:
        """What Word prints before the next paragraph: `number` is its own list and level, if it has one. Counts on."""
        list_id, level = number if number is not None else self._styles.get(style, ("", 0))
        abstract = self._lists.get(list_id)
        levels = self._levels.get(abstract, {}) if abstract is not None else {}
        if abstract is None or level not in levels:
            return ""
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for deeper in range(_LEVELS):
                if (list_id, deeper) in self._starts:
                    counters[deeper] = None
        current = counters[level]
        first = self._starts.get((list_id, level), levels[level].start)
        counters[level] = first if current is None else current + 1
        for deeper in range(level + 1, _LEVELS):
            counters[deeper] = None
        text = levels[level].text
        for other in range(level + 1):
            if f"%{other + 1}" in text and other in levels:
                value = counters[other]
                shown = levels[other].start if value is None else value
                text = text.replace(f"%{other + 1}", printed(shown, levels[other].form))
        return "" if levels[level].form in _UNPRINTED else text

    def _add_list(self, element: Element) -> None:
        list_id = attribute(element, "numId")
        for child in element:
            if local(child.tag) == "abstractNumId":
                self._lists[list_id] = attribute(child, "val")
            elif local(child.tag) == "lvlOverride":
                for override in child:
                    if local(override.tag) == "startOverride":
                        level = to_int(attribute(child, "ilvl"))
                        self._starts[list_id, level] = to_int(attribute(override, "val"))


def _levels(element: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for child in element:
        if local(child.tag) != "lvl":
            continue
        start, form, text = 1, "decimal", ""
        for item in child:
            name = local(item.tag)
            if name == "start":
                start = to_int(attribute(item, "val"), 1)
            elif name == "numFmt":
                form = attribute(item, "val")
            elif name == "lvlText":
                text = attribute(item, "val")
        found[to_int(attribute(child, "ilvl"))] = _Level(start, form, text)
    return found


def _style_numbers(styles: Element | None) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style that has one, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int] | None] = {}
    parents: dict[str, str] = {}
    for style in styles if styles is not None else ():
        if local(style.tag) != "style":
            continue
        name = attribute(style, "styleId")
        own[name] = None
        for child in style:
            if local(child.tag) == "basedOn":
                parents[name] = attribute(child, "val")
            elif local(child.tag) == "pPr":
                own[name] = number_of(child)
    found: dict[str, tuple[str, int]] = {}
    for name in own:
        ancestor = name
        for _ in range(_MOST_PARENTS):
            number = own.get(ancestor)
            if number is not None:
                found[name] = number
                break
            if ancestor not in parents:
                break
            ancestor = parents[ancestor]
    return found


def number_of(properties: Element) -> tuple[str, int] | None:
    """The list and level that the properties of a paragraph or style name, or None."""
    for child in properties:
        if local(child.tag) == "numPr":
            list_id, level = "", 0
            for item in child:
                if local(item.tag) == "numId":
                    list_id = attribute(item, "val")
                elif local(item.tag) == "ilvl":
                    level = to_int(attribute(item, "val"))
            return list_id, level
    return None


def to_int(text: str, otherwise: int = 0) -> int:
    """The number that an attribute holds, kept within what a document can count to."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else otherwise


def printed(value: int, form: str) -> str:
    """A counter as the list prints it."""
    if form in _CHINESE:
        return chinese(value)
    if form == "chineseLegalSimplified":
        return chinese(value).translate(str.maketrans(_DIGITS, _LEGAL_DIGITS))
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    if form in {"lowerLetter", "upperLetter"} and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "ideographTraditional" and 1 <= value <= len(_STEMS):
        return _STEMS[value - 1]
    if form == "decimalZero":
        return f"{value:02}"
    return str(value)


def chinese(value: int) -> str:
    """A number from 0 in Chinese numerals: 十二, 二十, 一百零五; digits beyond 999."""
    if not 0 < value < 1000:
        return _DIGITS[0] if value == 0 else str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += _DIGITS[0]
    return text + (_DIGITS[ones] if ones else "")
