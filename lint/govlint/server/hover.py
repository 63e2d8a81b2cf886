"""What is said of the place under the pointer: findings, and rules that a comment or a configuration names."""

from __future__ import annotations

import re

from lsprotocol import types

from govlint.config.select import UnknownSelectorError, codes_of, find_rule
from govlint.explain import page_of
from govlint.messages import SEVERITIES, fill, word
from govlint.output import View, wording
from govlint.output.rules import page_as_markdown, plain
from govlint.registry import Registry
from govlint.result import Diagnostic
from govlint.rule import Text
from govlint.server.checking import Verdict
from govlint.server.diagnostics import range_of
from govlint.server.documents import Snapshot
from govlint.suppress import selectors_in

_BASIS, _HELP, _RULE = Text("依据", "Why"), Text("办法", "What to do"), Text("这条规则", "The rule")
_SELECTS = Text("{selector}:{number} 条规则", "{selector}: {number} rules")
_MORE = Text("……等 {number} 条", "… and {number} more")
_LISTED = 12
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_BLOCK_START = re.compile(r"(?=[#+=~:-])|(?<=\d)(?=[.)])")
"""Where Markdown takes the first characters of a line for a heading, a list or a rule."""


def hover_of(verdict: Verdict, position: types.Position, lang: str) -> types.Hover | None:
    """What there is to say of a position of a report; None if there is nothing."""
    snapshot = verdict.snapshot
    offset = snapshot.lines.offset(position)
    found = [(_range(snapshot, item), item) for item in verdict.diagnostics]
    here = [(range_, item) for range_, item in found if _holds(snapshot, range_, offset)]
    if here:
        sections = [finding_as_markdown(verdict, item, lang) for _, item in here]
        return _hover("\n\n---\n\n".join(sections), here[0][0])
    if verdict.registry is None:
        return None
    for comment in _COMMENT.finditer(snapshot.text):
        if comment.start() <= offset < comment.end():
            for at, selector in selectors_in(comment[1]):
                start = comment.start(1) + at
                if start <= offset <= start + len(selector):
                    return rule_hover(
                        verdict.registry, selector, snapshot.lines.range(start, start + len(selector)), lang
                    )
    return None


def finding_as_markdown(verdict: Verdict, diagnostic: Diagnostic, lang: str) -> str:
    """A finding with everything that is known of it: what was found, why it is wrong, what to do, the rule."""
    assert verdict.result is not None, "there are findings"
    result = verdict.result
    words = result.rules[diagnostic.code]
    lines = [
        f"**{diagnostic.code}** `{words.name}` ({word(SEVERITIES, diagnostic.severity, lang)})",
        paragraph(wording.message(result, diagnostic, lang)),
    ]
    expectation = wording.expectation(diagnostic, lang)
    if expectation:
        lines.append(paragraph(expectation))
    basis = wording.basis(result, diagnostic, lang)
    if basis:
        lines.append(f"**{fill(_BASIS, lang, {})}**\n" + "".join(f"\n- {paragraph(text)}" for text in basis))
    advice = wording.advice(result, diagnostic, lang)
    if advice:
        lines.append(f"**{fill(_HELP, lang, {})}** {paragraph(advice)}")
    explanation = fill(words.explain, lang, {})
    if explanation:
        lines.append(f"**{fill(_RULE, lang, {})}** {paragraph(explanation)}")
    return "\n\n".join(lines)


def rule_hover(registry: Registry, selector: str, range_: types.Range, lang: str) -> types.Hover | None:
    """What a selector stands for: the page of one rule, or a list of those whose codes begin so; None if nothing."""
    try:
        code = find_rule(registry, selector)
        entry = registry.entries[code]
        code = entry.target if entry.is_retired else code
        if code in registry.codes:
            return _hover(page_as_markdown(page_of(registry, code), ((), ()), View(lang)), range_)
    except UnknownSelectorError:
        pass
    try:
        codes = sorted(codes_of(registry, selector))
    except UnknownSelectorError:
        return None
    words = registry.words(codes[:_LISTED])
    lines = [f"**{paragraph(fill(_SELECTS, lang, {'selector': selector, 'number': len(codes)}))}**", ""]
    lines += [f"- {code} `{words[code].name}` {plain(fill(words[code].title, lang, {}))}" for code in words]
    if len(codes) > _LISTED:
        lines.append(f"- {fill(_MORE, lang, {'number': len(codes) - _LISTED})}")
    return _hover("\n".join(lines), range_)


def paragraph(text: str) -> str:
    """A text as one paragraph of Markdown, with nothing in it that Markdown would take for anything but text."""
    safe = plain(text).replace("&", "&amp;").lstrip()
    return _BLOCK_START.sub(r"\\", safe[:4], count=1) + safe[4:]


def _hover(markdown: str, range_: types.Range) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, markdown), range_)


def _range(snapshot: Snapshot, diagnostic: Diagnostic) -> types.Range:
    return range_of(snapshot, diagnostic)


def _holds(snapshot: Snapshot, range_: types.Range, offset: int) -> bool:
    start, end = snapshot.lines.offset(range_.start), snapshot.lines.offset(range_.end)
    return start <= offset < end or start == offset
