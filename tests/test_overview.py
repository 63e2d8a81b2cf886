"""The overview of many reports: what the page says, what its script does in a browser, and what it never does."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govlint.output import View, pages_of, render
from govlint.output.charts import WIDTH, balanced, text_width, wrapped
from govlint.output.overview import _percent, _third
from govlint.result import Diagnostic, FileResult, Relations, Result, Words
from govlint.rule import Text
from tests.support import browser
from tests.support.process import Ran
from tests.support.texts import example

Run = Callable[..., Ran]

ZH, EN = View("zh"), View("en")
KINDS = ("town", "county", "department", "city")
HOSTILE = (
    "<img src=x onerror=window.hit=1>",
    "</title></table><script>window.hit=1</script>",
    '"\' onmouseover=window.hit=1 x="',
    "javascript:window.hit=1",
    "]]>&lt;<!--",
    "</script><script>window.hit=1</script>",
    "\u202e机关\x00\x1b[31m",
)
VOID = {"meta", "input", "br"}


def words(code: str, title: str = "标题") -> Words:
    text = Text(title, title)
    return Words(code, code.lower(), text, {"default": text}, text, (text,), text, "error")


def found(code: str, severity: str) -> Diagnostic:
    return Diagnostic(code, severity, "default", {}, 1, 1, 1, 2, fingerprint="0")


def report(number: int) -> FileResult:
    """Report number `number`: what it holds follows from the number."""
    found_here = [found("GL301", "error")] * (number % 3 == 0) + [found("GL505", "warning")] * (number % 4)
    return FileResult(
        f"r{number:04}.txt",
        "checked",
        f"青石县第{number}局",
        KINDS[number % 4],
        2019 + number % 5,
        "2021",
        f"{2020 + number % 5}-0{1 + number % 4}-1{number % 9}",
        Relations(40, number % 2, 1),
        diagnostics=tuple(found_here),
    )


def result_of(*files: FileResult, rules: dict[str, Words] | None = None) -> Result:
    families = {"GL3": Text("勾稽关系", "Arithmetic"), "GL5": Text("日期", "Dates")}
    known = {code: words(code) for code in ("GL301", "GL505")}
    return Result("0", files, tuple(known), {**known, **(rules or {})}, families=families)


MANY = result_of(*(report(number) for number in range(250)))


class Elements(HTMLParser):
    """The elements of a page with their attributes; those that are opened are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag in ("td", "tr") and "reports" in self.open_tables():
            return
        if tag not in VOID:
            self.open.append(tag)

    def open_tables(self) -> list[str | None]:
        tables = [attrs.get("id") for tag, attrs in self.found if tag == "table"]
        return tables[-1:]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "tr") and "reports" in self.open_tables():
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


# -- the page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", [ZH, EN], ids=["zh", "en"])
def test_the_page_loads_nothing_and_names_its_script(view: View) -> None:
    page = render("overview", MANY, view)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for tag in ("script", "style"):
        inner = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inner]
        assert f"{tag}-src {' '.join(hashes)};" in policy
    assert policy.startswith("default-src 'none'")
    elements = Elements(page).found
    assert not [attrs for _, attrs in elements if {"src", "style", "onclick", "srcset"} & attrs.keys()]
    assert {tag for tag, _ in elements}.isdisjoint({"link", "img", "iframe", "object", "base"})
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in elements), "without pages, no links"


def test_every_chart_has_words_for_those_who_do_not_see_it() -> None:
    page = render("overview", MANY, ZH)
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) >= 6
    for chart in charts:
        (ids,) = re.findall(r'aria-labelledby="([^"]+)"', chart)
        assert "role=img" in chart
        for name in ids.split():
            assert f"id={name}>" in chart
    names = [name for chart in charts for name in re.findall(r"\bid=([\w-]+)", chart)]
    assert len(names) == len(set(names))
    assert page.count("<details>") >= 6, "a table beside each"


def test_nothing_of_a_chart_is_outside_of_it() -> None:
    long = report(0).replace(organ="墨皋市澧渚彝族回族自治县" * 4, organ_kind="office")
    for view in (ZH, EN):
        page = render("overview", result_of(long, *MANY.files, report(1).replace(year=None)), view)
        for chart in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
            (height,) = re.findall(r'viewBox="0 0 360 ([\d.]+)"', chart)
            for x, y, wide, tall in re.findall(r'<rect [^>]*x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"', chart):
                assert 0 <= float(x) <= float(x) + float(wide) <= WIDTH + 0.2
                assert 0 <= float(y) <= float(y) + float(tall) <= float(height) + 0.2
            for style, x, y, text in re.findall(r'<text(?: class="(.*?)")? x="(.*?)" y="(.*?)">(.*?)</text>', chart):
                length = text_width(html.unescape(text), 10.5 if style else 12) * 0.92
                shift = 0.5 if "mid" in style or "in" in style else 1 if "end" in style else 0
                assert -1 <= float(x) - shift * length <= float(x) + (1 - shift) * length <= WIDTH + 2, text
                assert 0 <= float(y) <= float(height)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=60), st.integers(30, 200))
def test_wrapped_words_lose_nothing(text: str, width: int) -> None:
    for wrap in (wrapped, balanced):
        lines = wrap(text, width)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(text_width(line) <= width or len(line.strip()) <= 1 for line in lines)
    assert len(balanced(text, width)) <= len(wrapped(text, width))


def test_the_numbers_are_those_of_the_result() -> None:
    page = render("overview", MANY, EN)
    errors = sum(file.counts.errors > 0 for file in MANY.files)
    warned = sum(not file.counts.errors and file.counts.warnings > 0 for file in MANY.files)
    tiles = re.findall(r"<li class='\w*'><b>(.*?)</b>", page)
    assert tiles == ["250", str(errors), str(warned), str(250 - errors - warned), _percent(40 * 250, 40 * 250 + 125)]
    table = page[page.index("<th scope=row>department</th>") :].partition("</tr>")[0]
    own = [file for file in MANY.files if file.organ_kind == "department"]
    assert re.findall("<td>(.*?)</td>", table) == [
        str(len(own)), str(sum(f.counts.errors for f in own)), str(sum(f.counts.warnings for f in own)), "0",
    ]  # fmt: skip


def test_a_file_that_was_not_judged_is_no_clean_report() -> None:
    files = (
        FileResult("a.pdf", "unreadable", diagnostics=(found("GL001", "error"),)),
        FileResult("b.txt", "not-a-report"),
        report(4).replace(crashed=True),
        report(8),
    )
    page = render("overview", result_of(*files, rules={"GL001": words("GL001")}), EN)
    tiles = re.findall(r"<li class='\w*'><b>(.*?)</b>(.*?)</li>", page)
    assert ("3", "not judged") in tiles
    assert ("1", "without errors and warnings") in tiles
    assert page.count("<tr class=x>") == 3


def test_what_is_said_of_configurations_is_on_the_page() -> None:
    note = FileResult("govlint.toml", "own-file", diagnostics=(found("GL004", "warning"),))
    rules = {"GL004": words("GL004", "没有起作用的忽略")}
    page = render("overview", Result("0", (report(8),), (), rules, notes=(note,)), ZH)
    assert "govlint.toml: 没有起作用的忽略" in page
    assert "<tr><td>govlint.toml" not in page, "it is no report"


def test_nothing_to_show_is_no_failure() -> None:
    for view in (ZH, EN):
        page = render("overview", result_of(), view)
        assert "<svg" not in page
        Elements(page)


@pytest.mark.parametrize(
    ("issued", "third"),
    [
        ("2024-01-01", 0), ("2024-01-10", 0), ("2024-01-11", 1), ("2024-01-31", 2), ("2024-02-01", 3),
        ("2024-03-31", 8), ("2024-04-01", 9), ("2024-06-30", 17), ("2024-07-01", 18), ("2026-01-01", 18),
        ("2023-12-30", 0),
    ],
)  # fmt: skip
def test_dates_are_told_by_thirds_of_months(issued: str, third: int) -> None:
    assert _third(issued, 2023) == third


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "–"), (1, 1, "100%"), (0, 9, "0%"), (99_999, 100_000, ">99.9%"), (1, 100_000, "<0.1%"), (1, 3, "33.3%")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: int, whole: int, said: str) -> None:
    assert _percent(part, whole) == said


def test_the_size_is_linear() -> None:
    sizes = [len(render("overview", result_of(*(report(n) for n in range(count))), ZH)) for count in (500, 1000, 1500)]
    assert sizes[2] - sizes[1] < 1.1 * (sizes[1] - sizes[0])
    assert sizes[2] - sizes[1] < 500 * 500


# -- with the pages of the reports ---------------------------------------------------------------------------------


def test_the_overview_links_to_the_annotated_reports(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "报告 1"
    folder.mkdir()
    (folder / "a.txt").write_text(example("clean.txt"), encoding="utf-8")
    (folder / "b.txt").write_text(example("report.txt"), encoding="utf-8")
    index = folder / "总 览.html"
    for _ in range(2):  # what the first run has written is no report for the second
        ran = run(str(folder), "-f", "json", "-o", f"overview={index}")
        assert ran.status == 1
        page = index.read_text(encoding="utf-8")
        links = [attrs["href"] for tag, attrs in Elements(page).found if tag == "a" and attrs["href"][0] != "#"]
        assert set(links) == {"%E6%80%BB%20%E8%A7%88.reports/00002.html"}
        assert [path.name for path in (folder / "总 览.reports").iterdir()] == ["00002.html"]
        assert page.count("\n<tr><td>") + page.count("<tr class=x>") >= 1
        assert len(re.findall("<small>", page)) == 2
    annotated = (folder / "总 览.reports" / "00002.html").read_text(encoding="utf-8")
    assert "<mark" in annotated
    assert "b.txt" in annotated


def test_on_standard_output_there_are_no_links(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(example("report.txt"), encoding="utf-8")
    page = run(str(tmp_path), "-f", "overview").text
    assert "b.txt" in page
    assert not re.findall(r'<a href="[^#]', page)


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(example("report.txt"), encoding="utf-8")
    (tmp_path / "index.reports").write_text("", encoding="utf-8")
    ran = run(str(tmp_path / "b.txt"), "-o", f"overview={tmp_path / 'index.html'}", "--lang", "en")
    assert ran.status == 2
    assert "cannot write" in ran.err
    assert not (tmp_path / "index.html").exists()


def test_reports_without_a_page_have_no_link() -> None:
    assert list(pages_of("overview", MANY, ZH)) == []
    assert ".reports/" not in render("overview", MANY, ZH.replace(pages="x.reports"))


# -- in a browser --------------------------------------------------------------------------------------------------

in_browser = pytest.mark.skipif(browser.PATH is None, reason="no browser here")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    started = browser.Browser(str(tmp_path_factory.mktemp("profile")))
    yield started
    started.close()


@pytest.fixture
def shown(chromium: browser.Browser, tmp_path: Path) -> Callable[..., browser.Browser]:
    """Shows the overview of a result."""

    def show(result: Result = MANY, view: View = ZH, hash_: str = "") -> browser.Browser:
        path = tmp_path / "overview.html"
        path.write_text(render("overview", result, view), encoding="utf-8")
        chromium.open(path.as_uri() + hash_)
        return chromium

    return show


def column(page: browser.Browser, number: int) -> list[str]:
    """What stands in a column of the list as it is shown."""
    cells: list[str] = page.run(
        f"Array.from(document.querySelectorAll('#reports tbody tr'), row => row.cells[{number}].innerText.trim())"
    )
    return cells


def said(page: browser.Browser) -> list[int]:
    """The numbers above the list: from, to, of how many, in all."""
    return [int(number) for number in re.findall(r"\d+", page.run("document.getElementById('said').textContent"))]


def click_head(page: browser.Browser, number: int) -> str:
    page.run(f"document.querySelectorAll('#reports th button')[{number}].click()")
    order: str = page.run(f"document.querySelectorAll('#reports th')[{number}].getAttribute('aria-sort')")
    assert page.run("document.querySelectorAll('th[aria-sort]').length") == 1
    return order


def set_filter(page: browser.Browser, name: str, value: str) -> None:
    page.run(
        f"(f => {{ f.{name}.value = {value!r}; f.{name}.dispatchEvent(new Event('input', {{bubbles: true}})) }})"
        "(document.getElementById('filter').elements)"
    )


@in_browser
def test_a_click_on_a_head_sorts(shown: Callable[..., browser.Browser]) -> None:
    page = shown()
    assert click_head(page, 5) == "descending", "numbers: the most first"
    warnings = sorted((file.counts.warnings for file in MANY.files), reverse=True)
    assert [int(number) for number in column(page, 5)] == warnings[:100]
    assert click_head(page, 5) == "ascending"
    assert [int(number) for number in column(page, 5)] == warnings[::-1][:100]
    assert click_head(page, 3) == "ascending"
    assert column(page, 3) == sorted(str(file.issue_date) for file in MANY.files)[:100]
    assert click_head(page, 0) == "ascending"
    assert column(page, 0)[2].startswith("青石县第2局"), "numbers in names count as numbers"
    assert page.complaints == []


@in_browser
def test_the_keyboard_sorts(shown: Callable[..., browser.Browser]) -> None:
    page = shown()
    page.run("document.querySelectorAll('#reports th button')[4].focus()")
    for kind in ("rawKeyDown", "char", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13)
    assert page.run("document.querySelectorAll('#reports th')[4].getAttribute('aria-sort')") == "descending"


@in_browser
def test_the_list_is_filtered(shown: Callable[..., browser.Browser]) -> None:
    page = shown()
    assert said(page) == [1, 100, 250, 250]
    files = MANY.files
    expected: list[tuple[str, str, Callable[[FileResult], Any]]] = [
        ("kind", "政府部门", lambda file: file.organ_kind == "department"),
        ("year", "2021", lambda file: file.year == 2021),
        ("severity", "error", lambda file: file.counts.errors),
        ("severity", "clean", lambda file: not file.diagnostics),
        ("severity", "unjudged", lambda file: False),
        ("rule", "GL505", lambda file: file.counts.warnings),
        ("text", "第12局", lambda file: file.organ == "青石县第12局"),
        ("text", "R0012.TXT", lambda file: file.path == "r0012.txt"),
        ("text", "乡镇 第12局", lambda file: file.organ == "青石县第12局"),
        ("text", "县级 第12局", lambda file: False),
    ]
    for name, value, matches in expected:
        set_filter(page, name, value)
        count = sum(map(bool, map(matches, files)))
        assert said(page)[2:] == [count, 250], (name, value)
        assert len(column(page, 0)) == min(count, 100)
        set_filter(page, name, "")
    set_filter(page, "kind", "政府部门")
    set_filter(page, "severity", "error")
    both = [file for file in files if file.organ_kind == "department" and file.counts.errors]
    assert said(page)[2] == len(both)
    page.run("document.querySelector('#filter [type=reset]').click()")
    assert (
        page.run(
            "new Promise(done => setTimeout(() => done(document.querySelectorAll('#reports tbody tr').length), 50))"
        )
        == 100
    )
    assert said(page)[2] == 250
    assert page.complaints == []


@in_browser
def test_the_list_is_paged_and_printed_whole(shown: Callable[..., browser.Browser]) -> None:
    page = shown()
    on, back = ("document.getElementById('pager').elements." + name for name in ("on", "back"))
    assert page.run(f"{back}.disabled")
    page.run(f"{on}.click()")
    page.run(f"{on}.click()")
    assert said(page) == [201, 250, 250, 250]
    assert page.run(f"{on}.disabled")
    page.run(f"{back}.click()")
    assert said(page)[:2] == [101, 200]
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert len(column(page, 0)) == 250
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert len(column(page, 0)) == 100


@in_browser
def test_a_bar_of_a_chart_leads_to_its_reports(shown: Callable[..., browser.Browser]) -> None:
    page = shown(hash_="#rule=GL301")
    assert said(page)[2] == sum(file.counts.errors > 0 for file in MANY.files)
    page.run(
        "Array.from(document.querySelectorAll('svg a')).find(a => a.getAttribute('href').startsWith('#kind'))"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert page.run("new Promise(done => setTimeout(() => done(1), 100))")
    kind = page.run("document.getElementById('filter').elements.kind.value")
    assert kind in ("乡镇政府", "县级政府", "政府部门", "市级政府")
    assert set(column(page, 1)) == {kind}
    shown(hash_="#rule=%E0%A4%A").run("1")
    shown(hash_="#text=<img src=x>").run("1")
    assert page.complaints == []


@in_browser
@pytest.mark.parametrize("view", [ZH.replace(pages="a.reports"), EN], ids=["zh", "en"])
def test_hostile_names_do_nothing(shown: Callable[..., browser.Browser], view: View) -> None:
    files = [
        report(0).replace(path=f"{n}{text}", organ=text, issue_date=text[:5] if n < 0 else None)
        for n, text in enumerate(HOSTILE)
    ]
    files += [FileResult(text, "unreadable", diagnostics=(found("GL301", "error"),)) for text in HOSTILE]
    rules = {code: words(code, HOSTILE[1]) for code in ("GL301", "GL505")}
    page = shown(result_of(*files, rules=rules), view, "#rule=GL301")
    assert page.run("window.hit") is None
    assert page.run("document.querySelectorAll('script').length") == 2
    assert page.run("document.querySelectorAll('img, iframe, link, [onerror], [onmouseover]').length") == 0
    assert said(page)[2] == len(files)
    names = page.run(
        "Array.from(document.querySelectorAll('#reports tbody tr'), row => row.cells[0].firstChild.textContent)"
    )
    assert names[:5] == list(HOSTILE[:5])
    assert page.complaints == []
    assert len(page.requested) == 1, "the page itself and nothing else"


@in_browser
@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_screen(shown: Callable[..., browser.Browser], width: int) -> None:
    page = shown(view=EN)
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    try:
        assert page.run("document.documentElement.scrollWidth") <= width
        cut = page.run(
            "Array.from(document.querySelectorAll('svg')).flatMap(svg => { const box = svg.getBoundingClientRect();"
            "return Array.from(svg.querySelectorAll('text')).filter(text => { const own = text.getBoundingClientRect();"
            "return own.left < box.left - 2 || own.right > box.right + 2; }).map(text => text.textContent) })"
        )
        assert cut == []
    finally:
        page.call("Emulation.clearDeviceMetricsOverride")


@in_browser
def test_without_script_the_list_is_whole(shown: Callable[..., browser.Browser]) -> None:
    page = shown()
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(page.run("location.href"))
        assert page.run("document.querySelectorAll('#reports tbody tr').length") == 250
        assert page.run("getComputedStyle(document.querySelector('#reports tbody')).display") != "none"
        assert page.run("document.getElementById('filter').hidden")
        assert page.complaints == []
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)
