"""`govlint init`: writes a configuration with a word on each setting."""

from __future__ import annotations

import os
from typing import Any

from govlint.cli.exits import UsageProblem
from govlint.cli.streams import replace_file, write_note
from govlint.config.load import IN_FILE
from govlint.config.resolve import default_of
from govlint.config.settings import AUTO
from govlint.config.show import as_toml
from govlint.messages import fill, language
from govlint.output.terminal import escaped
from govlint.result import CLEAN_STATUS
from govlint.rule import Text

_NAME = "govlint.toml"
_EXISTS = Text("{path} 已经存在,没有改动", "{path} is there already, and was left alone")
_WRITTEN = Text("写好了 {path}", "wrote {path}")
_HEAD = Text(
    "govlint 的配置。对本文件夹和下级文件夹的报告有效;去掉行首的 # 就启用一项。",
    "The configuration of govlint, for the reports in this folder and those below it. Take away the # before a setting "
    "to set it.",
)
_EXAMPLES = {
    "select": '["ALL"]',
    "ignore": '["GL811"]',
    "extend-select": '["GL811"]',
    "rules": '["our-province.toml"]',
    "year": "2025",
    "organ-kind": '"department"',
    "baseline": '"govlint-baseline.json"',
    "exclude": '["drafts/", "*.old.docx"]',
    "statistics": '["rule", "file"]',
    "jobs": "1",
}
"""What stands for a value where there is no default."""
_SEVERITY = Text("改变规则的级别", "The severity of rules")
_PARAMETERS = Text(
    "改变规则的参数(govlint rule 编号 列出有哪些)", "Parameters of rules (`govlint rule CODE` lists them)"
)
_IGNORE = Text(
    "忽略个别问题:文件、规则、问题处的原文、理由、到哪一天为止。如果还要写 ignore = [...],表也写进那个列表",
    "Findings that do not count: in which files, of which rule, at which words, why, and until when. Where there is "
    "an `ignore = [...]` too, write these tables into that list.",
)
_PER_FILE = Text("只对部分文件的设置", "Settings for some files only")


def run_init(path: str | None = None, **options: Any) -> int:
    """Writes the file, if it is not there."""
    lang = language(options["lang"] or AUTO, os.environ)
    path = path or _NAME
    if os.path.exists(path):
        raise UsageProblem(fill(_EXISTS, lang, {"path": path}))
    replace_file(path, template(lang).encode())
    write_note(escaped(fill(_WRITTEN, lang, {"path": path})))
    return CLEAN_STATUS


def template(lang: str) -> str:
    """A configuration in which every setting is explained and none is set."""
    lines = [f"# {fill(_HEAD, lang, {})}", ""]
    for key, option in IN_FILE.items():
        if key in ("severity", "parameters"):
            continue  # tables, which must stand at the end
        value = _EXAMPLES.get(key) or as_toml(default_of(option))
        choices = f" ({' '.join(option.choices)})" if option.choices else ""
        lines += [f"# {fill(option.help, lang, {})}{choices}", f"# {key} = {value}", ""]
    lines += [
        f"# {fill(_SEVERITY, lang, {})}",
        "# [severity]",
        '# GL811 = "info"',
        "",
        f"# {fill(_PARAMETERS, lang, {})}",
        "# [parameters.GL601]",
        "# min-length = 20",
        "",
        f"# {fill(_IGNORE, lang, {})}",
        "# [[ignore]]",
        '# path = "reports/*.docx"',
        '# code = "GL601"',
        '# quote = "……"',
        '# reason = "……"',
        "# until = 2026-12-31",
        "",
        f"# {fill(_PER_FILE, lang, {})}",
        "# [[per-file]]",
        '# path = "towns/"',
        '# organ-kind = "town"',
    ]
    return "\n".join(lines) + "\n"
