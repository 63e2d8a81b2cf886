"""How other programs want to have the path of a file."""

from __future__ import annotations

from govlint.patterns import compiled

_ABSOLUTE = compiled(r"([A-Za-z]:)?/")


def from_root(path: str) -> str:
    """The path as git has it, without the `./` that leads nowhere."""
    while path.startswith("./") and path.strip("./"):
        path = path[2:].lstrip("/")
    return path


def uri(path: str) -> str:
    """The path as a reference that stands in a URI's place; a relative one stays relative."""
    from urllib.parse import quote

    found = _ABSOLUTE.match(path)
    if not found:
        return quote(_bytes(from_root(path)), safe="/")
    drive = found[1] or ""
    return f"file://{'/' if drive else ''}{drive}{quote(_bytes(path[len(drive) :]), safe='/')}"


def _bytes(path: str) -> bytes:
    """The path as the file system has it; Windows allows halves of surrogate pairs."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
