"""One member of a ZIP file replaced: every other byte of the file stays, and so do order, names, times and attributes.

The standard library writes members anew; here the file is cut at its headers (APPNOTE 4.3 and 4.4), and only the data
of the member and the numbers that speak of it change.
"""

from __future__ import annotations

import struct
import zlib

from govlint.fixers.contract import CannotEditError
from govlint.named import NamedTuple

_END = b"PK\x05\x06"
_ENTRY, _ENTRY_SIZE = b"PK\x01\x02", 46
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _HAS_DESCRIPTOR = 0x1, 0x8
_BIG = 0xFFFFFFFF
"""Stands where the number is in the extension for large files."""


class _Entry(NamedTuple):
    """A member as the directory at the end of the file tells of it."""

    at: int
    """Where its entry of the directory starts."""
    name: bytes
    flags: int
    method: int
    offset: int
    """Where its local header starts."""


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The ZIP file `data` with `content` as the content of its member `name`. CannotEditError if the file is built in a
    way that this does not know.
    """
    try:
        return _with_member(data, name, content)
    except struct.error:
        raise CannotEditError("zip") from None


def _with_member(data: bytes, name: str, content: bytes) -> bytes:
    end = data.rfind(_END)
    if end < 0:
        raise CannotEditError("zip")
    count, size, directory = struct.unpack_from("<HII", data, end + 10)
    if count == 0xFFFF or directory == _BIG or directory + size > end:
        raise CannotEditError("zip")
    entries = list(_entries(data, directory, count))
    named = [entry for entry in entries if entry.name in (name.encode(), name.encode("cp437", "replace"))]
    if len(named) != 1:
        raise CannotEditError("zip")
    entry = named[0]
    if entry.flags & _ENCRYPTED or entry.method not in (_STORED, _DEFLATED) or entry.offset == _BIG:
        raise CannotEditError("zip")
    if data[entry.offset : entry.offset + 4] != _LOCAL:
        raise CannotEditError("zip")
    behind = min((other.offset for other in entries if other.offset > entry.offset), default=directory)
    name_size, extra_size = struct.unpack_from("<HH", data, entry.offset + 26)
    head_end = entry.offset + _LOCAL_SIZE + name_size + extra_size
    packed = content if entry.method == _STORED else _deflated(content)
    flags = entry.flags & ~_HAS_DESCRIPTOR
    numbers = struct.pack("<III", zlib.crc32(content), len(packed), len(content))
    local = bytearray(data[entry.offset : head_end])
    local[6:8] = struct.pack("<H", flags)
    local[14:26] = numbers
    moved = len(local) + len(packed) - (behind - entry.offset)
    listed = bytearray(data[directory:end])
    for other in entries:
        at = other.at - directory
        if other is entry:
            listed[at + 8 : at + 10] = struct.pack("<H", flags)
            listed[at + 16 : at + 28] = numbers
        elif other.offset > entry.offset:
            listed[at + 42 : at + 46] = struct.pack("<I", other.offset + moved)
    tail = bytearray(data[end:])
    tail[16:20] = struct.pack("<I", directory + moved)
    return b"".join((data[: entry.offset], local, packed, data[behind:directory], listed, tail))


def _entries(data: bytes, at: int, count: int) -> list[_Entry]:
    entries = []
    for _ in range(count):
        if data[at : at + 4] != _ENTRY:
            raise CannotEditError("zip")
        flags, method = struct.unpack_from("<HH", data, at + 8)
        name_size, extra_size, comment_size = struct.unpack_from("<HHH", data, at + 28)
        (offset,) = struct.unpack_from("<I", data, at + 42)
        name = data[at + _ENTRY_SIZE : at + _ENTRY_SIZE + name_size]
        entries.append(_Entry(at, name, flags, method, offset))
        at += _ENTRY_SIZE + name_size + extra_size + comment_size
    return entries


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
