"""What a user sets of the rules themselves: thresholds that a rule declares, by rule and name.

    [parameters.GL601]
    min-length = 20

On the command line `--parameter GL601.min-length=20`, which is also how such a setting is kept between the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from govlint.config.select import NO_RULE, UnknownSelectorError, find_rule
from govlint.nearest import nearest_of
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.registry import Registry
    from govlint.rule import Arg, Parameter, Value

NO_PARAMETER = Text("规则 {rule} 没有 {name} 这个参数", "rule {rule} has no parameter {name}")
_NO_PARAMETERS = Text("规则 {rule} 没有可以设置的参数", "rule {rule} has no parameters")
_NUMBER = Text("{name} 应为 {low} 到 {high} 的整数", "{name} is a whole number from {low} to {high}")
_FLAG = Text("{name} 应为 true 或 false", "{name} is true or false")
_TEXTS = Text("{name} 应为字符串的列表", "{name} is a list of strings")
_MALFORMED = Text("{value} 应写成“规则.参数=值”", "{value} should read RULE.NAME=VALUE")


class BadParameterError(ValueError):
    """A setting of a rule's parameter that cannot be followed: there is no such rule or parameter, or the value is not
    one of it. `setting` is the whole of it, as on the command line.
    """

    def __init__(self, setting: str, text: Text, args: Mapping[str, Arg], nearest: str = "") -> None:
        self.setting = setting
        self.text = text
        self.arguments = args
        self.nearest = nearest
        super().__init__(f"{text.fill('en', args)}" + (f"; did you mean {nearest}?" if nearest else ""))


def written(selector: str, name: str, value: Any) -> str:
    """A setting as the command line has it."""
    return f"{selector}.{name}={json.dumps(value, ensure_ascii=False)}"


def place_of(setting: str) -> tuple[str, str]:
    """The rule and the parameter that a setting names, as they are written."""
    selector, _, rest = setting.partition(".")
    return selector.strip(), rest.partition("=")[0].strip()


def parameters_for(registry: Registry, settings: Iterable[str]) -> dict[str, dict[str, Value]]:
    """The values that are set, by code and name; the later counts for more. BadParameterError where one is wrong."""
    found: dict[str, dict[str, Value]] = {}
    for setting in settings:
        selector, name = place_of(setting)
        _, equals, value = setting.partition("=")
        if not (selector and name and equals):
            raise BadParameterError(setting, _MALFORMED, {"value": setting})
        try:
            code = find_rule(registry, selector)
        except UnknownSelectorError as problem:
            raise BadParameterError(setting, NO_RULE, {"selector": selector}, problem.nearest) from None
        entry = registry.entries[code]
        if entry.is_retired:
            raise BadParameterError(setting, NO_RULE, {"selector": selector}, entry.target)
        own = {parameter.name: parameter for parameter in registry.rule(code).parameters}
        if name not in own:
            text = NO_PARAMETER if own else _NO_PARAMETERS
            raise BadParameterError(setting, text, {"rule": code, "name": name}, nearest_of(name, own))
        found.setdefault(code, {})[name] = _value(own[name], value, setting)
    return found


def _value(parameter: Parameter, written: str, setting: str) -> Value:
    try:
        value = json.loads(written)
    except ValueError:
        value = [word.strip() for word in written.split(",") if word.strip()]
    facts: dict[str, Arg] = {"name": parameter.name, "low": parameter.low, "high": parameter.high}
    if isinstance(parameter.default, bool):
        if not isinstance(value, bool):
            raise BadParameterError(setting, _FLAG, facts)
        return value
    if isinstance(parameter.default, int):
        if not isinstance(value, int) or isinstance(value, bool) or not parameter.low <= value <= parameter.high:
            raise BadParameterError(setting, _NUMBER, facts)
        return value
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise BadParameterError(setting, _TEXTS, facts)
    return tuple(value)
