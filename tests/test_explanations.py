"""What is said of rules: the page of each in both languages, the pages under docs/, and codes that never change."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from govlint.explain import page_of, shown_examples
from govlint.pack import load_pack
from govlint.registry import load_registry
from govlint.rule import Rule
from govlint_rules import catalogue
from govlint_rules.docs import COMMAND, FOLDER, main, render
from tests.support.process import Ran

Run = Callable[..., Ran]

ROOT = Path(__file__).parent.parent
REGISTRY = load_registry()
HEADINGS = {
    "zh": ("检查什么", "为什么(依据)", "错误示例", "正确示例", "怎么办", "不想用这条规则"),
    "en": (
        "What it checks",
        "Why (legal basis)",
        "Failing examples",
        "Passing examples",
        "How to fix it",
        "How to suppress",
    ),
}


def judging() -> list[str]:
    return [code for code in REGISTRY.codes if type(REGISTRY.rule(code)).check is not Rule.check]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", judging())
def test_a_page_says_what_why_how_and_shows_both_kinds_of_example(run: Run, code: str, lang: str) -> None:
    page = run("rule", code, "--lang", lang, "-f", "md").text
    for heading in HEADINGS[lang]:
        assert f"## {heading}" in page, heading
    assert f"--ignore {code}" in page
    assert f'ignore = ["{code}"]' in page
    if REGISTRY.rule(code).related:
        assert "## 相关规则" in page or "## Related rules" in page


@pytest.mark.parametrize("code", judging())
def test_a_failing_example_is_short_keeps_its_marks_and_says_what_the_rule_says(code: str) -> None:
    bad, good = shown_examples(REGISTRY, code)
    assert bad
    assert good
    for example in bad:
        assert example.after.count("⟦") == example.after.count("⟧") >= 1
        assert example.said
        assert all("{" not in text.fill(lang, args) for text, args in example.said for lang in ("zh", "en"))
    for example in (*bad, *good):
        for text in (example.before, example.after):
            assert len(text) < 3000
            assert text.count("\n") < 60
    for example in good:
        assert "⟦" not in example.after


def test_the_page_as_json_has_everything_in_both_languages(run: Run) -> None:
    page = json.loads(run("rule", "row-total", "-f", "json").text)
    assert page["failing"][0]["after"].count("⟦") == 1
    assert set(page["failing"][0]["says"][0]) == {"zh", "en"}
    assert page["passing"][0]["after"]
    assert {near["code"] for near in page["related"]} >= {"GL302"}


def test_text_and_markdown_of_a_page_say_the_same(run: Run) -> None:
    for code in ("GL301", "GL104", "GL003"):
        text, markdown = (run("rule", code, "-f", form).text for form in ("text", "md"))
        said = page_of(REGISTRY, code).explain.zh
        assert said[:12] in text
        assert said in markdown


def test_markup_in_the_words_of_a_rule_stays_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ours.toml").write_text(
        'schema = 1\n[[rule]]\ncode = "SC001"\nname = "a"\nkind = "forbidden-term"\nterms = ["x"]\n'
        'explain = "<script>*a*|b`c`[d](e)\\u001b[31m"\nbad = ["⟦x⟧ ```"]\n',
        encoding="utf-8",
    )
    markdown = run("rule", "SC001", "--rules", "ours.toml", "-f", "md").text
    assert r"\<script\>\*a\*\|b\`c\`\[d\](e)" in markdown
    assert "````text" in markdown
    assert "\x1b" not in markdown + run("rule", "SC001", "--rules", "ours.toml").text


# -- the pages under docs/ -----------------------------------------------------------------------------------------


def test_the_pages_under_docs_are_what_the_rules_say() -> None:
    folder = ROOT / FOLDER
    written = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    fresh = render()
    stale = sorted(path for path in {*written, *fresh} if written.get(path) != fresh.get(path))
    assert not stale, f"write the pages anew: {COMMAND}"


def test_writing_the_pages_takes_away_those_of_rules_that_are_gone(tmp_path: Path) -> None:
    main(str(tmp_path))
    (tmp_path / "zh" / "GL999.md").write_text("gone", encoding="utf-8")
    main(str(tmp_path))
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == set(render())


def test_links_under_docs_lead_somewhere() -> None:
    for path in (ROOT / "docs").rglob("*.md"):
        text = re.sub(r"(?ms)^(`{3,})text$.*?^\1$", "", path.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (path.parent / target).exists(), f"{path}: {target}"


def test_the_table_of_rules_has_every_rule_and_retired_rules_have_pages(test_pack: str) -> None:
    pages = render(test_pack)
    assert "[TP101](TP101.md)" in pages["zh/README.md"]
    assert "[TP190](TP190.md) `old-word`" in pages["en/README.md"]
    assert "Retired in version 0.2.0; [TP101](TP101.md) took its place." in pages["en/TP190.md"]
    assert "已于 0.2.0 版停用。" in pages["zh/TP191.md"]


# -- codes ---------------------------------------------------------------------------------------------------------


def test_a_retired_rule_leads_to_a_rule_that_there_is(test_pack: str) -> None:
    for registry in (REGISTRY, load_registry(test_pack)):
        for entry in registry.entries.values():
            if entry.is_retired:
                assert not entry.target or entry.target in registry.codes


@pytest.fixture
def pack_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in pack's catalogue that can be changed."""
    folder = tmp_path / "pack"
    folder.mkdir()
    shutil.copy(os.path.join(load_pack().folder, "catalogue.toml"), folder / "catalogue.toml")
    listed = list(catalogue.scan())
    monkeypatch.setattr(catalogue, "scan", lambda package="": iter(listed))
    monkeypatch.setattr(load_pack(), "folder", str(folder))
    return folder / "catalogue.toml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("GL301 =", 'GL299 = ["gone", "sums:Gone", "stable", "0.1.0"]\nGL301 =', "GL299 has no rule any more"),
        ('GL301 = ["row-total"', 'GL301 = ["row-sum"', "GL301 was called row-sum; a name never changes"),
        ('"sums:RowTotal", "stable"', '"GL302", "retired"', "GL301 is retired and cannot be used again"),
        ("GL301 =", 'GL299 = ["row-total", "GL301", "retired", "0.1.0"]\nGL301 =', "names used twice: row-total"),
    ],
)
def test_codes_and_names_are_never_used_for_something_else(pack_copy: Path, old: str, new: str, told: str) -> None:
    text = pack_copy.read_text(encoding="utf-8")
    assert old in text
    pack_copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        catalogue.render()


def test_a_retired_line_is_kept(pack_copy: Path) -> None:
    text = pack_copy.read_text(encoding="utf-8")
    line = 'GL299 = ["gone", "GL301", "retired", "0.2.0"]\n'
    pack_copy.write_text(text + line, encoding="utf-8")
    assert line in catalogue.render()
