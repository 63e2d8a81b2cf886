"""A tiny rule pack as a province would write it: the shape of the built-in one, with one rule, its law and a report."""

from __future__ import annotations

import os

from govlint.pack import load_pack

RULE = '''\
"""A rule of our province."""

from govlint.rule import WARNING, Rule, Text, change


class Hotline(Rule):
    """The hotline is named."""

    code = "OP101"
    name = "hotline"
    severity = WARNING
    title = Text("写明热线电话", "The hotline is named")
    explain = Text("总体情况里应当写明热线。", "Section one should name the hotline.")
    messages = {"default": Text("没有写明{what}", "{what} is not named")}
    help = Text("补写。", "Add it.")
    basis = ("OURS-1", "LAW-6")
    related = ("GL104",)
    bad = (change(("一、总体情况", "⟦一、总体情况⟧"), ("12345热线", "热线"), base="ours"),)
    good = (change(base="ours"), change(("12345热线", "政务服务热线12345"), base="ours"))

    def check(self, report):
        section = report.section(1)
        if section is not None and "12345" not in report.text[section.start : section.end]:
            heading = section.heading
            yield self.finding(heading.start, heading.end, args={"what": "12345"})
'''
CATALOGUE = """\
OP101 = ["hotline", "words:Hotline", "stable", "1.0"]
OP190 = ["old-hotline", "OP101", "retired", "1.1"]
"""
LAW = '[OURS-1]\nzh = "《本省指引》第一条"\nen = "Guide of our province, art. 1"\n'


def build_our_pack(parent: str, name: str, **files: str) -> str:
    """Writes the package `name` into the folder `parent`, with `files` (by their names, `_` for a point) instead of its
    own; returns its folder.
    """
    folder = os.path.join(parent, name)
    report = (
        load_pack()
        .read_text("examples", "department-2023.txt")
        .replace("(五)监督保障。", "(五)监督保障。开通12345热线。")
    )
    content = {
        "__init__.py": "",
        "words.py": RULE,
        "catalogue.toml": CATALOGUE,
        "law/ours.toml": LAW,
        "examples/ours.txt": report,
        **{file.replace("_", ".", 1): text for file, text in files.items()},
    }
    for path, text in content.items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)
    return folder
