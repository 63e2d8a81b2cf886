"""Chinese numerals and the ordinals that number headings, paragraphs and the items of a series."""

from __future__ import annotations

DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
NUMERALS = frozenset("一二三四五六七八九十")
_YEAR_DIGITS = {digit: str(value) for digit, value in DIGITS.items()}
_YEAR_DIGITS.update((digit, digit) for digit in "0123456789")
_YEAR_DIGITS.update(dict.fromkeys("〇○零Oo", "0"))
_MARKS = "#*•·● \t"
_FIRST = NUMERALS.union("(第其首再最0123456789", _MARKS)
_WORDS = ("首先,", "其次,", "再次,", "最后,")
_MOST_CHARACTERS = 3


def numeral_value(numeral: str) -> int:
    """The value of 一 … 九十九, of 廿一, or of decimal digits; 0 for anything else."""
    if numeral.isdecimal():
        return int(numeral)
    tens, ten, ones = numeral.replace("廿", "二十").rpartition("十")
    return (10 * DIGITS.get(tens, 1) if ten else 0) + DIGITS.get(ones, 0)


def year_value(numeral: str) -> int:
    """The value of a year digit by digit: 2024, 二〇二四, 二○二四, 二零二四, 二O二四."""
    return int("".join(_YEAR_DIGITS[digit] for digit in numeral))


def numeral_end(text: str, start: int) -> int:
    """Where the Chinese numeral that starts at `start` ends; `start` if there is none, or one of more than three."""
    end = start
    while text[end : end + 1] in NUMERALS and end - start <= _MOST_CHARACTERS:
        end += 1
    return end if end - start <= _MOST_CHARACTERS else start


def digits_end(text: str, start: int) -> int:
    """Where the one or two decimal digits at `start` end; `start` if there are none, or more."""
    end = start
    while end < len(text) and "0" <= text[end] <= "9" and end - start <= 2:
        end += 1
    return end if end - start <= 2 else start


def ordinal_end(text: str) -> int:
    """Where the ordinal that opens `text` ends (一是, (二)、, 第三,, 4., 其五,, 首先,); 0 if none opens it."""
    if text[:1] not in _FIRST:
        return 0
    start = len(text) - len(text.lstrip(_MARKS))
    if text.startswith(_WORDS, start):
        return start + 3
    opening = text[start : start + 1]
    if opening in ("第", "其"):
        end = numeral_end(text, start + 1)
        return end + 1 if end > start + 1 and text[end : end + 1] in ("是", ",", "、", ":") else 0
    if opening == "(":
        end = max(numeral_end(text, start + 1), digits_end(text, start + 1))
        if end == start + 1 or text[end : end + 1] != ")":
            return 0
        return end + (2 if text[end + 1 : end + 2] in ("、", ".") else 1)
    end = numeral_end(text, start)
    if end > start:
        return end + 1 if text[end : end + 1] in ("是", "要", "、", ".", ",") else 0
    end = digits_end(text, start)
    behind = text[end : end + 2]
    if end == start or behind[:1] not in ("、", ")", ".") or (behind[0] == "." and behind[1:].isdecimal()):
        return 0
    return end + 1
