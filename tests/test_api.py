"""govlint as a library: what it exports, what it promises, and that it comes to what the command line comes to."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govlint
from govlint.output import FORMATS
from tests.support.process import Ran
from tests.support.texts import EXAMPLES

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[1]
PAGES = ("docs/api.md", "docs/api.zh.md")
_BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    for name, example in (("clean", "clean.txt"), ("faulty", "report.txt")):
        Path(f"reports/{name}.txt").write_bytes(Path(EXAMPLES, example).read_bytes())


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_the_page_do_what_it_says(page: str) -> None:
    blocks = _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    printed, compared = "", 0
    for kind, text in blocks:
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(text, page, "exec"), names)
            printed = out.getvalue()
        else:
            assert printed == text
            compared += 1
    assert compared >= 5


def test_both_pages_have_the_same_examples() -> None:
    first, second = (_BLOCK.findall((ROOT / page).read_text(encoding="utf-8")) for page in PAGES)
    assert first == second


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_every_parameter_and_every_export(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert not {name for name in inspect.signature(govlint.lint).parameters if f"`{name}`" not in text}
    functions = {name for name in govlint.__all__ if inspect.isfunction(getattr(govlint, name))}
    assert functions == {"advice", "basis", "lint", "message", "place", "render"}
    errors = {name for name in govlint.__all__ if name.endswith("Error")}
    assert not {name for name in functions | errors if name not in text}


def test_every_export_is_there_and_documented() -> None:
    for name in govlint.__all__:
        exported = getattr(govlint, name)
        assert name == "__version__" or inspect.getdoc(exported), name
    assert not hasattr(govlint, "Registry")
    assert all(issubclass(getattr(govlint, name), ValueError) for name in govlint.__all__ if name.endswith("Error"))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_render_writes_what_the_command_line_writes(run: Run, form: str) -> None:
    result = govlint.lint(["reports"], pages=FORMATS[form].shows_report)
    printed = run("reports", "--isolated", "-f", form, "--lang", "en").text
    rendered = govlint.render(result, form, lang="en")
    if form == "html":
        assert rendered.splitlines()[:5] == printed.splitlines()[:5]
    else:
        assert rendered == printed


def test_html_without_pages_and_formats_that_there_are_not_are_refused() -> None:
    result = govlint.lint(["reports"])
    with pytest.raises(ValueError, match="pages=True"):
        govlint.render(result, "html")
    with pytest.raises(ValueError, match="no format 'yaml'"):
        govlint.render(result, "yaml")


def test_configurations_hold_only_where_they_are_asked_for() -> None:
    Path("reports/govlint.toml").write_text('select = ["GL3"]\nexclude = ["clean*"]\n', encoding="utf-8")
    assert len(govlint.lint(["reports"]).files) == 2
    found = govlint.lint(["reports"], isolated=False)
    assert [file.path for file in found.files] == ["reports/faulty.txt"]
    assert {diagnostic.code[:3] for _, diagnostic in found.diagnostics} == {"GL3"}
    named = govlint.lint(["reports/faulty.txt"], config="reports/govlint.toml", ignore=["GL301"])
    assert "GL301" not in {diagnostic.code for _, diagnostic in named.diagnostics}
    assert named.codes == tuple(code for code in found.codes if code != "GL301")


def test_what_a_configuration_says_wrong_is_named_with_its_line() -> None:
    Path("govlint.toml").write_text('\nselect = ["row-totals"]\n', encoding="utf-8")
    with pytest.raises(govlint.UserFileError) as caught:
        govlint.lint(["reports"], isolated=False)
    assert (caught.value.path, caught.value.line, caught.value.nearest) == ("govlint.toml", 2, "row-total")
    assert "是不是 row-total?" in caught.value.sentence("zh")


def test_baselines_audits_and_severities_are_as_on_the_command_line(run: Run) -> None:
    assert run("baseline", "create", "reports").status == 0
    known = govlint.lint(["reports"], baseline="govlint-baseline.json")
    assert (known.counts.total, known.suppressed) == (0, {"baseline": 9})
    Path("reports/govlint.toml").write_text('[[ignore]]\ncode = "GL601"\n', encoding="utf-8")
    audit = govlint.lint(["reports"], audit=True, isolated=False)
    assert (audit.counts.total, audit.would_be_suppressed) == (9, 1)
    errors = govlint.lint(["reports"], min_severity="error", severities=[("GL601", "info")])
    printed = run("reports", "--isolated", "--min-severity=error", "--severity=GL601=info", "-f", "json").text
    assert errors.counts.fields() == {
        key: json.loads(printed)["summary"][key] for key in ("errors", "warnings", "infos")
    }
    with pytest.raises(govlint.BadLevelError):
        govlint.lint(["reports"], severities=[("GL601", "fatal")])


def test_results_can_be_sent_to_another_process() -> None:
    result = govlint.lint(["reports/faulty.txt"])
    copy = pickle.loads(pickle.dumps(result))
    assert [item.fields() for item in copy.files] == [item.fields() for item in result.files]
