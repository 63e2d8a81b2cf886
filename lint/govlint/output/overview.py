"""Many reports on one page: what they come to in charts, and a list of them to sort and filter.

Nothing is loaded from elsewhere; the one script is part of the page, and without it the list is merely unsorted.
Everything from a report is escaped. Where `View.pages` names a folder, the list links to the annotated report in it
(`pages`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from govlint.messages import ORGAN_KINDS, SEVERITIES, STATUSES, fill, word
from govlint.output import html, wording
from govlint.output.charts import Bar, GridRow, Mark, Piece, bars, columns, grid, legend, shares
from govlint.output.statistics import RULE, statistics
from govlint.result import CHECKED, Result
from govlint.rule import ERROR, INFO, WARNING, Text
from govlint.rule import SEVERITIES as ORDER

if TYPE_CHECKING:
    from govlint.output import View
    from govlint.result import FileResult

MOST_RULES = 12
MOST_ROWS = 120
"""So many reports are shown in the grid."""
_BLOCKS, _SHORTEST_BLOCK = 3, 12
"""They stand in so many blocks beside each other, if there are enough of them."""
_MOST_FAMILIES = 12
"""More columns than that have no place beside the names."""
_LOADING = 'document.documentElement.className="loading"'
"""Run first: the list is laid out once the script has cut it to a page, and not before; thousands of rows take long."""
GOOD, NONE = "good", "none"

_TITLE = Text("年度报告检查总览", "Annual reports at a glance")
_REPORTS = Text("份报告", "reports")
_WITH_ERRORS = Text("有错误", "with errors")
_ONLY_WARNINGS = Text("没有错误,有警告", "with warnings, no errors")
_CLEAN = Text("没有错误和警告", "without errors and warnings")
_UNJUDGED = Text("没能检查", "not judged")
_HELD_SHARE = Text("可核对的勾稽关系成立", "of the relations that could be judged hold")
_UNKNOWN = Text("不明", "unknown")
_PARTLY = Text("只检查了一部分", "checked in part")
_FIGURES = Text("数据", "Figures")
_COUNT = Text("份数", "reports")
_ALL = Text("全部", "all")
_TOTAL = Text("合计", "total")
_OF_REPORTS = Text("{number} 份", "{number} reports")
_OF_ONE = Text("1 份", "1 report")

_BY_KIND = Text("各类机关的问题", "Findings by kind of organ")
_BY_KIND_TOLD = Text("按机关类别,问题的个数;括号里是报告份数", "numbers of findings; in brackets those of reports")
_KIND = Text("机关类别", "kind of organ")
_BY_RULE = Text("最常见的问题", "Most frequent findings")
_BY_RULE_TOLD = Text("每条规则:多少份报告有这个问题", "for each rule, how many reports it was found in")
_RULE = Text("规则", "rule")
_RELATIONS = Text("勾稽关系", "Relations between figures")
_RELATIONS_TOLD = Text("三张表里的数据能不能对上", "whether the figures of the three tables agree")
_HELD = Text("成立", "hold")
_VIOLATED = Text("不成立", "violated")
_UNASSESSED = Text("无法核对", "not assessable")
_PER_RELATION = Text("逐条", "each relation")
_PER_REPORT = Text("逐份", "each report")
_ALL_HELD = Text("全部成立", "all hold")
_SOME_VIOLATED = Text("有不成立的", "some violated")
_SOME_UNASSESSED = Text("有无法核对的", "some not assessable")
_BY_YEAR = Text("各年度的报告", "Reports by year")
_BY_YEAR_TOLD = Text("按报告年度和最重的问题", "by reporting year and the most severe finding")
_YEAR = Text("年度", "year")
_DATES = Text("成文日期", "Dates of issue")
_DATES_TOLD = Text(
    "报告年度次年各旬的报告份数;部门应在1月31日前公布,县级以上政府应在3月31日前公布",
    "reports by thirds of the months after the reporting year; departments publish by 31 January, governments from "
    "county level up by 31 March",
)
_DATES_OF = Text("{dated} 份有日期,{undated} 份看不出日期或年度", "{dated} with a date, {undated} without date or year")
_UNTIL_JANUARY = Text("1月31日以前", "by 31 January")
_UNTIL_MARCH = Text("2月1日至3月31日", "1 February to 31 March")
_AFTER_MARCH = Text("3月31日以后", "after 31 March")
_MARK_JANUARY = Text("1月31日", "31 Jan")
_MARK_MARCH = Text("3月31日", "31 Mar")
_MONTHS = Text("1月 2月 3月 4月 5月 6月", "Jan Feb Mar Apr May Jun")
_LATER = Text("更晚", "later")
_PERIOD = Text("时段", "period")
_GRID = Text("逐份报告", "Report by report")
_GRID_TOLD = Text(
    "每一行是一份报告,每一列是一类规则,格里是问题的个数,颜色是其中最重的级别",
    "a report a row and a family of rules a column; the number of findings, in the colour of the most severe",
)
_GRID_PART = Text(
    "有问题的报告共 {total} 份,这里是问题最重的 {number} 份", "the {number} gravest of {total} reports with findings"
)
_REPORT = Text("报告", "report")

_LIST = Text("报告", "Reports")
_HEADS = (
    Text("机关", "organ"),
    Text("类别", "kind"),
    Text("年度", "year"),
    Text("成文日期", "issued"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "infos"),
    Text("勾稽不成立", "violated"),
    Text("问题", "findings"),
)
_SEARCH = Text("查找", "search")
_SEVERITY = Text("级别", "severity")
_HAS_WARNINGS = Text("有警告", "with warnings")
_HAS_INFOS = Text("有提示", "with infos")
_NOTHING_FOUND = Text("没有问题", "no findings")
_RESET = Text("清除", "reset")
_BACK = Text("上一页", "back")
_ON = Text("下一页", "on")
_SAID = Text("第 {from}–{to} 份,符合条件的共 {number} 份,全部 {total} 份", "{from}–{to} of {number}; {total} in all")
_NOTES = Text("配置和基线", "Configurations and baselines")


def render(result: Result, view: View) -> str:
    """The page."""
    return _Overview(result, view).page()


def page_name(number: int) -> str:
    """The file of the annotated report that has that number in the list, counted from 1."""
    return f"{number:05}.html"


def pages(result: Result, view: View) -> Iterator[tuple[str, str]]:
    """The annotated reports that the overview links to, with the names of their files: those with findings."""
    for number, file in enumerate(result.files, 1):
        if _has_page(file):
            own = Result(result.version, (file,), result.codes, result.rules, baseline=result.baseline)
            yield page_name(number), html.render(own, view)


def _has_page(file: FileResult) -> bool:
    return file.page is not None and bool(file.diagnostics)


def _read(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _hash(text: str) -> str:
    """`text` as a policy allows it."""
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class _Overview:
    """The page about one result."""

    def __init__(self, result: Result, view: View) -> None:
        self._result = result
        self._lang = view.lang
        self._folder = view.pages
        self._judged = [file for file in result.files if file.is_judged]
        self._titles = {code: escape(wording.title(result, code, view.lang)) for code in result.rules}

    def page(self) -> str:
        """All of it."""
        result, lang = self._result, self._lang
        style = f"{_read('overview.css')}{self._heads_of_cells()}"
        script = _read("overview.js")
        policy = (
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_LOADING)} {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        )
        charts = (self._by_kind(), self._relations(), self._by_rule(), self._by_year(), self._dates())
        return "".join(
            [
                "<!DOCTYPE html>\n",
                f'<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">',
                f'<meta name="generator" content="govlint {escape(result.version)}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
                f"<title>{self._say(_TITLE)}</title><style>{style}</style><script>{_LOADING}</script></head><body>\n",
                f"<header><h1>{self._say(_TITLE)}</h1><p>{escape(wording.summary(result, lang))}</p></header>\n",
                "<main>",
                self._tiles(),
                f"<div class=charts>{''.join(filter(None, charts))}</div>\n",
                self._grid(),
                self._notes(),
                *self._list(),
                f"</main><script>{script}</script></body></html>\n",
            ]
        )

    def _say(self, text: Text, **args: object) -> str:
        return escape(fill(text, self._lang, args))

    def _reports(self, number: int) -> str:
        return fill(_OF_ONE if number == 1 else _OF_REPORTS, self._lang, {"number": f"{number:,}"})

    def _kind(self, file: FileResult) -> str:
        return word(ORGAN_KINDS, file.organ_kind, self._lang) if file.organ_kind else ""

    def _link(self, number: int, file: FileResult) -> str:
        """The annotated report; "" if there is none."""
        from urllib.parse import quote

        return f"{quote(self._folder)}/{page_name(number)}" if self._folder and _has_page(file) else ""

    # -- figures -----------------------------------------------------------------------------------------------------

    def _tiles(self) -> str:
        """What it all comes to."""
        worst = Counter(_worst(file) for file in self._judged)
        relations = self._result.relations
        assessed = relations.held + relations.violated
        clean = worst[INFO] + worst[GOOD]
        unjudged = len(self._result.files) - len(self._judged)
        tiles = [
            ("", f"{len(self._result.files):,}", _REPORTS),
            (ERROR, f"{worst[ERROR]:,}", _WITH_ERRORS),
            (WARNING, f"{worst[WARNING]:,}", _ONLY_WARNINGS),
            (GOOD, f"{clean:,}", _CLEAN),
        ]
        if unjudged:
            tiles.append((ERROR, f"{unjudged:,}", _UNJUDGED))
        if assessed:
            tiles.append((GOOD, _percent(relations.held, assessed), _HELD_SHARE))
        told = "".join(f"<li class='{tone}'><b>{number}</b>{self._say(text)}</li>" for tone, number, text in tiles)
        return f"<ul class=tiles>{told}</ul>\n"

    def _severity_pieces(self, counts: dict[str, int], of: str) -> tuple[Piece, ...]:
        return tuple(
            Piece(severity, counts.get(severity, 0), f"{of} · {self._severity(severity)} {counts.get(severity, 0):,}")
            for severity in ORDER
        )

    def _severity(self, severity: str) -> str:
        return word(SEVERITIES, severity, self._lang)

    def _severities(self) -> str:
        return legend((severity, self._severity(severity)) for severity in ORDER)

    def _card(
        self, title: Text, told: Text, drawn: str, below: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> str:
        """A chart with its words, its legend, and a table that says the same."""
        head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
        body = "".join(
            f"<tr><th scope=row>{escape(str(first))}</th>{''.join(f'<td>{_cell(value)}</td>' for value in rest)}</tr>"
            for first, *rest in rows
        )
        return (
            f"<section class=card><h2>{self._say(title)}</h2><p class=told>{self._say(told)}</p>{drawn}{below}"
            f"<details><summary>{self._say(_FIGURES)}</summary><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></details></section>\n"
        )

    def _by_kind(self) -> str:
        found: dict[str, Counter[str]] = {}
        reports: Counter[str] = Counter()
        for file in self._judged:
            kind = self._kind(file)
            reports[kind] += 1
            found.setdefault(kind, Counter()).update(file.counts.by_severity)
        if not found:
            return ""
        ordered = sorted(found, key=lambda kind: (not kind, -sum(found[kind].values()), kind))
        unknown = fill(_UNKNOWN, self._lang, {})
        rows = [
            Bar(
                f"{kind or unknown} ({self._reports(reports[kind])})",
                f"{sum(found[kind].values()):,}",
                self._severity_pieces(found[kind], kind or unknown),
                _filter("kind", kind) if kind else "",
            )
            for kind in ordered
        ]
        title, told = (fill(text, self._lang, {}) for text in (_BY_KIND, _BY_KIND_TOLD))
        heads = [fill(text, self._lang, {}) for text in (_KIND, _COUNT)] + [self._severity(s) for s in ORDER]
        table = [(kind or unknown, reports[kind], *(found[kind][severity] for severity in ORDER)) for kind in ordered]
        drawn = bars("kinds", title, told, rows)
        return self._card(_BY_KIND, _BY_KIND_TOLD, drawn, self._severities(), heads, table)

    def _by_rule(self) -> str:
        of_reports = Result("", tuple(self._result.files), (), self._result.rules)
        found = statistics(of_reports, RULE, "code", self._lang)
        found.sort(key=lambda entry: (-entry.files, ORDER.index(entry.severity), entry.key))
        if not found:
            return ""
        rows = [
            Bar(
                f"{entry.key} {wording.title(self._result, entry.key, self._lang)}",
                f"{entry.files:,}",
                (Piece(entry.severity, entry.files, f"{entry.key} · {self._reports(entry.files)}"),),
                _filter("rule", entry.key),
            )
            for entry in found[:MOST_RULES]
        ]
        title, told = (fill(text, self._lang, {}) for text in (_BY_RULE, _BY_RULE_TOLD))
        heads = [fill(text, self._lang, {}) for text in (_RULE, _COUNT, _HEADS[8])]
        table = [
            (f"{entry.key} {wording.title(self._result, entry.key, self._lang)}", entry.files, entry.counts.total)
            for entry in found
        ]
        return self._card(_BY_RULE, _BY_RULE_TOLD, bars("rules", title, told, rows), self._severities(), heads, table)

    def _relations(self) -> str:
        relations = self._result.relations
        if not relations.total:
            return ""
        with_relations = [file for file in self._judged if file.relations.total]
        violated = sum(file.relations.violated > 0 for file in with_relations)
        unsure = sum(not file.relations.violated and file.relations.not_assessable > 0 for file in with_relations)
        lines = (
            (_PER_RELATION, (relations.held, relations.violated, relations.not_assessable), relations.total),
            (_PER_REPORT, (len(with_relations) - violated - unsure, violated, unsure), len(with_relations)),
        )
        tones = (GOOD, ERROR, NONE)
        names = ((_HELD, _VIOLATED, _UNASSESSED), (_ALL_HELD, _SOME_VIOLATED, _SOME_UNASSESSED))
        rows = [
            Bar(
                fill(what, self._lang, {}),
                f"{total:,}",
                tuple(
                    Piece(tone, count, f"{fill(text, self._lang, {})} {count:,} ({_percent(count, total)})")
                    for tone, count, text in zip(tones, counts, said, strict=True)
                ),
            )
            for (what, counts, total), said in zip(lines, names, strict=True)
        ]
        title, told = (fill(text, self._lang, {}) for text in (_RELATIONS, _RELATIONS_TOLD))
        table = [
            (f"{fill(what, self._lang, {})} · {fill(text, self._lang, {})}", f"{count:,}", _percent(count, total))
            for (what, counts, total), said in zip(lines, names, strict=True)
            for count, text in zip(counts, said, strict=True)
        ]
        below = legend(
            (tone, f"{fill(text, self._lang, {})} {_percent(count, relations.total)}")
            for tone, text, count in zip(tones, names[0], lines[0][1], strict=True)
        )
        drawn = shares("relations", title, told, rows)
        return self._card(_RELATIONS, _RELATIONS_TOLD, drawn, below, [title, "", "%"], table)

    def _by_year(self) -> str:
        found: dict[int | None, Counter[str]] = {}
        for file in self._result.files:
            found.setdefault(file.year, Counter())[_worst(file)] += 1
        if not found:
            return ""
        years: list[int | None] = [*sorted(year for year in found if year is not None)]
        years += [None] if None in found else []
        names = self._outcomes()
        unknown = fill(_UNKNOWN, self._lang, {})
        stacks = [
            [
                Piece(tone, found[year][tone], f"{year or unknown} · {name} {found[year][tone]:,}")
                for tone, name in names.items()
            ]
            for year in years
        ]
        short = len(years) > 10
        heads = [unknown if year is None else str(year)[2:] if short else str(year) for year in years]
        title, told = (fill(text, self._lang, {}) for text in (_BY_YEAR, _BY_YEAR_TOLD))
        table_heads = [fill(_YEAR, self._lang, {}), *names.values(), fill(_TOTAL, self._lang, {})]
        table = [(year or unknown, *(found[year][tone] for tone in names), sum(found[year].values())) for year in years]
        drawn = columns("years", title, told, heads, stacks)
        return self._card(_BY_YEAR, _BY_YEAR_TOLD, drawn, legend(names.items()), table_heads, table)

    def _outcomes(self) -> dict[str, str]:
        """What may become of a report, by the class of its colour."""
        texts = {ERROR: _WITH_ERRORS, WARNING: _HAS_WARNINGS, INFO: _HAS_INFOS, GOOD: _NOTHING_FOUND, NONE: _UNJUDGED}
        return {tone: fill(text, self._lang, {}) for tone, text in texts.items()}

    def _dates(self) -> str:
        """When the reports were issued, by thirds of months: ends of months are where the terms end."""
        found: Counter[int] = Counter()
        for file in self._judged:
            if file.issue_date and file.year:
                found[_third(file.issue_date, file.year)] += 1
        dated = sum(found.values())
        if not dated:
            return ""
        months = fill(_MONTHS, self._lang, {}).split()
        later = fill(_LATER, self._lang, {})
        last = 3 * len(months)
        tones = [GOOD if third < 3 else WARNING if third < 9 else ERROR for third in range(last + 1)]
        names = [f"{months[third // 3]} {1 + third % 3}/3" if third < last else later for third in range(last + 1)]
        stacks = [
            [Piece(tones[third], found[third], f"{names[third]} · {self._reports(found[third])}")]
            for third in range(last + 1)
        ]
        heads = [months[third // 3] if third % 3 == 0 and third < last else "" for third in range(last)] + [later]
        marks = [Mark(3, fill(_MARK_JANUARY, self._lang, {})), Mark(9, fill(_MARK_MARCH, self._lang, {}))]
        title, told = (fill(text, self._lang, {}) for text in (_DATES, _DATES_TOLD))
        drawn = columns("dates", title, told, heads, stacks, marks)
        undated = len(self._judged) - dated
        spans = {GOOD: _UNTIL_JANUARY, WARNING: _UNTIL_MARCH, ERROR: _AFTER_MARCH}
        below = legend((tone, fill(text, self._lang, {})) for tone, text in spans.items())
        below += f"<p class=told>{self._say(_DATES_OF, dated=f'{dated:,}', undated=f'{undated:,}')}</p>"
        table = [(names[third], found[third]) for third in range(last + 1) if found[third]]
        heads = [fill(text, self._lang, {}) for text in (_PERIOD, _COUNT)]
        return self._card(_DATES, _DATES_TOLD, drawn, below, heads, table)

    def _grid(self) -> str:
        """The reports with findings by families of rules."""
        found = [(number, file) for number, file in enumerate(self._result.files, 1) if file.diagnostics]
        families = sorted({_family(self._result, item.code) for _, file in found for item in file.diagnostics})
        if not families or len(families) > _MOST_FAMILIES:
            return ""
        gravest = sorted(found, key=lambda entry: [-n for n in entry[1].counts.by_severity.values()])[:MOST_ROWS]
        says_year = len({file.year for _, file in gravest}) > 1
        rows = [self._grid_row(number, file, families, says_year=says_year) for number, file in gravest]
        title, told = (fill(text, self._lang, {}) for text in (_GRID, _GRID_TOLD))
        size = max(_SHORTEST_BLOCK, -(-len(rows) // _BLOCKS))
        blocks = [rows[start : start + size] for start in range(0, len(rows), size)]
        drawn = "".join(grid(f"grid{n}", title, told, families, block) for n, block in enumerate(blocks))
        part = ""
        if len(rows) < len(found):
            facts = {"total": f"{len(found):,}", "number": f"{len(rows):,}"}
            part = f"<p class=told>{self._say(_GRID_PART, **facts)}</p>"
        names = "".join(f"<li>{escape(code)} {escape(self._family_name(code))}</li>" for code in families)
        head = "".join(f"<th scope=col>{escape(text)}</th>" for text in [fill(_REPORT, self._lang, {}), *families])
        body = "".join(
            f"<tr><th scope=row>{escape(row.label)}</th>"
            f"{''.join(f'<td>{piece.value if piece else 0}</td>' for piece in row.cells)}</tr>"
            for row in rows
        )
        return (
            f'<section class="card wide"><h2>{self._say(_GRID)}</h2><p class=told>{self._say(_GRID_TOLD)}</p>{part}'
            f"<div class=heat>{drawn}</div>{self._severities()}<ul class=families>{names}</ul>"
            f"<details><summary>{self._say(_FIGURES)}</summary><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></details></section>\n"
        )

    def _grid_row(self, number: int, file: FileResult, families: Sequence[str], *, says_year: bool) -> GridRow:
        label = f"{file.organ or file.path}{f' {file.year}' if says_year and file.year else ''}"
        counts: dict[str, list[str]] = {}
        for item in file.diagnostics:
            counts.setdefault(_family(self._result, item.code), []).append(item.severity)
        cells = tuple(
            Piece(
                min(counts[family], key=ORDER.index),
                len(counts[family]),
                f"{label} · {family} {self._family_name(family)} · {len(counts[family])}",
            )
            if family in counts
            else None
            for family in families
        )
        return GridRow(label, cells, self._link(number, file))

    def _family_name(self, family: str) -> str:
        return word(self._result.families, family, self._lang) if family in self._result.families else ""

    # -- the reports -------------------------------------------------------------------------------------------------

    def _notes(self) -> str:
        """What there is to say of the user's own files."""
        said = [
            f"<li>{escape(file.path)}: {escape(wording.message(self._result, item, self._lang))}</li>"
            for file in self._result.notes
            for item in file.diagnostics
        ]
        if not said:
            return ""
        return f'<section class="card wide notes"><h2>{self._say(_NOTES)}</h2><ul>{"".join(said)}</ul></section>\n'

    def _list(self) -> Iterator[str]:
        yield f"<section class=card id=list><h2>{self._say(_LIST)}</h2>{self._filter()}"
        yield f'<p id=said role=status data-said="{escape((_SAID.zh, _SAID.en)[self._lang == "en"])}"></p>'
        heads = "".join(
            f"<th scope=col><button type=button disabled>{self._say(text)}</button></th>" for text in _HEADS
        )
        yield f"<table id=reports><thead><tr>{heads}</tr></thead><tbody>\n"
        for number, file in enumerate(self._result.files, 1):
            yield self._row(number, file)
        yield (
            f"</tbody></table><form id=pager hidden><button type=button name=back>{self._say(_BACK)}</button>"
            f"<button type=button name=on>{self._say(_ON)}</button></form></section>\n"
        )

    def _row(self, number: int, file: FileResult) -> str:
        name = escape(file.organ or file.path)
        link = self._link(number, file)
        path = f"<small>{escape(file.path)}</small>" if file.organ else ""
        counts = file.counts
        found = Counter(item.code for item in file.diagnostics)
        severity = {item.code: item.severity for item in file.diagnostics}
        codes = "".join(
            f'<b class={severity[code]} title="{self._titles[code]}">{escape(code)}{_times(times)}</b>'
            for code, times in sorted(found.items())
        )
        violated: object = file.relations.violated if file.relations.total else ""
        if not file.is_judged:
            status = (
                word(STATUSES, file.status, self._lang) if file.status != CHECKED else fill(_PARTLY, self._lang, {})
            )
            path += f"<small>{escape(status)}</small>"
        if link:
            name = f'<a href="{escape(link)}">{name}</a>'
        return (
            f"<tr{'' if file.is_judged else ' class=x'}><td>{name}{path}"
            f"<td>{escape(self._kind(file))}<td>{file.year or ''}<td>{escape(file.issue_date or '')}"
            f"<td>{counts.errors}<td>{counts.warnings}<td>{counts.infos}<td>{violated}<td>{codes}\n"
        )

    def _filter(self) -> str:
        """The controls above the list; the script shows them."""
        files = self._result.files
        codes = sorted({item.code for file in files for item in file.diagnostics})
        kinds = sorted({self._kind(file) for file in files} - {""})
        years = [str(year) for year in sorted({file.year for file in files if file.year}, reverse=True)]
        severities = {
            ERROR: _WITH_ERRORS,
            WARNING: _HAS_WARNINGS,
            INFO: _HAS_INFOS,
            "clean": _NOTHING_FOUND,
            "unjudged": _UNJUDGED,
        }
        chosen = (
            ("kind", _HEADS[1], [(kind, kind) for kind in kinds]),
            ("year", _HEADS[2], [(year, year) for year in years]),
            ("severity", _SEVERITY, [(key, fill(text, self._lang, {})) for key, text in severities.items()]),
            ("rule", _RULE, [(code, f"{code} {wording.title(self._result, code, self._lang)}") for code in codes]),
        )
        selects = "".join(
            f"<label>{self._say(label)}<select name={name}><option value=''>{self._say(_ALL)}</option>"
            + "".join(f'<option value="{escape(key)}">{escape(text)}</option>' for key, text in options)
            + "</select></label>"
            for name, label, options in chosen
        )
        return (
            f"<form id=filter hidden role=search><label class=text>{self._say(_SEARCH)}<input type=search name=text "
            f"autocomplete=off></label>{selects}<button type=reset>{self._say(_RESET)}</button></form>"
        )

    def _heads_of_cells(self) -> str:
        """On a narrow screen the cells of a row stand below each other, and numbers need names."""
        rules = "".join(
            f'#reports td:nth-child({number})::before{{content:"{fill(text, self._lang, {})} "}}'
            for number, text in enumerate(_HEADS, 1)
            if number in (5, 6, 7, 8)
        )
        return f"@media(max-width:760px){{{rules}}}"


def _worst(file: FileResult) -> str:
    """The most severe finding of a report; `GOOD` if there is none, `NONE` if it was not judged."""
    if not file.is_judged:
        return NONE
    return next((severity for severity, number in file.counts.by_severity.items() if number), GOOD)


def _family(result: Result, code: str) -> str:
    """The family of a rule: the beginning of its code."""
    return next((family for family in result.families if code.startswith(family)), code.rstrip("0123456789"))


def _third(issued: str, year: int) -> int:
    """In which third of a month after the reporting year a report was issued, counted from 0; 18 for all later ones.
    What is dated within the year counts for the first.
    """
    of_year, month, day = (int(part) for part in issued.split("-"))
    months = 12 * (of_year - year - 1) + month - 1
    return min(max(3 * months + min((day - 1) // 10, 2), 0), 18)


def _filter(name: str, value: str) -> str:
    from urllib.parse import quote

    return f"#{name}={quote(value, safe='')}"


def _percent(part: int, whole: int) -> str:
    """`97.1%`; never 100% or 0% where that is only nearly so."""
    if not whole:
        return "–"
    share = 100 * part / whole
    rounded = f"{share:.1f}%"
    if part < whole and rounded == "100.0%":
        return ">99.9%"
    if part and rounded == "0.0%":
        return "<0.1%"
    return "100%" if part == whole else "0%" if not part else rounded


def _times(number: int) -> str:
    return f"<i>×{number}</i>" if number > 1 else ""


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else escape(str(value))
