"""A day of a clerk, from the first run to the gate: every command in the order in which people meet them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.process import Ran, clean_environment, run_process
from tests.support.texts import EXAMPLES

CLEAN = Path(EXAMPLES, "clean.txt")
FAULTY = Path(EXAMPLES, "report.txt")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of reports in a git repository."""
    folder = tmp_path / "desk"
    (folder / "reports").mkdir(parents=True)
    (folder / "reports" / "水利局.txt").write_bytes(FAULTY.read_bytes())
    (folder / "reports" / "教育局.txt").write_bytes(CLEAN.read_bytes())
    git(folder, "init", "-q")
    return folder


def git(folder: Path, *args: str) -> str:
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.invalid")
    ran = subprocess.run(
        ["git", *identity, *args], cwd=folder, env=clean_environment(), capture_output=True, check=True, timeout=60
    )
    return ran.stdout.decode()


def codes(ran: Ran) -> list[str]:
    return [finding["code"] for finding in json.loads(ran.text)["diagnostics"] if not finding["suppressed"]]


def test_from_the_first_run_to_the_gate(desk: Path) -> None:
    # The morning: a commented configuration, and a look at the whole folder.
    assert run_process("init", cwd=str(desk)).status == 0
    configuration = desk / "govlint.toml"
    assert run_process("config", cwd=str(desk)).status == 0

    first = run_process("--format", "json", "reports", cwd=str(desk))
    assert first.status == 1
    everything = codes(first)
    assert "GL301" in everything
    assert {finding["path"] for finding in json.loads(first.text)["diagnostics"]} == {"reports/水利局.txt"}

    # One family at a time, and one rule that this office does not want.
    assert set(codes(run_process("--format", "json", "--select", "GL3", "reports", cwd=str(desk)))) <= {
        code for code in everything if code.startswith("GL3")
    }
    configuration.write_text(configuration.read_text("utf-8") + '\nignore = ["GL601"]\n', "utf-8")
    without = codes(run_process("--format", "json", "reports", cwd=str(desk)))
    assert "GL601" not in without
    assert sorted(without) == sorted(code for code in everything if code != "GL601")

    # What is there today is accepted; from now on only new findings count.
    assert run_process("baseline", "create", "reports", cwd=str(desk)).status == 0
    (baseline,) = [path for path in desk.iterdir() if "baseline" in path.name]
    accepted = run_process("--baseline", baseline.name, "--format", "json", "reports", cwd=str(desk))
    assert (accepted.status, codes(accepted)) == (0, [])

    # An edit: one blank line, one new fault, nothing else is told.
    report = desk / "reports" / "教育局.txt"
    text = report.read_text("utf-8")
    report.write_text("\n" + text.replace("。\n", "。。\n", 1), "utf-8")
    edited = run_process("--baseline", baseline.name, "--format", "json", "reports", cwd=str(desk))
    assert codes(edited) == ["GL722"]

    # It is shown what would be done, then it is done, and then there is nothing left to do.
    shown = run_process("fix", "--diff", "reports/教育局.txt", cwd=str(desk))
    assert report.read_text("utf-8").count("。。") == 1
    assert [line[:1] for line in shown.text.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")] == [
        "-",
        "+",
    ]
    assert run_process("fix", "reports/教育局.txt", cwd=str(desk)).status == 0
    assert report.read_text("utf-8") == "\n" + text
    assert codes(run_process("--baseline", baseline.name, "--format", "json", "reports", cwd=str(desk))) == []

    # In the evening the gate reads machine formats, several in one run.
    gate = run_process("-o", "gate.sarif", "-o", "junit=gate.xml", "-o", "checklist=gate.md", "reports", cwd=str(desk))
    assert gate.status == 1
    assert json.loads((desk / "gate.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(desk / "gate.xml").getroot().tag == "testsuites"
    assert "GL301" in (desk / "gate.md").read_text("utf-8")
