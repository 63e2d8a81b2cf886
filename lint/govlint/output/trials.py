"""What came of the examples of rules: a line a rule, and what is wrong below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govlint.messages import fill
from govlint.output.terminal import escaped, styled
from govlint.rule import Text

if TYPE_CHECKING:
    from govlint.examples import Outcome
    from govlint.output import View
    from govlint.rule import Rule

_RIGHT = Text("通过", "passed")
_WRONG = Text("不符", "failed")
_NO_EXAMPLES = Text("没有示例", "no examples")
_COUNTS = Text("错误示例 {bad},正确示例 {good}", "bad {bad}, good {good}")
_WHICH = {
    "bad": Text("第 {number} 个错误示例:{problem}", "bad example {number}: {problem}"),
    "good": Text("第 {number} 个正确示例:{problem}", "good example {number}: {problem}"),
}
_SUMMARY = Text(
    "{rules} 条规则,{examples} 个示例:{right} 个符合,{wrong} 个不符",
    "{rules} rules, {examples} examples: {right} came out right, {wrong} did not",
)


def trials_as_text(rules: Sequence[Rule], outcomes: Sequence[Outcome], view: View) -> str:
    """The outcomes rule by rule, and the whole in a line."""
    lang, lines = view.lang, []
    for rule in rules:
        own = [outcome for outcome in outcomes if outcome.code == rule.code]
        wrong = [outcome for outcome in own if outcome.problems]
        state = _NO_EXAMPLES if not own else _WRONG if wrong else _RIGHT
        counts = {kind: sum(outcome.kind == kind for outcome in own) for kind in ("bad", "good")}
        shown = styled(fill(state, lang, {}), "1;31" if wrong else "32" if own else "1;33", view.color)
        told = fill(_COUNTS, lang, counts) if own else ""
        lines.append(f"{rule.code} {rule.name}  {shown}  {told}".rstrip())
        for outcome in wrong:
            for text, args in outcome.problems:
                facts = {"number": outcome.number, "problem": fill(text, lang, args)}
                lines.append("  " + escaped(fill(_WHICH[outcome.kind], lang, facts)))
    failed = sum(bool(outcome.problems) for outcome in outcomes)
    facts = {"rules": len(rules), "examples": len(outcomes), "right": len(outcomes) - failed, "wrong": failed}
    return "\n".join([*lines, fill(_SUMMARY, lang, facts)]) + "\n"


def trials_as_json(rules: Sequence[Rule], outcomes: Sequence[Outcome], view: View) -> str:
    """The outcomes for programs."""
    import json

    entries = [
        {
            "code": rule.code,
            "name": rule.name,
            "examples": [
                {
                    "kind": outcome.kind,
                    "number": outcome.number,
                    "passed": not outcome.problems,
                    "problems": [fill(text, view.lang, args) for text, args in outcome.problems],
                }
                for outcome in outcomes
                if outcome.code == rule.code
            ],
        }
        for rule in rules
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
