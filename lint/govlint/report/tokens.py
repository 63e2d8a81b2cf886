"""The pieces of a region of text that may be a table: values, texts, and running text.

A table reaches us as pipe rows, as a cell a line, with pipes or tabs on lines of their own, or as numbers in a row. All
of these come down to one stream of contents; what separated two of them is looked up only where it decides
(`separators`).
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from itertools import islice

from govlint.named import NamedTuple
from govlint.patterns import compiled
from govlint.report.cells import is_value
from govlint.report.formats import han

VALUE = 1
TEXT = 2
PROSE = 3
_MIXED = 4

_PIECE = compiled(r"[^\s|][^|\t\r\n]*")
_SEPARATOR = compiled(r"[|\t]")
_RULE = compiled(r":?[-=_]{3,}:?")
_WORD = compiled(r"[^ ]+")
_MOST_PIECES = 20_000
"""The largest table has some 400; what comes after so many pieces is no table, and is not looked at."""
_LONGEST_PIECE = 2_000
"""In characters: a whole table on one line is shorter."""
_LABEL_WORDS = 12
"""A label printed with blanks in it has fewer pieces than this."""
_ROW_OF_VALUES = 3
"""Among as many figures as this in a line, a placeholder between blanks is a cell as well."""
_PROSE_LENGTH = 60
"""No label of a statutory table is longer, its notes included."""


class Token(NamedTuple):
    """One piece of the region."""

    kind: int
    start: int
    end: int
    text: str
    piece: int
    """Values that stood in one cell together share this number."""
    word: str
    """The Han characters of a text; "" for everything else."""


def starts_line(text: str, start: int) -> bool:
    """Whether nothing but blanks and separators stands before `start` on its line."""
    at = start
    while at > 0 and text[at - 1] in " \t|":
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def separators(text: str, start: int, end: int) -> list[int]:
    """The offsets behind each separator in `text[start:end]`, which holds separators and blanks only. A separator that
    only opens a line with content, the left border of a pipe row, is none.
    """
    found = [match.end() for match in _SEPARATOR.finditer(text, start, end)]
    if found:
        line = max(text.rfind("\n", start, end), text.rfind("\r", start, end))
        own = [offset for offset in found if offset > line + 1]
        is_border = line >= 0 and len(own) == 1 and text[own[0] - 1] != "\t" and end < len(text)
        if is_border and text[end] not in "\r\n":
            found.remove(own[0])
    return found


def tokenise(text: str, start: int, end: int, *, skip: Container[int] = (), labels: Container[str] = ()) -> list[Token]:
    """The tokens of `text[start:end]`. Lines whose content starts at an offset in `skip` (page numbers) are left out,
    and so are the rules of Markdown tables; `labels` are the Han words of row labels, after which a figure may follow
    without a blank.
    """
    tokens: list[Token] = []
    new = tuple.__new__  # tables have hundreds of pieces; the constructor costs three times as much
    for piece, found in enumerate(islice(_PIECE.finditer(text, start, end), _MOST_PIECES)):
        raw = found.group().rstrip()
        left = found.start()
        if raw.isdecimal():
            tokens.append(new(Token, (VALUE, left, left + len(raw), raw, piece, "")))
        elif left not in skip:
            kind, word = _classify(raw) if len(raw) <= _PROSE_LENGTH else (_MIXED, "")
            if kind == _MIXED:
                _split(tokens, left, raw, piece, labels)
            elif kind:
                tokens.append(new(Token, (kind, left, left + len(raw), raw, piece, word)))
    return tokens


@lru_cache(maxsize=4096)
def _classify(text: str) -> tuple[int, str]:
    """The kind of a piece that is one cell, with the Han characters of a text; 0 for the rules of Markdown tables and
    other marks without meaning, _MIXED for pieces that have to be looked into. The pieces of tables are few and recur.
    """
    word = han(text)
    has_blank = " " in text
    if (not has_blank or word) and (len(text) <= 3 or not word or text[0] in "增减0123456789") and is_value(text):
        return (VALUE, "") if not _RULE.fullmatch(text) else (0, "")
    if "。" in text[:-1]:
        return PROSE, ""
    if has_blank or (word and text[-1].isdecimal()):
        return _MIXED, ""
    if word or any(character.isalnum() for character in text):
        return TEXT, word
    return 0, ""


def _split(tokens: list[Token], start: int, text: str, piece: int, labels: Container[str]) -> None:
    """Append the tokens of a piece that is long, or holds texts and values together."""
    if "。" in text[:-1] or (len(text) > _PROSE_LENGTH and _is_long(text)):
        tokens.append(Token(PROSE, start, start + len(text), text, piece, ""))
        return
    if " " not in text:
        label = text.rstrip("0123456789")
        word = han(label)
        if word in labels and len(label) < len(text):
            middle = start + len(label)
            tokens.append(Token(TEXT, start, middle, label, piece, word))
            tokens.append(Token(VALUE, middle, start + len(text), text[len(label) :], piece, ""))
        else:
            _append_text(tokens, start, text, 0, len(text), piece)
        return
    has_han = bool(han(text))
    words = [(found.start(), found.end(), found.group()) for found in _WORD.finditer(text)]
    values = [_is_plain_value(word) for _, _, word in words]
    cells = _behind_label(text, words, labels)
    if cells is None and sum(values) >= _ROW_OF_VALUES:
        cells = values.index(True) + 1
    if cells is not None:
        values[cells:] = [is_value(word) for _, _, word in words[cells:]]
    if has_han and values[0] and sum(values) == 1:
        values[0] = False
    run_start = -1
    run_end = -1
    for (word_start, word_end, word), value in zip(words, values, strict=True):
        if value and not _is_ordinal(text, word_end, word):
            if run_start >= 0:
                _append_text(tokens, start, text, run_start, run_end, piece)
                run_start = -1
            tokens.append(Token(VALUE, start + word_start, start + word_end, word, piece, ""))
        else:
            if run_start < 0:
                run_start = word_start
            run_end = word_end
    if run_start >= 0:
        _append_text(tokens, start, text, run_start, run_end, piece)


def _behind_label(text: str, words: list[tuple[int, int, str]], labels: Container[str]) -> int | None:
    """How many of `words` make up a row label, if the piece begins with a whole one; what follows are cells."""
    for count in range(1, min(len(words), _LABEL_WORDS)):
        if han(text[: words[count - 1][1]]) in labels:
            return count
    return None


def _append_text(tokens: list[Token], start: int, text: str, left: int, right: int, piece: int) -> None:
    run = text[left:right]
    if any(character.isalnum() for character in run[:40]):
        tokens.append(Token(TEXT, start + left, start + right, run, piece, han(run)))


def _is_ordinal(text: str, end: int, word: str) -> bool:
    """Whether the number `word`, which ends at `end`, is the ordinal of a label: a point or 、 follows."""
    following = text[end:].lstrip(" ")[:2] if len(word) <= 2 else ""
    return following[:1] in {".", "、"} and not following[1:].isdecimal()


def _is_plain_value(word: str) -> bool:
    """A value that needs no cell of its own to be seen as one: Han placeholders such as 无 may be part of a label
    printed with blanks between its characters.
    """
    return (word[0].isdecimal() or word[0] in "+-\u2212/增减.") and is_value(word)


def _is_long(text: str) -> bool:
    """Whether `text` is too long for a row of a table: without the values in it, or with them."""
    if len(text) > _LONGEST_PIECE:
        return True
    return sum(len(word) for word in text.split(" ") if word and not _is_plain_value(word)) > _PROSE_LENGTH
