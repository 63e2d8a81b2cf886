"""Old Word and WPS files, RTF and OpenDocument: converted to .docx by LibreOffice where it is installed, then read.

The conversion works in a folder of its own that is removed afterwards, with a profile of its own, so that it neither
waits for nor disturbs a LibreOffice that is open.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

from govlint.document.model import Document
from govlint.readers.word import read_word
from govlint.source.read import (
    LEGACY_OFFICE,
    OPENDOCUMENT,
    RTF,
    UNCONVERTED,
    UNREADABLE,
    UNSUPPORTED,
    WORD,
    Source,
    SourceProblem,
)

PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
)
_SECONDS = 90
"""A report takes three; what takes longer hangs."""
_SUFFIXES = {LEGACY_OFFICE: ".doc", RTF: ".rtf", OPENDOCUMENT: ".odt"}


def read_office(source: Source) -> Document:
    """The text of `source`. Raises SourceProblem: "unsupported" without LibreOffice, "unreadable" if it cannot convert
    the file.
    """
    program = find_program()
    if program is None:
        raise SourceProblem(UNSUPPORTED, source.kind)
    with tempfile.TemporaryDirectory(prefix="govlint-") as folder:
        data = _converted(program, source, folder)
    document = read_word(Source(source.path, data, WORD))
    document.kind = source.kind
    return document


def find_program() -> str | None:
    """The path of LibreOffice, or None if it is not installed."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or next((path for path in _PLACES if os.path.isfile(path)), None)


def _converted(program: str, source: Source, folder: str) -> bytes:
    """The bytes of the .docx that LibreOffice makes of `source` in `folder`."""
    path = os.path.join(folder, f"report{_SUFFIXES[source.kind]}")
    with open(path, "wb") as file:
        file.write(source.data)
    profile = "file://" + os.path.join(folder, "profile").replace(os.sep, "/")
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        folder,
        path,
    ]
    try:
        subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=True)
        with open(os.path.join(folder, "report.docx"), "rb") as file:
            return file.read()
    except (OSError, subprocess.SubprocessError):
        raise SourceProblem(UNREADABLE, UNCONVERTED) from None
