"""What is imported when, and who may import whom.

A time test is noisy; the list of modules after a run is exact. The layers are: cli → run → engine → rules → report →
document ← readers ← source; outputs see only the result; nothing imports cli.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import govlint
import govlint_rules
from tests.support.process import clean_environment
from tests.support.texts import EXAMPLES

LINT = Path(govlint.__file__).parent
RULES = Path(govlint_rules.__file__).parent

CLEAN = os.path.join(EXAMPLES, "clean.txt")
FAULTY = os.path.join(EXAMPLES, "report.txt")

HEAVY = {
    "argparse",
    "ast",
    "asyncio",
    "click",
    "concurrent",
    "copy",
    "dataclasses",
    "decimal",
    "difflib",
    "email",
    "gettext",
    "glob",
    "hashlib",
    "html",
    "http",
    "importlib.metadata",
    "importlib.util",
    "inspect",
    "locale",
    "logging",
    "multiprocessing",
    "pathlib",
    "pickle",
    "platform",
    "pprint",
    "random",
    "rapidfuzz",
    "rich",
    "shutil",
    "socket",
    "ssl",
    "string",
    "subprocess",
    "tempfile",
    "textwrap",
    "threading",
    "tokenize",
    "tomli",
    "tomllib",
    "traceback",
    "unittest",
    "urllib",
    "uuid",
    "xml",
    "zipfile",
}
"""What checking a report does without, once the data files have been read for the first time."""


@pytest.fixture(scope="module", autouse=True)
def _byte_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Byte code, and the data kept beside it, are written as on a user's machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("PYTHONDONTWRITEBYTECODE", "")
        for report in (CLEAN, FAULTY):  # what is parsed and kept at the first run is there from then on
            modules_after(report)
        yield


def modules_after(*args: str) -> set[str]:
    """Every module that is loaded after that command line."""
    code = (
        "import sys\n"
        "from govlint.cli.app import main\n"
        "main(sys.argv[1:])\n"
        "import json\n"
        "print('\\n' + json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, env=clean_environment(), check=True, timeout=60
    )
    return set(json.loads(ran.stderr.decode().splitlines()[-1]))


def own(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "govlint"}


@pytest.fixture(scope="module")
def started_with() -> set[str]:
    """What a bare interpreter loads, with the `json` that tells of it."""
    code = "import json, sys; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=clean_environment(), check=True)
    return set(json.loads(ran.stdout))


def heavy(modules: set[str], started_with: set[str]) -> set[str]:
    return {name for name in modules - started_with if name in HEAVY or name.partition(".")[0] in HEAVY}


def test_the_api_is_cheap_to_import() -> None:
    code = "import sys; before = set(sys.modules); import govlint; print(sorted(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, env=python_path(), check=True)
    loaded = ast.literal_eval(ran.stdout.decode())
    assert own(set(loaded)) == {"govlint", "govlint.version"}


def python_path() -> dict[str, str]:
    """An environment in which the packages are found without `site`."""
    return clean_environment(PYTHONPATH=os.pathsep.join({str(LINT.parent), str(RULES.parent)}))


def test_version_loads_next_to_nothing(started_with: set[str]) -> None:
    modules = modules_after("--version")
    assert own(modules) == {"govlint", "govlint.cli", "govlint.cli.app", "govlint.cli.streams", "govlint.version"}
    assert modules - started_with - own(modules) <= {"gc", "__future__"}


def test_help_loads_no_engine(started_with: set[str]) -> None:
    modules = modules_after("--help")
    assert "click" in modules
    assert not {"govlint.engine", "govlint.run", "govlint.report.model", "tomllib", "rich", "rapidfuzz"} & modules
    assert not {"pygls", "lsprotocol", "asyncio", "govlint.server"} & modules


@pytest.mark.parametrize("form", ["json", "concise", "full"])
@pytest.mark.parametrize("path", [CLEAN, FAULTY], ids=["clean", "faulty"])
def test_checking_a_report_loads_nothing_heavy(started_with: set[str], form: str, path: str) -> None:
    modules_after(path)
    modules = modules_after(path, "--format", form)
    assert heavy(modules, started_with) <= {"decimal"}, "decimal figures are read with decimal"
    assert {name.partition(".")[0] for name in modules - started_with} - set(sys.stdlib_module_names) == {
        "govlint",
        "govlint_rules",
    }
    assert {name for name in own(modules) if name.startswith(("govlint.cli", "govlint.output", "govlint.config"))} == {
        "govlint.cli",
        "govlint.cli.app",
        "govlint.cli.arguments",
        "govlint.cli.check",
        "govlint.cli.exits",
        "govlint.cli.streams",
        "govlint.cli.targets",
        "govlint.config",
        "govlint.config.groups",
        "govlint.config.resolve",
        "govlint.config.select",
        "govlint.config.settings",
        "govlint.output",
        f"govlint.output.{form}",
        "govlint.output.terminal",
        "govlint.output.wording",
        *(["govlint.output.wrap"] if form == "full" else []),
    }
    assert not {"govlint.suppress", "govlint.notes", "govlint.baseline", "govlint.comparison"} & modules
    assert not {name for name in modules if name.startswith(("govlint_rules.previous", "govlint_rules.likeness"))}
    assert not {"govlint.pool", "govlint.gitignore", "govlint.outline", "govlint.explain"} & modules


def test_a_configuration_loads_no_more_than_it_needs(tmp_path: Path, started_with: set[str]) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(Path(CLEAN).read_bytes())
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "govlint"\n[tool.ruff]\n', encoding="utf-8")
    assert not {"tomllib", "tomli", "govlint.config.load"} & modules_after(str(report))
    (tmp_path / "govlint.toml").write_text('select = ["GL3"]\n', encoding="utf-8")
    modules = modules_after(str(report)) - started_with
    assert not {"click", "rapidfuzz", "rich", "govlint.userrules", "govlint.explain", "govlint.examples"} & modules
    assert "govlint.config.load" in modules
    rules = 'schema = 1\n[[rule]]\ncode = "SC001"\nname = "a"\nkind = "forbidden-term"\nterms = ["甲"]\n'
    (tmp_path / "ours.toml").write_text(rules, encoding="utf-8")
    modules = modules_after(str(report), "--rules", str(tmp_path / "ours.toml")) - started_with
    assert not {"click", "rapidfuzz", "rich", "govlint.userrules.relation", "govlint.examples"} & modules
    assert not [path for path in tmp_path.iterdir() if path.name == "__pycache__"], "nothing is left in users' folders"


def test_only_colours_load_rich() -> None:
    modules = modules_after(FAULTY, "--color", "always")
    assert "rich.console" in modules
    assert not {"rich.progress", "rich.markdown", "rich.syntax", "pygments"} & modules


def test_only_selected_rules_are_imported() -> None:
    modules = {name for name in modules_after(CLEAN, "--select", "GL811") if name.startswith("govlint_rules.")}
    assert modules <= {
        "govlint_rules.run",
        "govlint_rules.residue",
        "govlint_rules.fixes",
        "govlint_rules.report_facts",
        "govlint_rules.places",
    }


# -- who imports whom ----------------------------------------------------------------------------------------------

TOOLS = {"named"}
"""What every part may import: it stands in for a module of the standard library."""
LAYERS: dict[str, set[str]] = {
    "named": set(),
    "version": set(),
    "records": set(),
    "datafile": set(),
    "patterns": {"datafile"},
    "document": {"document"},
    "source": {"source"},
    "readers": {"readers", "source", "document"},
    "rule": set(),
    "problems": {"messages", "rule"},
    "nearest": set(),
    "tomlfile": {"nearest", "problems", "rule"},
    "pack": {"datafile", "report"},
    "report": {"report", "document", "patterns"},
    "result": {"records", "rule"},
    "messages": {"rule"},
    "pipeline": {"result", "rule"},
    "notes": {"engine", "fingerprint", "pipeline", "result", "rule"},
    "baseline": {"engine", "problems", "records", "result", "rule"},
    "suppress": {"config", "document", "records", "result"},
    "ignoring": {"config", "locate", "records", "result"},
    "fingerprint": {"rule"},
    "gitignore": {"records"},
    "pool": set(),
    "locate": {"records", "result"},
    "userrules": {"userrules", "document", "messages", "nearest", "pack", "problems", "report", "rule", "tomlfile"},
    "registry": {"records", "pack", "problems", "rule", "result", "userrules"},
    "sets": {"records", "rule", "sets"},
    "batch": {
        "batch",
        "discover",
        "engine",
        "figures",
        "fingerprint",
        "locate",
        "messages",
        "nearest",
        "output",
        "pack",
        "pipeline",
        "pool",
        "problems",
        "readers",
        "records",
        "registry",
        "report",
        "result",
        "rule",
        "run",
        "sets",
        "source",
        "tomlfile",
        "version",
    },
    "examples": {"batch", "readers", "records", "report", "rule", "source"},
    "explain": {"batch", "examples", "records", "rule"},
    "outline": {"report"},
    "figures": {"outline", "patterns", "report"},
    "collect": {"engine", "figures", "pool", "readers", "registry", "report", "result", "rule", "run", "source"},
    "page": {"report"},
    "annotate": {"document", "messages", "output", "readers", "rule"},
    "repair": {"locate", "result", "source"},
    "fixers": {"fixers", "readers", "source"},
    "fix": {
        "engine",
        "figures",
        "fixers",
        "readers",
        "records",
        "repair",
        "report",
        "result",
        "rule",
        "source",
        "suppress",
    },
    "comparison": {"records", "report", "result", "rule"},
    "engine": {
        "comparison",
        "records",
        "page",
        "fingerprint",
        "locate",
        "pack",
        "pipeline",
        "registry",
        "repair",
        "report",
        "result",
        "rule",
        "suppress",
    },
    "config": {"records", "config", "gitignore", "messages", "nearest", "problems", "rule", "tomlfile", "userrules"},
    "discover": {"records", "gitignore", "result"},
    "run": {
        "comparison",
        "records",
        "config",
        "discover",
        "engine",
        "notes",
        "pack",
        "pool",
        "readers",
        "registry",
        "report",
        "result",
        "rule",
        "source",
        "version",
    },
    "output": {"records", "output", "result", "messages", "patterns", "rule", "locate", "page", "figures", "repair"},
    "server": {
        "server",
        "baseline",
        "config",
        "engine",
        "explain",
        "fix",
        "gitignore",
        "ignoring",
        "messages",
        "nearest",
        "output",
        "pack",
        "plan",
        "problems",
        "records",
        "registry",
        "report",
        "result",
        "rule",
        "run",
        "source",
        "suppress",
        "version",
    },
    "plan": {"baseline", "config", "discover", "gitignore", "pack", "problems", "records", "result", "rule", "run"},
    "__init__": {"config", "discover", "output", "plan", "problems", "result", "rule", "run", "version"},
    "__main__": {"cli"},
}
"""What each part of govlint may import at run time, itself included; the command line may import everything."""


def imports_of(path: Path) -> Iterator[str]:
    """The modules that a file imports at run time, wherever in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (
                f"{node.module}.{alias.name}" if node.module == "govlint" else str(node.module) for alias in node.names
            )


def parts() -> dict[str, list[Path]]:
    """The files of each part of govlint: a module or a package at its top."""
    found: dict[str, list[Path]] = {}
    for path in sorted(LINT.rglob("*.py")):
        first = path.relative_to(LINT).parts[0]
        found.setdefault(first.removesuffix(".py"), []).append(path)
    return found


def test_every_part_has_its_place() -> None:
    assert set(parts()) == {*LAYERS, "cli"}


@pytest.mark.parametrize("part", sorted(LAYERS))
def test_a_part_imports_only_what_is_below_it(part: str) -> None:
    for path in parts()[part]:
        for module in imports_of(path):
            top, _, rest = module.partition(".")
            assert top != "govlint_rules", f"{path.name} imports the rule pack, which has no privileges"
            if top == "govlint" and rest:
                assert rest.partition(".")[0] in LAYERS[part] | TOOLS, f"{path.name} imports {module}"


def test_rules_import_the_report_and_nothing_of_the_machine() -> None:
    allowed = {"rule", "report", "document", "patterns", "sets"} | TOOLS
    for path in sorted(RULES.glob("*.py")):
        if path.name in ("catalogue.py", "docs.py"):
            continue
        for module in imports_of(path):
            top, _, rest = module.partition(".")
            assert top != "govlint" or rest.partition(".")[0] in allowed, f"{path.name} imports {module}"


def test_nothing_but_the_module_entry_imports_the_command_line() -> None:
    for part, paths in parts().items():
        for path in paths:
            if part not in ("cli", "__main__"):
                assert not any(module.startswith("govlint.cli") for module in imports_of(path)), path
