"""Writing: standard output in text or exact bytes, standard error, and files that are whole or not there."""

from __future__ import annotations

import os
import stat
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # known to type checkers; `typing` would double the time of `--version`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import IO

PIPE_WIDTH = 80
_NARROWEST = 40
_IS_WINDOWS = os.name == "nt"
_TRIES, _PAUSE = 5, 0.1
"""How often a file is replaced before that counts as failed on Windows, and the seconds between."""


_gone: list[bool] = []
"""Holds something once nobody reads standard output any more."""


def is_read() -> bool:
    """Whether anybody may still read standard output."""
    return not _gone


def wants_color(asked: str, environment: Mapping[str, str], stream: IO[str] | None) -> bool:
    """Whether to write colours: as asked ("always", "never"), else as NO_COLOR and then FORCE_COLOR say, else if
    `stream` is a terminal that knows them.
    """
    if asked != "auto":
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and environment.get("TERM") != "dumb"


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a person reads the stream as it is written."""
    return stream is not None and not stream.closed and stream.isatty()


def screen_width(environment: Mapping[str, str]) -> int:
    """The columns of the terminal, or what COLUMNS says; 80 where there is no terminal."""
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(_NARROWEST, int(columns))
    try:
        return max(_NARROWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError, AttributeError):  # no terminal, no descriptor, no stream
        return PIPE_WIDTH


def encoding_of(stream: IO[str] | None) -> str:
    """The encoding that text for `stream` is written in."""
    return getattr(stream, "encoding", None) or "utf-8"


def write_text(text: str, *, color: bool) -> None:
    """Writes to standard output in its encoding; characters that it lacks are written as escapes, never an error.
    OSError if standard output cannot be written; a reader that has gone away is no error.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if color and _IS_WINDOWS:
            _write_colors_on_windows(text)
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
    except OSError as problem:
        _forget_stdout_or_raise(problem)


def write_bytes(text: str | Iterable[str]) -> None:
    """Writes to standard output as UTF-8, whole or in pieces, whatever the encoding of the terminal. OSError as for
    `write_text`.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    pieces = [text] if isinstance(text, str) else text
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces)
        sys.stdout.buffer.flush()
    except OSError as problem:
        _forget_stdout_or_raise(problem)


def write_data(data: bytes) -> None:
    """Writes `data` to standard output as it is. OSError as for `write_text`."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as problem:
        _forget_stdout_or_raise(problem)


def write_note(text: str, end: str = "\n") -> None:
    """Writes to standard error; a closed one is no error."""
    try:
        sys.stderr.write(text + end)
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return


def write_file(path: str, text: str) -> None:
    """Writes `text` as UTF-8 to the file `path`, which is replaced as a whole or not at all. OSError if it cannot be
    written.
    """
    replace_file(path, text.encode("utf-8", "backslashreplace"))


def replace_file(path: str, data: bytes | Iterable[bytes]) -> None:
    """Writes `data`, whole or in pieces, to the file `path`, which is replaced as a whole or not at all. OSError if it
    cannot be written.
    """

    def write(place: str) -> None:
        with open(place, "xb" if place != target else "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)

    target = os.path.realpath(path)
    replace_by(path, write)


def replace_by(path: str, write: Callable[[str], None]) -> None:
    """Has `write` make a file under the name that it is given, which then replaces the file `path` as a whole, or not
    at all. A device or pipe is not replaced: `write` is given its name. OSError if it cannot be written.
    """
    target = os.path.realpath(path)
    try:
        mode: int | None = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        write(target)
        return
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        with open(temporary, "rb") as file:
            os.fsync(file.fileno())  # the name must not come to stand for less than was written
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        _replace(temporary, target, _TRIES if _IS_WINDOWS else 1)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def _replace(source: str, target: str, tries: int) -> None:
    """Puts the file `source` in the place of `target`. On Windows that fails while anything has the target open, which
    may be a scanner that is done in a moment.
    """
    from time import sleep

    for left in range(tries - 1, -1, -1):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if not left:
                raise
            sleep(_PAUSE)


def is_read_only(path: str) -> bool:
    """Whether the file at `path` was made read-only: replacing it, as `replace_file` does, would not ask."""
    try:
        return not stat.S_IMODE(os.stat(path).st_mode) & 0o222 or not os.access(path, os.W_OK)
    except FileNotFoundError:
        return False


def _write_colors_on_windows(text: str) -> None:
    """Through click, which makes old consoles obey the codes."""
    import click

    click.echo(text, nl=False, color=True)


def _forget_stdout_or_raise(problem: OSError) -> None:
    """Where nobody reads standard output any more, lets the interpreter flush it at its end without an error; any other
    problem is raised again. Windows says of a pipe without a reader that the argument is invalid.
    """
    from errno import EINVAL

    if not isinstance(problem, BrokenPipeError) and not (_IS_WINDOWS and problem.errno == EINVAL):
        raise problem
    _gone.append(True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
