"""The catalogue lists exactly the rules there are, and codes and names mean one thing for ever."""

from __future__ import annotations

import os
import re
from collections import Counter

from govlint.pack import load_pack
from govlint.registry import load_registry
from govlint_rules.catalogue import RETIRED, render, scan


def catalogue_text() -> str:
    with open(os.path.join(load_pack().folder, "catalogue.toml"), encoding="utf-8") as file:
        return file.read()


def test_the_catalogue_is_what_the_rules_say() -> None:
    assert catalogue_text() == render(), "write it anew: python -m govlint_rules.catalogue"


def test_every_rule_in_the_modules_is_listed_and_nothing_else() -> None:
    listed = {code: (fields[0], fields[1]) for code, fields in load_pack().catalogue.items() if fields[2] != RETIRED}
    assert listed == {rule.code: (rule.name, f"{module}:{rule.__name__}") for module, rule in scan()}


def test_codes_and_names_are_used_once() -> None:
    rules = [rule for _, rule in scan()]
    for used in (Counter(rule.code for rule in rules), Counter(rule.name for rule in rules)):
        assert not [key for key, times in used.items() if times > 1]


def test_codes_are_sorted_one_a_line() -> None:
    lines = [line for line in catalogue_text().splitlines() if line and not line.startswith("#")]
    codes = [line.partition(" = ")[0] for line in lines]
    assert codes == sorted(codes)
    assert codes == list(load_pack().catalogue)


def test_codes_and_names_have_their_form() -> None:
    for _, rule in scan():
        assert re.fullmatch(r"GL\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


def test_the_registry_finds_every_rule_by_its_code() -> None:
    registry = load_registry()
    for code in registry.codes:
        assert registry.rule(code).code == code
        assert registry.names[registry.rule(code).name] == code


def test_every_event_of_the_machine_has_one_rule() -> None:
    events = [rule.event for _, rule in scan() if rule.event]
    assert sorted(events) == ["not-a-report", "rule-crashed", "unreadable", "unsupported", "unused-suppression"]
