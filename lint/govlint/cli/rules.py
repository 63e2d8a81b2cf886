"""`govlint rules`: lists the rules, and tries them on their own examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govlint.cli.exits import UsageProblem
from govlint.cli.rule import view_for, write_page
from govlint.config.resolve import resolved
from govlint.config.select import source_levels
from govlint.examples import Trial
from govlint.explain import page_of
from govlint.messages import fill
from govlint.output.rules import list_as_json, list_as_markdown, list_as_text
from govlint.output.trials import trials_as_json, trials_as_text
from govlint.pack import BUILT_IN
from govlint.registry import load_registry
from govlint.result import CLEAN_STATUS, FINDINGS_STATUS
from govlint.rule import Text

_RENDERERS = {"text": list_as_text, "md": list_as_markdown, "json": list_as_json}
_TEST = "test"
_WORDS = Text(
    "用法:govlint rules,或者 govlint rules test 文件", "usage: govlint rules, or govlint rules test FILE|PACK"
)


def run_rules(words: Sequence[str] = (), **options: Any) -> int:
    """Writes the list of all rules that are not retired, by code; or, with the word `test`, what comes of the examples
    of the built-in rules, or of those of a file or pack.
    """
    options, _ = resolved(options)
    if words:
        if words[0] != _TEST or len(words) > 2:
            raise UsageProblem(fill(_WORDS, view_for(options).lang, {}))
        return _test("".join(words[1:]), options)
    view = view_for(options)
    registry = load_registry(BUILT_IN, options["rules"])
    chosen = options["format"].lower()
    write_page(_RENDERERS[chosen]([page_of(registry, code) for code in registry.codes], view), chosen, view.color)
    return CLEAN_STATUS


def _test(name: str, options: dict[str, Any]) -> int:
    """Tries the examples of the file or pack of that name; of the built-in pack if it is ""."""
    view = view_for(options)
    is_own = name in ("", BUILT_IN)
    registry = load_registry(BUILT_IN) if is_own else load_registry(BUILT_IN, (*options["rules"], name))
    source_levels(registry)
    source = registry.sources[0] if is_own else registry.source_named(name)
    codes = [code for code in registry.codes if registry.source(code) is source]
    outcomes = list(Trial(registry).outcomes(codes))
    chosen = options["format"].lower()
    rules = [registry.rule(code) for code in codes]
    write_page((trials_as_json if chosen == "json" else trials_as_text)(rules, outcomes, view), chosen, view.color)
    return FINDINGS_STATUS if any(outcome.problems for outcome in outcomes) else CLEAN_STATUS
