"""The report: what a document means, worked out lazily and once.

`Report.text` is the folded view of the document's text; every range in the report layer and in findings is in offsets
of that view, and `Report.source` leads back to offsets of the document.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from govlint.document.folding import fold
from govlint.report.extent import report_in
from govlint.report.parts import (
    Furniture,
    Heading,
    IssueDate,
    Line,
    Organ,
    PageDate,
    Paragraph,
    Period,
    ReportingYear,
    Section,
    Sentence,
    Signatory,
    Title,
)

if TYPE_CHECKING:
    from govlint.document.model import Document
    from govlint.pack import Pack
    from govlint.report.causes import Cause
    from govlint.report.flow import Flow, Passage, RunningText
    from govlint.report.formats import Format
    from govlint.report.relations import Outcome
    from govlint.report.series import Series
    from govlint.report.statements import Statement
    from govlint.report.tables import Tables


class Report:
    """One annual report. Each part is read when first asked for; parts never change."""

    def __init__(
        self,
        document: Document,
        pack: Pack,
        *,
        year: int | None = None,
        organ_kind: str | None = None,
        previous: Report | None = None,
        name: str = "",
    ) -> None:
        self.document = report_in(document, pack) if document.groups else document
        self.pack = pack
        self.year_option = year
        self.organ_kind_option = organ_kind
        self.previous = previous
        """An earlier report of the same organ, or None if none was given."""
        self.name = name
        """The file as it is printed where findings on another report speak of this one."""
        self._view = fold(self.document.text)
        self.text = self._view.text

    def offers(self, need: str) -> bool:
        """Whether what a rule needs beside the report was given (`govlint.rule.Rule.needs`)."""
        return not need or (need == "previous" and self.previous is not None)

    # -- the way back ------------------------------------------------------------------------------------------

    def source(self, offset: int) -> int:
        """The offset of the document's text for an offset of `text`."""
        return self._view.source(offset)

    @property
    def keeps_offsets(self) -> bool:
        """Whether every offset of `text` is the same in the document: folding changed no character's width."""
        return self._view.keeps_offsets

    def raw(self, start: int, end: int) -> str:
        """The characters of the file behind the range `start`–`end` of `text`."""
        return self._view.raw(start, end)

    @property
    def characters(self) -> frozenset[str]:
        """The different characters of the file, and what they fold to: what no text can hold that lacks one of them."""
        return self._view.characters

    # -- lines and furniture -----------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line with something in it."""
        from govlint.report.lines import read_lines

        return read_lines(self)

    @cached_property
    def furniture(self) -> dict[int, Furniture]:
        """Lines that belong to the page, by line index."""
        from govlint.report.furniture import read_furniture

        return read_furniture(self)

    @cached_property
    def page_dates(self) -> tuple[PageDate, ...]:
        """Dates in the page's metadata, in document order."""
        from govlint.report.furniture import read_page_dates

        return read_page_dates(self)

    # -- identity ----------------------------------------------------------------------------------------------

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """Every title line before section one, in document order, identical repeats included."""
        from govlint.report.title import read_titles

        return read_titles(self)

    @property
    def title(self) -> Title | None:
        """The title the report is judged by: the last that calls itself an annual report, else the first."""
        reports = [title for title in self.titles if title.kind == "report"]
        return reports[-1] if reports else (self.titles[0] if self.titles else None)

    @cached_property
    def organ(self) -> Organ | None:
        """The organ that reports, or None if nothing names it."""
        from govlint.report.organ import read_organ

        return read_organ(self)

    @cached_property
    def year(self) -> ReportingYear | None:
        """The year reported on, or None if nothing tells."""
        from govlint.report.year import read_year

        return read_year(self)

    @cached_property
    def period(self) -> Period | None:
        """The statistics period stated, or None."""
        from govlint.report.year import read_period

        return read_period(self)

    # -- structure ---------------------------------------------------------------------------------------------

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All first-level headings in document order, those of the six sections and others."""
        from govlint.report.sections import read_headings

        return read_headings(self)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections found, in document order; a section that stands twice is here twice."""
        from govlint.report.sections import read_sections

        return read_sections(self)

    def section(self, number: int) -> Section | None:
        """Section `number` (1–6), or None if it was not found."""
        for section in self.sections:
            if section.number == number:
                return section
        return None

    def section_at(self, offset: int) -> int | None:
        """Number of the section whose heading or body holds `offset`, or None."""
        for section in self.sections:
            if section.heading.start <= offset < section.end:
                return section.number
        return None

    @cached_property
    def preamble(self) -> tuple[int, int]:
        """The range between the title (and the furniture under it) and the first section; may be empty."""
        from govlint.report.sections import read_preamble

        return read_preamble(self)

    @cached_property
    def body_end(self) -> int:
        """Where the report ends: before signature, date and the furniture at the foot of the page."""
        from govlint.report.signature import read_body_end

        return read_body_end(self)

    @cached_property
    def signatory(self) -> Signatory | None:
        """The organ named after the last section, or None."""
        from govlint.report.signature import read_signatory

        return read_signatory(self)

    @cached_property
    def dates(self) -> tuple[IssueDate, ...]:
        """Every stand-alone date line that is not furniture, in document order."""
        from govlint.report.dates import read_dates

        return read_dates(self)

    @property
    def issue_date(self) -> IssueDate | None:
        """The date of issue: the date at the end, else the one under the title; None if there is neither."""
        for position in ("end", "title"):
            for found in reversed(self.dates):
                if found.position == position:
                    return found
        return None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text, line by line."""
        from govlint.report.sentences import read_paragraphs

        return read_paragraphs(self)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all paragraphs."""
        from govlint.report.sentences import read_sentences

        return read_sentences(self)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the running text, each with its wrapped lines joined."""
        from govlint.report.flow import read_passages

        return read_passages(self)

    @cached_property
    def running_text(self) -> RunningText:
        """All passages as one text, "\\n" between them."""
        from govlint.report.flow import chained

        return chained(self.passages)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences of the running text in one piece each, wherever lines were wrapped, with their quantities."""
        from govlint.report.statements import read_statements

        return read_statements(self)

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """The running text of each section in one piece, without the ends of wrapped lines."""
        from govlint.report.flow import read_flows

        return read_flows(self)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The numbered series of sections one, five and six (一是…二是…, (一)(二), 1. 2.), in document order."""
        from govlint.report.series import read_series

        return read_series(self)

    # -- tables ------------------------------------------------------------------------------------------------

    @cached_property
    def format(self) -> Format:
        """The statutory format of the reporting year; where the year is unknown, the format the tables show."""
        if self.year is not None:
            return self.pack.format_for(self.year.value)
        return self.tables.printed_format

    @cached_property
    def tables(self) -> Tables:
        """The three statutory tables as printed, aligned to the format whose labels they show."""
        from govlint.report.tables import read_tables

        return read_tables(self)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Every relation between the cells of the tables, with its outcome."""
        from govlint.report.relations import evaluate

        return evaluate(self.tables)

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """What explains the relations that are violated."""
        from govlint.report.causes import find_causes

        return find_causes(self.outcomes)

    def __getstate__(self) -> None:
        raise TypeError("a Report is worked out where it is needed, never sent between processes")
