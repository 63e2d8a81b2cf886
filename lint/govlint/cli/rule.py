"""`govlint rule`: explains one rule."""

from __future__ import annotations

import os
import sys
from typing import Any

from govlint.cli.exits import UsageProblem
from govlint.cli.streams import encoding_of, screen_width, wants_color, write_bytes, write_note, write_text
from govlint.config.resolve import resolved
from govlint.config.select import NO_RULE, UnknownSelectorError, find_rule
from govlint.explain import page_of, shown_examples
from govlint.messages import fill, language, with_nearest
from govlint.output import View
from govlint.output.rules import page_as_json, page_as_markdown, page_as_text
from govlint.output.terminal import escaped
from govlint.pack import BUILT_IN
from govlint.registry import load_registry
from govlint.rule import Text

_RETIRED = Text("{code} {name} 已于 {version} 版停用。", "{code} {name} was retired in version {version}.")
_SUCCESSOR = Text("{sentence}由 {successor} 取代。", "{sentence} {successor} took its place.")

_RENDERERS = {"text": page_as_text, "md": page_as_markdown, "json": page_as_json}


def view_for(options: dict[str, Any]) -> View:
    """How the standard output of a command that has no options but `LANG` is to look."""
    return View(
        language(options["lang"].lower(), os.environ),
        wants_color("auto", os.environ, sys.stdout),
        screen_width(os.environ),
        encoding_of(sys.stdout),
    )


def write_page(text: str, chosen: str, color: bool) -> None:
    """Writes what was rendered in the chosen format: only text for people is coloured."""
    if chosen == "json":
        write_bytes(text)
    else:
        write_text(text, color=color and chosen == "text")


def run_rule(selector: str, **options: Any) -> int:
    """Writes the page of the rule that `selector` names by code or name. A retired rule leads to its successor."""
    options, _ = resolved(options)
    view = view_for(options)
    registry = load_registry(BUILT_IN, options["rules"])
    try:
        entry = registry.entries[find_rule(registry, selector)]
    except UnknownSelectorError as problem:
        sentence = fill(NO_RULE, view.lang, {"selector": problem.selector})
        raise UsageProblem(with_nearest(sentence, problem.nearest, view.lang)) from None
    if entry.is_retired:
        sentence = fill(_RETIRED, view.lang, {"code": entry.code, "name": entry.name, "version": entry.since})
        if not entry.target:
            write_text(f"{escaped(sentence)}\n", color=False)
            return 0
        write_note(escaped(fill(_SUCCESSOR, view.lang, {"sentence": sentence, "successor": entry.target})))
    code = entry.target if entry.is_retired else entry.code
    chosen = options["format"].lower()
    text = _RENDERERS[chosen](page_of(registry, code), shown_examples(registry, code), view)
    write_page(text, chosen, view.color)
    return 0
