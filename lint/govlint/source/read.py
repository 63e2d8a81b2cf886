"""A file as it is: its bytes, and what kind of file they say it is.

The bytes decide the kind, never the suffix alone: reports reach people as web pages called .doc and as Word files
called .txt. What cannot be read is a `SourceProblem` with a reason; nothing here prints or exits.
"""

from __future__ import annotations

import os
import stat

from govlint.source.limits import MAX_BYTES

UNREADABLE = "unreadable"
UNSUPPORTED = "unsupported"
"""The two events a `SourceProblem` can be; the rule of that event puts it into words."""

MISSING = "missing"
PERMISSION = "permission"
IS_DIRECTORY = "is-directory"
SPECIAL_FILE = "special-file"
TOO_LARGE = "too-large"
IO_ERROR = "io-error"
ENCRYPTED = "encrypted"
BINARY = "binary"
UNDECODABLE = "undecodable"
EMPTY = "empty"
TRUNCATED = "truncated"
TOO_COMPLEX = "too-complex"
DAMAGED = "damaged"
SCANNED = "scanned"
UNCONVERTED = "unconverted"
"""Reasons of "unreadable": no such file; not permitted; a folder; a pipe or device; larger than the limit (`size` and
`limit` in MiB); any other failure of the system (`detail` says which); protected by a password; neither text nor a
known kind of file; text in an encoding that is not UTF-8, UTF-16, UTF-32 or GB18030, or damaged; nothing in it; a file
that ends inside a character; split into more parts than any report; not built as files of its kind
are; pages that are pictures; LibreOffice could not convert the file."""

TEXT = "text"
MARKDOWN = "markdown"
HTML = "html"
WEB_ARCHIVE = "web-archive"
XML = "xml"
PDF = "pdf"
OFD = "ofd"
WORD = "word"
LEGACY_OFFICE = "legacy-office"
RTF = "rtf"
OPENDOCUMENT = "opendocument"
SPREADSHEET = "spreadsheet"
PRESENTATION = "presentation"
IMAGE = "image"
ARCHIVE = "archive"
NO_LIBRARY = "pdf-library"
"""Kinds of files, and at the same time the reasons of "unsupported" while a kind has no reader: text; Markdown; a web
page; one saved as a single file (.mht); XML, Word's own included; PDF; the national layout format (.ofd); Word (.docx);
Word, WPS or Excel files before 2007 (.doc, .wps, .xls); RTF; OpenDocument (.odt); Excel (.xlsx); PowerPoint (.pptx); a
picture; a packed archive; PDF while the library that reads it is not installed."""

_MAGICS = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF87a", IMAGE),
    (b"GIF89a", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
)

_ZIP = b"PK\x03\x04"
_ZIP_MEMBERS = (
    (b"word/document", WORD),
    (b"xl/workbook", SPREADSHEET),
    (b"ppt/presentation", PRESENTATION),
    (b"OFD.xml", OFD),
    (b"application/vnd.oasis.opendocument", OPENDOCUMENT),
)
"""Names that stand uncompressed in a ZIP file of that kind."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a .docx with a password, which Office wraps in the old container."""

_HEAD = 4096
"""Bytes in which markup shows itself."""

_HTML_STARTS = tuple(
    b"<" + name for name in b"!doctype html|html|head|body|meta|title|div|table|p>|p |span|article|section".split(b"|")
)


class SourceProblem(Exception):  # noqa: N818 - a verdict on a file, no error of the program
    """Why a file cannot be judged."""

    def __init__(self, event: str, reason: str, **details: str | int) -> None:
        super().__init__(event, reason)
        self.event = event
        """"unreadable" or "unsupported"."""
        self.reason = reason
        """One of the reasons above."""
        self.details = details
        """What the reason's sentence is filled in with."""


class Source:
    """One file: where it is, its bytes and its kind."""

    __slots__ = ("data", "kind", "path")

    def __init__(self, path: str, data: bytes, kind: str) -> None:
        self.path = path
        """As the user gave it, with "/" between folders."""
        self.data = data
        self.kind = kind


def read_path(path: str) -> Source:
    """The file at `path`. Raises SourceProblem if it is no regular file, too large, or the system refuses it."""
    return read_stream(read_bytes(path), path if os.sep == "/" else path.replace(os.sep, "/"))


def read_bytes(path: str) -> bytes:
    """What is in the file at `path`; a byte beyond the limit if it is larger. Raises SourceProblem as `read_path`."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise SourceProblem(UNREADABLE, IS_DIRECTORY)
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for a writer that may never come.
            raise SourceProblem(UNREADABLE, SPECIAL_FILE)
        _refuse_too_large(status.st_size)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceProblem(UNREADABLE, MISSING) from None
    except PermissionError:
        raise SourceProblem(UNREADABLE, PERMISSION) from None
    except OSError as error:
        raise SourceProblem(UNREADABLE, IO_ERROR, detail=error.strerror or type(error).__name__) from None
    except ValueError:  # a NUL or a lone surrogate in the path: no file can have such a name
        raise SourceProblem(UNREADABLE, MISSING) from None


def read_stream(data: bytes, name: str) -> Source:
    """The file `name` whose bytes are `data`, as read from standard input. Raises SourceProblem."""
    _refuse_too_large(len(data))
    return Source(name, data, _kind(data, name))


def _refuse_too_large(size: int) -> None:
    if size > MAX_BYTES:
        mebibyte = 1024 * 1024
        raise SourceProblem(UNREADABLE, TOO_LARGE, size=-(-size // mebibyte), limit=MAX_BYTES // mebibyte)


def _kind(data: bytes, name: str) -> str:
    """What kind of file `data` is; whatever shows no sign of another kind is taken for text."""
    for magic, kind in _MAGICS:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP):
        return next((kind for member, kind in _ZIP_MEMBERS if member in data), ARCHIVE)
    if data.startswith(_OLE):
        if _OLE_ENCRYPTED in data:
            raise SourceProblem(UNREADABLE, ENCRYPTED)
        return LEGACY_OFFICE
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or (data[:2] == b"BM" and data[6:10] == bytes(4)):
        return IMAGE
    if data[257:262] == b"ustar":
        return ARCHIVE
    return _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> str:
    """What kind of text `data` is, if it is text: plain unless it starts like markup."""
    # Without marks and NULs, the markup of a page in UTF-16 reads like that of any other.
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<"):
        if head.startswith(_HTML_STARTS) or b"<html" in head or b"<!doctype html" in head:
            return HTML
        if head.startswith(b"<?xml"):
            return XML
    if head.startswith((b"mime-version:", b"from:")) and b"multipart/related" in head:
        return WEB_ARCHIVE
    if head.startswith(b"%pdf-"):
        return PDF
    if name.lower().endswith((".html", ".htm")) and b"<" in data and b">" in data:
        return HTML
    if name.lower().endswith((".md", ".markdown")):
        return MARKDOWN
    return TEXT
