"""For the person who is about to publish the report: what is wrong, where, why, and what to do.

The findings of one rule in a file stand together, at the place of the first of them, and share one reason and one
advice. A match is marked in place within its line, because a caret drifts under Chinese text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govlint.locate import AROUND
from govlint.messages import ORGAN_KINDS, REASONS, RELATIONS, SEVERITIES, TABLES, fill, word
from govlint.output import View, wording
from govlint.output.terminal import Marks, escaped, marks_for, width_of
from govlint.output.wrap import line_starts
from govlint.patterns import compiled
from govlint.result import CHECKED, OWN_FILE, Diagnostic, FileResult, RelatedPlace, Result, Unassessed, Window
from govlint.rule import Text

_WIDEST = 110
_AROUND_RELATED = 8
_LINE_ENDS = compiled(r"\s*\n\s*")
_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_DIM, _STRONG, _MATCH, _PLACE, _LABEL = "dim", "bold", "reverse", "cyan", "green"

_TIMES = Text("({number} 处)", " ({number} places)")
_ORGAN_UNKNOWN = Text("机关不明", "organ unknown")
_YEAR = Text("{year}年度", "year {year}")
_YEAR_UNKNOWN = Text("年度不明", "year unknown")
_FORMAT = Text("{format}年格式", "format of {format}")
_EXPECTED = Text("应为 {value}", "expected {value}")
_ACTUAL = Text("实为 {value}", "found {value}")
_SUM = Text("算式", "sum")
_SEE = Text("参见", "see")
_BASIS = Text("依据", "why")
_ADVICE = Text("办法", "do")
_SUGGESTED = Text("建议:{edits}", "suggested: {edits}")
_FIXABLE = Text("可自动修正", "fixable")
_SOME_FIXABLE = Text("{number} 处可自动修正", "{number} fixable")
_SUPPRESSED = Text("不计入的问题", "findings that do not count")
_GONE = Text("基线中已经不存在的问题", "findings of the baseline that are gone")
_WOULD_LOWER = Text("本来会被降级:{says}", "would have had a lower severity: {says}")
_WOULD_HIDE = Text("本来会被忽略:{says}", "would have been suppressed: {says}")
_UNASSESSED = Text("无法核对的勾稽关系", "relations that could not be assessed")


Line = list[tuple[str, str]]
"""Pieces of text with the style of each."""


def render(result: Result, view: View) -> str:
    """The result as a text to be read."""
    return _Page(result, view).text()


class _Page:
    """The lines of one output."""

    def __init__(self, result: Result, view: View) -> None:
        self._result = result
        self._view = view
        self._lang = view.lang
        self._marks: Marks = marks_for(view.encoding)
        self._width = min(view.width, _WIDEST)
        self._lines: list[Line] = []
        self._cited: set[str] = set()
        """The articles that were already given in full in the file at hand."""

    def text(self) -> str:
        """The whole page."""
        if self._view.statistics:
            self._statistics()
        else:
            for file in self._result.spoken_of:
                self._file(file)
        if not self._view.quiet:
            self._summary()
        return _in_color(self._lines) if self._view.color else _plain(self._lines)

    # -- one file ----------------------------------------------------------------------------------------------

    def _file(self, file: FileResult) -> None:
        if file.diagnostics:
            self._heading(file)
            self._cited.clear()
            for group in _groups(file.diagnostics):
                self._group(group)
        elif file.status != OWN_FILE and len(self._result.files) > 1 and not self._view.quiet:
            facts = [
                wording.verdict(file.counts, file.hidden, self._lang),
                wording.relations(file.relations, self._lang),
            ]
            if self._lines and _text_of(self._lines[-1]).startswith(" "):
                self._blank()
            self._put("", ((escaped(file.path), _STRONG), (self._colon + self._list(facts), "")))
        if self._view.verbose:
            self._suppressed(file)
            self._unassessed(file)

    def _suppressed(self, file: FileResult) -> None:
        """The findings that do not count, a line each, with what keeps them from it; and what is gone."""
        if file.suppressed:
            self._blank()
            self._put("", ((f"{fill(_SUPPRESSED, self._lang, {})} ({escaped(file.path)})", _DIM),))
        for diagnostic in file.suppressed:
            assert diagnostic.suppressed is not None, "it is among the suppressed"
            message = wording.message(self._result, diagnostic, self._lang)
            lead = " ".join(filter(None, (wording.position(diagnostic, self._lang), diagnostic.code, message)))
            self._put("  ", ((escaped(lead), ""),), hang=2)
            self._put("    ", ((escaped(wording.suppression(diagnostic.suppressed, self._lang)), _DIM),))
        if file.gone:
            self._blank()
            self._put("", ((f"{fill(_GONE, self._lang, {})} ({escaped(file.path)})", _DIM),))
        for gone in file.gone:
            self._put("  ", ((f"{escaped(gone.code)} ", ""), (escaped(gone.quote), _DIM)), hang=2)

    def _heading(self, file: FileResult) -> None:
        if self._lines:
            self._blank()
        line = self._marks.line * 2
        self._put("", ((f"{line} ", _DIM), (escaped(file.path), _STRONG), (f" {line}", _DIM)))
        if file.status == CHECKED and not self._view.quiet:
            facts = (
                file.organ or fill(_ORGAN_UNKNOWN, self._lang, {}),
                word(ORGAN_KINDS, file.organ_kind, self._lang) if file.organ_kind else "",
                fill(_YEAR, self._lang, {"year": file.year}) if file.year else fill(_YEAR_UNKNOWN, self._lang, {}),
                fill(_FORMAT, self._lang, {"format": file.statutory_format}) if file.statutory_format else "",
            )
            self._put("", ((escaped(self._list(facts)), _DIM),))

    def _unassessed(self, file: FileResult) -> None:
        """The relations that could not be assessed, by table, relation and reason."""
        groups: dict[tuple[str, str, str], list[Unassessed]] = {}
        for item in file.unassessed:
            groups.setdefault((item.table, item.relation, item.why), []).append(item)
        if groups:
            self._blank()
            self._put("", ((f"{fill(_UNASSESSED, self._lang, {})} ({escaped(file.path)})", _DIM),))
        for (table, relation, why), items in groups.items():
            reason = word(REASONS, why, self._lang, items[0].args)
            names = (";" if self._lang == "zh" else "; ").join(
                item.row_label or item.column_label or item.row or item.column or "?" for item in items
            )
            place = f"{word(TABLES, table, self._lang)} {self._marks.step} {word(RELATIONS, relation, self._lang)}"
            lead = f"{place}{self._colon}{reason} ({len(items)}){self._colon}"
            self._put("  ", ((escaped(lead), ""), (escaped(names), _DIM)), hang=2)

    # -- the findings of one rule ------------------------------------------------------------------------------

    def _group(self, group: list[Diagnostic]) -> None:
        first = group[0]
        severity = word(SEVERITIES, first.severity, self._lang)
        name = self._result.rules[first.code].name
        times = fill(_TIMES, self._lang, {"number": len(group)}) if len(group) > 1 else ""
        self._blank()
        self._put(
            "",
            (
                (f"{severity} {first.code}", _STYLES[first.severity]),
                (f" {name}{times}", _STRONG),
                (self._fixable(group), _LABEL),
            ),
        )
        said = ""
        for diagnostic in group:
            message = wording.message(self._result, diagnostic, self._lang)
            self._finding(diagnostic, "" if message == said else message)
            said = message
        self._labelled(_BASIS, map(self._citation, wording.basis(self._result, first, self._lang)), _DIM)
        advice = dict.fromkeys(wording.advice(self._result, diagnostic, self._lang) for diagnostic in group)
        self._labelled(_ADVICE, advice, "")

    def _fixable(self, group: list[Diagnostic]) -> str:
        """The mark of findings that can be put right without asking."""
        number = sum(diagnostic.is_fixable for diagnostic in group)
        text = _FIXABLE if number == len(group) else _SOME_FIXABLE
        return f" [{fill(text, self._lang, {'number': number})}]" if number else ""

    def _citation(self, basis: str) -> str:
        """An article with what it says the first time, and by its name alone when it comes again in a file."""
        if basis in self._cited:
            return basis.partition(":")[0]
        self._cited.add(basis)
        return basis

    def _finding(self, diagnostic: Diagnostic, message: str) -> None:
        position = wording.position(diagnostic, self._lang)
        place = wording.place(diagnostic, self._lang, self._marks)
        if position or place:
            self._put("  ", ((position, _PLACE), ("  " if position and place else "", ""), (escaped(place), _PLACE)))
        if message:
            self._put("    ", ((escaped(message), ""),))
        self._put("    ", self._window(diagnostic.window))
        self._figures(diagnostic, message)
        suggestion = wording.suggestion(diagnostic, self._lang)
        if suggestion:
            self._put("    ", ((escaped(fill(_SUGGESTED, self._lang, {"edits": suggestion})), _LABEL),))
        for related in diagnostic.related:
            self._related(diagnostic, related)
        if diagnostic.suppressed is not None:
            says = wording.suppression(diagnostic.suppressed, self._lang)
            text = _WOULD_LOWER if diagnostic.suppressed.level else _WOULD_HIDE
            self._put("    ", ((escaped(fill(text, self._lang, {"says": says})), _STRONG),))

    def _figures(self, diagnostic: Diagnostic, message: str) -> None:
        figures = [
            fill(text, self._lang, {"value": escaped(value)})
            for text, value in ((_EXPECTED, diagnostic.expected), (_ACTUAL, diagnostic.actual))
            if value is not None
        ]
        together = self._list(figures)
        for line in [together] if width_of(together) <= self._width - 4 else figures:
            self._put("    ", ((line, _STRONG),))
        written_out = str(diagnostic.args.get("sum") or "")
        if written_out not in message:
            self._put("    ", ((f"{fill(_SUM, self._lang, {})} {escaped(written_out)}", ""),))

    def _related(self, diagnostic: Diagnostic, related: RelatedPlace) -> None:
        text = escaped(wording.related_message(self._result, diagnostic, related, self._lang))
        position = wording.position(related, self._lang)
        window = related.window
        if related.path:
            position = f"{escaped(related.path)}:{position}" if position else escaped(related.path)
        lead = f"{fill(_SEE, self._lang, {})} {position} {text}"
        if window.match == diagnostic.window.match and not related.path:
            self._put("    ", ((lead, _DIM),))
        else:
            self._put("    ", ((lead + self._colon, _DIM), *self._window(window, _AROUND_RELATED)))

    def _window(self, window: Window, around: int = AROUND) -> Iterator[tuple[str, str]]:
        """The extract, with the match marked: in reverse where there are colours, else between brackets."""
        marks = self._marks
        before, match, after = (_LINE_ENDS.sub("\n", part) for part in (window.before, window.match, window.after))
        before, after = before.lstrip("\n"), after.rstrip("\n")
        if not (before or match or after):
            return
        cut_before = marks.ellipsis if len(before) > around or len(window.before) == AROUND else ""
        cut_after = marks.ellipsis if len(after) > around or len(window.after) == AROUND else ""
        yield cut_before + escaped(before[-around:], marks.line_end), _DIM
        match = escaped(match, marks.line_end)
        if self._view.color and match:
            yield match, _MATCH
        else:
            yield f"{marks.opening}{match}{marks.closing}", _STRONG
        yield escaped(after[:around], marks.line_end) + cut_after, _DIM

    # -- the run -----------------------------------------------------------------------------------------------

    def _summary(self) -> None:
        result, lang = self._result, self._lang
        if any(file.diagnostics for file in result.files) or self._view.statistics:
            self._blank()
        subject = escaped(result.files[0].path) if len(result.files) == 1 else wording.files(len(result.files), lang)
        verdict = wording.verdict(result.counts, result.hidden, lang)
        relations = wording.relations(result.relations, lang)
        failures = wording.failures(result, lang)
        if not failures and not result.counts.total:
            self._put("", ((subject + self._colon, ""), (self._list((verdict, relations)), _STRONG)))
        else:
            self._put("", ((subject + self._colon, ""), (verdict, _STRONG)))
            for failure in failures:
                self._put("", ((failure, _STYLES["error"]),))
            self._put("", ((relations, ""),))
        for said in (
            wording.compared(result, lang),
            wording.suppressed(result, lang),
            wording.audited(result, lang),
            wording.baseline(result, lang),
            wording.fixable(result, lang),
        ):
            self._put("", ((escaped(said), ""),))
        for reason in wording.reasons([item for file in result.files for item in file.unassessed], lang):
            self._put("  ", ((escaped(reason), _DIM),))
        left_out = wording.left_out(result, lang)
        if left_out:
            self._put("", ((left_out, _STYLES["warning"]),))

    def _statistics(self) -> None:
        from govlint.output.statistics import lines

        for line in lines(self._result, self._view):
            self._lines.append([(text, _STYLES.get(severity, _DIM)) for text, severity in line])

    # -- lines -------------------------------------------------------------------------------------------------

    @property
    def _colon(self) -> str:
        return ":" if self._lang == "zh" else ": "

    def _list(self, parts: Iterable[str]) -> str:
        return (", " if self._lang == "en" else ",").join(part for part in parts if part)

    def _blank(self) -> None:
        self._lines.append([])

    def _labelled(self, label: Text, paragraphs: Iterable[str], style: str) -> None:
        """Paragraphs beside a label, which stands before the first."""
        name = fill(label, self._lang, {}) + " "
        for paragraph in paragraphs:
            self._put("  ", ((name, _LABEL), (escaped(paragraph), style)), hang=width_of(name))
            name = " " * width_of(name)

    def _put(self, indent: str, pieces: Iterable[tuple[str, str]], hang: int = 0) -> None:
        """One line, continued where it is too wide: indented like its beginning, and `hang` columns more."""
        line = [(text, style) for text, style in pieces if text]
        if not line:
            return
        starts = line_starts(_text_of(line), self._width - len(indent) - hang)
        for number, part in enumerate(_divided(line, starts)):
            self._lines.append([(indent + " " * (hang if number else 0), ""), *part])


def _text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def _divided(line: Line, starts: list[int]) -> Iterator[Line]:
    """The line cut at those offsets of its text, without the blanks at the cuts and at its end."""
    whole = _text_of(line)
    for begin, end in zip([0, *starts], [*starts, len(whole)], strict=True):
        piece = whole[begin:end]
        blanks = len(piece) - len(piece.lstrip()) if begin else 0
        yield list(_cut_out(line, begin + blanks, begin + len(piece.rstrip())))


def _cut_out(line: Line, begin: int, end: int) -> Iterator[tuple[str, str]]:
    offset = 0
    for text, style in line:
        yield text[max(0, begin - offset) : max(0, end - offset)], style
        offset += len(text)


def _plain(lines: list[Line]) -> str:
    return "".join(f"{_text_of(line)}\n" for line in lines)


def _in_color(lines: list[Line]) -> str:
    """The lines with the codes for their styles."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text as RichText

    stream = StringIO()
    console = Console(
        file=stream,
        width=max(1, *(len(_text_of(line)) for line in lines)) if lines else 1,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    for line in lines:
        console.print(RichText.assemble(*line), soft_wrap=True)
    return stream.getvalue()


def _groups(diagnostics: Iterable[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """The findings by rule and severity, in the order of the first of each."""
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        found.setdefault((diagnostic.code, diagnostic.severity), []).append(diagnostic)
    yield from found.values()
