"""What a command is to read: files, folders, lists of paths, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from govlint.cli.app import COMMANDS, PROGRAM
from govlint.cli.exits import UsageProblem
from govlint.cli.streams import write_note
from govlint.discover import Found, discover
from govlint.messages import fill
from govlint.output.terminal import escaped
from govlint.plan import exclusion_of
from govlint.records import Record
from govlint.result import CLEAN_STATUS, FAILURE_STATUS, Skipped
from govlint.rule import Text
from govlint.run import STDIN, Input, inputs_for

if TYPE_CHECKING:
    from govlint.config.resolve import Configurations

NO_PATHS = Text("没有给出要检查的文件", "no file to check was given")
_NOTHING = Text("没有可以检查的文件:{paths}", "nothing to check in {paths}")
_UNREAD = Text(
    "{sentence}(有 {number} 个文档的格式还不能读)", "{sentence} ({number} documents of kinds that are not read yet)"
)
_EMPTY_LIST = Text("{path} 里没有列出文件", "{path} lists no files")
_TWICE = Text("标准输入只能用一次", "standard input can be used only once")
_NO_LIST = Text("{path} 读不了:{problem}", "cannot read {path}: {problem}")
_COMMAND_FIRST = Text(
    "没有 {word} 这个文件;命令要写在最前面:{program} {word} …",
    "there is no file {word}; the command comes first: {program} {word} …",
)
_LIKE_COMMAND = Text(
    "没有 {word} 这个文件,也没有这个命令;是不是 {program} {command} …?",
    "there is no file {word}, and no such command; did you mean {program} {command} …?",
)
_BACKSLASH = Text(
    "--exclude {value}:文件夹之间请用 /,不用反斜杠", "--exclude {value}: write / between folders, no backslash"
)
CLOSED = Text("文件夹 {path} 打不开", "the folder {path} could not be opened")

_LIKE_A_COMMAND = 0.85
_PIECE = 1 << 16
"""In bytes: what is read of a list of paths at a time."""
_HEAD = 1000
"""In bytes: what is read of a file to see whether the program wrote it."""


class Inputs(Record):
    """What is checked, and what was left out on the way."""

    inputs: list[Input]
    skipped: tuple[Skipped, ...]
    status: int
    """0, or 2 if something that was asked for could not be found or opened."""
    named: tuple[str, ...] = ()
    """The files and folders that were named, without standard input."""


def find_inputs(
    paths: Sequence[str], options: dict[str, Any], lang: str, is_excluded: Callable[[str, bool], bool] | None = None
) -> Inputs:
    """The inputs that the command line names. UsageProblem where there is nothing to check (unless that is allowed), a
    list of paths cannot be read, or a path looks like a misspelt command.
    """
    named = _named(paths, options, lang)
    from_stdin = STDIN in named
    if from_stdin and options["files_from"] == STDIN:
        raise UsageProblem(fill(_TWICE, lang, {}))
    _refuse_commands(paths, lang)
    found = discover((path for path in named if path != STDIN), is_excluded)
    inputs = inputs_for(found.files)
    if from_stdin:
        name = options["stdin_filename"] or STDIN
        inputs.append(Input(name.replace(os.sep, "/"), name, sys.stdin.buffer.read()))
    for path in found.closed:
        write_note(f"govlint: {escaped(fill(CLOSED, lang, {'path': path}))}")
    if not inputs and not found.closed and not options["allow_empty"]:
        raise UsageProblem(_nothing(named, options, found.skipped, lang))
    missing = any(item.data is None and not os.path.exists(item.path) for item in inputs)
    status = FAILURE_STATUS if missing or found.closed else CLEAN_STATUS
    return Inputs(inputs, found.skipped, status, tuple(path for path in named if path != STDIN))


def search(paths: Sequence[str], options: dict[str, Any], lang: str, is_excluded: Callable[[str, bool], bool]) -> Found:
    """The files that the command line names now. UsageProblem where a list of paths cannot be read."""
    return discover((path for path in _named(paths, options, lang) if path != STDIN), is_excluded)


def _named(paths: Sequence[str], options: dict[str, Any], lang: str) -> list[str]:
    """The paths that the command line gives, and those in the list that it names."""
    listed = paths_in_list(options["files_from"], lang) if options["files_from"] else []
    return [*(paths if os.name != "nt" else _expanded(paths)), *listed]


def exclusion_by(
    patterns: Sequence[str], configurations: Configurations | None, lang: str, outputs: Sequence[str] = ()
) -> Callable[[str, bool], bool]:
    """What tells whether a file or folder (by its absolute path) that a search comes upon is left out: by patterns of
    the command line, or those of the configuration that holds for it. So is what an earlier run has written to one of
    the `outputs` (files, and folders of pages), which may look like a report, and names the program in its head.
    UsageProblem if a pattern parts folders as Windows does: it would leave nothing out.
    """
    if patterns:
        from govlint.gitignore import parts_by_backslash

        for pattern in filter(parts_by_backslash, patterns):
            raise UsageProblem(fill(_BACKSLASH, lang, {"value": pattern}))
    written = {os.path.abspath(path) for path in outputs}
    by_patterns = exclusion_of(patterns, configurations)

    def is_ours(path: str) -> bool:
        return (path in written or os.path.dirname(path) in written) and _is_our_own(path)

    return lambda path, is_folder: is_ours(path) or by_patterns(path, is_folder)


def _is_our_own(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return PROGRAM.encode() in file.read(_HEAD)
    except OSError:
        return False


def _expanded(paths: Sequence[str]) -> list[str]:
    """The paths with wildcards resolved, which the shells of Windows leave to the program."""
    from glob import glob

    return [found for path in paths for found in (glob(path) if "*" in path or "?" in path else [path]) or [path]]


def paths_in_list(path: str, lang: str) -> Iterator[str]:
    """The paths in a list, one a line or separated by NUL, as they are read. UsageProblem where it cannot be read."""
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as file:
            head = file.read(_PIECE)
            if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # what PowerShell writes with >
                yield from filter(str.strip, (head + file.read()).decode("utf-16", "replace").splitlines())
                return
            pieces = chain((head.removeprefix(b"\xef\xbb\xbf"),), iter(partial(file.read, _PIECE), b""))
            yield from (_path_in(line) for line in _lines(pieces, by_nul=b"\0" in head) if line.strip())
    except OSError as problem:
        raise UsageProblem(fill(_NO_LIST, lang, {"path": path, "problem": problem.strerror})) from None


def _lines(pieces: Iterable[bytes], *, by_nul: bool) -> Iterator[bytes]:
    ends = b"\0" if by_nul else b"\r\n"
    rest = b""
    for piece in pieces:
        rest += piece
        lines = rest.split(b"\0") if by_nul else rest.splitlines(keepends=True)
        rest = lines.pop() if lines else b""  # the end of the last one may be in the next piece
        yield from (line.rstrip(ends) for line in lines)
    yield rest.rstrip(ends)


def _path_in(line: bytes) -> str:
    """The path that a line of a list holds: in UTF-8 or, on Windows, whatever the console writes."""
    try:
        return os.fsdecode(line)
    except UnicodeDecodeError:
        from locale import getpreferredencoding

        return line.decode(getpreferredencoding(False), "replace")


def _refuse_commands(paths: Sequence[str], lang: str) -> None:
    first = paths[0] if paths else ""
    if not first.isalpha() or os.path.exists(first):
        return
    facts = {"word": first, "program": PROGRAM}
    if first in COMMANDS:
        raise UsageProblem(fill(_COMMAND_FIRST, lang, facts))
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    likely = process.extractOne(
        first.lower(), COMMANDS, scorer=JaroWinkler.normalized_similarity, score_cutoff=_LIKE_A_COMMAND
    )
    if likely:
        raise UsageProblem(fill(_LIKE_COMMAND, lang, {**facts, "command": likely[0]}))


def _nothing(named: Sequence[str], options: dict[str, Any], skipped: Sequence[Skipped], lang: str) -> str:
    if not named:
        if options["files_from"]:
            return fill(_EMPTY_LIST, lang, {"path": options["files_from"]})
        return fill(NO_PATHS, lang, {})
    sentence = fill(_NOTHING, lang, {"paths": " ".join(named)})
    unread = sum(item.why == "unread-kind" for item in skipped)
    return fill(_UNREAD, lang, {"sentence": sentence, "number": unread}) if unread else sentence
