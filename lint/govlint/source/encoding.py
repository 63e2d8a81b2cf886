"""From bytes to text: byte order mark, strict UTF-8, UTF-16 without a mark, GB18030; nothing else is guessed.

Text in GB18030 or GBK practically never passes as UTF-8 and the other way round, so the order decides without
statistics. A page that declares gb2312 or gbk is read as GB18030, which holds both.
"""

from __future__ import annotations

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16, whose mark it starts with
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_CUT = ("unexpected end of data", "truncated data", "incomplete multibyte sequence")
"""What the codecs say of bytes that end inside a character."""

_GB18030_SINCE_2005 = {
    "\ue7c7": "\u1e3f",
    "\ue78d": "\ufe10",
    "\ue78e": "\ufe12",
    "\ue78f": "\ufe11",
    "\ue790": "\ufe13",
    "\ue791": "\ufe14",
    "\ue792": "\ufe15",
    "\ue793": "\ufe16",
    "\ue794": "\ufe17",
    "\ue795": "\ufe18",
    "\ue796": "\ufe19",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue832": "\u9fb8",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue864": "\u9fbb",
}
"""Python's codec is of the 2000 edition and gives these private-use characters; the editions of 2005 (the first) and
2022 (the other eighteen) have standard ones. The vertical comma and full stop really are in that order."""

_SAMPLE = 20_000
"""Characters of a text that are looked at to tell whether it reads as Chinese."""


def decode(data: bytes) -> tuple[str, str] | None:
    """The text of `data` without a byte order mark, and the name of its encoding; None if it cannot be decoded.

    Bytes that end inside a character (a file cut short) give U+FFFD for the rest of that character. Nothing else is
    ever replaced or left out, and the text holds no lone surrogates.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _named(_decode(data[len(mark) :], encoding), encoding)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    text = _decode(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    text = _decode(data, "gb18030")
    if text is None or not _reads_as_chinese(text):
        return None
    for private, standard in _GB18030_SINCE_2005.items():
        text = text.replace(private, standard)
    return text.removeprefix("\ufeff"), "gb18030"


def _named(text: str | None, encoding: str) -> tuple[str, str] | None:
    """A text announced by its mark; a NUL in UTF-8 means that the rest is not text."""
    if text is None or (encoding == "utf-8" and "\x00" in text):
        return None
    return text, encoding


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """The text of `data` if it is Chinese in one of the two byte orders of UTF-16."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decode(data, encoding)
        if text is not None and "\x00" not in text and not text.isascii() and _reads_as_chinese(text):
            return text, encoding
    return None


def _decode(data: bytes, encoding: str) -> str | None:
    """`data` in `encoding`, with U+FFFD for a last character cut short; None if anything else is wrong with it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        # Without one whole character beyond ASCII before the cut, nothing speaks for this encoding.
        if error.end < len(data) or error.reason not in _CUT or whole.isascii():
            return None
        return whole.decode(encoding) + "\ufffd"


def _reads_as_chinese(text: str) -> bool:
    """Whether at least half of the characters beyond ASCII are in GB 2312, the most common 7,445 of them.

    Simplified text has nearly all of them there and traditional text about two thirds; bytes of another kind that
    happen to decode have about a third.
    """
    sample = text[:_SAMPLE]
    ascii_count = len(sample.encode("ascii", "ignore"))
    common = (len(sample.encode("gb2312", "ignore")) - ascii_count) // 2
    return common * 2 >= len(sample) - ascii_count


def mark_of(data: bytes, encoding: str) -> int:
    """How many bytes of `data`, a text in `encoding`, are a byte order mark that is no part of the text."""
    for mark, name in _MARKS:
        if name == encoding and data.startswith(mark):
            return len(mark)
    mark = "\ufeff".encode(encoding)
    return len(mark) if encoding == "gb18030" and data.startswith(mark) else 0


def as_written(text: str, encoding: str) -> bytes:
    """`text` in `encoding`, as files that `decode` reads have it: without a mark, and in GB18030 with the code points
    of the edition in use.
    """
    if encoding == "gb18030":
        for private, standard in _GB18030_SINCE_2005.items():
            text = text.replace(standard, private)
    return text.encode(encoding)
