"""Every option of `govlint check`, declared once: its flags, type, default, help, environment variable, version.

The command line, its help and its tests are made from this table, and so are configuration files.
"""

from __future__ import annotations

from typing import Any

from govlint.messages import LANGUAGES, ORGAN_KINDS
from govlint.records import Record
from govlint.rule import INFO, SEVERITIES, WARNING, Text

SWITCH, TEXT, LIST, PATHS, CHOICE, NUMBER = "switch", "text", "list", "paths", "choice", "number"
FAIL_LEVELS = (*SEVERITIES, "never")
AUTO = "auto"
FIRST_YEAR, LAST_YEAR = 2008, 2099
"""The regulations on disclosure came into force in 2008: no report is about an earlier year."""

GROUPS = {
    "rules": Text("选择规则", "Rules"),
    "report": Text("关于报告", "The report"),
    "files": Text("选择文件", "Files"),
    "output": Text("输出", "Output"),
    "run": Text("其他", "Other"),
}
"""The headings of the help, in their order."""


class Option(Record):
    """One option of the command line."""

    name: str
    """As the program knows it, and the last part of its environment variable."""
    flags: tuple[str, ...]
    kind: str
    """"switch", "text", "list" and "paths" (may be repeated), "choice" (one of `choices`) or "number" (within
    `limits`)."""
    group: str
    help: Text
    default: Any = None
    choices: tuple[str, ...] = ()
    limits: tuple[int, int | None] = (0, None)
    metavar: str = ""
    is_common: bool = False
    """Whether the short help (`-h`) names it."""
    environment: tuple[str, ...] = ()
    """The environment variables that set it, where they are not made from its name."""
    in_file: bool = False
    """Whether configuration files can set it. Such an option has no value on the command line unless it is given."""
    since: str = "0.1.0"

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that set it."""
        return self.environment or (f"GOVLINT_{self.name.upper()}",)


LANG = Option(
    "lang",
    ("--lang",),
    CHOICE,
    "output",
    Text(
        "语言;auto 取自系统语言设置,未设置时为中文", "language; auto takes that of the locale, Chinese if there is none"
    ),
    default=AUTO,
    choices=(AUTO, *LANGUAGES),
    metavar="LANG",
    is_common=True,
    in_file=True,
)
"""The one option that every command has."""

OPTIONS = (
    Option(
        "select",
        ("--select",),
        LIST,
        "rules",
        Text(
            "只用这些规则:编号、编号开头或名称,逗号隔开;ALL 为全部",
            "run only these rules: codes, beginnings of codes or names, separated by commas; ALL for all",
        ),
        metavar="RULE",
        is_common=True,
        in_file=True,
    ),
    Option(
        "ignore",
        ("--ignore",),
        LIST,
        "rules",
        Text(
            "不用这些规则;与 --select 相比,写得更具体的一方优先",
            "leave these rules out; the more precise of --select and --ignore wins",
        ),
        metavar="RULE",
        is_common=True,
        in_file=True,
    ),
    Option(
        "extend_select",
        ("--extend-select",),
        LIST,
        "rules",
        Text("在 --select 之外再加上这些规则", "run these rules too"),
        metavar="RULE",
        in_file=True,
    ),
    Option(
        "severity",
        ("--severity",),
        LIST,
        "rules",
        Text("改变规则的级别,如 --severity GL811=info", "change the severity of rules, such as --severity GL811=info"),
        metavar="RULE=LEVEL",
        in_file=True,
    ),
    Option(
        "rules",
        ("--rules",),
        PATHS,
        "rules",
        Text(
            "另加的规则:规则文件(.toml)、规则包的文件夹(./名称)或模块名;可重复",
            "further rules: a file of rules (.toml), the folder of a pack (./name) or a module; repeatable",
        ),
        metavar="FILE",
        in_file=True,
    ),
    Option(
        "year",
        ("--year",),
        NUMBER,
        "report",
        Text("报告年度;不给则从报告中读出", "the reporting year, instead of the one the report shows"),
        limits=(FIRST_YEAR, LAST_YEAR),
        metavar="YEAR",
        is_common=True,
        in_file=True,
    ),
    Option(
        "organ_kind",
        ("--organ-kind",),
        CHOICE,
        "report",
        Text("机关的类别;不给则从机关名称判断", "the kind of organ, instead of the one its name shows"),
        choices=tuple(ORGAN_KINDS),
        metavar="KIND",
        in_file=True,
    ),
    Option(
        "baseline",
        ("--baseline",),
        TEXT,
        "rules",
        Text(
            "基线文件:其中已经接受的问题不再计入(用 govlint baseline create 生成)",
            "a baseline: the findings accepted in it do not count (made by govlint baseline create)",
        ),
        metavar="FILE",
        in_file=True,
    ),
    Option(
        "require_reason",
        ("--require-reason",),
        SWITCH,
        "rules",
        Text("没有写理由的忽略不起作用", "suppressions without a reason do nothing"),
        in_file=True,
    ),
    Option(
        "audit",
        ("--audit",),
        SWITCH,
        "rules",
        Text(
            "审计:不理会报告里的忽略和自动找到的配置,并说明它们本来会遮住什么",
            "audit: disregard suppressions in reports and configurations that were not named, and say what they would "
            "have hidden",
        ),
    ),
    Option(
        "exclude",
        ("--exclude",),
        LIST,
        "files",
        Text(
            "查找文件夹时略过这些文件(写法同 .gitignore),点名的文件除外",
            "leave these files out when searching folders (patterns as in .gitignore); files named are still checked",
        ),
        metavar="PATTERN",
        in_file=True,
    ),
    Option(
        "files_from",
        ("--files-from",),
        TEXT,
        "files",
        Text("从文件(- 为标准输入)读取路径,一行一个", "read paths from FILE (- for standard input), one a line"),
        metavar="FILE",
    ),
    Option(
        "stdin_filename",
        ("--stdin-filename",),
        TEXT,
        "files",
        Text("标准输入(路径写 -)在结果中的文件名", "the name of standard input (given as -) in the results"),
        metavar="NAME",
    ),
    Option(
        "show_files",
        ("--show-files",),
        SWITCH,
        "files",
        Text("只列出会检查的文件", "only list the files that would be checked"),
    ),
    Option(
        "allow_empty",
        ("--allow-empty",),
        SWITCH,
        "files",
        Text("没有文件可查时也算通过(否则退出码为 2)", "finding nothing to check is no failure (else exit status 2)"),
        in_file=True,
    ),
    Option(
        "format",
        ("-f", "--format", "--output-format"),
        CHOICE,
        "output",
        Text("标准输出的格式", "format of standard output"),
        default="full",
        choices=(
            "full",
            "concise",
            "json",
            "jsonl",
            "sarif",
            "github",
            "gitlab",
            "junit",
            "checklist",
            "html",
            "overview",
        ),
        metavar="FORMAT",
        is_common=True,
        environment=("GOVLINT_FORMAT", "GOVLINT_OUTPUT_FORMAT"),
        in_file=True,
    ),
    Option(
        "output",
        ("-o", "--output"),
        PATHS,
        "output",
        Text(
            "另写一份到文件,可重复;格式由后缀决定(.json .jsonl .sarif .html .txt,.xml 为 junit,.md 为 checklist),"
            "或写在前面",
            "also write to a file, repeatable; the suffix (.json .jsonl .sarif .html .txt, .xml for junit, .md for "
            "checklist) decides the format, unless it is given",
        ),
        metavar="[FORMAT=]PATH",
        is_common=True,
    ),
    Option(
        "annotate",
        ("--annotate",),
        TEXT,
        "output",
        Text(
            "把问题作为批注写进 Word 文档的副本;原文件不动(只能检查一个 .docx)",
            "write the findings as comments into a copy of the Word file; the original stays (one .docx only)",
        ),
        metavar="OUT.docx",
    ),
    Option(
        "min_severity",
        ("--min-severity",),
        CHOICE,
        "output",
        Text(
            "只显示这一级别以上的问题(不影响退出码)",
            "show only findings of this severity or above (the exit status stays)",
        ),
        default=INFO,
        choices=SEVERITIES,
        metavar="LEVEL",
        in_file=True,
    ),
    Option(
        "fail_on",
        ("--fail-on",),
        CHOICE,
        "output",
        Text("有这一级别以上的问题时退出码为 1", "exit with status 1 for findings of this severity or above"),
        default=WARNING,
        choices=FAIL_LEVELS,
        metavar="LEVEL",
        is_common=True,
        in_file=True,
    ),
    LANG,
    Option(
        "color",
        ("--color",),
        CHOICE,
        "output",
        Text(
            "颜色;auto 看 NO_COLOR、FORCE_COLOR 和终端",
            "colours; auto looks at NO_COLOR, FORCE_COLOR and the terminal",
        ),
        default=AUTO,
        choices=(AUTO, "always", "never"),
        metavar="WHEN",
        in_file=True,
    ),
    Option(
        "statistics",
        ("--statistics",),
        SWITCH,
        "output",
        Text("只给出每条规则的问题数", "count the findings of each rule instead of showing them"),
    ),
    Option(
        "quiet",
        ("-q", "--quiet"),
        SWITCH,
        "output",
        Text("只给出问题,不给小结", "findings only, no summary"),
    ),
    Option(
        "verbose",
        ("-v", "--verbose"),
        SWITCH,
        "output",
        Text(
            "列出略过的文件和无法核对的勾稽关系",
            "name the files left out and the relations that could not be assessed",
        ),
    ),
    Option(
        "config",
        ("--config",),
        PATHS,
        "run",
        Text(
            "使用这个配置文件,不给则逐级向上找 govlint.toml,或 pyproject.toml 中的 [tool.govlint];也可以写一项设置,"
            "如 --config 'year = 2023'",
            "use this configuration file, instead of the nearest govlint.toml, or [tool.govlint] in pyproject.toml, "
            "upward; or one setting, such as --config 'year = 2023'",
        ),
        metavar="FILE|SETTING",
    ),
    Option(
        "isolated",
        ("--isolated",),
        SWITCH,
        "run",
        Text("不用任何配置文件", "ignore configuration files"),
    ),
    Option(
        "jobs",
        ("-j", "--jobs"),
        NUMBER,
        "run",
        Text("进程数;不给则自动决定", "number of processes; decided by the amount of work if not given"),
        limits=(1, None),
        metavar="N",
        in_file=True,
    ),
    Option(
        "timing",
        ("--timing",),
        SWITCH,
        "run",
        Text(
            "在标准错误输出上列出各规则用时(读取报告的时间计入最先用到的规则)",
            "print the time each rule took to standard error (reading counts for the rule that first needs it)",
        ),
    ),
)
