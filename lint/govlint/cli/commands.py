"""Every command, declared once: what it takes, and where its work is done. Help is made from this."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from govlint.cli.app import PROGRAM
from govlint.cli.streams import write_text
from govlint.config.settings import CHOICE, LANG, LIST, NUMBER, OPTIONS, PATHS, SWITCH, TEXT, WAYS, Option, ways_in
from govlint.rule import Text
from govlint.version import __version__

_RULE_FORMAT = Option(
    "format",
    ("-f", "--format", "--output-format"),
    CHOICE,
    "output",
    Text("格式", "format"),
    default="text",
    choices=("text", "md", "json"),
    metavar="FORMAT",
    is_common=True,
    environment=("GOVLINT_RULE_FORMAT",),
)
"""Has a variable of its own, because GOVLINT_FORMAT is about the results of checks."""
_FIGURES = (
    _RULE_FORMAT.replace(
        name="figures_format",
        help=Text(
            "格式;不给则由 -o 的后缀决定,没有 -o 则为 json",
            "format; that of the suffix of -o if not given, and json without -o",
        ),
        choices=("json", "csv", "xlsx", "parquet"),
        default=None,
        environment=("GOVLINT_FIGURES_FORMAT",),
    ),
    Option(
        "shape",
        ("--shape",),
        CHOICE,
        "output",
        Text(
            "wide 一份报告一行(xlsx、parquet 默认),long 一格一行(csv 默认)",
            "wide: a report a row (default of xlsx and parquet); long: a cell a row (default of csv)",
        ),
        choices=("wide", "long"),
        metavar="SHAPE",
        is_common=True,
        environment=("GOVLINT_FIGURES_SHAPE",),
    ),
    Option(
        "output",
        ("-o", "--output"),
        TEXT,
        "output",
        Text("写到文件,不写到标准输出", "write to a file instead of standard output"),
        metavar="PATH",
        is_common=True,
        environment=("GOVLINT_FIGURES_OUTPUT",),
    ),
)
_OF_RULES = tuple(option for option in OPTIONS if option.name in ("rules", "config", "isolated"))
"""What every command takes that looks at rules or vocabularies."""
_CONFIG_FORMAT = _RULE_FORMAT.replace(choices=("text", "json", "schema"), environment=("GOVLINT_CONFIG_FORMAT",))
_CONFIG_FOR = Option(
    "for_path",
    ("--for",),
    TEXT,
    "files",
    Text(
        "哪个文件的设置;不给则是当前文件夹", "the file whose settings are shown, instead of those of the current folder"
    ),
    metavar="PATH",
    environment=("GOVLINT_CONFIG_FOR",),
)
_OUTLINE_FORMAT = _RULE_FORMAT.replace(choices=("text", "json"), environment=("GOVLINT_OUTLINE_FORMAT",))

_OF_BATCH = (
    Option(
        "store",
        ("--store",),
        TEXT,
        "files",
        Text("保存结果的文件夹;没有就新建", "the folder that keeps the results; made if there is none"),
        metavar="FOLDER",
        is_common=True,
    ),
    Option(
        "register",
        ("--register",),
        TEXT,
        "files",
        Text(
            "机关登记册(CSV 或 TOML):谁应当编报、谁隶属于谁",
            "the register of organs (CSV or TOML): who has to report, and who belongs to whom",
        ),
        metavar="FILE",
        is_common=True,
    ),
    Option(
        "engine",
        ("--engine",),
        CHOICE,
        "run",
        Text(
            "用什么来做:本机的进程,或者 Daft(DAFT_RUNNER=ray 时在 Ray 集群上)",
            "what does the work: processes of this machine, or Daft (on a Ray cluster if DAFT_RUNNER=ray)",
        ),
        default="local",
        choices=("local", "daft"),
        metavar="ENGINE",
        is_common=True,
    ),
    Option(
        "timeout",
        ("--timeout",),
        NUMBER,
        "run",
        Text("一份报告最多用多少秒(0 为不限)", "seconds that one report may take (0 for any number)"),
        default=120,
        metavar="SECONDS",
    ),
    _RULE_FORMAT.replace(
        choices=("summary", "full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checklist"),
        default="summary",
        environment=("GOVLINT_BATCH_FORMAT",),
    ),
)


_TCP = Option(
    "tcp",
    ("--tcp",),
    TEXT,
    "run",
    Text("改经 TCP 通话,在这个地址等一个编辑器", "speak over TCP instead, and wait for one editor at this address"),
    metavar="HOST:PORT",
)
_STDIO = Option(
    "stdio",
    ("--stdio",),
    SWITCH,
    "run",
    Text("经标准输入和标准输出通话(默认)", "speak over standard input and output (the default)"),
)
"""Changes nothing: many clients give it to every server."""
_LOGGING = Option("verbose", ("-v", "--verbose"), SWITCH, "run", Text("把每条消息记入日志", "log every message"))
_DIFF = Option(
    "diff",
    ("--diff",),
    SWITCH,
    "output",
    Text("只显示会改什么(逐行对比),不写文件", "show what would change as a comparison; write nothing"),
    is_common=True,
    environment=("GOVLINT_FIX_DIFF",),
)


class _Paths(StringParamType):
    """Paths as they are given; in an environment variable separated as in PATH."""

    envvar_list_splitter = os.path.pathsep


class _Ways(click.Choice[str]):
    """The values of an option that is a switch and may say which of its choices."""

    envvar_list_splitter = ","

    def __init__(self, option: Option) -> None:
        super().__init__(option.choices, case_sensitive=False)
        self.option = option

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The choices that `value` names."""
        found = ways_in(self.option, value)
        return self.fail("", param, ctx) if found is None else found


class Command(click.Command):
    """A command that knows its own help, and imports its work when it is called."""

    def __init__(
        self,
        name: str,
        target: str,
        *,
        usage: str,
        summary: Text,
        arguments: Sequence[click.Argument] = (),
        options: Sequence[Option] = (),
        examples: Sequence[tuple[str, Text]] = (),
        notes: Text | None = None,
    ) -> None:
        flags = (
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show_version),
            click.Option(["short_help_flag", "-h"], is_flag=True, is_eager=True, expose_value=False, callback=_help),
            click.Option(["help_flag", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_help),
        )
        super().__init__(
            name,
            callback=_importing(target),
            params=[*arguments, *map(_click_option, options), *flags],
            add_help_option=False,
        )
        self.usage_line = usage
        self.summary = summary
        self.options = tuple(options)
        self.examples = tuple(examples)
        self.notes = notes

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The options that begin like that."""
        from govlint.cli.completion import options_of

        return options_of(self, incomplete)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Gives switches that may say more their value, so that click does not take what follows for it."""
        alone = {flag: option.choices[0] for option in self.options if option.kind == WAYS for flag in option.flags}
        end = args.index("--") if "--" in args else len(args)
        said = [f"{arg}={alone[arg]}" if arg in alone else arg for arg in args[:end]]
        return super().parse_args(ctx, [*said, *args[end:]])


def find_command(name: str) -> Command:
    """The command of that name; KeyError if there is none."""
    commands = {
        "check": _check,
        "fix": _fix,
        "rule": _rule,
        "rules": _rules,
        "figures": _figures,
        "outline": _outline,
        "baseline": _baseline,
        "batch": _batch,
        "config": _config,
        "init": _init,
        "server": _server,
        "completion": _completion,
    }
    return commands[name]()


def _check() -> Command:
    return Command(
        "check",
        "govlint.cli.check:run_check",
        usage="[check] PATH…",
        summary=Text("检查报告(默认命令)", "check reports (the default command)"),
        arguments=[_argument(["paths"], nargs=-1, type=click.UNPROCESSED)],
        options=OPTIONS,
        examples=(
            ("govlint report.txt", Text("检查一份报告", "check a report")),
            ("govlint reports/ --select GL3", Text("检查一个文件夹,只看勾稽关系", "check a folder, arithmetic only")),
            (
                "govlint reports/ -f concise -o findings.json",
                Text("屏幕上一行一个问题,同时写出 JSON", "a line a finding on the screen, and JSON in a file"),
            ),
            (
                "cat report.txt | govlint - --stdin-filename report.txt",
                Text("检查标准输入", "check standard input"),
            ),
        ),
        notes=Text(
            "退出码:0 全部读出,没有 --fail-on 以上的问题;1 有这样的问题;"
            "2 没能判断(用法、路径、读不了的文件、程序出错),2 优先于 1。\n"
            "文件夹只检查能读的格式,隐藏的和 git 忽略的除外;点名的文件一定检查。\n"
            "每个选项也可以用环境变量给出:GOVLINT_ 加大写的选项名,如 GOVLINT_FAIL_ON=error。",
            "Exit status: 0 everything was read and nothing at or above --fail-on was found; 1 findings; 2 could not "
            "judge (usage, paths, files that cannot be read, internal errors); 2 wins over 1.\n"
            "Folders are searched for the kinds of file that can be read, without hidden files and those git ignores; "
            "files that are named are always checked.\n"
            "Every option also works as an environment variable: GOVLINT_ and its name in capitals, "
            "GOVLINT_FAIL_ON=error.",
        ),
    )


def _fix() -> Command:
    left_out = ("add_ignore", "audit", "show_files", "format", "output", "annotate", "statistics", "timing")
    return Command(
        "fix",
        "govlint.cli.fix:run_fix",
        usage="fix PATH…",
        summary=Text(
            "自动修正不必问人就能改的问题(从不改动数据和事实)",
            "put right what can be put right without asking (never figures or facts)",
        ),
        arguments=[click.Argument(["paths"], nargs=-1, type=click.UNPROCESSED)],
        options=(_DIFF, *(option for option in OPTIONS if option.name not in left_out)),
        examples=(
            (
                "govlint fix report.docx --diff",
                Text("先看会改什么,不写文件", "see what would change; nothing is written"),
            ),
            ("govlint fix reports/ --select GL7", Text("只修正语言文字问题", "put right findings on language only")),
            (
                "govlint fix - --stdin-filename report.md < report.md",
                Text("标准输入,改好的写到标准输出", "standard input; what is put right goes to standard output"),
            ),
        ),
        notes=Text(
            "能改文本、Markdown、网页和 Word(.docx);PDF 等其他格式请改原稿。改过的文件整个写入或者不动,"
            "改动以外的内容逐字节不变。\n"
            "退出码:0 没有剩下 --fail-on 以上的问题;1 还有这样的问题(用 --diff 时:有可以改的);"
            "2 有文件没能检查或者没能写入。",
            "Text, Markdown, web pages and Word (.docx) are edited; of PDF and others put the original right. A file "
            "is written as a whole or not at all, and outside the edits it stays as it is, byte for byte.\n"
            "Exit status: 0 nothing at or above --fail-on is left; 1 such findings are left (with --diff: something "
            "would change); 2 a file could not be judged or written.",
        ),
    )


def _rule() -> Command:
    return Command(
        "rule",
        "govlint.cli.rule:run_rule",
        usage="rule CODE|NAME",
        summary=Text(
            "解释一条规则:检查什么、依据、示例、怎么改", "explain a rule: what, why, legal basis, examples, what to do"
        ),
        arguments=[_argument(["selector"], metavar="CODE|NAME")],
        options=(*_OF_RULES, _RULE_FORMAT, LANG),
        examples=(
            ("govlint rule GL301", Text("按编号", "by code")),
            ("govlint rule row-total --lang en", Text("按名称,英文", "by name, in English")),
        ),
    )


def _rules() -> Command:
    return Command(
        "rules",
        "govlint.cli.rules:run_rules",
        usage="rules [test [FILE|PACK]]",
        summary=Text(
            "列出全部规则;rules test 用规则自带的示例检验规则", "list the rules; `rules test` runs their own examples"
        ),
        arguments=[_argument(["words"], nargs=-1, metavar="[test [FILE|PACK]]")],
        options=(*_OF_RULES, _RULE_FORMAT, LANG),
        examples=(
            ("govlint rules -f md", Text("Markdown 表格", "a Markdown table")),
            ("govlint rules test our-province.toml", Text("检验一个规则文件", "run the examples of a file of rules")),
            ("govlint rules test ./our_pack", Text("检验一个规则包", "run the examples of a pack")),
        ),
        notes=Text(
            "rules test 的退出码:0 每个示例都符合;1 有的不符合;2 规则读不进来。不给文件时检验自带的规则。",
            "Exit status of `rules test`: 0 every example comes out right; 1 some do not; 2 the rules cannot be "
            "loaded. Without a file the built-in rules are tested.",
        ),
    )


def _figures() -> Command:
    names = ("year", "organ_kind", "stdin_filename", "files_from", "allow_empty", "jobs")
    return Command(
        "figures",
        "govlint.cli.figures:run_figures",
        usage="figures PATH…",
        summary=Text(
            "列出三张表里读到的每个数据(JSON、CSV、Excel、Parquet)",
            "list every figure of the three tables as read (JSON, CSV, Excel, Parquet)",
        ),
        arguments=[_argument(["paths"], nargs=-1, type=click.UNPROCESSED)],
        options=(*_OF_RULES, *(option for option in OPTIONS if option.name in names), *_FIGURES, LANG),
        examples=(
            ("govlint figures report.docx", Text("一份报告", "a report")),
            (
                "govlint figures reports/ -f csv > figures.csv",
                Text("一个文件夹,一格一行", "a folder, a cell a line"),
            ),
            (
                "govlint figures reports/ -o figures.xlsx",
                Text("一个文件夹,一份报告一行", "a folder, a report a row"),
            ),
        ),
    )


def _outline() -> Command:
    of_the_report = (option for option in OPTIONS if option.name in ("year", "organ_kind", "stdin_filename"))
    return Command(
        "outline",
        "govlint.cli.outline:run_outline",
        usage="outline PATH",
        summary=Text(
            "列出一份报告是怎样被读懂的(为什么没有发现问题?)",
            "show how a report was understood (why is there no finding?)",
        ),
        arguments=[_argument(["path"], type=click.UNPROCESSED)],
        options=(*_OF_RULES, *of_the_report, _OUTLINE_FORMAT, LANG),
        examples=(("govlint outline report.txt", Text("一份报告", "a report")),),
    )


def _baseline() -> Command:
    names = (
        "select",
        "ignore",
        "extend_select",
        "severity",
        "parameters",
        "rules",
        "year",
        "organ_kind",
        "previous",
        "baseline",
        "require_reason",
        "exclude",
        "files_from",
        "config",
        "isolated",
        "jobs",
    )
    return Command(
        "baseline",
        "govlint.cli.baseline:run_baseline",
        usage="baseline create|update|prune PATH…",
        summary=Text(
            "把现有的问题记入基线,以后只报新的问题", "accept the findings there are, so that only new ones are told"
        ),
        arguments=[_argument(["words"], nargs=-1, type=click.UNPROCESSED)],
        options=(*(option for option in OPTIONS if option.name in names), LANG),
        examples=(
            (
                "govlint baseline create reports/",
                Text("记下现有的全部问题(govlint-baseline.json)", "accept all findings (govlint-baseline.json)"),
            ),
            ("govlint reports/ --baseline govlint-baseline.json", Text("只报新的问题", "tell new findings only")),
            ("govlint baseline prune reports/", Text("删去已经改好的", "drop those that are gone")),
        ),
        notes=Text(
            "create 新建;update 按现状重写,列出新记入的;prune 只删去已经不存在的。\n"
            "每条可以加 reason(理由)和 until(到哪一天为止),update 和 prune 会保留。",
            "`create` writes a new one; `update` writes it as things are now, and says what it newly accepts; `prune` "
            "only drops what is gone.\n"
            "Each entry may be given a `reason` and a last day, `until`; `update` and `prune` keep them.",
        ),
    )


def _batch() -> Command:
    names = (
        "select",
        "ignore",
        "extend_select",
        "severity",
        "parameters",
        "rules",
        "year",
        "organ_kind",
        "require_reason",
        "audit",
        "exclude",
        "files_from",
        "allow_empty",
        "output",
        "min_severity",
        "fail_on",
        "color",
        "statistics",
        "quiet",
        "verbose",
        "config",
        "isolated",
        "jobs",
    )
    return Command(
        "batch",
        "govlint.cli.batch:run_batch",
        usage="batch PATH… --store FOLDER",
        summary=Text(
            "检查成千上万份报告:结果存为 Parquet,再次运行只检查新的和改过的",
            "audit any number of reports: results are kept as Parquet, and only what is new or changed is judged again",
        ),
        arguments=[click.Argument(["paths"], nargs=-1, type=click.UNPROCESSED)],
        options=(*_OF_BATCH, *(option for option in OPTIONS if option.name in names), LANG),
        examples=(
            (
                "govlint batch reports/ --store audit/",
                Text("检查一个文件夹,给出汇总", "audit a folder, and print a summary"),
            ),
            (
                "govlint batch reports/ --store audit/ --register organs.csv",
                Text("并且核对全县合计、漏报和照抄", "also sums of a county, missing reports and copies"),
            ),
            (
                "govlint batch 'reports/**/*.docx' --store audit/ -f jsonl > findings.jsonl",
                Text("每个问题一行", "a line a finding"),
            ),
            (
                "DAFT_RUNNER=ray govlint batch --files-from list.txt --store audit/ --engine daft",
                Text("在 Ray 集群上", "on a Ray cluster"),
            ),
        ),
        notes=Text(
            "需要:pip install 'govlint[batch]'。中断以后用同一条命令接着做。\n"
            "同一机关上一年度的报告也在其中的,与之比对;所有报告放在一起核对。\n"
            "整个运行用一份配置;其中针对某些文件的设置、忽略和基线在这里不起作用。\n"
            "退出码和 check 一样;按 Ctrl-C 中断时为 130。",
            "Needs: pip install 'govlint[batch]'. After an interruption the same command goes on.\n"
            "A report is compared with that of the same organ of the year before if that is there, and "
            "all reports are looked at together.\n"
            "One configuration holds for the whole run; what it says of some files only, its suppressions and its "
            "baseline do not count here.\n"
            "The exit status is that of `check`; 130 after Ctrl-C.",
        ),
    )


def _config() -> Command:
    return Command(
        "config",
        "govlint.cli.config:run_config",
        usage="config [KEY]",
        summary=Text("列出各项设置、现在的值和来源", "show each setting, its value, and where that comes from"),
        arguments=[_argument(["key"], required=False, metavar="[KEY]")],
        options=(
            *(option for option in OPTIONS if option.name in ("config", "isolated")),
            _CONFIG_FOR,
            _CONFIG_FORMAT,
            LANG,
        ),
        examples=(
            ("govlint config", Text("当前文件夹", "for the current folder")),
            ("govlint config select --for reports/a.txt", Text("某个文件用的规则", "the rules for a file")),
            (
                "govlint config -f schema > govlint.schema.json",
                Text("给编辑器用的 JSON Schema", "a JSON Schema for editors"),
            ),
        ),
    )


def _init() -> Command:
    return Command(
        "init",
        "govlint.cli.init:run_init",
        usage="init [FILE]",
        summary=Text("写一个带说明的 govlint.toml", "write a commented govlint.toml"),
        arguments=[_argument(["path"], required=False, metavar="[FILE]", type=click.UNPROCESSED)],
        options=(LANG,),
        examples=(("govlint init", Text("写在当前文件夹", "into the current folder")),),
    )


def _server() -> Command:
    return Command(
        "server",
        "govlint.cli.server:run_server",
        usage="server",
        summary=Text("给编辑器用的语言服务器(LSP)", "the language server (LSP), for editors"),
        options=(_TCP, _STDIO, _LOGGING, LANG),
        examples=(("govlint server", Text("编辑器会这样启动它", "how an editor starts it")),),
        notes=Text(
            "经标准输入和标准输出通话,日志写到标准错误输出。怎样接入各种编辑器:docs/editors.zh.md。\n"
            "需要另外安装:pip install 'govlint[lsp]'",
            "It speaks over standard input and output, and logs to standard error. How to set editors up: "
            "docs/editors.md.\n"
            "Needs: pip install 'govlint[lsp]'",
        ),
    )


def _completion() -> Command:
    return Command(
        "completion",
        "govlint.cli.completion:run_completion",
        usage="completion [bash|zsh|fish]",
        summary=Text(
            "输出 shell 的补全脚本",
            "print what teaches a shell to complete a command line",
        ),
        arguments=[_argument(["shell"], required=False, metavar="[SHELL]")],
        options=(LANG,),
        examples=(
            ('eval "$(govlint completion bash)"', Text("写进 ~/.bashrc", "in ~/.bashrc")),
            (
                'eval "$(govlint completion zsh)"',
                Text("写进 ~/.zshrc", "in ~/.zshrc"),
            ),
            (
                "govlint completion fish > ~/.config/fish/completions/govlint.fish",
                Text("fish", "fish"),
            ),
        ),
        notes=Text("PowerShell 和 cmd 没有支持。", "PowerShell and cmd are not supported."),
    )


def _argument(names: Sequence[str], **given: Any) -> click.Argument:
    return click.Argument(names, shell_complete=_values, **given)


def _values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from govlint.cli.completion import values_of

    return values_of(ctx, param, incomplete)


def _importing(target: str) -> Callable[..., int]:
    """A function that does what the function `target` ("module:name") does, imported when it is called."""
    module, _, name = target.partition(":")

    def call(**params: Any) -> int:
        status: int = getattr(import_module(module), name)(**params)
        return status

    return call


def _click_option(option: Option) -> click.Option:
    default = None if option.in_file else option.default
    given: dict[str, Any] = {"envvar": list(option.variables), "default": default}
    if option.kind == SWITCH:
        given |= {"is_flag": True, "default": False}
    elif not option.choices:
        given["shell_complete"] = _values
    if option.kind in (LIST, PATHS):
        given |= {"multiple": True, "default": ()}
        if option.kind == PATHS:
            given["type"] = _Paths()
    elif option.kind == CHOICE:
        given["type"] = click.Choice(option.choices, case_sensitive=False)
    elif option.kind == NUMBER:
        given["type"] = click.IntRange(*option.limits)
    elif option.kind == WAYS:
        given |= {"multiple": True, "default": (), "type": _Ways(option), "callback": _flattened}
    return click.Option([option.name, *option.flags], metavar=option.metavar or None, **given)


def _flattened(_ctx: click.Context, _param: click.Parameter, value: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in value for word in words))


def show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    """Prints the version where it is asked for, and ends."""
    if asked:
        write_text(f"{PROGRAM} {__version__}\n", color=False)
        ctx.exit()


def _help(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and isinstance(ctx.command, Command):
        from govlint.cli.help import help_of

        write_text(help_of(ctx.command, is_short=param.name == "short_help_flag"), color=False)
        ctx.exit()
