"""The pages of the rules: one a rule in each language, and a table of all of them, written from the rules themselves.

`python -m govlint_rules.docs` writes docs/rules anew.
"""

from __future__ import annotations

import os
import sys

from govlint.explain import page_of, shown_examples
from govlint.output import View
from govlint.output.rules import list_as_markdown, page_as_markdown
from govlint.pack import BUILT_IN
from govlint.registry import Entry, Registry, load_registry
from govlint.rule import Text

FOLDER = os.path.join("docs", "rules")
INDEX = "README.md"
COMMAND = "python -m govlint_rules.docs"

_LANGUAGES = ("zh", "en")
_HEADING = Text("规则", "Rules")
_ABOUT = Text(
    "每条规则一页:检查什么、依据、示例、怎么办。命令行上看:`govlint rule GL301`。自己的规则见"
    "[用户规则](../../user-rules.zh.md)。",
    "A page for each rule: what it checks, why, examples, what to do. On the command line: `govlint rule GL301`. For "
    "rules of your own see [user rules](../../user-rules.md).",
)
_WRITTEN = Text(
    "本页由 `{command}` 从规则生成,请勿手工修改。", "Written from the rules by `{command}`; not to be edited."
)
_RETIRED = Text("已于 {version} 版停用", "Retired in version {version}")
_SUCCESSOR = Text(",由 [{code}]({code}.md) 取代", "; [{code}]({code}.md) took its place")
_STOP = Text("。", ".")


def render(package: str = BUILT_IN) -> dict[str, str]:
    """The text of every page by its path in the folder, with `/`."""
    registry = load_registry(package)
    pages = {}
    for lang in _LANGUAGES:
        view = View(lang)
        note = "\n---\n\n" + _WRITTEN.fill(lang, {"command": COMMAND}) + "\n"
        for code, entry in registry.entries.items():
            text = _retired_page(entry, lang) if entry.is_retired else _page(registry, code, view)
            pages[f"{lang}/{code}.md"] = text + note
        table = list_as_markdown([page_of(registry, code) for code in registry.codes], view, has_links=True)
        retired = [f"- [{e.code}]({e.code}.md) `{e.name}`" for e in registry.entries.values() if e.is_retired]
        parts = [f"# {_HEADING.fill(lang, {})}\n", _ABOUT.fill(lang, {}) + "\n", table]
        if retired:
            parts.append("\n".join(retired) + "\n")
        pages[f"{lang}/{INDEX}"] = "\n".join(parts) + note
    return pages


def _page(registry: Registry, code: str, view: View) -> str:
    return page_as_markdown(page_of(registry, code), shown_examples(registry, code), view, has_links=True)


def _retired_page(entry: Entry, lang: str) -> str:
    told = _RETIRED.fill(lang, {"version": entry.since})
    if entry.target:
        told += _SUCCESSOR.fill(lang, {"code": entry.target})
    return f"# {entry.code} `{entry.name}`\n\n{told}{_STOP.fill(lang, {})}\n"


def main(folder: str = FOLDER) -> None:
    """Writes every page into `folder`, and takes away pages of rules that there are no more."""
    pages = render()
    for path, text in pages.items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    for lang in _LANGUAGES:
        for name in os.listdir(os.path.join(folder, lang)):
            if f"{lang}/{name}" not in pages:
                os.unlink(os.path.join(folder, lang, name))


if __name__ == "__main__":
    main(*sys.argv[1:2])
