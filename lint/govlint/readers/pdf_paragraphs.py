"""Which printed lines are one paragraph: told by the margins, the indents and the gaps between lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from govlint.named import NamedTuple
from govlint.readers.pdf_layout import TextLine

_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")
"""How the headings begin that are no part of a sentence before them."""
_ITEM = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.](?!\d)|第[一二三四五六七八九十]{1,3}[,，、]"
)
"""How an item of a list begins."""
_WHOLE_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[^，,。；;：:]*(?:情况|事项)\Z")
_STOPS = "。！？!?"
_PAUSES = "：:；;"
_INDENT = 1.2
"""How far a first line is set in at least, in the size of its characters."""
_WIDEST_INDENT = 4.5
_SHORT = 1.6
"""How much room a full line leaves at most beside the word that did not fit, in the size of its characters."""
_OTHER_SIZE = 1.15
"""Lines whose characters differ more than this in size are no one paragraph."""
_WIDE_GAP = 1.25
"""The gap between paragraphs is at least as much wider than that between lines, where there is one."""
_LONG = 15
"""Lines with more characters than this show the margins."""


class Setting(NamedTuple):
    """How the running text of a file is set."""

    left: float
    right: float
    is_indented: bool
    """Whether first lines are set in."""
    pitch: float
    """From line to line."""
    is_spaced: bool
    """Whether paragraphs are set apart."""


def setting_of(pages: Sequence[Sequence[TextLine]]) -> Setting:
    """The setting that most lines show; `pages` are the lines outside tables, page by page."""
    lines = [line for page in pages for line in page]
    long = [line for line in lines if len(line.text) > _LONG]
    if not long:
        return Setting(0.0, float("inf"), False, 0.0, False)
    lefts = sorted(line.left for line in long)
    rights = sorted(line.right for line in long)
    left, right = lefts[len(lefts) // 4], rights[(len(rights) * 3) // 4]
    set_in = [line for line in long if _INDENT * line.size <= line.left - left <= _WIDEST_INDENT * line.size]
    gaps = sorted(above.top - below.top for page in pages for above, below in pairwise(page) if len(above.text) > _LONG)
    pitch = gaps[len(gaps) // 4] if gaps else 0.0
    wide = [gap for gap in gaps if _WIDE_GAP * pitch < gap < 4 * pitch]
    return Setting(left, right, len(set_in) * 12 > len(long), pitch, len(wide) * 10 > len(gaps))


def is_continued(setting: Setting, above: TextLine, below: TextLine, *, is_first: bool, on_one_page: bool) -> bool:
    """Whether the paragraph with the line `above` at its end goes on with the line `below`. `is_first` says whether
    `above` is all there is of the paragraph so far.
    """
    size = min(above.size, below.size)
    if max(above.size, below.size) > _OTHER_SIZE * size or setting.right - above.right > below.lead + _SHORT * size:
        return False
    gap = above.top - below.top
    if on_one_page and setting.pitch and gap > 1.5 * setting.pitch * max(1.0, size / (setting.pitch or size)):
        return False
    is_title = _is_centred(setting, below) and _is_centred(setting, above)
    if below.left > setting.left + _INDENT * below.size and not is_title:
        return False
    if is_first and _WHOLE_HEADING.match(above.text):
        return False
    end = above.text[-1]
    if setting.is_indented:
        return not (end in _STOPS and _HEADING.match(below.text))
    if setting.is_spaced and on_one_page:
        return gap <= _WIDE_GAP * setting.pitch
    if end in _PAUSES:
        return not _ITEM.match(below.text)
    return end not in _STOPS


def _is_centred(setting: Setting, line: TextLine) -> bool:
    """Whether as much room is left on one side of the line as on the other."""
    return abs((line.left - setting.left) - (setting.right - line.right)) < line.size
