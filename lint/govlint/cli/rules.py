"""`govlint rules`: lists the rules."""

from __future__ import annotations

from typing import Any

from govlint.cli.rule import view_for
from govlint.cli.streams import write_bytes, write_text
from govlint.explain import page_of
from govlint.output.rules import list_as_json, list_as_markdown, list_as_text
from govlint.registry import load_registry

_RENDERERS = {"text": list_as_text, "md": list_as_markdown, "json": list_as_json}


def run_rules(**options: Any) -> int:
    """Writes the list of all rules that are not retired, by code."""
    view = view_for(options)
    registry = load_registry()
    chosen = options["format"].lower()
    text = _RENDERERS[chosen]([page_of(registry, code) for code in registry.codes], view)
    if chosen == "json":
        write_bytes(text)
    else:
        write_text(text, color=view.color and chosen == "text")
    return 0
