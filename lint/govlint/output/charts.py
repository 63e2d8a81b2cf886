"""Charts as inline SVG: bars, columns and a grid, drawn to be read on paper, on a phone and in the dark.

Colours are classes of the style sheet. Every chart has a title and a description, and stands beside a table that says
the same. All charts are 360 units wide, about the width of a phone, so that their words keep their size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from govlint.output.terminal import width_of
from govlint.records import Record

WIDTH = 360
_EM = 12
"""Size of the words; a Chinese character is as wide, a Latin one about half of it."""
_SMALL = 10.5


class Piece(Record):
    """A piece of a bar."""

    tone: str
    """Class of its colour."""
    value: int
    label: str
    """What it says to who points at it."""


class Bar(Record):
    """A bar with its words above it."""

    label: str
    said: str
    """What stands at the right end of the words."""
    pieces: tuple[Piece, ...]
    link: str = ""


class Mark(Record):
    """A line between columns."""

    before: int
    """Number of the column that it stands before."""
    label: str


class GridRow(Record):
    """A row of a grid."""

    label: str
    cells: tuple[Piece | None, ...]
    link: str = ""


def text_width(text: str, size: float = _EM) -> float:
    """The width of `text` in units, rather too much than too little."""
    return width_of(text) * size * 0.53


def wrapped(text: str, width: float, size: float = _EM) -> list[str]:
    """`text` in lines of at most `width`. Words are kept whole where they fit; nothing is cut off."""
    lines, line = [], ""
    for word in _words(text):
        if line and text_width(line + word.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        for char in word:
            if line and text_width(line + char, size) > width and char != " ":
                lines.append(line)
                line = ""
            line += char
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def balanced(text: str, width: float, size: float = _EM) -> list[str]:
    """`text` in as few lines of at most `width` as it takes, all of about the same length."""
    lines = wrapped(text, width, size)
    narrower = width
    while len(lines) > 1 and narrower > 2 * size:
        narrower -= size / 2
        tried = wrapped(text, narrower, size)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _words(text: str) -> Iterable[str]:
    """The places where a line may end: behind blanks, and behind every wide character."""
    word = ""
    for char in text:
        word += char
        if char == " " or width_of(char) > 1:
            yield word
            word = ""
    if word:
        yield word


def bars(name: str, title: str, told: str, rows: Sequence[Bar]) -> str:
    """Bars one below the other, each as long as its sum, cut into pieces."""
    most = max((sum(piece.value for piece in row.pieces) for row in rows), default=0)
    return _bars(name, title, told, rows, lambda row: most)


def shares(name: str, title: str, told: str, rows: Sequence[Bar]) -> str:
    """Bars of the same length, cut into pieces by their shares."""
    return _bars(name, title, told, rows, lambda row: sum(piece.value for piece in row.pieces))


def _bars(name: str, title: str, told: str, rows: Sequence[Bar], whole: Callable[[Bar], int]) -> str:
    parts: list[str] = []
    top = 0.0
    for row in rows:
        lines = wrapped(row.label, WIDTH - text_width(row.said) - 12)
        words = [_text(0, top + 12 + 15 * n, line) for n, line in enumerate(lines)]
        words.append(_text(WIDTH, top + 12, row.said, "v end"))
        top += 15 * len(lines) + 3
        left = 0.0
        scale = WIDTH / (whole(row) or 1)
        for piece in row.pieces:
            length = piece.value * scale
            words.append(_rect(left, top, max(length - 1, 0.8) if piece.value else 0, 16, piece))
            number = f"{piece.value:,}"
            if length > text_width(number, _SMALL) + 8:
                words.append(_text(left + length / 2, top + 12, number, f"in on-{piece.tone}"))
            left += length
        top += 16 + 9
        parts.append(_linked("".join(words), row.link))
    return _svg(name, title, told, top, parts)


def columns(
    name: str,
    title: str,
    told: str,
    heads: Sequence[str],
    stacks: Sequence[Sequence[Piece]],
    marks: Sequence[Mark] = (),
    *,
    says_sums: bool = True,
) -> str:
    """Columns side by side, each a stack of pieces with its head below; the sums stand on top. `heads` may be empty
    texts; one with text reaches as far as the empty ones behind it.
    """
    top, height = 34 if marks else 18, 150
    most = max((sum(piece.value for piece in stack) for stack in stacks), default=0) or 1
    step = min(WIDTH / max(len(stacks), 1), 72)
    parts = [f'<path class=axis d="M0 {top + height}.5H{_n(step * len(stacks))}"/>']
    for number, stack in enumerate(stacks):
        bottom = float(top + height)
        total = sum(piece.value for piece in stack)
        for piece in stack:
            tall = piece.value / most * height
            bottom -= tall
            parts.append(_rect(number * step + 1.5, bottom, step - 3, max(tall - 0.7, 0.8) if tall else 0, piece))
        if total and (says_sums or total == most):
            parts.append(_text((number + 0.5) * step, bottom - 4, f"{total:,}", "s mid"))
    for number, head in enumerate(heads):
        if head:
            following = next((n for n in range(number + 1, len(heads)) if heads[n]), len(heads))
            half = text_width(head, _SMALL) / 2
            middle = min(max((number + following) / 2 * step, half), WIDTH - half)
            parts.append(_text(middle, top + height + 16, head, "s mid"))
    for index, mark in enumerate(marks):
        x, is_last = mark.before * step, index == len(marks) - 1
        parts.append(f'<path class=mark d="M{_n(x)} 16V{top + height}"/>')
        parts.append(_text(x + (3 if is_last else -3), 12, mark.label, "s" if is_last else "s end"))
    return _svg(name, title, told, top + height + 24, parts)


def grid(name: str, title: str, told: str, heads: Sequence[str], rows: Sequence[GridRow]) -> str:
    """Rows of small squares with numbers in them."""
    side = 22
    label_width = WIDTH - side * len(heads) - 8
    parts = [_text(label_width + 8 + side * (number + 0.5), 11, head, "h mid") for number, head in enumerate(heads)]
    top = 17.0
    for row in rows:
        lines = balanced(row.label, label_width, _SMALL)
        tall = max(19.0, 13 * len(lines) + 4)
        words = [
            _text(0, top + tall / 2 + 3.8 - 6.5 * (len(lines) - 1) + 13 * n, line, "l") for n, line in enumerate(lines)
        ]
        for number, piece in enumerate(row.cells):
            left = label_width + 8 + side * number
            if piece is None:
                words.append(
                    f'<rect class=empty x="{_n(left)}" y="{_n(top)}" width="{side - 2}" height="{_n(tall - 2)}"/>'
                )
            else:
                words.append(_rect(left, top, side - 2, tall - 2, piece))
                words.append(_text(left + side / 2 - 1, top + tall / 2 + 2.8, str(piece.value), f"in on-{piece.tone}"))
        parts.append(_linked("".join(words), row.link))
        top += tall
    return _svg(name, title, told, top + 2, parts)


def legend(items: Iterable[tuple[str, str]]) -> str:
    """What the colours (by class) mean."""
    said = "".join(f"<li><i class={tone}></i>{escape(label)}</li>" for tone, label in items)
    return f"<ul class=legend>{said}</ul>"


def _svg(name: str, title: str, told: str, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {_n(height)}" role=img aria-labelledby="{name}-t {name}-d">'
        f"<title id={name}-t>{escape(title)}</title><desc id={name}-d>{escape(told)}</desc>{''.join(parts)}</svg>"
    )


def _linked(inner: str, link: str) -> str:
    return f'<a href="{escape(link)}">{inner}</a>' if link else inner


def _rect(x: float, y: float, width: float, height: float, piece: Piece) -> str:
    if not width or not height:
        return ""
    return (
        f'<rect class={piece.tone} x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}">'
        f"<title>{escape(piece.label)}</title></rect>"
    )


def _text(x: float, y: float, text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f'<text{kind} x="{_n(x)}" y="{_n(y)}">{escape(text)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
