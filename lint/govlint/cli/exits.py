"""How a run that could not be done ends: a sentence on standard error, and the exit status.

0: every file was read, and nothing at or above `--fail-on` was found; 1: findings at or above it; 2: could not judge.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from govlint.cli.streams import write_note
from govlint.messages import LANGUAGES, fill, language
from govlint.output.terminal import escaped
from govlint.result import FAILURE_STATUS
from govlint.rule import Text

_SEE_HELP = Text("用法见 govlint --help。", "See govlint --help.")
_CANNOT_WRITE = Text("写不出去:{problem}", "cannot write: {problem}")
_INTERNAL = Text(
    "govlint 自身出错({problem},{place})。请把命令和这句话报告给维护者。",
    "govlint itself failed ({problem} at {place}). Please report the command and this line.",
)


class UsageProblem(Exception):  # noqa: N818 - a word to the user, no error of the program
    """What a user asked for that cannot be done, as a sentence in the user's language."""


def language_of(args: Sequence[str]) -> str:
    """The language asked for by these arguments of the command line, the environment, or the locale."""
    asked = os.environ.get("GOVLINT_LANG", "auto").lower()
    for index, arg in enumerate(args):
        name, _, value = arg.partition("=")
        if name == "--lang":
            asked = (value or "".join(args[index + 1 : index + 2])).lower()
    return language(asked if asked in LANGUAGES else "auto", os.environ)


def status_of_problem(problem: Exception, args: Sequence[str]) -> int:
    """Says what went wrong, and returns the exit status for it."""
    lang = language_of(args)
    sentence = _usage_sentence(problem, lang)
    if sentence is not None:
        write_note(f"govlint: {escaped(sentence)}\n{fill(_SEE_HELP, lang, {})}")
    elif isinstance(problem, OSError):
        write_note("govlint: " + escaped(fill(_CANNOT_WRITE, lang, {"problem": problem.strerror or problem})))
    else:
        from govlint.engine import crash_of

        text, place = crash_of(problem)
        write_note("govlint: " + escaped(fill(_INTERNAL, lang, {"problem": text, "place": place})))
    return FAILURE_STATUS


def _usage_sentence(problem: Exception, lang: str) -> str | None:
    """What is wrong with the arguments; None if `problem` is of another kind."""
    if isinstance(problem, UsageProblem):
        return str(problem)
    if type(problem).__module__ == "govlint.problems":
        from govlint.problems import UserFileError

        return problem.sentence(lang) if isinstance(problem, UserFileError) else None
    if type(problem).__module__.partition(".")[0] != "click":
        return None
    from govlint.cli.usage import sentence_of

    return sentence_of(problem, lang)
