"""Shell completion, asked for as the shells ask: by environment variables, and by a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govlint.cli.app import COMMANDS
from govlint.cli.completion import SHELLS
from govlint.config.settings import FAIL_LEVELS
from govlint.registry import load_registry
from tests.support.process import Ran, clean_environment, run_process

Run = Callable[..., Ran]
BUILT_IN = load_registry()


def asked(shell: str, *words: str, lang: str = "en_US.UTF-8") -> list[list[str]]:
    """What a shell is told where the last of the words is to be completed: its kind, its text, what it means."""
    environment = {"_GOVLINT_COMPLETE": f"{shell}_complete", "LANG": lang, "COMP_WORDS": " ".join(("govlint", *words))}
    environment["COMP_CWORD"] = words[-1] if shell == "fish" else str(len(words))
    ran = run_process(environment=environment)
    assert ran.err == ""
    lines = ran.text.splitlines()
    if shell == "bash":
        return [[*line.split(",", 1), ""] for line in lines]
    if shell == "fish":
        return [[*line.partition(",")[::2], ""] for line in lines]
    return [lines[index : index + 3] for index in range(0, len(lines), 3)]


def values(shell: str, *words: str) -> list[str]:
    return [item[1] for item in asked(shell, *words) if item[0] == "plain"]


def test_the_first_word_may_be_a_command_or_a_file() -> None:
    found = asked("zsh", "")
    assert [item[1] for item in found if item[0] == "plain"] == list(COMMANDS)
    assert ["file", "", "_"] in found
    assert ["plain", "rule", "explain a rule: what, why, legal basis, examples, what to do"] in found
    assert values("bash", "ru") == ["rule", "rules"]
    assert values("bash", "report.txt", "ru") == [], "a second word is a file"


def test_rules_are_named_with_what_they_demand() -> None:
    found = {item[1]: item[2] for item in asked("zsh", "--select", "GL3")}
    codes = [code for code in BUILT_IN.codes if code.startswith("GL3")]
    assert list(found) == ["GL3", *codes]
    assert found["GL301"] == BUILT_IN.rule("GL301").title.en
    chinese = {item[1]: item[2] for item in asked("zsh", "rule", "row-t", lang="zh_CN.UTF-8")}
    assert chinese == {"row-total": BUILT_IN.rule("GL301").title.zh}


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_the_last_rule_of_a_list_is_completed(option: str) -> None:
    assert values("bash", option, "GL301,gl60") == [f"GL301,GL60{last}" for last in (1, 2, 3, 4)]
    assert values("bash", option, "row-total,repeated-s") == ["row-total,repeated-sentence"]


def test_severities_are_completed_rule_by_rule_and_level_by_level() -> None:
    assert values("bash", "--severity", "GL81") == [code for code in BUILT_IN.codes if code.startswith("GL81")]
    assert values("zsh", "--severity", "GL811=") == ["GL811=error", "GL811=warning", "GL811=info"]
    assert values("bash", "--severity", "GL811", "=") == ["error", "warning", "info"], "bash cuts words at ="
    assert values("bash", "--severity", "GL811", "=", "in") == ["info"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_value_behind_an_equals_sign_keeps_its_option(shell: str) -> None:
    assert [value.partition("\t")[0] for value in values(shell, "--select=GL30")][:2] == [
        "--select=GL301",
        "--select=GL302",
    ]
    assert values("bash", "--select", "=", "GL301") == ["GL301"]


def test_formats_levels_settings_and_words_are_completed() -> None:
    assert values("bash", "-f", "j") == ["json", "jsonl", "junit"]
    assert values("bash", "--fail-on", "") == list(FAIL_LEVELS)
    assert values("bash", "--statistics=f") == ["--statistics=file", "--statistics=family"]
    assert values("bash", "config", "fail") == ["fail-on"]
    assert values("bash", "baseline", "") == ["create", "update", "prune"]
    assert values("bash", "rules", "t") == ["test"]
    assert values("bash", "completion", "") == list(SHELLS)


@pytest.mark.parametrize("words", [("-o", ""), ("--baseline", "a"), ("figures", ""), ("--statistics", "re")])
def test_files_are_left_to_the_shell(words: tuple[str, ...]) -> None:
    assert ["file", words[-1]] in [item[:2] for item in asked("bash", *words)]


def test_options_are_completed_with_what_they_do() -> None:
    found = {item[1]: item[2] for item in asked("zsh", "--fail")}
    assert found == {"--fail-on": "exit with status 1 for findings of this severity or above"}
    assert "--for" in values("bash", "config", "--")
    assert "--select" not in values("bash", "config", "--")


def test_rules_of_the_configuration_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rules = 'schema = 1\n[[rule]]\ncode = "SC001"\nname = "our-slogan"\nkind = "forbidden-term"\nterms = ["甲"]\n'
    Path("ours.toml").write_text(rules, encoding="utf-8")
    assert values("bash", "--rules", "ours.toml", "--select", "SC0") == ["SC001"]
    Path("govlint.toml").write_text('rules = ["ours.toml"]\n', encoding="utf-8")
    assert values("bash", "rule", "our") == ["our-slogan"]
    Path("ours.toml").write_text("[[", encoding="utf-8")
    assert values("bash", "rule", "row-t") == ["row-total"], "what is wrong with it is told when it is used"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script_of_the_shell(run: Run, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("completion", shell)
    assert ran.status == 0
    assert f"_GOVLINT_COMPLETE={shell}_complete" in ran.text
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert run("completion") == ran


@pytest.mark.parametrize("shell", ["powershell", "tcsh"])
def test_shells_that_are_not_supported_are_said_to_be(run: Run, shell: str) -> None:
    ran = run("completion", shell, "--lang", "en")
    assert ran.status == 2
    assert f"no completion for {shell}" in ran.err
    assert "bash zsh fish" in ran.err


@pytest.fixture
def in_bash(tmp_path: Path) -> Callable[..., list[str]]:
    """Asks a real bash, with the script loaded and `govlint` on its path."""
    bash = shutil.which("bash")
    if bash is None or os.name == "nt":
        pytest.skip("there is no bash")
    program = tmp_path / "govlint"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m govlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)

    def ask(*words: str) -> list[str]:
        quoted = " ".join(f"'{word}'" for word in ("govlint", *words))
        script = (
            f'eval "$(govlint completion bash)"; COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; '
            "_govlint_completion govlint; printf '%s\\n' \"${COMPREPLY[@]}\""
        )
        environment = clean_environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        ran = subprocess.run([bash, "-c", script], capture_output=True, env=environment, check=True, timeout=60)
        return ran.stdout.decode().splitlines()

    return ask


def test_bash_gets_what_it_can_put_in_place(in_bash: Callable[..., list[str]]) -> None:
    assert in_bash("rule", "GL30")[:2] == ["GL301", "GL302"]
    assert in_bash("--severity", "GL811", "=", "w") == ["warning"]
