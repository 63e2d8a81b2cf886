"""Reading members of a ZIP file that nobody vouches for: bounded in size, nothing unpacked to disk, no entities."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from govlint.source.limits import MAX_MEMBER_BYTES
from govlint.source.read import DAMAGED, ENCRYPTED, TOO_LARGE, UNREADABLE, SourceProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MEBIBYTE = 1024 * 1024


class Archive:
    """The members of a ZIP file."""

    def __init__(self, data: bytes) -> None:
        """Raises SourceProblem if `data` is no whole ZIP file."""
        try:
            self._file = ZipFile(io.BytesIO(data))
            self.names = frozenset(self._file.namelist())
        except (BadZipFile, ValueError, OSError, NotImplementedError, RecursionError):
            raise SourceProblem(UNREADABLE, DAMAGED) from None

    def read(self, name: str) -> bytes:
        """The content of member `name`, b"" if there is none. Raises SourceProblem if it is damaged, has a password, or
        unpacks to more than any report.
        """
        if name not in self.names:
            return b""
        from zlib import error as ZlibError  # noqa: N812 - an exception named like none

        try:
            info = self._file.getinfo(name)
            if info.flag_bits & 1:
                raise SourceProblem(UNREADABLE, ENCRYPTED)
            with self._file.open(info) as member:
                data = member.read(MAX_MEMBER_BYTES + 1)
        except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise SourceProblem(UNREADABLE, DAMAGED) from None
        if len(data) > MAX_MEMBER_BYTES:
            size = max(info.file_size, len(data))
            raise SourceProblem(UNREADABLE, TOO_LARGE, size=-(-size // _MEBIBYTE), limit=MAX_MEMBER_BYTES // _MEBIBYTE)
        return data

    def xml(self, name: str) -> Element | None:
        """The root of the XML in member `name`, or None if there is no such member. Raises SourceProblem."""
        data = self.read(name)
        return parse_xml(data) if data else None


def parse_xml(data: bytes) -> Element:
    """The root of an XML document. A document type is refused: office files have none, and entities are declared in
    one. Raises SourceProblem.
    """
    from xml.etree.ElementTree import ParseError, fromstring

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"<\x00!\x00D\x00O\x00C" in data:
        raise SourceProblem(UNREADABLE, DAMAGED)
    try:
        return fromstring(data)
    except (ParseError, ValueError, LookupError):
        raise SourceProblem(UNREADABLE, DAMAGED) from None


def local(tag: object) -> str:
    """The name of an element without its namespace: office files come with two of them."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, otherwise: str = "") -> str:
    """The attribute with that local name."""
    for key, value in element.items():
        if key == name or key.endswith(f"}}{name}"):
            return value
    return otherwise
