"""A JSON Schema of configuration files, for editors; made from the options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from govlint.config.load import IN_FILE, OF_FILES
from govlint.config.settings import CHOICE, LIST, NUMBER, PATHS, SWITCH, WAYS, Option
from govlint.rule import SEVERITIES, Text

if TYPE_CHECKING:
    from govlint.rule import Parameter

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_ONE_OR_MORE = {"oneOf": [_TEXT, {**_TEXTS, "minItems": 1}]}
_SEVERITY = {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}}
_WORDS = {
    "extend": Text(
        "先取另一个配置文件的设置,路径相对于本文件", "start from the settings of another file, relative to this one"
    ),
    "ignore": Text(
        "不用的规则;或 [[ignore]]:忽略个别问题", "rules left out; or [[ignore]]: findings that do not count"
    ),
    "per-file": Text("只对部分文件的设置", "settings for some files only"),
    "path": Text(
        "哪些文件(写法同 .gitignore,相对于本文件)", "which files: patterns as in .gitignore, relative to this file"
    ),
    "code": Text("规则的编号、编号开头或名称", "codes, beginnings of codes, or names of rules"),
    "quote": Text("问题所在的原文:挪动位置或重新换行都不受影响", "the words at the finding, wherever they move to"),
    "reason": Text("理由", "why"),
    "until": Text("最后有效的一天,如 2026-12-31", "the last day, such as 2026-12-31"),
}


def schema(lang: str, parameters: Mapping[str, Sequence[Parameter]]) -> dict[str, Any]:
    """The schema, with descriptions in `lang`; `parameters` are those of the rules, by every code and name."""
    properties = {key: {"description": option.help.fill(lang, {}), **_type(option)} for key, option in IN_FILE.items()}
    properties["parameters"] |= {
        "additionalProperties": {"type": "object"},
        "properties": {
            rule: {
                "type": "object",
                "additionalProperties": False,
                "properties": {parameter.name: _parameter(parameter, lang) for parameter in listed},
            }
            for rule, listed in parameters.items()
        },
    }
    said = {key: {"description": text.fill(lang, {})} for key, text in _WORDS.items()}
    entry = {
        "type": "object",
        "required": ["code"],
        "additionalProperties": False,
        "properties": {
            "path": {**said["path"], **_ONE_OR_MORE},
            "code": {**said["code"], **_ONE_OR_MORE},
            "quote": {**said["quote"], **_TEXT},
            "reason": {**said["reason"], **_TEXT},
            "until": {**said["until"], "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        },
    }
    own = {key: properties[key] for key in OF_FILES if key != "ignore"}
    per_file = {
        "type": "object",
        "required": ["path"],
        "additionalProperties": False,
        "properties": {"path": {**said["path"], **_ONE_OR_MORE}, **own, "ignore": {**properties["ignore"]}},
    }
    properties["ignore"] = {**said["ignore"], "type": "array", "items": {"oneOf": [_TEXT, entry]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:govlint:configuration:1",
        "title": "govlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extend": {**said["extend"], **_TEXT},
            **properties,
            "per-file": {**said["per-file"], "type": "array", "items": per_file},
        },
    }


def _parameter(parameter: Parameter, lang: str) -> dict[str, Any]:
    said = {"description": parameter.about.fill(lang, {}), "default": parameter.default}
    if isinstance(parameter.default, bool):
        return {**said, "type": "boolean"}
    if isinstance(parameter.default, int):
        return {**said, "type": "integer", "minimum": parameter.low, "maximum": parameter.high}
    return {**said, "default": list(parameter.default), **_TEXTS}


def _type(option: Option) -> dict[str, Any]:
    if option.name == "severity":
        return _SEVERITY
    if option.name == "parameters":
        return {"type": "object"}
    if option.kind in (LIST, PATHS):
        return _TEXTS
    if option.kind == CHOICE:
        return {"enum": list(option.choices)}
    if option.kind == WAYS:
        return {"oneOf": [{"type": "boolean"}, {"type": "array", "items": {"enum": list(option.choices)}}]}
    if option.kind == NUMBER:
        least, most = option.limits
        return {"type": "integer", "minimum": least, **({} if most is None else {"maximum": most})}
    return {"type": "boolean"} if option.kind == SWITCH else _TEXT
