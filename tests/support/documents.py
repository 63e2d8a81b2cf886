"""Generated reports as the files people have: web pages with all a site puts around them, Word files, Markdown.

Each maker takes a report and returns the bytes of a file; what the report says is the same in all of them. The ways of
real files (runs in tags of their own, numbers made by list styles, merged cells, boxes of a site) are drawn from `rng`.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from tests.support.dialects import BREAK, Grid, Td, grid_of
from tests.support.reports import Applications, Generated, Paragraph, Section

# -- Markdown ------------------------------------------------------------------------------------------------------


def to_markdown(report: Generated, rng: Random) -> bytes:
    """Markdown as a converter of web pages makes it."""
    lines = ["---", f'title: "{"".join(report.title)}"', "---", ""] if rng.random() < 0.3 else []
    lines += [f"# {line}" for line in titles_of(report)]
    for text in report.preamble:
        lines += ["", _markdown_text(text, rng)]
    for section in report.sections:
        lines += ["", f"## {section.heading}"]
        for item in section.body:
            if isinstance(item, Paragraph):
                lines += ["", f"### {item.text}" if item.kind == "sub-heading" else _markdown_text(item.text, rng)]
            else:
                lines += ["", *_markdown_table(grid_of(item)[0])]
    for text in tail_of(report):
        lines += ["", text]
    return ("\n".join(lines) + "\n").encode()


def titles_of(report: Generated) -> list[str]:
    """The lines of the title."""
    return [line for text in report.title for line in text.split("\n")]


def tail_of(report: Generated) -> list[str]:
    """The lines behind section six."""
    return [line for text in (report.signatory, report.issued) for line in text.split("\n") if line]


def _markdown_text(text: str, rng: Random) -> str:
    """A paragraph with some emphasis; a number at its start is no list of Markdown's."""
    if rng.random() < 0.2 and len(text) > 12 and "*" not in text:
        return f"**{text[:6]}**{text[6:]}"
    return text


def _markdown_table(grid: Grid) -> list[str]:
    rows = [[td.text.replace(BREAK, "<br>").replace("|", "\\|") for td in row] for row in grid]
    width = max(map(len, rows))
    lines = ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]


def to_torn_markdown(report: Generated, rng: Random) -> bytes:
    """Markdown as a converter of printed pages makes it: a paragraph a line, every line of a heading's level, a table
    torn at the pages and wherever the converter lost it, labels away from their rows, surplus cells.
    """
    lines = [f"## {line}" for line in titles_of(report)]
    lines += ["", *report.preamble]
    for section in report.sections:
        lines += ["", f"### {section.heading}", ""]
        for item in section.body:
            if isinstance(item, Paragraph):
                lines += [item.text, ""]
            else:
                lines += _torn(grid_of(item), rng)
    return ("\n".join([*lines, *tail_of(report)]) + "\n").encode()


def _torn(table: tuple[Grid, int], rng: Random) -> list[str]:
    lines: list[str] = []
    rule = "| --- | --- |"
    in_table = False
    for row in table[0]:
        cells = [td.text.replace(BREAK, "").replace("|", "\\|") for td in row]
        if in_table and rng.random() < 0.3:
            lines.append("")
            in_table = False
        way = rng.random()
        has_figures = any(td.is_value for td in row) and len(cells) > 5
        label = next((cell for cell in reversed(cells[:-1]) if not cell.replace(".", "").isdecimal()), "")
        if has_figures and label and way < 0.15:
            bare = [cell for cell in cells if cell != label]
            lines += [*([""] if in_table else []), label, "", f"| {' | '.join(bare)} |", rule]
        elif has_figures and way < 0.25:
            lines += [f"| {' | '.join(cells)} | |", *([] if in_table else [rule])]
        elif has_figures and way < 0.3:
            lines += [f"| {' | '.join(cells[:-1])} |", *([] if in_table else [rule]), "", cells[-1], ""]
            in_table = False
            continue
        else:
            lines += [f"| {' | '.join(cells)} |", *([] if in_table else [rule])]
        in_table = True
    return [*lines, ""]


def to_scanned_markdown(report: Generated, rng: Random) -> bytes:
    """Markdown as recognition of scanned pages makes it: a small table for each group of rows, with heads of its own
    invention, and the groups as headings.
    """
    lines = [f"# {line}" for line in titles_of(report)]
    lines += [line for text in report.preamble for line in ("", text)]
    for section in report.sections:
        lines += ["", f"## {section.heading}"]
        for item in section.body:
            if isinstance(item, Paragraph):
                lines += ["", item.text]
            elif isinstance(item, Applications):
                lines += _scanned(item, rng)
            else:
                lines += ["", *_markdown_table(grid_of(item)[0])]
    return ("\n".join([*lines, "", *tail_of(report)]) + "\n").encode()


def _scanned(table: Applications, rng: Random) -> list[str]:
    heads = ["类别", *(f"数据{number}" for number in range(1, 7)), "总计"]
    lines: list[str] = []
    group: str | None = None
    for row in table.rows:
        at = row.group
        if not lines or at != group or rng.random() < 0.1:
            name = table.groups.get(at, "")
            lines += ["", *([f"### {name}", ""] if name and at != group else [])]
            lines += [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
        group = at
        lines.append(f"| {row.label} | {' | '.join(row.cells)} |")
    return lines


# -- web pages -----------------------------------------------------------------------------------------------------


def to_html(report: Generated, rng: Random, *, encoding: str = "utf-8", framed: bool = True) -> bytes:
    """A page; `framed` puts around it what a site does."""
    office = rng.random() < 0.5
    body = [_paragraph(text, rng, office) for text in report.preamble]
    for section in report.sections:
        body += _html_section(section, rng, office)
    body += [_paragraph(text, rng, office) for text in tail_of(report)]
    title = "".join(report.title)
    heading = "".join(f"<h1>{escape(line)}</h1>" for line in titles_of(report))
    content = "\n".join(body)
    if not framed:
        page = f"<div>{heading}\n{content}</div>"
        return page.encode(encoding)
    boxes = rng.choice(("div", "table"))
    main = f'<div class="a">{heading}<div class="b">{content}</div></div>'
    if boxes == "table":
        main = f"<table width=1000><tr><td>{_navigation()}</td></tr><tr><td>{main}</td></tr></table>"
    declared = f'<meta charset="{encoding}">' if rng.random() < 0.7 else ""
    return (
        f"<!DOCTYPE html>\n<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>{declared}"
        f'<title>{escape(title)}</title><meta name="SiteName" content="门户网站">'
        '<script>var x = "<p>一、总体情况</p>";</script><style>p { margin: 0 }</style></head>\n'
        f"<body>{_navigation() if boxes == 'div' else ''}\n{main}\n"
        '<div class="x"><a href="#">打印</a> <a href="#">关闭</a> <a href="#">分享到</a></div>'
        '<div class="foot"><p>主办:县人民政府办公室</p><p>网站标识码 3300000000</p><p>扫一扫在手机打开当前页</p></div>'
        "</body></html>\n"
    ).encode(encoding)


def _navigation() -> str:
    names = ("首页", "政务公开", "政府信息公开指南", "法定主动公开内容", "政府信息公开年报", "2021年", "2022年")
    items = "".join(f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(names))
    return f"<div><ul>{items}</ul><p>今天是2025年3月3日</p></div>"


def _paragraph(text: str, rng: Random, office: bool) -> str:
    if not office:
        return f"<p>{_source_wrapped(escape(text), rng)}</p>"
    runs = _runs(text, rng)
    inner = "".join(
        f'<span lang="ZH-CN" style="font-size:16pt"><font face="仿宋">{escape(run)}</font></span>' for run in runs
    )
    return f'<p class="MsoNormal" style="text-indent:32pt">&nbsp;&nbsp;{inner}<o:p></o:p></p>'


def _source_wrapped(text: str, rng: Random) -> str:
    """The text with line ends of the source in it, which are none of the page's."""
    if rng.random() > 0.3 or len(text) < 60 or "&" in text:
        return text
    at = 40
    while at < len(text) and not (text[at - 1] >= "一" and text[at] >= "一"):
        at += 1
    return f"{text[:at]}\n      {text[at:]}"


def _runs(text: str, rng: Random) -> list[str]:
    """The text in pieces, as Word cuts it: even in the middle of a number."""
    runs, start = [], 0
    while start < len(text):
        end = start + rng.randint(2, 30)
        runs.append(text[start:end])
        start = end
    return runs


def _html_section(section: Section, rng: Random, office: bool) -> list[str]:
    heading = escape(section.heading)
    parts = [rng.choice((f"<p><strong>{heading}</strong></p>", f"<h2>{heading}</h2>", f"<p><br/>{heading}</p>"))]
    for item in section.body:
        if isinstance(item, Paragraph):
            parts.append(_paragraph(item.text, rng, office))
        else:
            parts.append(_html_table(grid_of(item)[0], rng, office))
    return parts


def _html_table(grid: Grid, rng: Random, office: bool) -> str:
    open_cells = rng.random() < 0.2
    rows = []
    for row in grid:
        cells = [_html_cell(td, rng, office) + ("" if open_cells else "</td>") for td in row]
        rows.append("<tr>" + "".join(cells) + ("" if open_cells else "</tr>"))
    return "<table border=1><tbody>" + "\n".join(rows) + "</tbody></table>"


def _html_cell(td: Td, rng: Random, office: bool) -> str:
    spans = (f" colspan={td.across}" if td.across > 1 else "") + (f' rowspan="{td.down}"' if td.down > 1 else "")
    text = "<br>".join(escape(part) for part in td.text.split(BREAK))
    if office:
        pieces = [text] if "<" in text or "&" in text else [escape(run) for run in _runs(td.text, rng)]
        text = "".join(f"<font>{piece}</font>" for piece in pieces) or "&nbsp;"
        text = f"<p align=center>{text}<o:p>&nbsp;</o:p></p>"
    return f"<td{spans}>{text}"


# -- Word ----------------------------------------------------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_DELETED = '<w:del w:id="1" w:author="a"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
_FIRST_LEVEL = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
    'Target="numbering.xml"/></Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)


def to_docx(report: Generated, rng: Random, *, plain: bool = False) -> bytes:
    """A Word file; the numbers of the sections may be made by a list, as Word does it, and changes may be tracked in
    it. A `plain` one has neither.
    """
    numbered = (
        rng.random() < 0.5 and [s.ordinal for s in report.sections] == list("一二三四五六")[: len(report.sections)]
    )
    body = [_word_paragraph(line, rng) for line in (*titles_of(report), *report.preamble)]
    for section in report.sections:
        if numbered:
            body.append(_word_paragraph(section.title, rng, _FIRST_LEVEL))
        else:
            body.append(_word_paragraph(section.heading, rng))
        for item in section.body:
            if isinstance(item, Paragraph):
                body.append(_word_paragraph(item.text, rng))
            else:
                body.append(_word_table(*grid_of(item), rng))
    body += [_word_paragraph(line, rng) for line in tail_of(report)]
    text = "".join(body)
    return docx_of(text.replace(_DELETED, "") if plain else text)


def docx_of(body: str) -> bytes:
    """A Word file whose body holds that XML."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", _PARTS)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", _NUMBERING)
    return out.getvalue()


def _word_paragraph(text: str, rng: Random, properties: str = "") -> str:
    runs = "".join(_word_run(run, rng) for run in _runs(text, rng))
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _word_run(text: str, rng: Random) -> str:
    run = f'<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    if rng.random() < 0.05:
        run += _DELETED
    return f'<w:ins w:id="2" w:author="a">{run}</w:ins>' if rng.random() < 0.05 else run


def _word_table(grid: Grid, width: int, rng: Random) -> str:
    """The cells with their spans; a cell that spans rows has empty ones below it."""
    reach: dict[tuple[int, int], int] = {}
    rows = []
    for y, row in enumerate(grid):
        cells, x, left = [], 0, list(row)
        while x < width and (left or (y, x) in reach):
            if (y, x) in reach:
                across = reach[y, x]
                cells.append(_word_cell("", across, "<w:vMerge/>", rng))
                x += across
                continue
            td = left.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if td.down > 1 else ""
            cells.append(_word_cell(td.text, td.across, merge, rng))
            reach.update(((y + down, x), td.across) for down in range(1, td.down))
            x += td.across
        cells += [_word_cell(td.text, td.across, "", rng) for td in left]
        rows.append("<w:tr>" + "".join(cells) + "</w:tr>")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = f'<w:gridCol w:w="{9000 // width}"/>' * width
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl><w:p/>"
    )


def _word_cell(text: str, across: int, merge: str, rng: Random) -> str:
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    inner = "".join(_word_paragraph(part, rng) for part in text.split(BREAK))
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


# -- what LibreOffice makes of them --------------------------------------------------------------------------------


def libreoffice() -> str | None:
    """The program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, suffix: str, target: str) -> bytes:
    """The file in another format."""
    program = libreoffice()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"report.{suffix}")
        path.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, f"report.{target}").read_bytes()


def pdf_of(*pages: Sequence[str]) -> bytes:
    """A printed document with those lines on its pages, in a font that every reader has; what the characters are
    stands beside them, as word processors write it.
    """
    chars = sorted({char for lines in pages for line in lines for char in line})
    codes = {char: number for number, char in enumerate(chars, 1)}
    ranges = "".join(
        f"{len(chars[start : start + 100])} beginbfchar\n"
        + "".join(f"<{codes[char]:04x}> <{char.encode('utf-16-be').hex()}>\n" for char in chars[start : start + 100])
        + "endbfchar\n"
        for start in range(0, len(chars), 100)
    )
    space = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    names = f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n{space}{ranges}endcmap\nend\nend\n"
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(names),
    ]
    for number, lines in enumerate(pages):
        shown = "".join(
            f"BT /F 12 Tf 72 {770 - 24 * row} Td <{''.join(f'{codes[char]:04x}' for char in line)}> Tj ET\n"
            for row, line in enumerate(lines)
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>",
            _stream(shown),
        ]
    body, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode()


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}endstream"
