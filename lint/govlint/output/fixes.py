"""What `govlint fix` did, or would do: by file and rule, what is left, and the comparison line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govlint.messages import fill
from govlint.output import View, concise, wording
from govlint.output.terminal import escaped, styled
from govlint.repair import FIXABLE
from govlint.result import CHECKED, Result
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.fix import FileFix, Fixed

_FIXED = Text("{path}:修正了 {number} 处", "{path}: {number} fixed")
_OF_RULE = Text("{code} {name}({number} 处) {places}", "{code} {name} ({number}) {places}")
_HELD_BACK = Text(
    "{path}:有 {number} 处可以自动修正的没有改:改了以后与预期不符,或者在这个文件里改不了",
    "{path}: {number} fixable findings were left: the file would not have come out as meant, or cannot take the edit",
)
_NO_EDITS = Text(
    "{path}:这种格式({kind})govlint 不修改,请改原稿",
    "{path}: files of this kind ({kind}) are not edited; put the original right",
)
_TOTAL = Text("共修正 {number} 处({files} 个文件)", "{number} fixed in {files} files")
_NONE = Text("没有可以自动修正的问题", "nothing to fix")
_WOULD = Text("会修正 {number} 处({files} 个文件)", "{number} would be fixed in {files} files")
_PARAGRAPH = Text("第{number}段", "paragraph {number}")
_KINDS = {"pdf": "PDF", "legacy-office": ".doc", "rtf": "RTF", "opendocument": "OpenDocument"}
_LINE_END = re.compile("\r\n|\r|\n")
_MOST_PLACES = 8


def render(done: Sequence[FileFix], result: Result, names: Mapping[str, str], view: View) -> str:
    """What was fixed by file and rule; then what is left, a line a finding, and the counts."""
    lang = view.lang
    lines: list[str] = []
    for file in done:
        if file.fixed and not view.quiet:
            facts = {"path": escaped(file.name), "number": len(file.fixed)}
            lines.append(styled(fill(_FIXED, lang, facts), "1", view.color))
            lines += [f"  {line}" for line in _by_rule(file.fixed, names, view)]
        lines += [f"{escaped(line)}" for line in _remarks(file, lang)]
    left = concise.render(result, view).rstrip("\n")
    if left:
        lines.append(left)
    if not view.quiet:
        lines += [*_summary(done, lang, _TOTAL), escaped(wording.summary(result, lang))]
    return "".join(f"{line}\n" for line in lines)


def would_fix(done: Sequence[FileFix], view: View) -> list[str]:
    """What a comparison comes to, for standard error."""
    if view.quiet:
        return []
    return [*(escaped(line) for file in done for line in _remarks(file, view.lang)), *_summary(done, view.lang, _WOULD)]


def _summary(done: Sequence[FileFix], lang: str, text: Text) -> list[str]:
    number = sum(len(file.fixed) for file in done)
    if not number:
        return [fill(_NONE, lang, {})]
    return [fill(text, lang, {"number": number, "files": sum(bool(file.fixed) for file in done)})]


def _by_rule(fixed: Sequence[Fixed], names: Mapping[str, str], view: View) -> Iterator[str]:
    for code in sorted({item.code for item in fixed}):
        own = [item for item in fixed if item.code == code]
        places = [_place(item, view.lang) for item in own]
        more = [*places[:_MOST_PLACES], *(["…"] if len(places) > _MOST_PLACES else [])]
        listed = ("、" if view.lang == "zh" else ", ").join(place for place in more if place)
        yield fill(
            _OF_RULE, view.lang, {"code": code, "name": names[code], "number": len(own), "places": listed}
        ).rstrip()


def _place(item: Fixed, lang: str) -> str:
    if item.line is not None:
        return f"{item.line}:{item.column}"
    return fill(_PARAGRAPH, lang, {"number": item.paragraph}) if item.paragraph is not None else ""


def _remarks(file: FileFix, lang: str) -> Iterator[str]:
    if file.held_back:
        yield fill(_HELD_BACK, lang, {"path": file.name, "number": file.held_back})
    has_fixes = any(diagnostic.fix is not None for diagnostic in file.result.diagnostics)
    if file.result.status == CHECKED and has_fixes and file.kind not in FIXABLE:
        yield fill(_NO_EDITS, lang, {"path": file.name, "kind": _KINDS.get(file.kind, file.kind)})


# -- comparison ----------------------------------------------------------------------------------------------------


def diff(file: FileFix) -> Iterator[str]:
    """The unified comparison of a file with what it would become, as programs read it: of Word, paragraph by
    paragraph. Nothing where nothing changes.
    """
    if not file.changes:
        return
    from difflib import unified_diff

    old, new = _lines(file.old_text), _lines(file.new_text)
    name = file.name.lstrip("/")
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        if line.endswith("\n"):
            yield line[:-1]
        else:
            yield line
            yield "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """The lines with "\\n" at the end of each that is ended; the rest of a line end is kept before it."""
    lines = []
    at = 0
    for match in _LINE_END.finditer(text):
        lines.append(text[at : match.end()].removesuffix("\n") + "\n")
        at = match.end()
    return [*lines, text[at:]] if at < len(text) else lines


def shown(line: str, color: bool) -> str:
    """A line of a comparison as a terminal may show it."""
    style = ""
    if line.startswith(("---", "+++")):
        style = "1"
    elif line.startswith("@@"):
        style = "36"
    elif line.startswith("-"):
        style = "31"
    elif line.startswith("+"):
        style = "32"
    return styled(escaped(line.rstrip("\r")), style, color)
