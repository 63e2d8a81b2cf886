"""A small rule pack for the tests of the machine, made of rules here and of the built-in pack's formats."""

from __future__ import annotations

import os
import shutil

from govlint.pack import load_pack

NAME = "govlint_test_pack"

RULES = {
    "TP001": ("cannot-read", "Unreadable"),
    "TP002": ("cannot-take", "Unsupported"),
    "TP003": ("no-report", "NoReport"),
    "TP009": ("broken-rule", "Crashed"),
    "TP101": ("wrong-word", "Word"),
    "TP102": ("wrong-sum", "Sum"),
    "TP103": ("fragile", "Fragile"),
    "TP104": ("doubtful", "Doubtful"),
    "TP105": ("no-ending", "Ending"),
    "TP106": ("echo", "Echo"),
}
RETIRED = {"TP190": ("old-word", "TP101"), "TP191": ("gone", "")}

LAW = """
[TEST-1]
zh = "《测试条例》第一条:和数应当正确,错字应当改正"
en = "Test Regulation, art. 1: sums must be right and wrong words put right"
[TEST-2]
zh = "《测试条例》第二条:字要写对"
en = "Test Regulation, art. 2: words must be spelt"
"""

FAMILIES = """
[TP1]
zh = "词语"
en = "Words"
"""


def build_pack(parent: str) -> None:
    """Writes the package `NAME` into the folder `parent`."""
    folder = os.path.join(parent, NAME)
    built_in = load_pack().folder
    for part in ("formats", "vocabulary"):
        shutil.copytree(os.path.join(built_in, part), os.path.join(folder, part))
    os.mkdir(os.path.join(folder, "law"))
    catalogue = [f'{code} = ["{name}", "rules:{cls}", "stable", "0.1.0"]' for code, (name, cls) in RULES.items()]
    catalogue += [f'{code} = ["{name}", "{then}", "retired", "0.2.0"]' for code, (name, then) in RETIRED.items()]
    for name, content in (
        ("__init__.py", ""),
        ("rules.py", "from tests.support.pack_rules import *\n"),
        ("catalogue.toml", "\n".join(catalogue) + "\n"),
        (os.path.join("law", "test.toml"), LAW),
        ("families.toml", FAMILIES),
    ):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
