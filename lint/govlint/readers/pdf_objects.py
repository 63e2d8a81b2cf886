"""What stands on a page of a PDF: characters and drawn lines, as PDFium finds them, turned so that the text is upright.

Everything that needs the library is here; what the characters and lines mean is worked out in the modules beside.
"""

from __future__ import annotations

import ctypes
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from govlint.named import NamedTuple
from govlint.readers.pdf_layout import Box, Glyph
from govlint.source.limits import MAX_PARTS
from govlint.source.read import TOO_COMPLEX, UNREADABLE, SourceProblem

_DEEPEST = 6
"""Forms inside forms deeper than this draw nothing a report needs."""
_FRAME = 0.9
"""A rectangle that covers more than this of the page's width and height is its ground or its frame."""
_SAMPLE = 200
"""As many characters tell how the text of a page is turned."""
_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Point = tuple[float, float]
_Rectangle = tuple[float, float, float, float]
_Mark = tuple[str, _Rectangle, _Point]
"""A character, its box and where its baseline begins."""
_BELOW = 0.2
"""The share of a character below its baseline."""


class PageContents(NamedTuple):
    """The characters and the drawn lines of a page whose lower left corner is at 0, 0."""

    height: float
    glyphs: Sequence[Glyph]
    boxes: Sequence[Box]
    has_picture: bool


def read_page(file: Any, index: int) -> PageContents:
    """Page `index` of a file opened with pypdfium2. Raises SourceProblem if there is too much on it."""
    page = file[index]
    text = page.get_textpage()
    try:
        marks, turns = _characters(text)
        boxes, has_picture = _drawn(page)
        left, bottom, right, top = page.get_bbox()
    finally:
        text.close()
        page.close()
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = right - left, top - bottom
    if turn % 2:
        width, height = height, width
    to_upright = _turned(turn, left, bottom, right, top)
    return PageContents(
        height,
        _glyphs(marks, to_upright),
        [box for box in (Box(*to_upright(*box)) for box in boxes) if not _is_frame(box, width, height)],
        has_picture,
    )


def _glyphs(marks: Sequence[_Mark], to_upright: Callable[..., _Rectangle]) -> list[Glyph]:
    """The characters with boxes that stand on their baseline: fonts differ in what they call the height of a line, and
    those a browser makes for a few characters have next to none.
    """
    found: list[tuple[str, float, float, float, float]] = []
    for text, box, (x, y) in marks:
        left, bottom, right, top = to_upright(*box)
        _, base, _, _ = to_upright(x, y, x, y)
        found.append((text, left, right, base, right - left if text >= "一" else top - bottom))
    sizes = sorted(size for text, _, _, _, size in found if text >= "一") or sorted(mark[4] for mark in found)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    glyphs = []
    for text, left, right, base, own in found:
        size = own if text >= "一" else usual if not 0.4 * usual < own < 1.8 * usual else own
        glyphs.append(Glyph(text, left, base - _BELOW * size, right, base + (1 - _BELOW) * size))
    return glyphs


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> Callable[..., _Rectangle]:
    """What moves a rectangle of the page to where it is when the text is upright: `turn` quarters."""
    if turn == 1:
        return lambda x, y, u, v: (y - bottom, right - u, v - bottom, right - x)
    if turn == 2:
        return lambda x, y, u, v: (right - u, top - v, right - x, top - y)
    if turn == 3:
        return lambda x, y, u, v: (top - v, x - left, top - y, u - left)
    return lambda x, y, u, v: (x - left, y - bottom, u - left, v - bottom)


def _is_frame(box: Box, width: float, height: float) -> bool:
    across, up = box.right - box.left, box.top - box.bottom
    return up > _FRAME * height or (across > _FRAME * width and up > 0.5 * height)


def _characters(text: Any) -> tuple[list[_Mark], Counter[int]]:
    """The characters that are no blanks, and how many of a sample are turned by how many quarters."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    if count > MAX_PARTS:
        raise SourceProblem(UNREADABLE, TOO_COMPLEX)
    step = max(1, count // _SAMPLE)
    marks: list[_Mark] = []
    turns: Counter[int] = Counter()
    raw = text.raw
    unicode, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    place, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in range(count):
        code = unicode(raw, number)
        if code <= 0x20 or code in {0xA0, 0x3000, 0xFFFE, 0xFFFF} or generated(raw, number) == 1:
            continue
        if place(raw, number, rectangle) and rectangle.right > rectangle.left and rectangle.top > rectangle.bottom:
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            origin(raw, number, x, y)
            marks.append((_character(code), box, (x.value, y.value)))
        if number % step == 0:
            angle = pdfium.FPDFText_GetCharAngle(raw, number)
            turns[-round(angle / 1.5707963) % 4 if angle >= 0 else 0] += 1
    return marks, turns


def _character(code: int) -> str:
    return chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _drawn(page: Any) -> tuple[list[Box], bool]:
    """The lines and rectangles drawn on the page, those of its forms too, and whether there is a picture."""
    import pypdfium2.raw as pdfium

    boxes: list[Box] = []
    has_picture = False
    count = pdfium.FPDFPage_CountObjects(page.raw)
    objects = (pdfium.FPDFPage_GetObject(page.raw, number) for number in range(count))
    for seen, (item, matrix) in enumerate(_with_forms(pdfium, objects, _AS_IT_IS, 0)):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            boxes += _boxes_of_path(pdfium, item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        if seen > MAX_PARTS or len(boxes) > MAX_PARTS:
            raise SourceProblem(UNREADABLE, TOO_COMPLEX)
    return boxes, has_picture


def _with_forms(pdfium: Any, objects: Iterator[Any], matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Each object with the matrix that leads from its own coordinates to the page's."""
    for item in objects:
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(item)
            inner = (pdfium.FPDFFormObj_GetObject(item, number) for number in range(count))
            yield from _with_forms(pdfium, inner, _after(_matrix_of(pdfium, item), matrix), depth + 1)


def _matrix_of(pdfium: Any, item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _AS_IT_IS
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _boxes_of_path(pdfium: Any, item: Any, matrix: _Matrix) -> list[Box]:
    """A filled shape is the rectangle around it; of a stroked one each straight side is a line without width."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    shapes = list(_shapes(pdfium, item, _after(_matrix_of(pdfium, item), matrix)))
    if stroke.value:
        return [_around(side) for shape in shapes for side in itertools.pairwise(shape)]
    return [_around(shape) for shape in shapes]


def _shapes(pdfium: Any, item: Any, matrix: _Matrix) -> Iterator[list[_Point]]:
    """The corners of each shape of a path, the first one again at the end of a closed one."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    shape: list[_Point] = []
    for number in range(min(pdfium.FPDFPath_CountSegments(item), MAX_PARTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(shape) > 1:
                yield shape
            shape = []
        shape.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(shape) > 2:
            shape.append(shape[0])
    if len(shape) > 1:
        yield shape


def _around(points: Sequence[_Point]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
