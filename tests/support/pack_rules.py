"""Rules of a small pack that does everything a rule may do. What they look for are single words in the text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from govlint.report.model import Report
from govlint.rule import (
    ERROR,
    INFO,
    WARNING,
    Finding,
    NotApplicable,
    NotAssessable,
    Related,
    Rule,
    Text,
    Verdict,
    change,
    replacing,
)

TEXTS = Text("文字", "text")


class Unreadable(Rule):
    code, name, event, severity = "TP001", "cannot-read", "unreadable", ERROR
    title = Text("能读", "it can be read")
    explain = TEXTS
    messages: Mapping[str, Text] = {
        "default": Text("读不了:{reason}", "cannot be read: {reason}"),
        "missing": Text("没有这个文件", "there is no such file"),
    }
    help = Text("换一个文件。", "Take another file.")


class Unsupported(Rule):
    code, name, event, severity = "TP002", "cannot-take", "unsupported", ERROR
    title = Text("能用", "it can be used")
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("不支持:{reason}", "not supported: {reason}")}
    help = Text("另存为文本。", "Save it as text.")


class NoReport(Rule):
    code, name, event, severity = "TP003", "no-report", "not-a-report", ERROR
    title = Text("是报告", "it is a report")
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("不是报告", "this is no report")}
    help = Text("检查报告。", "Check a report.")

    def check(self, report: Report) -> Iterable[Verdict]:
        if "这不是报告" in report.text:
            yield self.finding(0, 5)


class Crashed(Rule):
    code, name, event, severity = "TP009", "broken-rule", "rule-crashed", ERROR
    title = Text("规则正常", "rules work")
    explain = TEXTS
    messages: Mapping[str, Text] = {
        "default": Text("检查 {rule} 时出错:{exception}", "{rule} failed: {exception}"),
    }
    help = Text("报告给维护者。", "Tell the maintainers.")


class Word(Rule):
    """Every 错字, with the first one as a related place of the others. The first can be put right without asking."""

    code, name, severity = "TP101", "wrong-word", WARNING
    title = Text("没有错字", "no wrong words")
    explain = Text("查找错字。", "Looks for wrong words.")
    messages: Mapping[str, Text] = {
        "default": Text("第{number}个错字", "wrong word number {number}"),
        "first": Text("第一个错字", "the first wrong word"),
    }
    help = Text("改正“{word}”。", "Correct {word}.")
    fix = "yes"
    basis = ("TEST-1", "TEST-2")
    related = ("TP102",)
    bad = (change(("本年", "⟦本错字年⟧")),)
    good = (change(),)

    def check(self, report: Report) -> Iterator[Finding]:
        places = list(occurrences(report.text, "错字"))
        for number, start in enumerate(places, 1):
            yield self.finding(
                start,
                start + 2,
                args={"number": number, "word": "错字"},
                related=[Related(places[0], places[0] + 2, "first", {})] if number > 1 else (),
                fix=replacing(start, start + 2, "" if number == 1 else "正字", is_safe=number == 1),
            )


class Sum(Rule):
    """The word 和差 stands for a cell whose sum is wrong."""

    code, name, severity = "TP102", "wrong-sum", ERROR
    title = Text("和数正确", "sums are right")
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("和数不对", "the sum is wrong")}
    help = Text("核对。", "Check it.")
    basis = ("TEST-1",)

    def check(self, report: Report) -> Iterator[Finding]:
        for start in occurrences(report.text, "和差"):
            yield self.finding(
                start,
                start + 2,
                table="applications",
                row="(一)予以公开",
                cell="总计",
                expected="12",
                actual="13",
                args={"sum": "5 + 7 = 12 ≠ 13"},
            )


class Fragile(Rule):
    """Fails on 崩溃, after it has said something; ends its process on 进程消失."""

    code, name, severity = "TP103", "fragile", WARNING
    title = TEXTS
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("出错之前的话", "what was said before")}
    help = TEXTS

    def check(self, report: Report) -> Iterator[Finding]:
        if "进程消失" in report.text:
            os._exit(3)
        for start in occurrences(report.text, "崩溃"):
            yield self.finding(start, start + 2)
            raise RuntimeError("规则坏了")


class Doubtful(Rule):
    """Cannot judge 看不清, and has nothing to say of 不适用."""

    code, name, severity = "TP104", "doubtful", INFO
    title = TEXTS
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": TEXTS}
    help = TEXTS

    def check(self, report: Report) -> Iterator[Verdict]:
        if "看不清" in report.text:
            yield NotAssessable("table-unreadable", {})
        if "不适用" in report.text:
            yield NotApplicable()


class Ending(Rule):
    """A point after the last character, where 的 is missing; said twice."""

    code, name, severity = "TP105", "no-ending", INFO
    title = TEXTS
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("结尾少了东西", "something is missing at the end")}
    help = TEXTS

    def check(self, report: Report) -> Iterator[Finding]:
        if "缺尾" in report.text:
            end = len(report.text.rstrip())
            yield self.finding(end, end)
            yield self.finding(end, end)


class Echo(Rule):
    """Repeats what the text says between 「 and 」 in its message: text from a report is hostile."""

    code, name, severity = "TP106", "echo", INFO
    title = TEXTS
    explain = TEXTS
    messages: Mapping[str, Text] = {"default": Text("写着{said}", "it says {said}")}
    help = TEXTS

    def check(self, report: Report) -> Iterator[Finding]:
        start = report.text.find("「")
        if start >= 0:
            end = report.text.index("」", start)
            yield self.finding(start + 1, end, args={"said": report.raw(start + 1, end)})


def occurrences(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)
