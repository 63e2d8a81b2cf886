"""The kinds of rules on text: forbidden and preferred terms, required phrases and sections.

A rule reads its keys from its table in the file when it is made, and then behaves as any other rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from govlint.report.numerals import ordinal_end
from govlint.rule import Finding, NotApplicable, NotAssessable, Rule, Text, Verdict
from govlint.userrules.places import (
    ANYWHERE,
    PARTS,
    SECTION_NAMES,
    WHERE,
    Passage,
    Stretch,
    bare,
    passages,
    stretches,
    table_passages,
)

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.tomlfile import Block

_OF_WHERE = Text(
    "应为部分的名称、1 到 6 的数字,或它们的列表",
    "should be the name of a part, a number from 1 to 6, or a list of them",
)
_NO_PART = Text("没有 {value} 这个部分,应为 {choices} 之一", "there is no part {value}; it is one of {choices}")
_OF_PAIRS = Text('应为表,如 {{"错误写法" = "正确写法"}}', 'should be a table, such as {{"wrong form" = "right form"}}')
_EITHER = Text("any 和 all 要有一个,也只能有一个", "there must be either any or all, and not both")
_NOTHING_LEFT = Text("{value} 里没有可以查找的字", "{value} holds nothing to look for")
_SAME_FORM = Text("{value} 的写法没有变", "{value} stays as it is")


class UserRule(Rule):
    """What every rule of a user's file has."""

    keys: tuple[str, ...] = ()
    """The keys of its kind, beside those of all rules."""
    where: frozenset[str] = frozenset()
    """The parts of the report it looks at; all of it if empty."""
    placeholders: tuple[str, ...] = ()
    """What its message may name."""
    years: tuple[int, int] | frozenset[int] | None = None
    """The reporting years it applies to: first and last, or a set; None for all."""
    organ_kinds: frozenset[str] = frozenset()
    """The kinds of organ it applies to; all if empty."""

    def read(self, block: Block) -> None:
        """Takes the keys of the rule's kind. UserFileError where one is wrong."""
        raise NotImplementedError

    def words(self) -> Mapping[str, Text]:
        """What the rule is called and says where its file does not: title, explain, message, help."""
        raise NotImplementedError

    def more_messages(self) -> Mapping[str, Text]:
        """Messages for related places."""
        return {}

    def verdicts(self, report: Report) -> Iterable[Verdict]:
        """What the rule has to say of a report that it applies to."""
        raise NotImplementedError

    def check(self, report: Report) -> Iterable[Verdict]:
        """Looks at the year and the kind of organ first."""
        return self._excuse(report) or self.verdicts(report)

    def _excuse(self, report: Report) -> list[Verdict]:
        """Why the report is not judged; nothing if it is."""
        if self.years is not None:
            year = report.year
            if year is None or year.source == "tables":
                return [NotAssessable("year-unknown")]
            if not (
                year.value in self.years
                if isinstance(self.years, frozenset)
                else self.years[0] <= year.value <= self.years[1]
            ):
                return [NotApplicable()]
        if self.organ_kinds:
            organ = report.organ
            if organ is None or not organ.kind:
                return [NotAssessable("organ-kind-unknown")]
            if organ.kind not in self.organ_kinds:
                return [NotApplicable()]
        return []


def read_where(block: Block, key: str = "where") -> frozenset[str]:
    """The names of the parts of a report; none for all of it."""
    value = block.data.get(key, ANYWHERE)
    found = set()
    for item in value if isinstance(value, list) and value else [value]:
        if isinstance(item, int) and not isinstance(item, bool) and 1 <= item <= len(SECTION_NAMES):
            found.add(SECTION_NAMES[item - 1])
        elif not isinstance(item, str):
            raise block.problem(key, _OF_WHERE)
        elif item not in WHERE:
            from govlint.nearest import nearest_of

            raise block.problem(key, _NO_PART, nearest_of(item, WHERE), value=item, choices=" ".join(WHERE))
        else:
            found.add(item)
    return frozenset() if ANYWHERE in found else frozenset(found)


def read_words(block: Block, key: str) -> dict[str, str]:
    """The strings of a list as they are compared with reports, each with the string as it was written."""
    found: dict[str, str] = {}
    for word in block.texts(key):
        folded = bare(word)
        if not folded:
            raise block.problem(key, _NOTHING_LEFT, value=word)
        found.setdefault(folded, word.strip())
    return found


def quoted(words: Iterable[str], lang: str, most: int = 4) -> str:
    """The words in quotation marks, one after another; of many only the first."""
    listed = list(words)
    if lang == "zh":
        return "".join(f"“{word}”" for word in listed[:most]) + ("等" if len(listed) > most else "")
    return ", ".join(f"“{word}”" for word in listed[:most]) + (" …" if len(listed) > most else "")


def both_quoted(words: Iterable[str]) -> tuple[str, str]:
    """The same for Chinese and English."""
    listed = list(words)
    return _literal(quoted(listed, "zh")), _literal(quoted(listed, "en"))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


# -- terms ---------------------------------------------------------------------------------------------------------


class _TermRule(UserRule):
    """What forbidden and preferred terms share: the search."""

    keys: tuple[str, ...] = ("where", "tables", "document-titles", "except")
    terms: Mapping[str, str]
    """Each term as it is compared, with the form as written (forbidden), or the right form (preferred)."""
    spared: tuple[str, ...]
    """Longer words in which a term is right."""

    def read(self, block: Block) -> None:
        """Takes the keys of the kind."""
        self.where = read_where(block)
        self.in_tables = block.flag("tables")
        self.in_document_titles = block.flag("document-titles")
        self.spared = tuple(read_words(block, "except"))
        self.read_terms(block)

    def read_terms(self, block: Block) -> None:
        """Takes the terms."""
        raise NotImplementedError

    def told(self, term: str, printed: str) -> Mapping[str, str | None]:
        """The arguments of the message, and what is expected."""
        raise NotImplementedError

    def verdicts(self, report: Report) -> Iterator[Finding]:
        """One finding for each term where it stands."""
        looked_at = (*passages(report), *(table_passages(report) if self.in_tables else ()))
        for passage in looked_at:
            if not self.where or passage.part in self.where:
                yield from self._in_passage(report, passage)

    def _in_passage(self, report: Report, passage: Passage) -> Iterator[Finding]:
        text = passage.text
        hits = [(start, len(term), term) for term in self.terms if term in text for start in occurrences(text, term)]
        if not hits:
            return
        spared = [
            (start, start + len(word)) for word in self.spared if word in text for start in occurrences(text, word)
        ]
        if not self.in_document_titles:
            spared += list(_document_titles(text))
        is_spared = _Inside(spared)
        last = 0
        for start, length, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            end = start + length
            if start < last or is_spared(start, end):
                continue
            last = end
            first, behind = passage.place(start, end)
            facts = self.told(term, report.raw(first, behind))
            yield self.finding(
                first,
                behind,
                args={key: value for key, value in facts.items() if key != "expected"},
                expected=facts["expected"],
                actual=facts["term"],
            )


class _Inside:
    """Whether a range lies within one of some ranges."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and end <= self._ends[-1]:
                continue  # within the one before
            self._starts.append(start)
            self._ends.append(end)

    def __call__(self, start: int, end: int) -> bool:
        from bisect import bisect_right

        # Of ranges of which none holds another, the last that starts before `start` reaches furthest.
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]


class ForbiddenTerm(_TermRule):
    """A term that does not belong into a report."""

    keys = (*_TermRule.keys, "terms")
    placeholders = ("term",)

    def read_terms(self, block: Block) -> None:
        """Takes the terms."""
        block.require("terms")
        self.terms = read_words(block, "terms")

    def told(self, term: str, printed: str) -> Mapping[str, str | None]:
        """The arguments of the message, and what is expected."""
        return {"term": "".join(printed.split()), "expected": None}

    def words(self) -> Mapping[str, Text]:
        """What the rule says where its file does not."""
        zh, en = both_quoted(self.terms.values())
        return {
            "title": Text(f"不用{zh}", f"No {en}"),
            "explain": Text(f"报告中不应出现{zh}。", f"A report should not say {en}."),
            "message": Text("不应使用“{term}”", "“{term}” should not be used"),
            "help": Text("删去,或者换一种说法。", "Leave it out, or say it in another way."),
        }


class PreferredTerm(_TermRule):
    """A term for which there is a better one."""

    keys = (*_TermRule.keys, "pairs")
    placeholders = ("term", "right")

    def read_terms(self, block: Block) -> None:
        """Takes the terms."""
        block.require("pairs")
        pairs = block.data["pairs"]
        if not isinstance(pairs, dict) or not pairs or not all(isinstance(right, str) for right in pairs.values()):
            raise block.problem("pairs", _OF_PAIRS)
        self.terms = {}
        for wrong, right in pairs.items():
            for value in (wrong, right):
                if not bare(value):
                    raise block.problem("pairs", _NOTHING_LEFT, value=value)
            if bare(wrong) == bare(right):
                raise block.problem("pairs", _SAME_FORM, value=wrong)
            self.terms[bare(wrong)] = right.strip()
        # A right form may hold the wrong one: 公开条例 in 政府信息公开条例 is no mistake.
        self.spared += tuple(bare(right) for right in self.terms.values())

    def told(self, term: str, printed: str) -> Mapping[str, str | None]:
        """The arguments of the message, and what is expected."""
        right = self.terms[term]
        return {"term": "".join(printed.split()), "right": right, "expected": right}

    def words(self) -> Mapping[str, Text]:
        """What the rule says where its file does not."""
        zh, en = both_quoted(self.terms.values())
        return {
            "title": Text(f"统一写作{zh}", f"The form is {en}"),
            "explain": Text(f"同一事物用统一的写法:{zh}。", f"One form for one thing: {en}."),
            "message": Text("“{term}”应写作“{right}”", "“{term}” should read “{right}”"),
            "help": Text("改为“{right}”。", "Write “{right}”."),
        }


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where `word` stands in `text`, without overlaps."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _document_titles(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between 《 and 》."""
    start = text.find("《")
    while start >= 0:
        end = text.find("》", start)
        if end < 0:
            return
        yield start, end
        start = text.find("《", end)


# -- what must be there --------------------------------------------------------------------------------------------


class _MissingRule(UserRule):
    """What required phrases and sections share: the parts in which something must stand."""

    keys: tuple[str, ...] = ("where",)
    placeholders = ("missing", "missing_en", "part", "part_en")

    def wanted(self) -> list[dict[str, str]]:
        """What must be there: of each group one, as it is compared, with the form as written."""
        raise NotImplementedError

    def is_there(self, report: Report, parts: list[Stretch], group: Mapping[str, str]) -> bool:
        """Whether one of a group stands in one of the parts."""
        raise NotImplementedError

    def verdicts(self, report: Report) -> Iterator[Verdict]:
        """One finding at the heading of the part, with every group of which nothing is there."""
        parts = list(stretches(report, self.where))
        if not parts:  # a missing section is another rule's matter
            yield NotApplicable()
            return
        start, end = parts[0].mark
        part = _name_of(self.where)
        missing = [list(group.values()) for group in self.wanted() if not self.is_there(report, parts, group)]
        if missing:
            yield self.finding(
                start,
                end,
                args={
                    "missing": "”“".join("”或“".join(group) for group in missing),
                    "missing_en": "”, “".join("” or “".join(group) for group in missing),
                    "part": part.zh,
                    "part_en": part.en,
                },
                expected=missing[0][0],
            )


def _name_of(where: frozenset[str]) -> Text:
    names = {
        "title": Text("标题", "the title"),
        "preamble": Text("前言", "the preamble"),
        "overview": Text("第一部分", "section one"),
        "disclosure": Text("第二部分", "section two"),
        "applications": Text("第三部分", "section three"),
        "review": Text("第四部分", "section four"),
        "problems": Text("第五部分", "section five"),
        "other": Text("第六部分", "section six"),
    }
    if not where:
        return Text("全文", "the report")
    named = [names[part] for part in PARTS if part in where]
    return Text("、".join(name.zh for name in named), ", ".join(name.en for name in named))


class RequiredPhrase(_MissingRule):
    """A phrase that must stand in a part of the report."""

    keys = (*_MissingRule.keys, "any", "all")

    def read(self, block: Block) -> None:
        """Takes the keys of the kind."""
        self.where = read_where(block)
        if ("any" in block) == ("all" in block):
            raise block.problem("any", _EITHER)
        self.any = read_words(block, "any")
        self.all = read_words(block, "all")

    def wanted(self) -> list[dict[str, str]]:
        """What must be there, in groups of which one is enough."""
        return [self.any] if self.any else [{folded: word} for folded, word in self.all.items()]

    def is_there(self, report: Report, parts: list[Stretch], group: Mapping[str, str]) -> bool:
        """Whether one of a group stands in one of the parts."""
        texts = [part.text for part in parts]
        return any(word in text for text in texts for word in group)

    def words(self) -> Mapping[str, Text]:
        """What the rule says where its file does not."""
        part = _name_of(self.where)
        zh, en = both_quoted((self.any or self.all).values())
        one_of = Text("写有其中之一:", "has one of ") if self.any and len(self.any) > 1 else Text("写有", "has ")
        return {
            "title": Text(f"{part.zh}{one_of.zh}{zh}", f"{part.en.capitalize()} {one_of.en}{en}"),
            "explain": Text(f"{part.zh}应当{one_of.zh}{zh}。", f"What must stand in {part.en}: {en}."),
            "message": Text("{part}没有写“{missing}”", "{part_en} does not say “{missing_en}”"),
            "help": Text("补写“{missing}”。", "Add “{missing_en}”."),
        }


class RequiredSection(_MissingRule):
    """A heading, of whatever level, that must stand in a part of the report."""

    keys = (*_MissingRule.keys, "titles")

    def read(self, block: Block) -> None:
        """Takes the keys of the kind."""
        block.require("titles")
        self.where = read_where(block)
        self.titles = read_words(block, "titles")

    def wanted(self) -> list[dict[str, str]]:
        """What must be there, in groups of which one is enough."""
        return [dict(self.titles)]

    def is_there(self, report: Report, parts: list[Stretch], group: Mapping[str, str]) -> bool:
        """Whether one of a group stands in one of the parts."""
        for heading in report.headings:
            if bare(heading.title).startswith(tuple(group)) and _within(parts, heading.start):
                return True
        for paragraph in report.paragraphs:
            end = ordinal_end(paragraph.text)
            title = "".join(paragraph.text[end:].split())
            # Without a number only a line of its own is a heading; text may follow one that has a number.
            if _within(parts, paragraph.start) and (title.startswith(tuple(group)) if end else title in group):
                return True
        return False

    def words(self) -> Mapping[str, Text]:
        """What the rule says where its file does not."""
        part = _name_of(self.where)
        zh, en = both_quoted(self.titles.values())
        return {
            "title": Text(f"{part.zh}设有{zh}一节", f"{part.en.capitalize()} has a heading {en}"),
            "explain": Text(f"{part.zh}应当有{zh}一节。", f"There must be a heading {en} in {part.en}."),
            "message": Text("{part}没有“{missing}”一节", "{part_en} has no heading “{missing_en}”"),
            "help": Text("增写“{missing}”一节。", "Add a part with the heading “{missing_en}”."),
        }


def _within(parts: list[Stretch], offset: int) -> bool:
    return any(part.start <= offset < part.end for part in parts)
