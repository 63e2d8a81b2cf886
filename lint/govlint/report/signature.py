"""The end of a report: the signing organ, the date, and what the page adds below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govlint.patterns import compiled
from govlint.report.dates import dates_at_edge, parse_date_line
from govlint.report.organ import is_organ_name
from govlint.report.parts import Signatory

if TYPE_CHECKING:
    from govlint.report.model import Report
    from govlint.report.parts import Line

_STOPS = "。;!?"
_SEAL = r"[(【\[]?(?:盖章|公章|印章|签章|加盖公章)[)】\]]?"
_LABEL = r"\s*(?:落款|编制单位|编制机关|报告单位|报告机关|填报单位)\s*:"
_EDGES = "[]【】-—•·,、:|? \t"
_LONGEST = 60
_LONGEST_STRANGE = 45
_MOST_LINES = 300
"""How many lines may stand behind the report's body."""
_MOST_STRANGE = 12
"""How many short lines of unknown kind may stand below the signature: what a page's foot adds."""


def read_body_end(report: Report) -> int:
    """Where the report ends: behind the last line before signature, date and the furniture at the foot."""
    lines = report.lines
    if not lines:
        return 0
    first = _first_of_tail(report)
    return lines[first - 1].end if first else lines[0].start


def read_signatory(report: Report) -> Signatory | None:
    """The organ named behind the body, on lines of its own or beside the date; None if none is.

    Organs that sign together are read as one, joined by 、; a name on two lines is put together if that is the
    title's. A name below the page's first residue is the page's, unless a date follows it.
    """
    body_end = report.body_end
    names: list[tuple[int, int, str]] = []
    below_residue = False
    for line in report.lines:
        if line.start < body_end:
            continue
        piece = report.furniture.get(line.index)
        if piece is not None:
            below_residue |= piece.kind == "residue"
            continue
        place = organ_on_line(report, line.text)
        if place is not None:
            if below_residue and not _is_dated(report, line):
                continue
            start, end = line.start + place[0], line.start + place[1]
            names.append((start, end, "".join(report.text[start:end].split())))
        elif names and parse_date_line(line.text) is None and not _is_seal(line.text):
            break
    if not names:
        return None
    whole = "".join(name for _, _, name in names)
    joined = whole if any(title.organ == whole for title in report.titles) else "、".join(name for _, _, name in names)
    return Signatory(names[0][0], names[-1][1], joined)


def organ_on_line(report: Report, text: str) -> tuple[int, int] | None:
    """The range of an organ's name on a line that holds nothing else, a date and a seal beside it apart."""
    if len(text) > _LONGEST or any(stop in text.lstrip("?") for stop in _STOPS):
        return None
    start, end = 0, len(text)
    for written in dates_at_edge(text):
        if written.start > len(text) - written.end:
            end = written.start
        else:
            start = written.end
    if ":" in text and (label := compiled(_LABEL).match(text, start)) is not None:
        start = label.end()
    if "章" in text and (seal := compiled(_SEAL).search(text, start, end)) is not None:
        end = seal.start()
    start += len(text[start:end]) - len(text[start:end].lstrip(_EDGES))
    end = start + len(text[start:end].rstrip(_EDGES))
    name = "".join(text[start:end].split())
    if name and (is_organ_name(report.pack, name) or any(title.organ == name for title in report.titles)):
        return start, end
    return None


def _first_of_tail(report: Report) -> int:
    """Index of the first line behind the report's body; the number of lines if nothing stands there.

    From the end upward, the tail takes in furniture, dates and organs. Short lines of unknown kind are passed over as
    long as they may be the page's: below the signature, not above it. Running text ends the search.
    """
    lines = report.lines
    floor = 0
    if report.headings:
        floor = report.headings[-1].line + 1
    elif report.titles:
        floor = sum(line.start < report.titles[-1].end for line in lines)
    first = len(lines)
    strange = 0
    signed = False
    for line in reversed(lines[max(floor, len(lines) - _MOST_LINES) :]):
        text = line.text
        piece = report.furniture.get(line.index)
        if piece is not None:
            if piece.kind != "page-number" or not strange:
                first = line.index
                strange = 0
        elif parse_date_line(text) is not None or organ_on_line(report, text) is not None or _is_seal(text):
            first = line.index
            signed = True
        elif signed or len(text) > _LONGEST_STRANGE or strange == _MOST_STRANGE or any(s in text for s in _STOPS):
            break
        else:
            strange += 1
    return first


def _is_seal(text: str) -> bool:
    """Whether the line only says where the seal is."""
    return "章" in text and compiled(_SEAL).fullmatch(text) is not None


def _is_dated(report: Report, line: Line) -> bool:
    """Whether a date stands on the line or on the next."""
    if dates_at_edge(line.text):
        return True
    following = report.lines[line.index + 1 : line.index + 2]
    return bool(following) and parse_date_line(following[0].text) is not None
