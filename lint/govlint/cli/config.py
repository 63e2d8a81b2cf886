"""`govlint config`: the settings, and where each comes from."""

from __future__ import annotations

import json
import os
from typing import Any

from govlint.cli.exits import UsageProblem
from govlint.cli.streams import write_bytes, write_text
from govlint.config.resolve import Configurations
from govlint.config.settings import AUTO
from govlint.config.show import Setting, as_toml, settings_in
from govlint.messages import fill, language, with_nearest
from govlint.nearest import nearest_of
from govlint.output.terminal import escaped
from govlint.result import CLEAN_STATUS
from govlint.rule import Text

_NO_KEY = Text("没有 {key} 这一项设置", "there is no setting {key}")
_USED = Text("配置文件:{path}", "configuration: {path}")
_NONE = Text("没有配置文件", "there is no configuration file")
_ENTRIES = Text(
    "另有 [[ignore]] {ignores} 条,[[per-file]] {per_file} 条", "and {ignores} [[ignore]], {per_file} [[per-file]]"
)


def run_config(key: str | None = None, **options: Any) -> int:
    """Writes every setting, or the one called `key`, with its value and its origin."""
    configurations = Configurations(options)
    path = options["for_path"] or ""
    configuration = configurations.of_file(path) if path else configurations.of_run(())
    given = options["lang"] or (configuration.values.get("lang") if configuration else None) or AUTO
    lang = language(given, os.environ)
    chosen = options["format"].lower()
    if chosen == "schema":
        from govlint.config.schema import schema
        from govlint.pack import BUILT_IN
        from govlint.registry import load_registry

        registry = load_registry(BUILT_IN, tuple(configuration.values.get("rules", ())) if configuration else ())
        rules = (registry.rule(code) for code in registry.codes)
        tunable = {word: rule.parameters for rule in rules if rule.parameters for word in (rule.code, rule.name)}
        write_bytes(json.dumps(schema(lang, tunable), ensure_ascii=False, indent=2) + "\n")
        return CLEAN_STATUS
    settings = settings_in(configuration, os.environ, path)
    if key is not None:
        name = key.lstrip("-").replace("_", "-").lower()
        settings, names = [item for item in settings if item.key == name], [item.key for item in settings]
        if not settings:
            sentence = fill(_NO_KEY, lang, {"key": key})
            raise UsageProblem(with_nearest(sentence, nearest_of(name, names), lang))
    if chosen == "json":
        facts = {"configuration": configuration.path if configuration else None}
        write_bytes(
            json.dumps({**facts, "settings": [_facts(item, lang) for item in settings]}, ensure_ascii=False, indent=2)
            + "\n"
        )
        return CLEAN_STATUS
    lines = []
    if key is None:
        used = fill(_USED, lang, {"path": configuration.path}) if configuration else fill(_NONE, lang, {})
        lines.append(f"# {used}")
    for item in settings:
        shown = as_toml(item.value)
        value = f"{item.key} = {shown}" if shown else f"# {item.key} ="
        lines.append(f"{value}  # {fill(item.origin, lang, item.args)}")
        if key is not None:
            lines.append(f"# {fill(item.option.help, lang, {})}")
            if item.option.choices:
                lines.append(f"# {' '.join(item.option.choices)}")
    if key is None and configuration and (configuration.ignores or configuration.per_file):
        counts = {"ignores": len(configuration.ignores), "per_file": len(configuration.per_file)}
        lines.append(f"# {fill(_ENTRIES, lang, counts)}")
    write_text("".join(f"{escaped(line)}\n" for line in lines), color=False)
    return CLEAN_STATUS


def _facts(item: Setting, lang: str) -> dict[str, Any]:
    return {
        "key": item.key,
        "value": item.value,
        "origin": fill(item.origin, lang, item.args),
        "help": fill(item.option.help, lang, {}),
    }
