"""What a report cites: documents by number and title, and which of the known documents is meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from govlint.named import NamedTuple
from govlint.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from govlint.pack import Pack
    from govlint.report.model import Report

_NUMBER = (
    r"(?P<code>[国中]\s{0,2}办[^\d〔\[(【《》。,;、:]{1,12})[〔\[(【]\s?(?P<year>20\d\d)\s?年?\s?[〕\])】]\s{0,2}"
    r"第?\s?0{0,2}(?P<serial>\d{1,4})\s{0,2}号"
)
_ORDER = r"国(?:务院)?(?:令\s{0,2}\(?第?|第)\s{0,2}(?P<order>\d{2,4})\s{0,2}号"
_BETWEEN = (
    r"\s{0,3}(?:的?\s?(?:通知|公告|要求))?\s{0,3}(?:\((?:以下|下)?简称:?[^()]{1,20}\))?\s{0,3}"
    r"\(\s{0,3}(?:(?:以下|下)简称:?[^),;]{1,20}[,;]\s{0,3})?"
    r"(?:文号:?|文件|即|中华人民共和国|20\d\d年\d{0,2}月?\d{0,2}日?)?\s{0,3}"
)
"""What may stand between a title and the number that belongs to it. Without the bracket the number may be another
document's.
"""
_AFTER = r"\s{0,2}(?:文件|文|号文)?\s{0,2}(?:关于印发|印发)?(?=《)"
_BOOK_MARKS = r"[《》]"
_FOREIGN_NUMBER = r"\s{0,3}\(?\s?[^国中\s。,;:()《》]{2,10}[〔\[(【]\s?20\d\d"
_LOCAL_ISSUERS = (
    "办公室",
    "办公厅",
    "政府",
    "政府办",
    "局",
    "省",
    "市",
    "县",
    "区",
    "印发的",
    "下发的",
    "上级",
    "印发",
)
_LONGEST_TITLE = 160
_LONGEST_BARE = 110
_LONGEST_BETWEEN = 60
_MOST = 400
"""How many numbers and titles of a report are looked at."""
_MARKS = str.maketrans(dict.fromkeys("《》〈〉<>“”\"'‘’「」"))
_ENDINGS = ("的通知", "通知", "的公告", "的函")
_STATE = "中华人民共和国"
_LEAST_CUT = 8
"""How much of a title must be there for it to be taken for that title, cut short."""
_MOST_APART = 5
"""How many characters a garbled title may have too many, too few or wrong."""

UNKNOWN, RIGHT, OTHER, GARBLED, WRONG_NUMBER = "", "right", "other", "garbled", "wrong-number"


class Document(NamedTuple):
    """A document of the vocabulary."""

    key: str
    number: str
    code: str
    year: int
    serial: int
    orders: tuple[int, ...]
    titles: tuple[str, ...]
    """Cores of its titles: without issuer, 关于印发 and 的通知."""
    is_yearly: bool
    is_verified: bool


class Citation(NamedTuple):
    """A document cited by its number, with the title beside it, or by its title alone."""

    start: int
    end: int
    number: str
    """As printed, without blanks; "" where only the title stands."""
    title: str
    """As printed; "" where only the number stands."""
    title_start: int
    title_end: int
    document: str
    """Key of the document that is meant; "" if it is none of the known ones."""
    verdict: str
    """How number and title go together: one of the words above. `document` is the number's document; for
    `WRONG_NUMBER` it is the title's."""
    other: str
    """For `OTHER`, the key of the document whose title stands there."""


class Documents:
    """The documents, made ready for look-up."""

    __slots__ = ("by_key", "by_number", "by_order", "by_title", "issuers", "topics")

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        self.issuers: tuple[str, ...] = tuple(vocabulary["issuers"])
        self.topics: tuple[str, ...] = tuple(vocabulary["topics"])
        self.by_key: dict[str, Document] = {}
        self.by_number: dict[tuple[str, int, int], Document] = {}
        self.by_order: dict[int, Document] = {}
        self.by_title: dict[str, list[Document]] = {}
        for entry in vocabulary["document"]:
            document = _document(entry)
            self.by_key[document.key] = document
            for order in document.orders:
                self.by_order[order] = document
            if document.code:
                self.by_number[document.code, document.year, document.serial] = document
            for title in document.titles:
                self.by_title.setdefault(title, []).append(document)


def _document(entry: dict[str, Any]) -> Document:
    match = re.fullmatch(r"(\w+)〔(\d{4})〕(\d+)号", entry["number"])
    code, year, serial = match.groups() if match else ("", "0", "0")
    return Document(
        entry["key"],
        entry["number"],
        code,
        int(year),
        int(serial),
        tuple(entry.get("orders", ())),
        (entry["title"], *entry.get("also", ())),
        entry.get("yearly", False),
        entry["status"] == "verified",
    )


@lru_cache(maxsize=4)
def documents_of(pack: Pack) -> Documents:
    """The documents of the pack's vocabulary/documents.toml."""
    return Documents(pack.vocabulary("documents"))


def citations(report: Report) -> tuple[Citation, ...]:
    """Every citation of a known document, and every number of a document of the State Council or its office that has a
    known title beside it, in the order of the text.
    """
    return _citations(report.pack, report.text)


@lru_cache(maxsize=2)
def _citations(pack: Pack, text: str) -> tuple[Citation, ...]:
    documents = documents_of(pack)
    titles = _titles(pack, text)
    taken: set[int] = set()
    found: list[Citation] = []
    by_end = {end: start for start, end in titles}
    by_start = dict(titles)
    for match in _numbers(text):
        span = _beside(text, match, by_end, by_start)
        citation = _judge(documents, text, match, span)
        if citation is not None:
            found.append(citation)
        if span is not None:
            taken.add(span[0])
    for start, end in titles:
        if start not in taken:
            of = _by_title(documents, text[start + 1 : end - 1])
            if len(of) == 1 and not _is_local(text, start, end):
                found.append(Citation(start, end, "", text[start:end], start, end, of[0].key, RIGHT, ""))
    return tuple(sorted(found))


def _is_local(text: str, start: int, end: int) -> bool:
    """Whether the title seems to be that of a local notice of the same name: it has another issuer's number behind it,
    or another issuer before it.
    """
    if compiled(_FOREIGN_NUMBER).match(text, end) is not None:
        return True
    before = text[max(0, start - 12) : start].rstrip()
    return "国" not in text[start:end] and "国" not in before and before.endswith(_LOCAL_ISSUERS)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Every number of a document of the central office, and every order of the State Council."""
    count = 0
    for pattern, signs in ((_NUMBER, ("国办", "中办", "办函", "办发", "开函")), (_ORDER, ("院令", "国令", "院第"))):
        if any(sign in text for sign in signs):
            for match in compiled(pattern).finditer(text):
                count += 1
                if count > _MOST:
                    return
                yield match


@lru_cache(maxsize=2)
def _titles(pack: Pack, text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the outermost book marks that hold one of the topics; titles in titles belong to the outer one."""
    if "《" not in text:
        return ()
    topics = documents_of(pack).topics
    found: list[tuple[int, int]] = []
    depth = start = 0
    for match in compiled(_BOOK_MARKS).finditer(text):
        place = match.start()
        if match[0] == "《":
            if not depth or place - start > _LONGEST_TITLE:
                depth, start = 0, place
            depth += 1
        elif depth:
            depth -= 1
            if not depth and place - start <= _LONGEST_TITLE:
                if any(topic in text[start:place] for topic in topics):
                    found.append((start, place + 1))
                if len(found) == _MOST:
                    break
    return tuple(found)


def _beside(
    text: str, match: re.Match[str], by_end: dict[int, int], by_start: dict[int, int]
) -> tuple[int, int] | None:
    """The range of the title that the number belongs to, or None."""
    first = max(0, match.start() - _LONGEST_BETWEEN)
    end = match.start()
    for _ in range(2):
        end = text.rfind("》", first, end) + 1
        if end and end in by_end:
            if compiled(_BETWEEN).fullmatch(text, end, match.start()):
                return by_end[end], end
            break
        end = max(end - 1, first)
    following = compiled(_AFTER).match(text, match.end())
    if following is not None and following.end() in by_start:
        return following.end(), by_start[following.end()]
    return None


def _judge(documents: Documents, text: str, match: re.Match[str], span: tuple[int, int] | None) -> Citation | None:
    """What the number is, and whether the title beside it belongs to it; None if neither is known."""
    is_order = match.re.groups == 1
    own = (
        documents.by_order.get(int(match["order"]))
        if is_order
        else documents.by_number.get(("".join(match["code"].split()), int(match["year"]), int(match["serial"])))
    )
    number = "".join(match[0].split())
    if span is None:
        return _judge_bare(documents, text, match, own, number)
    start, end = span
    title = text[start:end]
    of = _by_title(documents, title[1:-1])
    first, last = min(start, match.start()), max(end, match.end())
    last += start < match.start() and text.startswith(")", last)

    def citation(document: Document, verdict: str, other: str = "") -> Citation:
        return Citation(first, last, number, title, start, end, document.key, verdict, other)

    if own is None:
        exact = len(of) == 1 and _is_whole(documents, title[1:-1], of[0]) and (is_order == bool(of[0].orders))
        return citation(of[0], WRONG_NUMBER) if exact else None
    if own in of:
        return citation(own, RIGHT)
    if len(of) == 1 and _is_whole(documents, title[1:-1], of[0]):
        return citation(own, OTHER, of[0].key)
    if not of and not own.is_yearly and _is_garbled(core_of(documents, title[1:-1]), own):
        return citation(own, GARBLED)
    return citation(own, UNKNOWN)


def _judge_bare(
    documents: Documents, text: str, match: re.Match[str], own: Document | None, number: str
) -> Citation | None:
    """The same for a number without a title in book marks beside it; the marks may be lost, so what stands directly
    before the number is looked at.
    """
    if own is None:
        return None
    start, end = match.span()
    before = text[max(0, start - _LONGEST_BARE) : start].rstrip("( \n")
    bare = "".join(before.translate(_MARKS).split())
    for title, of in documents.by_title.items():
        if own not in of and len(of) == 1 and bare.endswith((f"关于{title}的通知", f"{title}的通知")):
            return Citation(start, end, number, "", start, start, own.key, OTHER, of[0].key)
    return Citation(start, end, number, "", start, start, own.key, RIGHT, "")


def core_of(documents: Documents, title: str) -> str:
    """A title without marks and blanks, issuer, 关于印发 and 的通知, and 中华人民共和国."""
    if "\n" in title:
        # a page may end in the title: its number stands on a line of its own
        title = "".join(line for line in title.split("\n") if line.strip("-—–·第页 \t0123456789"))
    core = "".join(title.translate(_MARKS).split())
    for issuer in documents.issuers:
        core = core.removeprefix(issuer)
    core = core.removeprefix("、国务院办公厅").removeprefix("关于")
    for opening in ("印发", "转发", "发布", "公布"):
        core = core.removeprefix(opening)
    for ending in _ENDINGS:
        if core.endswith(ending):
            core = core[: -len(ending)]
            break
    for edition in ("(2019年修订)", "(2019修订)", "(修订)", "(国令第711号)", "(2019年修正)"):
        core = core.removesuffix(edition)
    for issuer in documents.issuers:
        core = core.removeprefix(issuer)
    return core.removeprefix("关于印发").removeprefix("关于").removeprefix(_STATE)


def _by_title(documents: Documents, title: str) -> list[Document]:
    """The documents that the title may be, cut short or whole."""
    core = core_of(documents, title)
    exact = documents.by_title.get(core)
    if exact is not None:
        return exact
    if len(core) < _LEAST_CUT:
        return []
    return [
        document
        for document in documents.by_key.values()
        if any(known.startswith(core) or known.endswith(core) for known in document.titles)
    ]


def _is_whole(documents: Documents, title: str, document: Document) -> bool:
    """Whether the title is that of the document, with nothing cut off."""
    return core_of(documents, title) in document.titles


def _is_garbled(core: str, document: Document) -> bool:
    """Whether the title is near one of the document's, but is none. Words put before or behind the whole title, and
    年报 for 年度报告, are short or long forms.
    """
    bare = _plain(core)
    for title in document.titles:
        known = _plain(title)
        if known in bare:
            return False
        if abs(len(bare) - len(known)) <= _MOST_APART and distance(bare, known) <= min(_MOST_APART, len(known) // 3):
            return "年报" not in core
    return False


def _plain(core: str) -> str:
    return "".join(char for char in core if char.isalnum())


def distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed to make `other` of `one`."""
    row = list(range(len(other) + 1))
    for count, char in enumerate(one, 1):
        before, row[0] = row[0], count
        for place, known in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (char != known))
    return row[-1]


def garbled_law(report: Report) -> Iterator[tuple[int, int, str]]:
    """The titles in book marks that name the Republic and are nearly, but not quite, that of the regulation or of the
    uniform format, and have no known number beside them; for each, the right title.
    """
    text = report.text
    if "《" not in text:
        return
    documents = documents_of(report.pack)
    known = {citation.title_start for citation in citations(report) if citation.title}
    for start, end in _titles(report.pack, text):
        title = "".join(text[start + 1 : end - 1].split())
        if start in known or not title.startswith(_STATE) or len(title) > 40:
            continue
        core = title.removeprefix(_STATE)
        for key in ("law", "N30"):
            right = documents.by_key[key].titles[0]
            if core.endswith(right[-2:]) and core not in right and 0 < distance(core, right) <= 2:
                yield start, end, _STATE + right
                break
