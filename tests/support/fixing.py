"""Reports spoilt at random in ways that `govlint fix` puts right, and what must be true of every file that it edits.

Each number is one file: a clean report with some damages in one kind of file, encoding and way to end lines. What is
damaged is known, so what it must look like afterwards is known as well: the clean report, to the byte in plain text.
`FIXES=1000 pytest tests/test_fix_at_random.py` makes a thousand of them.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from zipfile import ZipFile

from govlint.fix import FileFix, fix_input
from govlint.readers.contract import read_document
from govlint.run import Input, settings_for
from govlint.source.encoding import as_written
from govlint.source.read import read_stream
from tests.support.dialects import DIALECTS, render
from tests.support.documents import to_docx, to_html, to_markdown
from tests.support.reports import Generated, Paragraph, generate

KINDS = ("txt", "txt", "txt", "md", "html", "docx")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
NEWLINES = ("\n", "\r\n", "\r", "mixed")
TORN_WORDS = ("公开", "信息", "政府", "工作", "群众", "办理", "服务", "管理")
RESIDUE = ("扫一扫在手机打开当前页", "分享到:", "打印本页")
TRAPS = (
    "参加座谈的有王 芳、李 小 明、赵 刚三位监督员。",
    "转发了《关于做好公开工作的通知。。》。",
    "收集到“办得快,,办得好”的留言。",
    "服务电话为0000-1234 5678。",
)
"""Sentences with something in them that a hasty program would put right."""

Change = Callable[[Generated, Random], bool]
DAMAGES: dict[str, Change] = {}


def damage(change: Change) -> Change:
    """Registers a damage: False where it cannot be done to a report."""
    DAMAGES[change.__name__] = change
    return change


def prose(report: Generated) -> list[Paragraph]:
    """The paragraphs with running text, long enough to be damaged."""
    found = [item for section in report.sections if section.number in (1, 5) for item in section.paragraphs]
    return [item for item in found if item.kind == "text" and len(item.text) > 30 and item.text not in TRAPS]


def _anywhere(report: Generated, rng: Random, pattern: str, put: Callable[[re.Match[str]], str]) -> bool:
    """Puts something in the place of one match in the running text, outside quotations."""
    places = []
    for item in prose(report):
        cited = [match.span() for match in re.finditer("“[^”]*”|《[^》]*》", item.text)]
        places += [
            (item, match)
            for match in re.finditer(pattern, item.text)
            if not any(start <= match.start() < end for start, end in cited)
        ]
    if not places:
        return False
    item, match = rng.choice(places)
    item.text = item.text[: match.start()] + put(match) + item.text[match.end() :]
    return True


@damage
def doubled_mark(report: Generated, rng: Random) -> bool:
    """。。"""
    return _anywhere(report, rng, "(?<=[一-鿿])[,。;、](?=[一-鿿]|$)", lambda match: match[0] * 2)


@damage
def torn_word(report: Generated, rng: Random) -> bool:
    """公 开"""
    blank = rng.choice((" ", "\u00a0", "  "))
    return _anywhere(report, rng, "|".join(TORN_WORDS), lambda match: match[0][0] + blank + match[0][1])


@damage
def unseen(report: Generated, rng: Random) -> bool:
    """A character without width."""
    return _anywhere(report, rng, "[一-鿿](?=[一-鿿])", lambda match: match[0] + "\u200b")


@damage
def latin_stop(report: Generated, rng: Random) -> bool:
    """A sentence that ends in a point."""
    if sum(item.text.count("。") for item in prose(report)) < 6:
        return False
    return _anywhere(report, rng, "(?<=[一-鿿])。$", lambda _: ".")


@damage
def said_twice(report: Generated, rng: Random) -> bool:
    """A sentence a second time right behind itself."""
    pattern = "(?<=。)(?![一二三四五六七八九十]是|[(]|第)[^。“《:|]{24,90}。"
    return _anywhere(report, rng, pattern, lambda match: match[0] * 2)


@damage
def entity(report: Generated, rng: Random) -> bool:
    """&nbsp; as text."""
    return _anywhere(report, rng, "(?<=[一-鿿]。)(?=[一-鿿])", lambda _: "&nbsp;")


@damage
def citation(report: Generated, rng: Random) -> bool:
    """A number in other brackets."""
    opening, closing = rng.choice(("[]", "()", "【】"))
    for number, text in enumerate(report.preamble):
        found = re.search(r"(?<=[函发])〔(20\d\d)〕(?=\d+号)", text)
        if found:
            report.preamble[number] = text[: found.start()] + opening + found[1] + closing + text[found.end() :]
            return True
    return False


@damage
def heading_number(report: Generated, rng: Random) -> bool:
    """A heading with the number of the one before."""
    section = rng.choice(report.sections[1:])
    if [other.ordinal for other in report.sections] != list("一二三四五六"):
        return False
    section.ordinal = "一二三四五六"[section.number - 2]
    return True


@damage
def spaced_date(report: Generated, rng: Random) -> bool:
    """2024年 1 月 5 日"""
    spaced = re.sub(r"(?<=[年月])(\d+)(?=[月日])", r" \1 ", report.issued)
    changed, report.issued = spaced != report.issued, spaced
    return changed


@damage
def residue(report: Generated, rng: Random) -> bool:
    """A line of the page at the foot."""
    if not re.search(r"日$", report.issued):
        return False
    report.issued += "\n" + rng.choice(RESIDUE)
    return True


@dataclass
class Spoilt:
    """One damaged file."""

    name: str
    kind: str
    clean: bytes
    data: bytes
    damages: list[str]
    encoding: str = "utf-8"
    newline: str = "\n"


def spoilt(seed: int | str) -> Spoilt:
    """Damaged file number `seed`."""
    rng = Random(f"fix {seed}")
    report = generate(rng, plain=True)
    if rng.random() < 0.5:
        rng.choice(prose(report) or [Paragraph("")]).text += rng.choice(TRAPS)
    damaged = deepcopy(report)
    names = []
    kind = rng.choice(KINDS)
    for name in rng.sample(sorted(DAMAGES), rng.randint(1, 6)):
        if kind == "html" and name in ("residue", "torn_word"):
            continue  # at the foot of a page it belongs to the page, and of blanks a page shows one
        if kind == "md" and name in ("entity", "citation"):
            continue  # Markdown reads the one as a blank, and may take the other for a link
        if DAMAGES[name](damaged, rng):
            names.append(name)
    style = rng.random()
    if kind == "txt":
        encoding, newline = rng.choice(ENCODINGS), rng.choice(NEWLINES)
        texts = [render(made, DIALECTS["pipe-rows"].style, Random(f"{style}")) for made in (report, damaged)]
        if rng.random() < 0.4:
            texts[1] = _figure_damaged(texts[1], rng, names)
        data = [encoded(_lines_ended(text, newline), encoding) for text in texts]
        return Spoilt(f"report-{seed}.txt", kind, *data, names, encoding, newline)
    if kind == "html":
        encoding = rng.choice(("utf-8", "gb18030"))
        data = [to_html(made, Random(f"{style}"), encoding=encoding) for made in (report, damaged)]
        return Spoilt(f"report-{seed}.html", kind, *data, names, encoding)
    make = to_markdown if kind == "md" else to_docx
    data = [make(made, Random(f"{style}")) for made in (report, damaged)]
    return Spoilt(f"report-{seed}.{kind}", kind, *data, names)


def _figure_damaged(text: str, rng: Random, names: list[str]) -> str:
    """One figure of a table in full-width digits, or in groups of three."""
    figures = list(re.finditer(r"(?<=\| )\d+(?= \|)", text))
    if not figures:
        return text
    figure = rng.choice(figures)
    number = f"{int(figure[0]):,}" if len(figure[0]) > 3 else "".join(chr(ord(digit) + 0xFEE0) for digit in figure[0])
    names.append("figure")
    return text[: figure.start()] + number + text[figure.end() :]


def _lines_ended(text: str, newline: str) -> str:
    if newline != "mixed":
        return text.replace("\n", newline)
    ends = Random("ends")
    kinds = {line: ends.choice(("\n", "\r\n")) for line in dict.fromkeys(text.split("\n"))}
    return "".join(line + kinds[line] for line in text.split("\n")[:-1])


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text, in UTF-16 with a mark."""
    if encoding == "gb18030":
        return as_written(text, encoding)
    return ("\ufeff" + text).encode(encoding) if encoding.startswith("utf-16") else text.encode(encoding)


# -- what must be true ---------------------------------------------------------------------------------------------


def fixed(name: str, data: bytes, select: Iterable[str] = ()) -> FileFix:
    """What becomes of a file with those bytes, by the rules selected."""
    settings, _ = settings_for(select=select)
    return fix_input(Input(name, name, data), [settings])


def problems_of(file: Spoilt, done: FileFix) -> Iterator[str]:
    """What is wrong with the way that a file was fixed; nothing if all is well."""
    again = fixed(file.name, done.after)
    if again.changes:
        yield f"a second run changes {again.fixed}"
    before, after = (read_document(read_stream(data, file.name)) for data in (file.data, done.after))
    if before.encoding != after.encoding or before.kind != after.kind:
        yield "the encoding or kind has changed"
    yield from _unannounced(before.text, after.text, done)
    if file.kind == "docx":
        yield from _beside_the_text(file.data, done.after)
    elif file.kind == "html" and _tags(file.data) != _tags(done.after):
        yield "the markup has changed"
    if not done.changes and done.fixed:
        yield "something is said to be fixed, and nothing was"


def _unannounced(before: str, after: str, done: FileFix) -> Iterator[str]:
    """Characters that went or came and that no edit tells of, blanks and line ends apart; and numbers likewise."""
    told: Counter[str] = Counter()
    for item in done.fixed:
        for old, new in item.edits:
            if not old.startswith("<!--"):
                told.update(_squeezed(old))
                told.subtract(_squeezed(new))
    real = Counter(_squeezed(before))
    real.subtract(_squeezed(after))
    difference = {char: count for char in {*real, *told} if (count := real[char] - told[char])}
    if difference:
        yield f"changed without a word: {difference}"
    if len(after) > len(before):
        yield "the text has grown"


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _tags(data: bytes) -> list[bytes]:
    return re.findall(rb"<[^>]*>", data)


def _beside_the_text(before: bytes, after: bytes) -> Iterator[str]:
    """What has changed of a Word file besides the characters of its texts."""
    with ZipFile(io.BytesIO(before)) as old, ZipFile(io.BytesIO(after)) as new:
        if new.testzip() is not None:
            yield "the archive is damaged"
        if old.namelist() != new.namelist():
            yield "the members are others"
        for name in old.namelist():
            was, now = old.getinfo(name), new.getinfo(name)
            if (was.date_time, was.compress_type, was.external_attr, was.extra) != (
                now.date_time, now.compress_type, now.external_attr, now.extra
            ):  # fmt: skip
                yield f"{name} has other attributes"
            if name != "word/document.xml" and old.read(name) != new.read(name):
                yield f"{name} has changed"
        shapes = [_shape(file.read("word/document.xml")) for file in (old, new)]
        gone = Counter(shapes[0])
        gone.subtract(shapes[1])
        if any(count < 0 for count in gone.values()) or len(shapes[0]) - len(shapes[1]) > 30:
            yield "the document's XML has changed beside its texts"


def _shape(xml: bytes) -> list[bytes]:
    return [tag.replace(b' xml:space="preserve"', b"") for tag in re.findall(rb"<[^>]*>", xml)]


def is_restored(file: Spoilt, done: FileFix) -> bool:
    """Whether the file is the clean one again: to the byte in plain text, by what is read elsewhere."""
    if file.kind == "txt":
        rest = done.after[len(file.clean) :].replace(b"\x00", b"")
        return done.after.startswith(file.clean) and not rest.strip(b"\r\n")  # the line above is ended now
    clean, now = (read_document(read_stream(data, file.name)).text for data in (file.clean, done.after))
    return _squeezed(clean) == _squeezed(now)
