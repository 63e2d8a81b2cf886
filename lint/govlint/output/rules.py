"""Rules explained: one as a page, all as a list; as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from govlint.messages import LANGUAGES, SEVERITIES, fill, word
from govlint.output import wording
from govlint.output.terminal import SEVERITY_STYLES, escaped, styled, width_of
from govlint.output.wrap import wrapped
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.explain import RulePage, Shown
    from govlint.output import View
    from govlint.rule import Example, Parameter

    Examples = tuple[tuple[Shown, ...], tuple[Shown, ...]]

_SINCE = Text("自 {version} 版", "since {version}")
_FROM = Text("来自 {source}", "from {source}")
_WHAT = Text("检查什么", "What it checks")
_BASIS = Text("为什么(依据)", "Why (legal basis)")
_SAYS = Text("会怎么说", "What it says")
_BAD = Text("错误示例", "Failing examples")
_GOOD = Text("正确示例", "Passing examples")
_FIX = Text("怎么办", "How to fix it")
_FIXES = {
    "yes": Text(
        "改法没有疑问的地方可以自动修正:`govlint fix --select {code}`。",
        "Where there is no doubt how, it can be put right automatically: `govlint fix --select {code}`.",
    ),
    "suggest": Text(
        "改法能够断定的地方随问题一起给出建议,不自动修改。",
        "Where it is certain what is meant, the finding suggests it; nothing is changed automatically.",
    ),
}
_SUPPRESS = Text("不想用这条规则", "How to suppress it")
_SUPPRESS_WITH = (
    Text(
        "只忽略一处(网页、Markdown):在前一行写 `<!-- govlint: ignore {code} 理由 -->`",
        "for one place (web pages, Markdown): `<!-- govlint: ignore {code} REASON -->` on the line before",
    ),
    Text(
        '只忽略一处(各种文件):govlint.toml 里的 `[[ignore]]`,写 `code = "{code}"`、`quote = "原文"`、`reason = "理由"`',
        'for one place (any file): `[[ignore]]` in govlint.toml, with `code = "{code}"`, `quote = "WORDS"` and '
        '`reason = "WHY"`',
    ),
    Text("命令行:`--ignore {code}`", "on the command line: `--ignore {code}`"),
    Text('配置文件 govlint.toml:`ignore = ["{code}"]`', 'in govlint.toml: `ignore = ["{code}"]`'),
    Text(
        '只改级别:`--severity {code}=info`,或在配置文件的 `[severity]` 下写 `{code} = "info"`',
        'to change its severity only: `--severity {code}=info`, or `{code} = "info"` under `[severity]` in '
        "govlint.toml",
    ),
)
"""What stands between backticks is typed as it is."""
_PARAMETERS = Text("可以设置的参数(写在 govlint.toml 里,括号内是范围)", "What can be set in govlint.toml")
_LIMITS = Text("({low}–{high})", " ({low}–{high})")
_RELATED = Text("相关规则", "Related rules")
_WRONG = Text("错:", "wrong:")
_RIGHT = Text("对:", "right:")
_TOLD = Text("提示:{message}", "says: {message}")
_LAST_YEAR = Text("上一年度报告:", "previous report:")
_NEEDS = {
    "previous": Text(
        "要用 --previous 给出上一年度的报告,或者用 govlint batch 一起检查",
        "needs the previous report (--previous, or both in govlint batch)",
    ),
    "set": Text(
        "要把多份报告放在一起(govlint batch,机关登记册用 --register)",
        "needs several reports together (govlint batch; --register for a register of organs)",
    ),
}
_NOTHING = Text("(没有这一行)", "(no such line)")
_WITH_YEAR = Text("(--year {year})", "(--year {year})")
_WITH_KIND = Text("(--organ-kind {kind})", "(--organ-kind {kind})")
_CODE, _NAME, _SEVERITY, _TITLE = (
    Text("编号", "Code"),
    Text("名称", "Name"),
    Text("级别", "Severity"),
    Text("要求", "What must hold"),
)

_EXAMPLES = (_BAD, _GOOD)
_WIDEST = 120


def page_as_text(page: RulePage, shown: Examples, view: View) -> str:
    """The page for a terminal."""
    lang, width = view.lang, min(view.width, _WIDEST)
    severity = styled(word(SEVERITIES, page.severity, lang), SEVERITY_STYLES[page.severity], view.color)
    lead = "  ".join([f"{styled(page.code, '1', view.color)} {page.name}", severity, *_origin(page, lang)])
    lines = [lead, wrapped(escaped(_say(page.title, lang)), width)]
    for heading, paragraphs in _sections(page, shown, lang):
        lines += ["", styled(_say(heading, lang), "1", view.color)]
        for number, paragraph in enumerate(paragraphs):
            if number and heading in _EXAMPLES:
                lines.append("")
            shown_lines = paragraph.replace("`", "") if heading in (_SUPPRESS, _FIX, _PARAMETERS) else paragraph
            lines += ["  " + wrapped(escaped(line), width, "  ") for line in shown_lines.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def page_as_markdown(page: RulePage, shown: Examples, view: View, *, has_links: bool = False) -> str:
    """The page in Markdown, with links to the pages of related rules if these lie beside it."""
    lang = view.lang
    facts = (", " if lang == "en" else ",").join([word(SEVERITIES, page.severity, lang), *_origin(page, lang)])
    lines = [f"# {page.code} `{page.name}`", "", f"**{plain(_say(page.title, lang))}** ({facts})"]
    for heading, paragraphs in _sections(page, shown, lang):
        lines += ["", f"## {_say(heading, lang)}"]
        if heading in _EXAMPLES:
            for paragraph in paragraphs:
                fence = "```"
                while fence in paragraph:
                    fence += "`"
                lines += ["", f"{fence}text", *paragraph.rstrip("\n").split("\n"), fence]
        elif heading in (_SUPPRESS, _PARAMETERS):
            lines += ["", *(f"- {paragraph}" for paragraph in paragraphs)]
        elif heading is _RELATED and has_links:
            lines += ["", *(f"- [{code}]({code}.md) `{name}`" for code, name in page.related)]
        elif heading is _FIX:
            advice, *further = paragraphs
            lines += ["", plain(advice), *(line for text in further for line in ("", text))]
        elif heading in (_SAYS, _RELATED) or len(paragraphs) > 1:
            lines += ["", *(f"- {plain(paragraph)}" for paragraph in paragraphs)]
        else:
            lines += ["", *map(plain, paragraphs)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """`text` on one line, with nothing in it that Markdown or HTML would take for markup."""
    return "".join("\\" + char if char in "\\`*_<>[]|" else char for char in escaped(text, " "))


def page_as_json(page: RulePage, shown: Examples, view: View) -> str:
    """The page as JSON: every text in both languages."""
    import json

    facts = _facts(page)
    for kind, examples in zip(("failing", "passing"), shown, strict=True):
        facts[kind] = [_shown_facts(example) for example in examples]
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


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
        title = wrapped(escaped(_say(page.title, view.lang)), max(len(indent) + 24, min(view.width, _WIDEST)), indent)
        colored = styled(severity, SEVERITY_STYLES[page.severity], view.color)
        lines.append(f"{styled(page.code, '1', view.color)}  {colored}{gap}  {page.name.ljust(names)}  {title}")
    return "".join(f"{line}\n" for line in lines)


def list_as_markdown(pages: Sequence[RulePage], view: View, *, has_links: bool = False) -> str:
    """A Markdown table, with links to the pages if these lie beside it."""
    headings = [_say(text, view.lang) for text in (_CODE, _NAME, _SEVERITY, _TITLE)]
    lines = [f"| {' | '.join(headings)} |", "|---|---|---|---|"]
    for page in pages:
        title = plain(_say(page.title, view.lang))
        code = f"[{page.code}]({page.code}.md)" if has_links else page.code
        lines.append(f"| {code} | `{page.name}` | {word(SEVERITIES, page.severity, view.lang)} | {title} |")
    return "\n".join(lines) + "\n"


def list_as_json(pages: Sequence[RulePage], view: View) -> str:
    """Everything there is to know of every rule."""
    import json

    return json.dumps([_facts(page) for page in pages], ensure_ascii=False, indent=2) + "\n"


def _origin(page: RulePage, lang: str) -> list[str]:
    """Since when there is the rule, and where it comes from, as far as there is something to tell."""
    return [
        *([escaped(_say(_FROM, lang, source=page.source))] if page.source else []),
        *([escaped(_say(_SINCE, lang, version=page.since))] if page.since else []),
        *([word(_NEEDS, page.needs, lang)] if page.needs else []),
    ]


def _sections(page: RulePage, shown: Examples, lang: str) -> Iterator[tuple[Text, list[str]]]:
    """The headings of a page with their paragraphs, as far as there are any."""
    bad, good = shown
    sections = (
        (_WHAT, [_say(page.explain, lang)]),
        (_BASIS, [_say(text, lang) for text in page.basis]),
        (_SAYS, [] if bad else [wording.template(text, lang) for text in page.messages.values()]),
        (_BAD, [_bad_example(example, lang) for example in bad]),
        (_GOOD, [_good_example(example, lang) for example in good]),
        (_FIX, [wording.template(page.help, lang), *_fix_of(page, lang)]),
        (_PARAMETERS, [_parameter(parameter, page.code, lang) for parameter in page.parameters]),
        (_SUPPRESS, [_say(text, lang, code=page.code) for text in _SUPPRESS_WITH]),
        (_RELATED, [f"{code} {name}" for code, name in page.related]),
    )
    for heading, paragraphs in sections:
        if paragraphs:
            yield heading, paragraphs


def _fix_of(page: RulePage, lang: str) -> list[str]:
    """Whether the findings are put right automatically; what is typed stands between backticks."""
    return [_say(_FIXES[page.fix], lang, code=page.code)] if page.fix else []


def _parameter(parameter: Parameter, code: str, lang: str) -> str:
    """A line of a configuration, and what it decides."""
    default, limits = parameter.default, ""
    if isinstance(default, tuple):
        shown = "[" + ", ".join(f'"{word}"' for word in default) + "]"
    elif isinstance(default, bool):
        shown = str(default).lower()
    else:
        shown = str(default)
        limits = _say(_LIMITS, lang, low=str(parameter.low), high=str(parameter.high))
    told = _say(parameter.about, lang)
    colon = ":" if lang == "zh" else ": "
    return f"`[parameters.{code}]` `{parameter.name} = {shown}`{colon}{told}{limits}"


def _bad_example(example: Shown, lang: str) -> str:
    lines = _previous(example, lang)
    if example.after or not lines:
        lines += _labelled(_WRONG, example.after, lang)
    if example.before:
        lines += _labelled(_RIGHT, example.before, lang)
    lines += [_say(_TOLD, lang, message=fill(text, lang, args)) for text, args in example.said]
    return "\n".join([*_options(example, lang), *lines])


def _good_example(example: Shown, lang: str) -> str:
    lines = _previous(example, lang)
    if example.after or not lines:
        lines += _labelled(_RIGHT, example.after, lang)
    return "\n".join([*_options(example, lang), *lines])


def _previous(example: Shown, lang: str) -> list[str]:
    """What the previous report says, where the example changes that."""
    return _labelled(_LAST_YEAR, example.previous, lang) if example.previous else []


def _labelled(label: Text, text: str, lang: str) -> list[str]:
    """Lines with a word before them, or above them where there are several."""
    lines = text.split("\n") if text.strip() else [_say(_NOTHING, lang)]
    name = _say(label, lang)
    if len(lines) == 1:
        return [f"{name}{'' if lang == 'zh' else ' '}{lines[0]}"]
    return [name, *(f"  {line}".rstrip() for line in lines)]


def _options(example: Shown, lang: str) -> list[str]:
    facts = []
    if example.year is not None:
        facts.append(_say(_WITH_YEAR, lang, year=str(example.year)))
    if example.organ_kind is not None:
        facts.append(_say(_WITH_KIND, lang, kind=example.organ_kind))
    return facts


def _shown_facts(example: Shown) -> dict[str, Any]:
    said = [{lang: fill(text, lang, args) for lang in LANGUAGES} for text, args in example.said]
    previous = {"previous": example.previous} if example.previous else {}
    return {"before": example.before, "after": example.after, "says": said, **previous}


def _facts(page: RulePage) -> dict[str, Any]:
    return {
        "code": page.code,
        "name": page.name,
        "status": page.status,
        "since": page.since,
        "source": page.source,
        "severity": page.severity,
        "needs": page.needs or None,
        "title": page.title._asdict(),
        "explain": page.explain._asdict(),
        "messages": {variant: text._asdict() for variant, text in page.messages.items()},
        "help": page.help._asdict(),
        "fix": page.fix or None,
        "basis": [text._asdict() for text in page.basis],
        "parameters": [
            {
                "name": parameter.name,
                "default": parameter.default,
                **({"minimum": parameter.low, "maximum": parameter.high} if type(parameter.default) is int else {}),
                "about": parameter.about._asdict(),
                "since": parameter.since,
            }
            for parameter in page.parameters
        ],
        "related": [{"code": code, "name": name} for code, name in page.related],
        "bad": [_example_facts(example) for example in page.bad],
        "good": [_example_facts(example) for example in page.good],
    }


def _example_facts(example: Example) -> dict[str, Any]:
    changes = [{"old": old, "new": new} for old, new in example.changes]
    base = None if example.text else example.base
    facts: dict[str, Any] = {"text": example.text or None, "base": base, "changes": changes}
    if example.previous_base:
        before = [{"old": old, "new": new} for old, new in example.previous_changes]
        facts["previous"] = {"base": example.previous_base, "changes": before}
    return facts


def _say(text: Text, lang: str, **args: str) -> str:
    return text.fill(lang, args)
