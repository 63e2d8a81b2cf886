"""Every option of `govlint check`, declared once: its flags, type, default, help, environment variable, version.

The command line, its help and its tests are made from this table, and so are configuration files.
"""

from __future__ import annotations

from typing import Any

from govlint.messages import LANGUAGES, ORGAN_KINDS
from govlint.records import Record
from govlint.rule import INFO, SEVERITIES, WARNING, Text

SWITCH, TEXT, LIST, PATHS, CHOICE, NUMBER = "switch", "text", "list", "paths", "choice", "number"
WAYS = "ways"
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
    """"switch", "text", "list" and "paths" (may be repeated), "choice" (one of `choices`), "number" (within `limits`)
    or "ways": a switch that may say which of `choices`, `--flag=first,second`, and alone stands for the first."""
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
        "parameters",
        ("--parameter",),
        PATHS,
        "rules",
        Text(
            "改变规则的参数,如 --parameter GL601.min-length=20(govlint rule 编号 列出有哪些);可重复",
            "set a parameter of a rule, such as --parameter GL601.min-length=20 (`govlint rule CODE` lists them); "
            "repeatable",
        ),
        metavar="RULE.NAME=VALUE",
        environment=("GOVLINT_PARAMETER",),
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
        "previous",
        ("--previous",),
        TEXT,
        "report",
        Text(
            "同一机关上一年度的报告:核对结转、存量和增减,比对文字(只能检查一份报告)",
            "the organ's report of the year before: what was carried over, stocks, growth and text are compared with "
            "it (one report only)",
        ),
        metavar="FILE",
        is_common=True,
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
        "add_ignore",
        ("--add-ignore",),
        TEXT,
        "rules",
        Text(
            "把列出的问题连同理由写进最近的 govlint.toml([[ignore]]),以后不再计入;不改动报告",
            "write the findings shown into the nearest govlint.toml ([[ignore]]) with this reason, so that they no "
            "longer count; reports are left alone",
        ),
        metavar="REASON",
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
        WAYS,
        "output",
        Text(
            "只给出问题的数目:按规则;也可按文件、按规则的类别,如 --statistics=rule,file",
            "count the findings instead of showing them: by rule; or by file or family of rules, such as "
            "--statistics=rule,file",
        ),
        choices=("rule", "file", "family"),
        metavar="[=BY]",
        in_file=True,
    ),
    Option(
        "sort",
        ("--sort",),
        CHOICE,
        "output",
        Text(
            "数目的顺序:从多到少,或按编号(路径)、名称、级别",
            "order of the counts: most first, or by code (path), name or severity",
        ),
        default="count",
        choices=("count", "code", "name", "severity"),
        metavar="ORDER",
        in_file=True,
    ),
    Option(
        "watch",
        ("--watch",),
        SWITCH,
        "run",
        Text(
            "文件、配置或规则一保存就重新检查,直到 Ctrl-C",
            "check again when a file, the configuration or rules are saved, until Ctrl-C",
        ),
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

_ON, _OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def ways_in(option: Option, text: str) -> tuple[str, ...] | None:
    """What `text` says of an option of the kind "ways": some of its choices, separated by commas, or only whether it is
    on; None if it says neither.
    """
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    if len(words) == 1 and words[0] in (*_ON, *_OFF):
        return option.choices[:1] if words[0] in _ON else ()
    return tuple(dict.fromkeys(words)) if words and all(word in option.choices for word in words) else None
