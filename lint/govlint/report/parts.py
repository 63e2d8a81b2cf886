"""The parts of an annual report. Every part remembers the range of `Report.text` it came from (end exclusive)."""

from __future__ import annotations

from datetime import date

from govlint.named import NamedTuple


class Line(NamedTuple):
    """One line (or paragraph block) that is not blank, without the blanks around it."""

    index: int  # type: ignore[assignment]
    """Position in `Report.lines`."""
    start: int
    end: int
    text: str
    """The folded text of the range."""


class Furniture(NamedTuple):
    """A line that belongs to the page and not to the report."""

    line: int
    """Index in `Report.lines`."""
    start: int
    end: int
    kind: str
    """"residue" (buttons, share links, counters, sources), "metadata" (an entry of the page's data block: 索引号,
    发布机构, 发布日期 …) or "page-number" (a printed page's running number)."""
    key: str
    """What the line is, as the vocabulary names it: 浏览次数, 发布日期, 扫一扫 …"""
    value: str
    """What follows the key, or ""."""


class PageDate(NamedTuple):
    """A date that the page's metadata gives."""

    start: int
    end: int
    key: str
    """The metadata key that gives it: 发布日期, 公开日期, 生成日期, 来源 …"""
    value: date
    is_publication: bool
    """Whether the key speaks of publication (发布日期, 公开日期, 发布时间 …), not of making or filing."""


class Title(NamedTuple):
    """A title of the document: one line, or two or three lines read together."""

    start: int
    end: int
    text: str
    """Folded, without blanks and line ends."""
    organ: str
    """The name before (or around) the year; "" if the title has none."""
    year: int | None
    kind: str
    """"report" (政府信息公开工作年度报告 and its short forms) or "other" (政务公开工作总结 and the like)."""
    form: str
    """"canonical", or what differs: "year-du" (年度 twice), "no-government" (政府 missing), "no-work" (工作 missing),
    "no-annual" (年度 missing), "no-organ", "no-year", "year-misplaced", "short" (年报), "misspelt", "other-kind"."""


class Organ(NamedTuple):
    """The organ that reports."""

    start: int
    end: int
    name: str
    kind: str
    """province, city, county, town, subdistrict, department, office, committee, institution, or "" if unknown."""
    source: str
    """"title", "signature", "preamble", "metadata" or "option"."""
    level: str
    """central, province, city, county, town, or "" if the name does not tell."""


class ReportingYear(NamedTuple):
    """The year reported on."""

    value: int
    start: int
    end: int
    source: str
    """"option", "title", "period", "overview" (section one), "preamble", "issue-date" (the year before it),
    "metadata" or "tables" (guessed from the printed tables)."""


class Period(NamedTuple):
    """The statistics period that the preamble or section one states; `first` and `last` are None if damaged."""

    start: int
    end: int
    first: date | None
    last: date | None


class IssueDate(NamedTuple):
    """A date line that could be the report's date of issue."""

    start: int
    end: int
    raw: str
    value: date | None
    """None if there is no such day."""
    form: str
    """"standard" (2024年1月5日), "spaced" (2024年 1 月 5 日), "dotted" (2024.1.5), "dashed" (2024-01-05),
    "chinese" (二〇二四年一月五日), "first-month" (元月), "padded" (2024年01月05日)."""
    position: str
    """"end" (after the last section), "title" (in brackets under the title), "inside" (anywhere else)."""
    year: int
    month: int
    day: int


class Signatory(NamedTuple):
    """The organ named at the end of the report."""

    start: int
    end: int
    name: str


class Heading(NamedTuple):
    """A line that stands as a first-level heading: 一、… of the report itself, never of a table or a list in it."""

    start: int
    end: int
    line: int
    """Index in `Report.lines`."""
    ordinal: int | None
    """The printed number, or None."""
    title: str
    """Folded, without number and blanks, and without text glued to it."""
    number: int | None = None
    """Which of the six sections its wording names, or None."""
    standing: str = ""
    """As `Section.standing`; "old" without a number is an old heading that answers to none of the six; "" is any
    other wording."""


class Section(NamedTuple):
    """One of the six sections."""

    number: int
    """1–6, decided by the wording of the heading."""
    heading: Heading
    standing: str
    """"canonical", "accepted", "altered" (recognised by its words, but not a wording in use), "old" (the heading of
    a format before 2019)."""
    start: int
    """Where the body starts (the end of the heading)."""
    end: int
    """Where the body ends: the next first-level heading, or the end of the report's body."""


class Paragraph(NamedTuple):
    """One line of running text (not a heading of the six, not furniture, not part of a table, title or signature)."""

    start: int
    end: int
    text: str
    section: int | None
    """1–6, or None before section one."""


class Sentence(NamedTuple):
    """A piece of a paragraph up to and including 。！？； or the paragraph's end."""

    start: int
    end: int
    text: str
    key: str
    """What two equal sentences share: without blanks, leading ordinals (一是, (二), 3.) and closing punctuation."""
    paragraph: int
    """Index in `Report.paragraphs`."""
