"""What is wrong with a file that a user wrote for govlint: a configuration, a file of rules, a rule pack."""

from __future__ import annotations

from collections.abc import Mapping

from govlint.messages import with_nearest
from govlint.rule import Arg, Text

_RULE = Text("规则 {rule}", "rule {rule}")


class UserFileError(ValueError):
    """A fault in a user's file: which file and line, which rule and key of it, and what is wrong."""

    def __init__(
        self,
        path: str,
        text: Text,
        args: Mapping[str, Arg] | None = None,
        *,
        line: int | None = None,
        rule: str = "",
        key: str = "",
        nearest: str = "",
    ) -> None:
        self.path = path
        self.text = text
        self.arguments: Mapping[str, Arg] = args or {}
        self.line = line
        self.rule = rule
        """Code of the rule, or its number in the file (`#2`) where it has none; "" outside the rules."""
        self.key = key
        self.nearest = nearest
        """The valid word most similar to the wrong one, or ""."""
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """`rules.toml:12: rule SC001, kind: there is no …; did you mean …?`."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.told(lang)}"

    def told(self, lang: str) -> str:
        """The sentence without the file and its line."""
        told = self.text.fill(lang, self.arguments)
        told = with_nearest(told, self.nearest, lang)
        comma, colon = (",", ":") if lang == "zh" else (", ", ": ")
        rule = _RULE.fill(lang, {"rule": self.rule}) if self.rule else ""
        where = comma.join(part for part in (rule, self.key) if part)
        return f"{where}{colon}{told}" if where else told
