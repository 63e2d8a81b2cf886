"""GL001–GL009: the run itself. What the machine could not read, could not take for a report, or failed at, and what
users asked it to pass over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from govlint.rule import ERROR, WARNING, Example, Rule, Text, Verdict, change

if TYPE_CHECKING:
    from govlint.report.model import Report


class UnreadableFile(Rule):
    """The file cannot be opened or decoded."""

    code = "GL001"
    name = "unreadable-file"
    event = "unreadable"
    severity = ERROR
    title = Text("文件能够打开和解码", "The file can be opened and decoded")
    explain = Text(
        "文件打不开、加了密码、已经损坏或者编码不明时,什么也没有检查,不能当作通过。程序会说明原因,并以状态 2 结束。",
        "A file that cannot be opened, is encrypted, damaged or in an unknown encoding was not checked at all, and "
        "must not pass for a clean one. The reason is named and the exit status is 2.",
    )
    messages: Mapping[str, Text] = {
        "default": Text("文件无法读取({reason})", "the file cannot be read ({reason})"),
        "missing": Text("找不到这个文件", "there is no such file"),
        "permission": Text("没有读取这个文件的权限", "there is no permission to read this file"),
        "is-directory": Text("这是文件夹,不是文件", "this is a folder, not a file"),
        "special-file": Text("这是管道或者设备,不是普通文件", "this is a pipe or a device, not a regular file"),
        "too-large": Text(
            "文件有 {size} MiB,超过 {limit} MiB 的上限", "the file has {size} MiB, more than the limit of {limit} MiB"
        ),
        "io-error": Text("系统读取文件出错:{detail}", "the system failed to read the file: {detail}"),
        "encrypted": Text("文件设有打开密码", "the file is protected by a password"),
        "binary": Text("文件不是文本,也不是认得的文档", "the file is neither text nor a known kind of document"),
        "undecodable": Text(
            "文字编码不是 UTF-8、UTF-16 或 GB18030,或者文件已损坏",
            "the text is not in UTF-8, UTF-16 or GB18030, or the file is damaged",
        ),
        "empty": Text("文件是空的", "the file is empty"),
        "truncated": Text(
            "文件在一个字的中间断开,后面的内容丢失了", "the file ends in the middle of a character; the rest is lost"
        ),
        "too-complex": Text(
            "文件的页数、标记或者层次远远超过任何一份报告,没有读取",
            "the file has far more pages, marks or levels than any report, and was not read",
        ),
        "damaged": Text(
            "文件的内部结构不完整,或者与扩展名不符",
            "the file is not built as files of its kind are: it is damaged, or is something else",
        ),
        "scanned": Text(
            "这是扫描件:页面是图片,没有可以检查的文字",
            "this is a scan: its pages are pictures, and there is no text to check",
        ),
        "unconverted": Text("LibreOffice 没能转换这个文件", "LibreOffice could not convert this file"),
    }
    help = Text(
        "确认路径、权限和密码;编码不明的文本请另存为 UTF-8 后重新检查。",
        "Check the path, the permissions and the password; save a text in an unknown encoding as UTF-8 and try again.",
    )
    basis = ("PRACTICE",)
    related = ("GL002", "GL003")


class UnsupportedFormat(Rule):
    """There is no reader for this kind of file."""

    code = "GL002"
    name = "unsupported-format"
    event = "unsupported"
    severity = ERROR
    title = Text("文件是能够检查的格式", "The file is of a kind that can be checked")
    explain = Text(
        "文件种类按内容判断,不看扩展名。没有相应的读取方式时,什么也没有检查,不能当作通过。",
        "The bytes decide what kind of file it is, not the suffix. Where there is no reader for that kind, nothing "
        "was checked, and the file must not pass for a clean one.",
    )
    messages: Mapping[str, Text] = {
        "default": Text("还不能读取这种文件({reason})", "this kind of file cannot be read yet ({reason})"),
        "web-archive": Text(
            "这是单个文件的网页(.mht),请在浏览器中另存为网页(.html)",
            "this is a web archive (.mht); save it as a web page (.html) in the browser",
        ),
        "xml": Text("这是 XML 文件,不能直接读取", "this is an XML file, which cannot be read"),
        "pdf-library": Text(
            "读取 PDF 需要另外安装:pip install 'govlint[pdf]'", "reading PDF needs: pip install 'govlint[pdf]'"
        ),
        "ofd": Text(
            "这是 OFD 版式文件,还不能读取,请另存为 PDF 或者 Word 文档",
            "this is an OFD file, which cannot be read yet; save it as PDF or as a Word document",
        ),
        "legacy-office": Text(
            "这是旧版 Word 或者 WPS 文件,读取它需要安装 LibreOffice;也可以另存为 .docx",
            "this is an old Word or WPS file; reading it needs LibreOffice, or save it as .docx",
        ),
        "rtf": Text(
            "读取 RTF 文件需要安装 LibreOffice;也可以另存为 .docx",
            "reading RTF needs LibreOffice, or save the file as .docx",
        ),
        "opendocument": Text(
            "读取 OpenDocument 文档需要安装 LibreOffice;也可以另存为 .docx",
            "reading OpenDocument needs LibreOffice, or save the file as .docx",
        ),
        "spreadsheet": Text("这是 Excel 表格,不是报告正文", "this is an Excel workbook, not the text of a report"),
        "presentation": Text("这是演示文稿,不是报告正文", "this is a presentation, not the text of a report"),
        "image": Text("这是图片,其中的文字无法检查", "this is a picture; the text in it cannot be checked"),
        "archive": Text("这是压缩包,请先解压", "this is a packed archive; unpack it first"),
    }
    help = Text(
        "在原来的软件中把报告另存为 .docx、网页或者纯文本,再检查一次。图片形式的报告要先换成文字。",
        "Save the report as .docx, as a web page or as plain text in the program it was made with, and check again. A "
        "report in pictures has to become text first.",
    )
    basis = ("PRACTICE",)
    related = ("GL001", "GL003")


class NotAReport(Rule):
    """Nothing in the file resembles an annual report."""

    code = "GL003"
    name = "not-a-report"
    event = "not-a-report"
    severity = ERROR
    title = Text("文件是政府信息公开工作年度报告", "The file is an annual report on government information disclosure")
    explain = Text(
        "没有年度报告的标题,六个部分的标题不足两个,三张表的栏目也一个没有:这样的文件不是年度报告,其他规则都不适用。",
        "A file without the title of an annual report, with fewer than two of the six section headings and without "
        "one label of the three tables is no annual report, and no other rule applies to it.",
    )
    messages: Mapping[str, Text] = {
        "default": Text(
            "这不像政府信息公开工作年度报告:没有标题,没有六个部分,也没有三张表",
            "this does not look like an annual report on government information disclosure: no title, no sections, no "
            "tables",
        ),
    }
    help = Text(
        "确认交来检查的是年度报告正文;如果正文在附件里,请检查附件。",
        "Make sure that the file is the report itself; if the report is an attachment of this page, check the "
        "attachment.",
    )
    basis = ("LAW-50", "N30")
    related = ("GL101", "GL104")
    bad = (
        Example(
            text="⟦⟧关于召开全县水利工作会议的通知\n各乡镇人民政府:\n定于3月5日召开全县水利工作会议,请准时参加。\n"
        ),
        Example(text="⟦⟧青石县教育局2023年工作总结\n一、学校建设\n新建校舍三处。\n二、教师队伍\n招聘教师四十名。\n"),
    )
    good = (
        change(),
        Example(text="青石县教育局2023年政府信息公开工作年度报告\n2023年,我局公开信息312条。\n"),
        Example(
            text="一、总体情况\n全年公开信息312条,办理申请8件。\n"
            "五、存在的主要问题及改进情况\n更新不够及时,已建立提醒机制。\n"
        ),
        Example(text="第二十条第(一)项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n"),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding for the file where title, sections and tables are all missing."""
        if report.titles or len({section.number for section in report.sections}) >= 2:
            return
        tables = report.tables
        if tables.markers or any(table.state != "missing" for table in tables):
            return
        yield self.finding(0, 0)


class UnusedSuppression(Rule):
    """A suppression suppresses nothing, or cannot be followed."""

    code = "GL004"
    name = "unused-suppression"
    fix = "yes"
    event = "unused-suppression"
    severity = WARNING
    title = Text("每条忽略都有用处", "Every suppression is of use")
    explain = Text(
        "报告里的忽略注释、配置里的 [[ignore]] 和基线都是为某个已知问题写的。问题改好以后,留下的忽略只会遮住以后新出的"
        "问题;写错了编号或者过了期限的忽略不起作用,写的人却以为起作用。",
        "Comments in a report, [[ignore]] entries of the configuration and baselines are each written for a finding. "
        "Left behind after the report was put right, they hide what comes next; with a wrong code or an expired date "
        "they do nothing, and whoever wrote them does not know.",
    )
    messages: Mapping[str, Text] = {
        "default": Text(
            "注释忽略了 {selector},但这里没有这样的问题",
            "the comment suppresses {selector}, and there is no such finding",
        ),
        "expired": Text(
            "注释对 {selector} 的忽略到 {until} 为止,已经过期", "the suppression of {selector} ended on {until}"
        ),
        "unknown": Text(
            "注释要忽略的规则 {selector} 不存在", "the comment names {selector}, and there is no such rule"
        ),
        "unknown-nearest": Text(
            "注释要忽略的规则 {selector} 不存在,是不是 {nearest}?",
            "the comment names {selector}, and there is no such rule; did you mean {nearest}?",
        ),
        "malformed": Text(
            "注释写法不对,没有起作用;应为“govlint: ignore 规则 理由”",
            "the comment is not understood and does nothing; write: govlint: ignore RULE REASON",
        ),
        "no-reason": Text(
            "注释忽略了 {selector},但没有写理由,不起作用",
            "the comment suppresses {selector} without a reason, and does nothing",
        ),
        "unused-entry": Text(
            "配置忽略了 {selector},但检查的报告中没有这样的问题",
            "the entry suppresses {selector}, and no report that was checked has such a finding",
        ),
        "expired-entry": Text(
            "配置对 {selector} 的忽略到 {until} 为止,已经过期", "the suppression of {selector} ended on {until}"
        ),
        "stale-baseline": Text("基线中有 {number} 个问题已经不存在", "{number} findings of the baseline are gone"),
    }
    help = Text(
        "删去不再需要的忽略(基线用 govlint baseline prune),改正写错的,重新考虑到期的。",
        "Remove what is no longer needed (govlint baseline prune for a baseline), correct what is misspelt, and think "
        "again about what has expired.",
    )
    basis = ("PRACTICE",)
    related = ("GL009",)


class UnknownFormatYear(Rule):
    """The reporting year is unknown, so the format had to be guessed."""

    code = "GL005"
    name = "unknown-format-year"
    severity = WARNING
    title = Text("看得出是哪一年的报告", "The report says which year it is about")
    explain = Text(
        "统一格式按报告年度适用:2019、2020年度用一种,2021年度以后用另一种。标题、统计期限和正文都没有说明年度时,"
        "只能按表格栏目猜测。",
        "Which uniform format applies depends on the year reported on: one for 2019 and 2020, another from 2021 on. "
        "Where neither title nor period nor text names the year, the format can only be guessed from the labels of "
        "the tables.",
    )
    messages: Mapping[str, Text] = {
        "default": Text(
            "看不出报告年度,只能按表格栏目推定适用 {format} 年的格式",
            "the reporting year is unknown; by the labels of its tables the report is judged by the format of {format}",
        ),
    }
    help = Text(
        "在标题中写明年度,例如“某某局2023年政府信息公开工作年度报告”;检查时也可以用 --year 指定。",
        "Put the year into the title; for a check, --year names it.",
    )
    basis = ("LAW-49", "N30", "N60")
    related = ("GL102", "GL506")
    bad = (
        change(
            ("云岭县禾坪镇人民政府2023年政府信息公开工作年度报告\n\n一、", "⟦⟧一、"),
            ("2023年,禾坪镇人民政府按照", "禾坪镇人民政府按照"),
            ("本机关2023年没有", "本机关没有"),
            ("2024年1月12日", "202412日"),
            base="town-2023",
        ),
        change(
            ("云岭县禾坪镇人民政府2023年政府信息公开工作年度报告", "⟦云岭县禾坪镇人民政府政府信息公开工作年度报告⟧"),
            ("2023年,禾坪镇人民政府按照", "禾坪镇人民政府按照"),
            ("本机关2023年没有", "本机关没有"),
            ("2024年1月12日", "202412日"),
            base="town-2023",
        ),
    )
    good = (
        change(),
        change(("2023年政府信息公开工作年度报告", "政府信息公开工作年度报告")),
        Example(
            changes=(
                ("云岭县禾坪镇人民政府2023年政府", "云岭县禾坪镇人民政府政府"),
                ("2023年,禾坪镇人民政府按照", "禾坪镇人民政府按照"),
                ("本机关2023年没有", "本机关没有"),
                ("2024年1月12日", "202412日"),
            ),
            base="town-2023",
            year=2023,
        ),
        change(("青石县教育局2023年政府", "青石县教育局二〇二三年政府")),
    )

    def check(self, report: Report) -> Iterable[Verdict]:
        """One finding at the title, or at the start of the text where there is none."""
        year = report.year
        if year is not None and year.source != "tables":
            return
        title = report.title
        start, end = (title.start, title.end) if title is not None else (0, 0)
        yield self.finding(start, end, args={"format": report.format.name})


class InternalError(Rule):
    """A rule, or the reading, failed on this file."""

    code = "GL009"
    name = "internal-error"
    event = "rule-crashed"
    severity = ERROR
    title = Text("每条规则都检查完毕", "Every rule came to its end")
    explain = Text(
        "程序自身出错时,出错的规则没有结论,其余规则照常检查。这是程序的问题,不是报告的问题;程序以状态 2 结束。",
        "Where the program itself fails, the rule that failed has no verdict and every other rule still ran. This is "
        "a fault of the program, not of the report; the exit status is 2.",
    )
    messages: Mapping[str, Text] = {
        "default": Text(
            "检查 {rule} 时程序出错:{exception}({where})", "the program failed at {rule}: {exception} ({where})"
        ),
    }
    help = Text(
        "请把这条信息和出错的文件(可以隐去内容)报告给维护者;在修好之前,可以用 --ignore 跳过这条规则。",
        "Please report this message, with the file if you may share it; until it is mended, --ignore skips the rule.",
    )
    basis = ("PRACTICE",)
