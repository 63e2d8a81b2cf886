"""Rules explained: one as a page, all as a list; as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from govlint.messages import SEVERITIES, word
from govlint.output.terminal import SEVERITY_STYLES, styled, width_of
from govlint.output.wrap import wrapped
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.explain import RulePage
    from govlint.output import View
    from govlint.rule import Example

_SINCE = Text("自 {version} 版", "since {version}")
_WHAT = Text("检查什么", "What it checks")
_BASIS = Text("依据", "Legal basis")
_SAYS = Text("会怎么说", "What it says")
_BAD = Text("错误示例", "Bad")
_GOOD = Text("正确示例", "Good")
_FIX = Text("怎么办", "What to do")
_SUPPRESS = Text("不想用这条规则", "How to do without it")
_SUPPRESS_WITH = Text(
    "--ignore {code},或用 --severity {code}=info 改变级别",
    "--ignore {code}, or --severity {code}=info to change its severity",
)
_RELATED = Text("相关规则", "Related rules")
_IN_REPORT = Text("在示例报告 {base} 中", "in the example report {base}")
_UNCHANGED = Text("示例报告 {base} 原样", "the example report {base} as it is")
_NOTHING = Text("(删去)", "(nothing)")
_CODE, _NAME, _SEVERITY, _TITLE = (
    Text("编号", "Code"),
    Text("名称", "Name"),
    Text("级别", "Severity"),
    Text("要求", "What must hold"),
)

EXAMPLES_SHOWN = 3
_WIDEST = 120


def page_as_text(page: RulePage, view: View) -> str:
    """The page for a terminal."""
    lang, width = view.lang, min(view.width, _WIDEST)
    severity = styled(word(SEVERITIES, page.severity, lang), SEVERITY_STYLES[page.severity], view.color)
    lines = [f"{styled(page.code, '1', view.color)} {page.name}  {severity}  {_say(_SINCE, lang, version=page.since)}"]
    lines.append(wrapped(_say(page.title, lang), width))
    for heading, paragraphs in _sections(page, lang):
        lines += ["", styled(heading, "1", view.color)]
        for paragraph in paragraphs:
            lines += ["  " + wrapped(line, width, "  ") for line in paragraph.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def page_as_markdown(page: RulePage, view: View) -> str:
    """The page in Markdown."""
    lang = view.lang
    facts = f"{word(SEVERITIES, page.severity, lang)}, {_say(_SINCE, lang, version=page.since)}"
    lines = [f"# {page.code} `{page.name}`", "", f"**{_say(page.title, lang)}** ({facts})"]
    for heading, paragraphs in _sections(page, lang):
        lines += ["", f"## {heading}", ""]
        if heading in (_say(_BAD, lang), _say(_GOOD, lang)):
            for paragraph in paragraphs:
                lines += ["```text", *paragraph.rstrip("\n").split("\n"), "```"]
        elif len(paragraphs) > 1:
            lines += [f"- {paragraph}" for paragraph in paragraphs]
        else:
            lines += paragraphs
    return "\n".join(lines) + "\n"


def page_as_json(page: RulePage, view: View) -> str:
    """The page as JSON: every text in both languages."""
    import json

    return json.dumps(_facts(page), ensure_ascii=False, indent=2) + "\n"


def list_as_text(pages: Sequence[RulePage], view: View) -> str:
    """One line a rule: code, severity, name, what must hold."""
    names = max((len(page.name) for page in pages), default=0)
    severities = max((width_of(word(SEVERITIES, page.severity, view.lang)) for page in pages), default=0)
    lines = []
    for page in pages:
        severity = word(SEVERITIES, page.severity, view.lang)
        gap = " " * (severities - width_of(severity))
        lead = f"{page.code}  {severity}{gap}  {page.name.ljust(names)}  "
        indent = " " * width_of(lead)
        title = wrapped(_say(page.title, view.lang), max(len(indent) + 24, min(view.width, _WIDEST)), indent)
        colored = styled(severity, SEVERITY_STYLES[page.severity], view.color)
        lines.append(f"{styled(page.code, '1', view.color)}  {colored}{gap}  {page.name.ljust(names)}  {title}")
    return "".join(f"{line}\n" for line in lines)


def list_as_markdown(pages: Sequence[RulePage], view: View) -> str:
    """A Markdown table."""
    headings = [_say(text, view.lang) for text in (_CODE, _NAME, _SEVERITY, _TITLE)]
    lines = [f"| {' | '.join(headings)} |", "|---|---|---|---|"]
    for page in pages:
        title = _say(page.title, view.lang).replace("|", "\\|")
        lines.append(f"| {page.code} | `{page.name}` | {word(SEVERITIES, page.severity, view.lang)} | {title} |")
    return "\n".join(lines) + "\n"


def list_as_json(pages: Sequence[RulePage], view: View) -> str:
    """Everything there is to know of every rule."""
    import json

    return json.dumps([_facts(page) for page in pages], ensure_ascii=False, indent=2) + "\n"


def _sections(page: RulePage, lang: str) -> Iterator[tuple[str, list[str]]]:
    """The headings of a page with their paragraphs, as far as there are any."""
    sections = (
        (_WHAT, [_say(page.explain, lang)]),
        (_SAYS, [_shown(text, lang) for text in page.messages.values()]),
        (_BASIS, [_say(text, lang) for text in page.basis]),
        (_FIX, [_shown(page.help, lang)]),
        (_BAD, [_example(example, lang) for example in page.bad[:EXAMPLES_SHOWN]]),
        (_GOOD, [_example(example, lang) for example in page.good[:EXAMPLES_SHOWN]]),
        (_SUPPRESS, [_say(_SUPPRESS_WITH, lang, code=page.code)]),
        (_RELATED, [f"{code} {name}" for code, name in page.related]),
    )
    for heading, paragraphs in sections:
        if paragraphs:
            yield _say(heading, lang), paragraphs


def _example(example: Example, lang: str) -> str:
    if example.text:
        return example.text
    if not example.changes:
        return _say(_UNCHANGED, lang, base=example.base)
    lines = [_say(_IN_REPORT, lang, base=example.base)]
    for old, new in example.changes:
        lines += [f"- {line}" for line in old.rstrip("\n").split("\n")]
        lines += [f"+ {line}" for line in (new.rstrip("\n") or _say(_NOTHING, lang)).split("\n")]
    return "\n".join(lines)


def _facts(page: RulePage) -> dict[str, Any]:
    return {
        "code": page.code,
        "name": page.name,
        "status": page.status,
        "since": page.since,
        "severity": page.severity,
        "title": page.title._asdict(),
        "explain": page.explain._asdict(),
        "messages": {variant: text._asdict() for variant, text in page.messages.items()},
        "help": page.help._asdict(),
        "basis": [text._asdict() for text in page.basis],
        "related": [{"code": code, "name": name} for code, name in page.related],
        "bad": [_example_facts(example) for example in page.bad],
        "good": [_example_facts(example) for example in page.good],
    }


def _example_facts(example: Example) -> dict[str, Any]:
    changes = [{"old": old, "new": new} for old, new in example.changes]
    base = None if example.text else example.base
    return {"text": example.text or None, "base": base, "changes": changes}


def _say(text: Text, lang: str, **args: str) -> str:
    return text.fill(lang, args)


def _shown(text: Text, lang: str) -> str:
    """A template as it stands, with its placeholders visible."""
    return (text.zh if lang == "zh" else text.en).replace("{{", "{").replace("}}", "}")
